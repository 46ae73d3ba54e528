"""The officer's inbox: values that moved unlike the others, the one that moves the published index most first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import polars as pl
from django.utils import timezone

from nhip import engine
from nhip.figures.periods import Period
from nhip.intake.collection.models import Cell, CollectionPeriod, Confirmation, Submission
from nhip.intake.collection.states import IN_HAND, WAITING, FormField
from nhip.intake.models import State
from nhip.registry.models import Enterprise, Product
from nhip.releases.correction import Correction, Desk
from nhip.releases.knowledge import observations_at, production_of
from nhip.releases.models import Run

__all__ = ["Anomaly", "Effect", "Month", "anomalies", "effect_of", "effects_of"]

SHOWN_MONTHS = 12
# All reports of all months make one cell: most products have one maker, and early in a month few reports are there.
# Sizes are in different units, so they take no part (u = 0). Wide bounds: a full inbox is not read.
BOUNDS = (5.0, 5.0)
SUSPICIOUS = ("low", "high", "from_zero", "to_zero")
ORDINARY = ("inside", "both_zero")


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a series: its quantity, if there is one, and its state."""

    period: str
    quantity: float | None
    state: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a value does to the whole index: points of level, percentage points of growth, percent of level."""

    points: float | None
    percentage_points: float | None
    score: float | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A value to look at. ``expected`` is what the index would take in its place, if it had not come."""

    enterprise: Enterprise
    product: Product
    period: str
    quantity: float
    expected: float | None
    previous: float | None
    year_ago: float | None
    effect: Effect
    months: tuple[Month, ...]
    submission: Submission | None
    confirmation: Confirmation | None

    @property
    def ratio(self) -> float | None:
        """The value as a multiple of the month before."""
        return self.quantity / self.previous if self.previous else None


def _waiting_values(collection: CollectionPeriod) -> dict[tuple[str, str], tuple[float | None, str, Submission]]:
    """Return production in submissions that wait for a decision, by enterprise and product."""
    submissions = collection.submissions.filter(state__in=WAITING).select_related("enterprise")
    by_id = {each.pk: each for each in submissions}
    cells = (
        Cell.objects.filter(submission__in=by_id, product__isnull=False)
        .filter(field__in=[FormField.PRODUCTION, FormField.STATE])
        .current()
        .select_related("product")
    )
    states = {(cell.submission_id, cell.product_id): cell.text for cell in cells if cell.field == FormField.STATE}
    found: dict[tuple[str, str], tuple[float | None, str, Submission]] = {}
    for cell in cells:
        if cell.field == FormField.PRODUCTION and cell.value is not None and cell.product is not None:
            submission = by_id[cell.submission_id]
            state = states.get((cell.submission_id, cell.product_id)) or State.REPORTED.value
            found[submission.enterprise.tax_code, cell.product.code] = (float(cell.value), state, submission)
    return found


def _scheme_for(scheme: engine.Scheme, period: str) -> engine.Scheme:
    """Return the scheme with its last epoch alone, going on to the month that is being collected."""
    last = scheme.epochs[-1]
    return replace(
        scheme,
        epochs=(replace(last, valid_to=max(last.valid_to, period)),),
        weights=tuple(each for each in scheme.weights if each.epoch == last.epoch),
        bases=tuple(each for each in scheme.bases if each.epoch == last.epoch),
    )


def _reports(
    period: str, scheme: engine.Scheme, waiting: Iterable[tuple[tuple[str, str], tuple[float | None, str, Submission]]]
) -> pl.DataFrame:
    """Return production as known now up to a month, with what waits for a decision in place of what is known of it."""
    known = production_of(observations_at(timezone.now(), Period.parse(period)), scheme)
    codes = {*scheme.leaf_codes, *scheme.replacing_codes}
    rows = [(*key, period, value, state) for key, (value, state, _) in waiting if key[1] in codes]
    fresh = pl.DataFrame(rows, schema=known.schema, orient="row")
    return pl.concat([known.join(fresh, on=["enterprise", "product", "period"], how="anti"), fresh])


def _suspects(reports: pl.DataFrame, period: str) -> pl.DataFrame:
    """Return the month's values that left the others' movement, and do not repeat that of a year ago."""
    rows = reports.select("enterprise", "product", "period", "quantity", whole=pl.lit("whole"))
    flags = {}
    for lag in (1, 12):
        bounds = engine.hidiroglou_berthelot(rows, cell=("whole",), lag=lag, u=0.0, c=BOUNDS)
        flags[lag] = bounds.filter(pl.col("period") == period).select(
            "enterprise", "product", "quantity", "previous", "flag"
        )
    joined = flags[1].join(flags[12], on=["enterprise", "product"], how="left", suffix="_year")
    # A value that is ordinary by either is a season, or a level that was looked at when it was new.
    return joined.filter(
        pl.col("flag").is_in(SUSPICIOUS) & ~pl.col("flag_year").fill_null("").is_in(ORDINARY)
        | pl.col("flag_year").is_in(SUSPICIOUS) & ~pl.col("flag").is_in(ORDINARY)
    )


def _expected(reports: pl.DataFrame, suspects: pl.DataFrame, scheme: engine.Scheme, period: str) -> pl.DataFrame:
    """Return what the index would take for the suspects, had they not come."""
    key = ["enterprise", "product", "period"]
    without = reports.join(suspects.with_columns(period=pl.lit(period)), on=key, how="anti")
    silent = suspects.select(
        "enterprise", "product", pl.lit(period).alias("period"), pl.lit(None, pl.Float64).alias("quantity")
    ).with_columns(state=pl.lit(State.NOT_REPORTED.value))
    imputed = engine.compile_reports(pl.concat([without, silent]), scheme).imputed
    found = imputed.filter(pl.col("period") == period).select("enterprise", "product", expected="quantity")
    return suspects.join(found, on=["enterprise", "product"], how="left")


def _weights(scheme: engine.Scheme) -> pl.DataFrame:
    tree = scheme.tree(scheme.epochs[-1])
    rows = [(code, node.parent, tree.share[code]) for code, node in tree.nodes.items() if node.parent is not None]
    return pl.DataFrame(rows, schema={"node": pl.String, "parent": pl.String, "weight": pl.Float64}, orient="row")


def _bases(scheme: engine.Scheme, reports: pl.DataFrame) -> pl.DataFrame:
    """Return the average month of the base period by product: as given, else out of the reports."""
    epoch = scheme.epochs[-1]
    given = scheme.base_quantities(epoch)
    during = reports.filter(pl.col("period").is_between(pl.lit(epoch.base_from), pl.lit(epoch.base_to)))
    months = len(epoch.base)
    made = during.group_by("product").agg((pl.col("quantity").sum() / months).alias("quantity"))
    found = {**dict(made.iter_rows()), **given}
    return pl.DataFrame(
        {"product": list(found), "quantity": list(found.values())},
        schema={"product": pl.String, "quantity": pl.Float64},
    )


def anomalies(collection: CollectionPeriod, run: Run) -> list[Anomaly]:
    """Return the unusual values of a collection's month, by their effect on the whole index, the largest first.

    Looked at are reports that were accepted or imported, and those that wait for a decision. The index is that of the
    run's scheme, which is taken on to the month if it ends before.

    Raises:
        Fault, Faults: of the engine, when the reports cannot be compiled.
    """
    period = collection.period
    scheme = _scheme_for(Desk(run).scheme, period)
    waiting = _waiting_values(collection)
    reports = _reports(period, scheme, waiting.items())
    suspects = _suspects(reports, period).filter(pl.col("quantity").is_not_null())
    if suspects.is_empty():
        return []
    compiled = engine.compile_reports(reports, scheme)
    if not isinstance(compiled.index, engine.FixedBaseIndex):  # one epoch has one base
        raise TypeError("an index of one epoch has one base")
    with_expected = _expected(reports, suspects, scheme, period)
    asked = with_expected.with_columns(period=pl.lit(period)).select(
        "enterprise", "product", "period", "quantity", "expected"
    )
    bases = _bases(scheme, reports)
    asked = asked.join(bases.filter(pl.col("quantity") > 0).select("product"), on="product", how="semi")
    scores = engine.editing_scores(asked, _weights(scheme), bases, compiled.index)
    rows = with_expected.join(scores.drop("period", "node"), on=["enterprise", "product"])
    return _told(rows, reports, collection)


def _told(rows: pl.DataFrame, reports: pl.DataFrame, collection: CollectionPeriod) -> list[Anomaly]:
    period = collection.period
    submissions = {each.enterprise_id: each for each in collection.submissions.filter(state__in=IN_HAND)}
    enterprises = {each.tax_code: each for each in Enterprise.objects.filter(tax_code__in=rows["enterprise"].to_list())}
    products = {each.code: each for each in Product.objects.filter(code__in=rows["product"].to_list())}
    confirmed = {
        (each.enterprise_id, each.product_id, each.quantity): each
        for each in Confirmation.objects.filter(period=period).select_related("by")
    }
    series = _series(reports, rows, period)
    found = []
    for row in rows.sort("rank", "enterprise", "product", nulls_last=True).iter_rows(named=True):
        enterprise, product = enterprises[row["enterprise"]], products[row["product"]]
        key = (row["enterprise"], row["product"])
        quantity = Decimal(repr(row["quantity"])).quantize(Decimal(1).scaleb(-9))
        found.append(
            Anomaly(
                enterprise,
                product,
                period,
                row["quantity"],
                row["expected"],
                row["previous"],
                row["previous_year"],
                Effect(row["points"], row["percentage_points"], row["score"], row["rank"]),
                series[key],
                submissions.get(enterprise.pk),
                confirmed.get((enterprise.pk, product.pk, quantity)),
            )
        )
    return found


def _series(reports: pl.DataFrame, rows: pl.DataFrame, period: str) -> dict[tuple[str, str], tuple[Month, ...]]:
    """Return the twelve months up to the one in question, with their gaps."""
    month, names = Period.parse(period), [period]
    while len(names) < SHOWN_MONTHS:
        month = month.previous
        names.append(str(month))
    names.reverse()
    wanted = reports.join(rows.select("enterprise", "product"), on=["enterprise", "product"], how="semi")
    known = {
        (enterprise, product, name): (quantity, state)
        for enterprise, product, name, quantity, state in wanted.select(
            "enterprise", "product", "period", "quantity", "state"
        ).iter_rows()
    }
    return {
        key: tuple(Month(name, *known.get((*key, name), (None, State.NOT_REPORTED.value))) for name in names)
        for key in rows.select("enterprise", "product").iter_rows()
    }


@dataclass(frozen=True, slots=True)
class NodeEffect:
    """A node whose index a correction moves, with its names."""

    code: str
    name_vi: str
    name_en: str
    before: float
    after: float

    def name(self, language: str) -> str:
        """Return the name in a language; the Vietnamese one where there is no other."""
        return self.name_vi if language.startswith("vi") else self.name_en or self.name_vi


def effect_of(run: Run, correction: Correction) -> list[NodeEffect]:
    """Return what a correction moves in its month, from the whole down; nothing if the run ends before that month."""
    return effects_of(run, [correction], correction.period)


def effects_of(run: Run, corrections: Sequence[Correction], period: str) -> list[NodeEffect]:
    """Return what several corrections move together in a month. Nothing is stored."""
    if not run.first_period <= period <= run.last_period:
        return []
    desk = Desk(run)
    names, order = desk.scheme.name_of, desk.scheme.order()
    moved = desk.recompile_month(corrections, period)
    moved.sort(key=lambda change: order.get(change.node, len(order)))
    return [
        NodeEffect(each.node, names[each.node].name_vi, names[each.node].name_en, each.before, each.after)
        for each in moved
    ]
