"""What acts and pages ask about collecting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from nhip.figures.periods import Period, PeriodKind
from nhip.figures.spans import last_day
from nhip.intake.collection.models import CollectionPeriod, Step, Submission
from nhip.intake.collection.states import IN_HAND, Act, Form
from nhip.intake.imports.models import Headcount
from nhip.intake.measures import FormMeasure
from nhip.intake.models import Observation, Stage, State
from nhip.registry.models import Enterprise, Product, ProductionPlan, Reporting

__all__ = [
    "NOT_BEGUN",
    "TAKEN_IN",
    "Answer",
    "Earlier",
    "answers_to",
    "asked_of",
    "collections_open_on",
    "earlier_values",
    "last_receipt",
    "products_for",
]

MEMORY = 12


def _first_month(period: str) -> Period:
    found = Period.parse(period)
    return Period.month(found.year, 1) if found.kind is PeriodKind.YEAR else found


def _back(month: Period, months: int) -> Period:
    for _ in range(months):
        month = month.previous
    return month


def asked_of(period: str, enterprises: Iterable[int] | None = None) -> dict[int, set[int]]:
    """Return which products each enterprise reports in a period, by their ids.

    The register of reporting says so. An enterprise that it does not know at all is asked for what it reported in the
    twelve months before.
    """
    month = _first_month(period)
    only = Q() if enterprises is None else Q(enterprise__in=list(enterprises))
    registered = Reporting.objects.filter(only)
    asked: dict[int, set[int]] = defaultdict(set)
    known = set(registered.values_list("enterprise", flat=True).distinct())
    now = registered.filter(Q(to_period="") | Q(to_period__gte=str(month)), from_period__lte=_through(period, month))
    for enterprise, product in now.values_list("enterprise", "product"):
        asked[enterprise].add(product)
    remembered = Observation.objects.standing_at().filter(
        only, period__lt=str(month), period__gte=str(_back(month, MEMORY))
    )
    for enterprise, product in remembered.values_list("enterprise", "product").order_by().distinct():
        if enterprise not in known:
            asked[enterprise].add(product)
    return dict(asked)


def _through(period: str, month: Period) -> str:
    """The last month in which a product may begin and still be asked for."""
    return str(month) if period == str(month) else f"{month.year}-12"


def products_for(enterprise: Enterprise, period: str, also: Iterable[int] = ()) -> list[Product]:
    """Return the products an enterprise reports in a period, and those it has filled in already."""
    wanted = asked_of(period, [enterprise.pk]).get(enterprise.pk, set()) | set(also)
    return list(Product.objects.filter(pk__in=wanted).order_by("code"))


def collections_open_on(day: date) -> list[CollectionPeriod]:
    """Return the collections that take answers on a day."""
    return list(CollectionPeriod.objects.filter(opens_on__lte=day, closed_at=None))


@dataclass(frozen=True, slots=True)
class Answer:
    """Where one enterprise stands in a collection."""

    enterprise: Enterprise
    submission: Submission | None
    state: str
    late: bool
    products: int

    @property
    def in_hand(self) -> bool:
        """Whether the enterprise has done its part."""
        return self.state in IN_HAND or self.state == TAKEN_IN


NOT_BEGUN = "none"
# Its reports came in a file with those of other enterprises.
TAKEN_IN = "taken_in"


def answers_to(collection: CollectionPeriod, enterprises: Iterable[int] | None = None) -> list[Answer]:
    """Return where every enterprise that is asked stands, in the order of their names."""
    asked = asked_of(collection.period, enterprises)
    submissions = {each.enterprise_id: each for each in collection.submissions.select_related("submitted_by").all()}
    taken_in = _taken_in(collection) - set(submissions)
    found = Enterprise.objects.active_on(last_day(Period.parse(collection.period))).filter(pk__in=list(asked))
    now = timezone.now()
    answers = []
    for enterprise in found.order_by("sort_key", "tax_code"):
        submission = submissions.get(enterprise.pk)
        state = str(submission.state) if submission else TAKEN_IN if enterprise.pk in taken_in else NOT_BEGUN
        when = submission.submitted_at if submission and state in IN_HAND else None if state == TAKEN_IN else now
        late = when is not None and when >= collection.late_from
        answers.append(Answer(enterprise, submission, state, late, len(asked[enterprise.pk])))
    return answers


def _taken_in(collection: CollectionPeriod) -> set[int]:
    """Return the enterprises whose reports of this month and stage are there already."""
    if collection.form != Form.MONTHLY:
        return set()
    rows = (
        Observation.objects.standing_at()
        .filter(period=collection.period, stage=collection.stage)
        .exclude(state=State.NOT_REPORTED)
    )
    return set(rows.values_list("enterprise", flat=True).order_by().distinct())


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is known beside a form. By product and measure, the opening stock standing for last month's closing one."""

    before: Mapping[tuple[int, str], Observation] = field(default_factory=dict)
    year: Mapping[tuple[int, str], Observation] = field(default_factory=dict)
    estimate: Mapping[tuple[int, str], Observation] = field(default_factory=dict)
    plans: Mapping[tuple[int, str], Decimal] = field(default_factory=dict)
    employees: int | None = None


def earlier_values(enterprise: Enterprise, products: Sequence[Product], collection: CollectionPeriod) -> Earlier:
    """Return last month's, last year's and this month's estimated values; for a plan, the plan of the year before."""
    if collection.form != Form.MONTHLY:
        plans = ProductionPlan.objects.known_at().filter(
            enterprise=enterprise, product__in=products, year=int(collection.period) - 1
        )
        return Earlier(plans={(each.product_id, each.measure): each.quantity for each in plans})
    month = Period.parse(collection.period)
    before, year = str(month.previous), str(month.a_year_ago)
    rows = Observation.objects.filter(
        enterprise=enterprise, product__in=products, period__in=[before, year, collection.period]
    ).known_at()
    found: dict[str, dict[tuple[int, str], Observation]] = {before: {}, year: {}, collection.period: {}}
    for row in rows:
        found[row.period][row.product_id, row.measure] = row
    closing = {
        (product, FormMeasure.OPENING_STOCK.value): row
        for (product, measure), row in found[before].items()
        if measure == FormMeasure.CLOSING_STOCK
    }
    estimate = found[collection.period] if collection.stage == Stage.OFFICIAL else {}
    heads = Headcount.objects.filter(enterprise=enterprise, period__lt=collection.period)
    newest = heads.order_by("period", "stage", "recorded_at", "id").last()
    return Earlier(
        before={**found[before], **closing},
        year=found[year],
        estimate={key: row for key, row in estimate.items() if row.stage == Stage.ESTIMATE},
        employees=newest.employees if newest else None,
    )


def last_receipt(submission: Submission) -> Step | None:
    """Return the newest receipt of a submission."""
    return submission.steps.filter(act=Act.SUBMIT).select_related("file", "by").last()
