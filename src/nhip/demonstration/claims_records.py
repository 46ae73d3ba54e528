"""What the article says about clusters, plans, targets, tasks and projects, checked against stored figures and records.

Each room's claims stand in a module of their own, named in `MODULES`. A module has `CLAIMS`, a tuple of `RecordClaim`,
and `WORDS`, the Vietnamese for the words of its findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Final, NamedTuple

from nhip.demonstration.claims import Finding
from nhip.releases.models import FigureRow, Run

__all__ = ["MODULES", "Figures", "RecordClaim", "RecordResult", "check_records", "counted", "words"]

MODULES: Final[tuple[str, ...]] = (
    "nhip.demonstration.claims_estates",
    "nhip.demonstration.claims_projects",
    "nhip.demonstration.claims_targets",
    "nhip.demonstration.claims_tasks",
)


class Figures:
    """The figures of one run, by code, subject and period; the newest run unless told."""

    def __init__(self, run: Run | None = None) -> None:
        self.run = run or Run.objects.order_by("as_of", "id").last()

    def value(
        self, code: str, period: str, subject: str = "", *, comparison: str = "none", place: str = ""
    ) -> float | None:
        """Return the unrounded value, None where there is no such figure."""
        rows = FigureRow.objects.filter(
            run=self.run, indicator=code, subject=subject, period=period, comparison=comparison, place=place
        )
        return rows.values_list("value", flat=True).first()


class RecordClaim(NamedTuple):
    """One claim of the article, and how it is looked up."""

    id: str
    text_vi: str
    text_en: str
    # The numbers of the article, as it prints them, with a point.
    value: str
    source: str
    check: Callable[[Figures], list[Finding]]


class RecordResult(NamedTuple):
    """A claim with what was found."""

    claim: RecordClaim
    expected: str
    found: str
    met: bool


def check_records(figures: Figures | None = None) -> list[RecordResult]:
    """Check every claim of every module."""
    figures = figures or Figures()
    results = []
    for claim in _claims():
        findings = claim.check(figures)
        expected = "; ".join(f"{each.what}: {each.expected}" for each in findings)
        found = "; ".join(f"{each.what}: {each.found}" for each in findings)
        results.append(RecordResult(claim, expected, found, bool(findings) and all(each.met for each in findings)))
    return results


def words() -> Mapping[str, str]:
    """Return the Vietnamese for the words of the findings."""
    found: dict[str, str] = {}
    for name in MODULES:
        found |= import_module(name).WORDS
    return found


def counted(what: str, value: float | None, expected: str) -> Finding:
    """Agree when a count is there and is what the article prints."""
    found = "–" if value is None else f"{value:g}"
    return Finding(what, expected, found, found == expected)


def _claims() -> Iterator[RecordClaim]:
    for name in MODULES:
        yield from import_module(name).CLAIMS
