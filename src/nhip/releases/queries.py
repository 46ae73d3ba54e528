"""What pages ask. Every number in an answer is computed, rounded and written here; pages only place it."""

from __future__ import annotations

from nhip.releases.answers import (
    Headline,
    NodeOpening,
    NodeRow,
    PeriodChoice,
    ReportOpening,
    RunView,
    SeriesPoint,
)

__all__ = [
    "headline",
    "latest_run",
    "node_series",
    "node_table",
    "open_node",
    "open_report",
    "periods",
]


def latest_run() -> RunView | None:
    """Return the newest compilation, or None before the first."""
    raise NotImplementedError


def periods(run: RunView, language: str = "vi") -> list[PeriodChoice]:
    """Return the months of a run, newest first."""
    raise NotImplementedError


def headline(run: RunView, period: str | None = None, language: str = "vi") -> Headline:
    """Return the total of a month (the last one if none is named) in words and numbers."""
    raise NotImplementedError


def node_table(run: RunView, period: str, language: str = "vi") -> list[NodeRow]:
    """Return the total, sections and divisions in the order of the tree."""
    raise NotImplementedError


def node_series(run: RunView, node: str, language: str = "vi") -> list[SeriesPoint]:
    """Return a node's months, oldest first. Raises LookupError for an unknown node."""
    raise NotImplementedError


def open_node(run: RunView, node: str, period: str, language: str = "vi") -> NodeOpening:
    """Open a node's value into its parts. Raises LookupError for an unknown node or month."""
    raise NotImplementedError


def open_report(observation: int, language: str = "vi") -> ReportOpening:
    """Open a report down to its cell. Raises LookupError if there is none, or it may not be shown."""
    raise NotImplementedError
