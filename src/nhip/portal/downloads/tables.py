"""The table of a view of series as typed cells."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from nhip.figures.written import number_of
from nhip.portal.downloads.sheets import Cell, Sheet
from nhip.portal.series.reading import Series
from nhip.portal.series.side import SideBySide

__all__ = ["sheet_of_series", "sheet_of_side"]


def sheet_of_series(shown: Series, notes: Sequence[tuple[str, str]]) -> Sheet:
    """Return a series: a row a period, a column a comparison."""
    head = (_("Period"), _("Period in words"), *(each.words for each in shown.columns), _("Status"))
    rows = tuple(
        (row.period, row.words, *(number_of(cell.shown) for cell in row.cells), row.status) for row in shown.rows
    )
    return Sheet(shown.title, head, rows, tuple(notes))


def sheet_of_side(shown: SideBySide, notes: Sequence[tuple[str, str]]) -> Sheet:
    """Return subjects side by side: a row a subject."""
    head: tuple[str, ...] = (_("Code"), _("Name"), shown.comparison_words)
    if shown.has_points:
        head = (*head, _("Contribution, points"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (row.code, row.name, number_of(row.value.shown), *((number_of(row.points),) if shown.has_points else ()))
        for row in shown.rows
    )
    return Sheet(shown.title, head, rows, tuple(notes))
