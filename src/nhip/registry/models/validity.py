"""Things that are so from a day to a day."""

from __future__ import annotations

from datetime import date
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

__all__ = ["ValidInTime", "ValidQuerySet", "dates_in_order"]

_M = TypeVar("_M", bound=models.Model, covariant=True)


class ValidQuerySet(models.QuerySet[_M]):
    """Rows with a first and a last day."""

    def on(self, day: date) -> Self:
        """Keep what is valid on a day. No first day means always, no last day means still."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))


class ValidInTime(models.Model):
    """Valid from the first to the last day, both included, as decrees say it ("to 30 April 2024")."""

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        abstract = True


def dates_in_order(first: str, last: str, name: str) -> models.CheckConstraint:
    """Return the constraint that an end does not lie before its beginning."""
    missing: dict[str, Any] = {first: None}
    open_ended: dict[str, Any] = {last: None}
    return models.CheckConstraint(condition=Q(**missing) | Q(**open_ended) | Q(**{f"{last}__gte": F(first)}), name=name)
