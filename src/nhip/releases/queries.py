"""What pages ask. Every number in an answer is computed, rounded and written here; pages only place it."""

from __future__ import annotations

from nhip.figures.comparisons import MONTHLY, Comparison
from nhip.figures.numbers import NumberKind
from nhip.figures.periods import Period
from nhip.releases.answers import NodeRow, PeriodChoice, RunView, SeriesPoint, Target
from nhip.releases.headlines import headline
from nhip.releases.indicators import IIP
from nhip.releases.models import FigureRow, NodeValue, SchemeNode
from nhip.releases.openings import open_node, open_report
from nhip.releases.reading import (
    all_releases,
    latest_release,
    latest_run,
    published_run,
    release_by_slug,
    release_of,
    view_of,
)
from nhip.releases.schemes import load_scheme
from nhip.releases.writing import Writer

__all__ = [
    "all_releases",
    "headline",
    "latest_release",
    "latest_run",
    "node_series",
    "node_table",
    "open_node",
    "open_report",
    "periods",
    "published_run",
    "release_by_slug",
    "release_of",
    "view_of",
]

# What the table of industries lists; a tree with other levels is listed two steps down.
LISTED_LEVELS = ("total", "section", "division")
LISTED_DEPTH = 2


def periods(run: RunView, language: str = "vi") -> list[PeriodChoice]:
    """Return the months of a run, newest first."""
    month, first = Period.parse(run.last_period), Period.parse(run.first_period)
    found = []
    while not month < first:
        found.append(PeriodChoice(str(month), month.in_words(language)))
        month = month.previous
    return found


def _values(run: RunView, **filters: object) -> dict[tuple[str, str, str], FigureRow]:
    """Return figures of the index by subject, last month and comparison."""
    wanted = [Comparison.BASE_MONTH.value, *(each.value for each in MONTHLY)]
    rows = FigureRow.objects.filter(run_id=run.id, indicator=IIP, comparison__in=wanted, **filters)
    return {
        (row.subject, str(Period.parse(row.period).last_month), row.comparison): row
        for row in rows
        if (IIP, row.subject) not in run.hidden
    }


def node_table(run: RunView, period: str, language: str = "vi") -> list[NodeRow]:
    """Return the total, sections and divisions in the order of the tree.

    Raises:
        LookupError: the run has no such month.
    """
    month = Period.parse(period)
    writer = Writer(load_scheme(run.scheme_hash).policy, language)
    figures = _values(run, period__in=[str(month), str(month.cumulative)])
    quality = {row.node: row for row in NodeValue.objects.filter(run_id=run.id, period=str(month))}
    if not quality:
        raise LookupError(f"run {run.id} has no {month}")
    nodes = list(SchemeNode.objects.filter(scheme_id=run.scheme).order_by("position"))
    if any(node.level in LISTED_LEVELS for node in nodes):
        nodes = [node for node in nodes if node.level in LISTED_LEVELS]
    else:
        nodes = [node for node in nodes if node.depth <= LISTED_DEPTH]

    def row(node: SchemeNode) -> NodeRow:
        secret = (IIP, node.code) in run.hidden
        found = {each: figures.get((node.code, str(month), each.value)) for each in (Comparison.BASE_MONTH, *MONTHLY)}
        value = {each: figure.value if figure else None for each, figure in found.items()}
        points = {each: figure.contribution if figure else None for each, figure in found.items()}
        said = quality[node.code]
        return NodeRow(
            code=node.code,
            name=node.name(language),
            name_vi=node.name_vi,
            name_en=node.name_en or node.name_vi,
            level=node.level,
            depth=node.depth,
            index=writer.secret(NumberKind.INDEX) if secret else writer.index(value[Comparison.BASE_MONTH]),
            previous_month=writer.secret(NumberKind.GROWTH)
            if secret
            else writer.growth(value[Comparison.PREVIOUS_MONTH]),
            same_month=writer.secret(NumberKind.GROWTH) if secret else writer.growth(value[Comparison.SAME_MONTH]),
            cumulative=writer.secret(NumberKind.GROWTH) if secret else writer.growth(value[Comparison.CUMULATIVE]),
            same_month_points=writer.secret(NumberKind.POINTS)
            if secret
            else writer.points(points[Comparison.SAME_MONTH]),
            cumulative_points=writer.secret(NumberKind.POINTS)
            if secret
            else writer.points(points[Comparison.CUMULATIVE]),
            imputed_share=writer.secret(NumberKind.SHARE) if secret else writer.share(said.imputed_share),
            response_rate=writer.secret(NumberKind.SHARE) if secret else writer.share(said.weighted_response_rate),
            target=Target("node", node.code, str(month)),
        )

    return [row(node) for node in nodes if node.code in quality]


def node_series(run: RunView, node: str, language: str = "vi") -> list[SeriesPoint]:
    """Return a node's months, oldest first; none of a node that may not be told.

    Raises:
        LookupError: the run has no such node.
    """
    writer = Writer(load_scheme(run.scheme_hash).policy, language)
    figures = _values(run, subject=node)
    months = sorted({month for _, month, comparison in figures if comparison == Comparison.BASE_MONTH})
    if (IIP, node) in run.hidden:
        return []
    if not months:
        raise LookupError(f"run {run.id} has no node {node}")

    def value(month: str, comparison: Comparison) -> float | None:
        found = figures.get((node, month, comparison.value))
        return found.value if found else None

    return [
        SeriesPoint(
            period=month,
            words=Period.parse(month).in_words(language),
            index=writer.index(value(month, Comparison.BASE_MONTH)),
            previous_month=writer.growth(value(month, Comparison.PREVIOUS_MONTH)),
            same_month=writer.growth(value(month, Comparison.SAME_MONTH)),
            cumulative=writer.growth(value(month, Comparison.CUMULATIVE)),
            target=Target("node", node, month),
        )
        for month in months
    ]
