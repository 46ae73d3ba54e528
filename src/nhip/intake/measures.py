"""What a box of the monthly form holds. The first two are also what plans and the index speak of."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhip.registry.choices import Measure

__all__ = ["CUMULATIVE", "STOCKS", "FormMeasure"]


class FormMeasure(models.TextChoices):
    """The boxes of a row of the form, in the order in which they stand there."""

    OPENING_STOCK = "opening_stock", _("opening stock")
    PRODUCTION = Measure.PRODUCTION.value, _("production")
    SALES = Measure.SALES.value, _("sales or consumption")
    CLOSING_STOCK = "closing_stock", _("closing stock")
    VALUE = "value", _("value of sales, million đồng")
    FORECAST = "forecast", _("forecast of next month's production")


STOCKS: Final = (FormMeasure.OPENING_STOCK, FormMeasure.CLOSING_STOCK)

# Production from January to this month: a form may carry it, to be held against the months, and it is not kept.
CUMULATIVE: Final = "cumulative"
