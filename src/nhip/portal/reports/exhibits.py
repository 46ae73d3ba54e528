"""The tables and charts of a report, and of the leader's page, as they are handed out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.urls import reverse

from nhip.portal.exhibits import Exhibit, Standing
from nhip.portal.exhibits.model import exhibit_of_chart
from nhip.releases.answers import ReleaseView
from nhip.reports.document import Document, Picture, Table
from nhip.reports.leader import Summary

__all__ = ["of_document", "of_summary", "standing_of"]


def standing_of(release: ReleaseView, page: str) -> Standing:
    """A report belongs to its release for ever; the newest is that of its kind."""
    newest = reverse(f"reports:newest_{page}", args=[release.kind])
    return Standing.of_release(release, reverse(f"reports:{page}", args=[release.slug]), newest)


def of_document(document: Document) -> list[Exhibit]:
    """Return every table and every chart of a report, under the names they have on its page."""
    made = []
    for block in document.blocks:
        if isinstance(block, Table):
            name = f"table-{block.key}"
            notes = (block.note,) if block.note else ()
            made.append(Exhibit(name, block.caption, block.head, _rows(block), anchor=name, notes=notes))
        elif isinstance(block, Picture):
            name = f"chart-{block.chart.name}"
            notes = (block.note,) if block.note else ()
            made.append(exhibit_of_chart(block.chart, name=name, anchor=name, notes=notes))
    return made


def _rows(block: Table) -> Callable[[], Iterable[Sequence[Any]]]:
    return lambda: ([cell.text for cell in row] for row in block.rows)


def of_summary(summary: Summary) -> list[Exhibit]:
    """Return the charts of the leader's page."""
    return [exhibit_of_chart(chart) for chart in summary.charts]
