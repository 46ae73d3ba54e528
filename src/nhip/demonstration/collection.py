"""A month in the course of being collected, so that the pages of collecting have something to show. All illustrative.

Some enterprises have sent paper, which the officer typed in; a few of their numbers are in the wrong unit, as happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from django.utils import timezone

from nhip.demonstration.enterprises import SEED
from nhip.figures.rounding import decimals_of
from nhip.intake.collection.actions import (
    Blocked,
    Given,
    Typed,
    accept,
    open_period,
    return_with_comment,
    save_draft,
    submit,
)
from nhip.intake.collection.answers import box_name, plain_text
from nhip.intake.collection.models import CollectionPeriod, Submission
from nhip.intake.collection.queries import asked_of, earlier_values, products_for
from nhip.intake.collection.states import FormField
from nhip.intake.models import Observation, Stage
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.registry.models import Enterprise, Product

__all__ = ["MONTH", "begin_collecting"]

MONTH: Final = "2024-01"
PLAN_YEAR: Final = "2024"
REFERENCE: Final = "Số liệu minh họa: hạn nộp đặt quanh ngày dựng tỉnh minh họa"
SENT, ACCEPTED, RETURNED, BEGUN = 18, 12, 2, 3
"""How many enterprises have submitted, how many of them are accepted and returned, and how many have begun."""

# Every fifth of those sent has its production in a unit ten times smaller.
WRONG_EACH: Final = 5


def begin_collecting(people: dict[str, str], today: date | None = None) -> bool:
    """Open a month and a plan, and let some answers come in; return whether there was anything to do.

    Args:
        people: sign-in names by role, as the demonstration has them.
    """
    if CollectionPeriod.objects.exists():
        return False
    day = today or timezone.localdate()
    statistician, officer, reporter = (
        User.objects.get(username=people[role]) for role in (Role.STATISTICIAN, Role.OFFICER, Role.REPORTER)
    )
    first, due = day - timedelta(days=8), day + timedelta(days=4)
    month = open_period(
        "monthly", MONTH, Stage.ESTIMATE, by=statistician, opens_on=first, deadline=due, reference=REFERENCE
    )
    open_period(
        "plan", PLAN_YEAR, by=statistician, opens_on=first, deadline=day + timedelta(days=30), reference=REFERENCE
    )
    waiting = Enterprise.objects.filter(pk__in=asked_of(MONTH)).exclude(pk__in=reporter.enterprise_ids)
    for number, enterprise in enumerate(waiting.order_by("tax_code")[: SENT + BEGUN]):
        submission = _fill(month, enterprise, officer, number)
        if number >= SENT:
            continue
        _submit(submission, officer)
        submission.refresh_from_db()
        if number < ACCEPTED:
            accept(submission, submission.version, by=statistician)
        elif number < ACCEPTED + RETURNED:
            text = "Đề nghị kiểm tra lại tồn kho cuối kỳ."
            return_with_comment(submission, submission.version, text, by=statistician)
    return True


def _fill(month: CollectionPeriod, enterprise: Enterprise, officer: User, number: int) -> Submission:
    products = products_for(enterprise, month.period)
    random = Random(f"{SEED}:collection:{enterprise.tax_code}")  # noqa: S311 - a seed is the point
    earlier = earlier_values(enterprise, products, month)
    typed: dict[str, Typed] = {}
    for product in products:
        typed |= _line(product, earlier.before, random, number)
    if earlier.employees is not None:
        typed[box_name(None, FormField.EMPLOYEES)] = Typed(str(earlier.employees), 0)
    saved = save_draft(enterprise, month, typed, by=officer)
    return Submission.objects.select_related("enterprise", "collection").get(pk=saved.submission)


def _line(
    product: Product, before: Mapping[tuple[int, str], Observation], random: Random, number: int
) -> dict[str, Typed]:
    known = {
        field: row.quantity for (key, field), row in before.items() if key == product.pk and row.quantity is not None
    }
    made = known.get(FormField.PRODUCTION)
    state = box_name(product.pk, FormField.STATE)
    if made is None:
        return {state: Typed("not_produced", 0)}
    unit = Decimal(1).scaleb(-min(3, decimals_of(made)))
    production = (made * Decimal(str(round(random.uniform(0.95, 1.06), 3)))).quantize(unit)
    sales = (production * Decimal(str(round(random.uniform(0.94, 1.0), 3)))).quantize(unit)
    if number % WRONG_EACH == WRONG_EACH - 1:
        production, sales = production * 10, sales * 10
    opening = known.get(FormField.OPENING_STOCK, Decimal(0))
    price = known.get(FormField.VALUE, Decimal(0)) / (known.get(FormField.SALES) or Decimal(1))
    values = {
        FormField.OPENING_STOCK: opening,
        FormField.PRODUCTION: production,
        FormField.SALES: sales,
        FormField.CLOSING_STOCK: opening + production - sales,
        FormField.VALUE: (sales * price).quantize(Decimal(1)),
        FormField.FORECAST: production,
    }
    return {box_name(product.pk, field): Typed(plain_text(value), 0) for field, value in values.items()}


def _submit(submission: Submission, officer: User) -> None:
    """Submit, with a reason for what the checks find unusual."""
    try:
        submit(submission, submission.version, by=officer)
    except Blocked as blocked:
        given = {
            each.finding.key: Given("orders", "đơn hàng tăng (minh họa)") for each in blocked.findings.open_warnings
        }
        submit(submission, submission.version, by=officer, reasons=given)
