"""The states of a submission, the acts that lead from one to another, and the boxes of the forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from nhip.intake.measures import FormMeasure
from nhip.people import rights

__all__ = [
    "DECIDED",
    "EDITABLE",
    "FIELDS_OF",
    "IN_HAND",
    "STATES_OFFERED",
    "TRANSITIONS",
    "WAITING",
    "Act",
    "Form",
    "FormField",
    "ReasonCode",
    "SubmissionState",
    "Transition",
]


class Form(models.TextChoices):
    """What is asked for: the report of a month, or the production plan of a year."""

    MONTHLY = "monthly", _("monthly report")
    PLAN = "plan", _("production plan")


class SubmissionState(models.TextChoices):
    """Where an enterprise's answer stands."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")
    REOPENED = "reopened", _("reopened")


EDITABLE: Final = frozenset({SubmissionState.DRAFT, SubmissionState.RETURNED, SubmissionState.REOPENED})
"""The enterprise is at work on it."""

WAITING: Final = frozenset({SubmissionState.SUBMITTED})
"""An officer has to decide."""

DECIDED: Final = frozenset({SubmissionState.ACCEPTED})
"""Its values are observations."""

IN_HAND: Final = WAITING | DECIDED
"""The enterprise has done its part: nobody reminds it."""


class Act(models.TextChoices):
    """What is done with a submission."""

    SUBMIT = "submit", _("submitted")
    ACCEPT = "accept", _("accepted")
    RETURN = "return", _("returned")
    REOPEN = "reopen", _("reopened")
    CORRECT = "correct", _("corrected")


@dataclass(frozen=True, slots=True)
class Transition:
    """An act: from which states, to which one, and who may. ``to`` is None where the state stays."""

    sources: frozenset[SubmissionState]
    to: SubmissionState | None
    right: Callable[..., bool]
    needs_open_period: bool = True


TRANSITIONS: Final[dict[Act, Transition]] = {
    Act.SUBMIT: Transition(EDITABLE, SubmissionState.SUBMITTED, rights.may_submit),
    Act.ACCEPT: Transition(WAITING, SubmissionState.ACCEPTED, rights.may_accept),
    Act.RETURN: Transition(WAITING, SubmissionState.RETURNED, rights.may_return),
    Act.REOPEN: Transition(DECIDED, SubmissionState.REOPENED, rights.may_reopen),
    # What was accepted may prove wrong after the month was closed.
    Act.CORRECT: Transition(IN_HAND, None, rights.may_correct, needs_open_period=False),
}


class FormField(models.TextChoices):
    """A box of a form. All but the last belong to a product; those of numbers are the measures of the form."""

    STATE = "state", _("state")
    OPENING_STOCK = FormMeasure.OPENING_STOCK.value, _("opening stock")
    PRODUCTION = FormMeasure.PRODUCTION.value, _("production")
    SALES = FormMeasure.SALES.value, _("sales")
    CLOSING_STOCK = FormMeasure.CLOSING_STOCK.value, _("closing stock")
    VALUE = FormMeasure.VALUE.value, _("value of sales")
    FORECAST = FormMeasure.FORECAST.value, _("forecast for next month")
    EMPLOYEES = "employees", _("employees")


FIELDS_OF: Final[dict[str, tuple[FormField, ...]]] = {
    Form.MONTHLY: (
        FormField.OPENING_STOCK,
        FormField.PRODUCTION,
        FormField.SALES,
        FormField.CLOSING_STOCK,
        FormField.VALUE,
        FormField.FORECAST,
    ),
    Form.PLAN: (FormField.PRODUCTION, FormField.SALES),
}
"""The boxes of numbers on a product's line."""

STATES_OFFERED: Final = ("", "estimated", "not_produced", "not_reported")
"""What may stand beside a line; empty: the numbers are the report."""


class ReasonCode(models.TextChoices):
    """Why an unusual value is right."""

    ORDERS = "orders", _("more or fewer orders")
    SEASON = "season", _("season or holidays")
    STOPPED = "stopped", _("stop for repair or maintenance")
    CAPACITY = "capacity", _("new or withdrawn capacity")
    MATERIALS = "materials", _("materials, power or water")
    WEATHER = "weather", _("weather or natural disaster")
    CORRECTED = "corrected", _("correction of an earlier report")
    CONFIRMED = "confirmed", _("asked and confirmed by the enterprise")
    OTHER = "other", _("another reason")
