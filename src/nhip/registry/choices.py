"""Words that several rooms choose from."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["PERIOD_PATTERN", "Level", "Measure"]

# A month as text. [0-9], because \d means more than ten digits in PostgreSQL and in Python.
PERIOD_PATTERN: Final = r"^[0-9]{4}-(0[1-9]|1[0-2])$"


class Measure(models.TextChoices):
    """What a quantity counts."""

    PRODUCTION = "production", _("production")
    SALES = "sales", _("sales")


class Level(models.TextChoices):
    """Steps of an industry classification. Viet Nam's index has no three-digit step."""

    TOTAL = "total", _("all industry")
    SECTION = "section", _("section")
    DIVISION = "division", _("division")
    CLASS = "class", _("class")
    PRODUCT = "product", _("product")
