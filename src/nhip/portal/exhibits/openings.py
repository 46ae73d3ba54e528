"""The tables of an opened number: its parts, the reports it was computed from, its months, its records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from nhip.portal.exhibits.model import Exhibit
from nhip.portal.marks import Mark
from nhip.releases.answers import NodeOpening, ReportRow
from nhip.releases.lineage import FigureOpening

__all__ = ["of_figure", "of_node", "of_reports"]

_Marked = Sequence[tuple[ReportRow, Mark]]


def of_node(opening: NodeOpening, reports: _Marked) -> list[Exhibit]:
    """Return the parts of a node in a month, or the reports of a product."""
    made = []
    title = f"{opening.name}, {opening.period_words}"
    if opening.children:
        head = (
            *(_("Code"), _("Part"), _("Weight"), _("Share of the weights"), _("Index")),
            *(_("Against the same month last year"), _("Contribution, points")),
        )

        def parts() -> Iterable[Sequence[Any]]:
            return (
                (each.code, each.name, each.weight, each.share, each.index, each.relative, each.contribution)
                for each in opening.children
            )

        made.append(Exhibit("parts", title, head, parts, anchor="made"))
    if reports:
        made.append(of_reports(title, reports, opening.unit))
    return made


def of_reports(title: str, reports: _Marked, unit: str = "", anchor: str = "made") -> Exhibit:
    """Return reports as the page lists them: who has not agreed is not named, and what he makes is not told."""
    quantity = _("Quantity, %(unit)s") % {"unit": unit} if unit else _("Quantity")
    head = (_("Enterprise"), quantity, _("State"), _("Rule"), _("Where it was read"))

    def rows() -> Iterable[Sequence[Any]]:
        for row, mark in reports:
            name = _("An enterprise that has not agreed to be named") if row.hidden else row.enterprise_name
            amount = _("confidential") if row.hidden else None if mark.shape == "not_produced" else row.quantity
            yield name, amount, mark.word, row.rule, row.source

    return Exhibit("reports", title, head, rows, anchor=anchor)


def of_figure(opening: FigureOpening, reports: _Marked) -> list[Exhibit]:
    """Return the tables of a figure of a release."""
    subject = opening.subject_name or opening.indicator_name
    title = f"{subject}, {opening.comparison_words}, {opening.period_words}"
    about = {"source": opening.source}
    made = [] if opening.node is None or opening.secret else of_node(opening.node, reports)
    if reports and not any(each.name == "reports" for each in made) and opening.node is None:
        made.append(of_reports(title, reports, opening.unit, anchor="reports"))
    if opening.parts:
        head: tuple[str, ...] = (_("Code"), _("Part"), _("Growth"), _("Contribution, points"))
        moved = _("What moved it: %(title)s") % {"title": title}

        def parts() -> Iterable[Sequence[Any]]:
            return ((each.code, each.name, each.value, each.points) for each in opening.parts)

        made.append(Exhibit("moved", moved, head, parts, anchor="parts", **about))  # type: ignore[arg-type]
    if opening.months:

        def months() -> Iterable[Sequence[Any]]:
            return ((each.words, each.value, each.before) for each in opening.months)

        head = (_("Month"), _("Value"), _("A year before"))
        made.append(Exhibit("months", title, head, months, anchor="months", **about))  # type: ignore[arg-type]
    if opening.evidence:

        def records() -> Iterable[Sequence[Any]]:
            return ((each.words, each.on, value, each.source) for each, value in opening.evidence)

        head = (_("Record"), _("Day"), _("Value"), _("Source"))
        made.append(Exhibit("records", title, head, records, anchor="records", **about))  # type: ignore[arg-type]
    if opening.vintages:
        made.append(_vintages(opening, title))
    return made


def _vintages(opening: FigureOpening, title: str) -> Exhibit:
    def rows() -> Iterable[Sequence[Any]]:
        return ((each.release, each.published_at, each.value) for each in opening.vintages)

    return Exhibit("vintages", title, (_("Release"), _("Published at"), _("Value")), rows, anchor="vintages")
