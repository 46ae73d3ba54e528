"""Units that get tasks: departments, committees, boards; and the people who work in them, from a day to a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.registry.models.validity import ValidInTime, ValidQuerySet, dates_in_order
from nhip.registry.text import NfcField

__all__ = ["Unit", "UnitKind", "UnitMember"]


class UnitKind(models.TextChoices):
    """What a unit is in the administration. Districts ended on 1 July 2025; those of before keep their tasks."""

    PROVINCE = "province", _("provincial people's committee")
    DEPARTMENT = "department", _("department")
    DIVISION = "division", _("division of a department")
    BOARD = "board", _("management board")
    DISTRICT = "district", _("district people's committee")
    COMMUNE = "commune", _("commune people's committee")
    OTHER = "other", _("other body")


class UnitQuerySet(ValidQuerySet["Unit"]):
    """Units."""


class Unit(ValidInTime):
    """A unit. Its code never changes and is never given again, because figures name units by it."""

    code = models.CharField(_("code"), max_length=30, unique=True)
    name_vi = NfcField(_("name in Vietnamese"), max_length=200)
    name_en = NfcField(_("name in English"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=UnitKind.choices)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = models.Manager.from_queryset(UnitQuerySet)()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_known"),
            models.CheckConstraint(condition=Q(code__regex=r"^[A-Z0-9]+(-[A-Z0-9]+)*$"), name="unit_code_shape"),
            dates_in_order("valid_from", "valid_to", "unit_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name_vi

    def name(self, language: str) -> str:
        """Return the name in a language, the Vietnamese one where there is no other."""
        return self.name_vi if language.startswith("vi") or not self.name_en else self.name_en


class UnitMemberQuerySet(ValidQuerySet["UnitMember"]):
    """Memberships."""


class UnitMember(ValidInTime):
    """A person in a unit, from a day to a day; its head or not."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="members", verbose_name=_("unit"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="unit_memberships", verbose_name=_("person")
    )
    is_head = models.BooleanField(_("head of the unit"), default=False)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    objects = models.Manager.from_queryset(UnitMemberQuerySet)()

    class Meta:
        verbose_name = _("member of a unit")
        verbose_name_plural = _("members of units")
        ordering = ["unit", "-is_head", "id"]
        constraints = [dates_in_order("valid_from", "valid_to", "unit_member_dates_in_order")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.person_id}"
