"""Reports as they are shown: in a product's opening, and opened down to the cell they were read from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from nhip.engine.scheme import Policy
from nhip.figures.periods import Period
from nhip.figures.spans import last_day
from nhip.intake.measures import FormMeasure
from nhip.intake.models import Observation, Stage, State
from nhip.people.rights import may_see_report, may_see_unpublished
from nhip.registry.models import Consent, Enterprise, Product
from nhip.registry.tax_codes import show_tax_code
from nhip.releases.answers import ReportOpening, ReportRow, ReportVersion, RunView, Target
from nhip.releases.indicators import IIP
from nhip.releases.models import UsedReport
from nhip.releases.used import IMPUTED
from nhip.releases.writing import Writer

__all__ = ["open_report", "report_rows"]


def _agreed(products: Iterable[int], day: date) -> set[tuple[int, int]]:
    """Return (enterprise, product) pairs whose own figures may be published on a day."""
    consents = Consent.objects.on(day).filter(product_id__in=list(products))
    return set(consents.values_list("enterprise_id", "product_id"))


def _may_show(
    enterprise: Enterprise, product: Product, agreed: set[tuple[int, int]], hidden: Collection[tuple[str, str]]
) -> bool:
    """Say whether an enterprise's own figure may be shown: it agreed on record, and its product is not hidden.

    The reports of a hidden product add up to it, so they are hidden even where each enterprise agreed.
    """
    return (enterprise.pk, product.pk) in agreed and (IIP, product.code) not in hidden


def report_rows(
    used: list[UsedReport],
    month: Period,
    writer: Writer,
    unit: str,
    *,
    hidden: Collection[tuple[str, str]] = (),
    everything: bool = False,
) -> list[ReportRow]:
    """Write the quantities that went into a product's index. Call it with the language switched on.

    Rows that may not be shown come last: between two larger and smaller ones their place would tell them.

    Args:
        hidden: indicators and subjects that the reader may not see.
        everything: whether the reader may see reports without consent.
    """
    agreed = _agreed({each.product_id for each in used}, last_day(month))
    rows = [(each, everything or _may_show(each.enterprise, each.product, agreed, hidden)) for each in used]
    shown = [(each, told) for each, told in rows if told]
    kept = sorted((row for row in rows if not row[1]), key=lambda row: row[0].enterprise.tax_code)
    return [_row(each, writer, unit, told) for each, told in (*shown, *kept)]


def _row(each: UsedReport, writer: Writer, unit: str, shown: bool) -> ReportRow:
    source = each.observation
    if not shown:
        return ReportRow(
            enterprise="",
            enterprise_name=_("not published without the enterprise's consent"),
            quantity=writer.quantity(None, unit),
            factor=writer.factor(None),
            state=each.state,
            state_words=state_words(each.state),
            rule="",
            observation=None,
            source="",
            hidden=True,
            target=None,
        )
    reporter = source.enterprise if source else each.enterprise
    return ReportRow(
        enterprise=show_tax_code(reporter.tax_code),
        enterprise_name=reporter.name,
        quantity=writer.quantity(each.quantity, unit),
        factor=writer.factor(each.factor),
        state=each.state,
        state_words=state_words(each.state),
        rule=rule_words(each.rule),
        observation=source.pk if source else None,
        source=_("{file}, row {row}").format(file=source.source_file.name, row=source.row) if source else "",
        hidden=False,
        target=Target("report", str(source.pk), each.period) if source else None,
    )


def state_words(state: str) -> str:
    """Return a state in the language that is switched on."""
    return _("imputed") if state == IMPUTED else str(State(state).label)


def rule_words(rule: str) -> str:
    """Return how a missing report was estimated, in the language that is switched on."""
    words = {
        "insee": _("growth of those that reported and of the same season last year, weighted by the response rate"),
        "matched": _("growth of those that reported"),
        "seasonal": _("growth of the same season last year"),
        "zero": _("zero, as in the month before"),
        "class": _("growth of its class"),
        "carry_forward": _("the last value, carried forward"),
    }
    return words.get(rule, rule)


def open_report(
    observation: int, language: str = "vi", run: RunView | None = None, reader: Any = None
) -> ReportOpening:
    """Open a report down to its cell, with every version of it that was ever known.

    Args:
        run: the compilation that is published; what came later, is of a later month, or of a product that it hides,
            is not there for the public.
        reader: who asks; None is the public. Officials see what came since, and whoever may see the report, all of it.

    Raises:
        LookupError: there is none, or it may not be shown to this reader.
    """
    rows = Observation.objects.select_related("enterprise", "product", "source_file")
    found = rows.filter(pk=observation).first()
    if found is None:
        raise LookupError(f"there is no observation {observation}")
    may = reader is not None and may_see_report(reader, found)
    if run is not None and not may and not (reader is not None and may_see_unpublished(reader)):
        if found.recorded_at > run.as_of or found.period > run.last_period:
            raise LookupError(f"observation {observation} is not published yet")
        rows = rows.filter(recorded_at__lte=run.as_of)
    else:
        run = replace(run, as_of=timezone.now()) if run is not None else None
    month = Period.parse(found.period)
    agreed = _agreed([found.product_id], last_day(month))
    if not may and not _may_show(found.enterprise, found.product, agreed, run.hidden if run else ()):
        raise LookupError(f"observation {observation} is not published")
    same = rows.filter(
        enterprise=found.enterprise_id, product=found.product_id, period=found.period, measure=found.measure
    )
    # None counts where every version came with an import that was undone.
    counts = same.known_at(run.as_of if run else None).first()
    current = counts.pk if counts is not None else None
    writer = Writer(Policy(), language)
    with translation.override(language):
        return ReportOpening(
            observation=found.pk,
            enterprise=show_tax_code(found.enterprise.tax_code),
            enterprise_name=found.enterprise.name,
            product=found.product.code,
            product_name=found.product.name(language),
            period=found.period,
            period_words=month.in_words(language),
            measure=found.measure,
            measure_words=str(FormMeasure(found.measure).label),
            quantity=writer.quantity(found.quantity, found.product.unit),
            unit=found.product.unit,
            state=found.state,
            state_words=state_words(found.state),
            stage=found.stage,
            stage_words=str(Stage(found.stage).label),
            file_name=found.source_file.name,
            sha256=found.source_file.sha256,
            sheet=found.sheet,
            row=found.row,
            column=found.column,
            raw=found.raw,
            recorded_at=found.recorded_at,
            illustrative=found.enterprise.illustrative,
            versions=tuple(_version(each, writer, current) for each in same.order_by("recorded_at", "id")),
        )


def _version(each: Observation, writer: Writer, current: int | None) -> ReportVersion:
    return ReportVersion(
        observation=each.pk,
        quantity=writer.quantity(each.quantity, each.product.unit),
        state=each.state,
        state_words=state_words(each.state),
        stage=each.stage,
        stage_words=str(Stage(each.stage).label),
        file_name=each.source_file.name,
        row=each.row,
        recorded_at=each.recorded_at,
        current=each.pk == current,
    )
