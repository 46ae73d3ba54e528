"""The reporting year on clusters, which is not the calendar year: from 15 December to 14 December, by its rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from nhip.estates.definitions import read_data
from nhip.estates.faults import fault

__all__ = ["ReportSpan", "report_span", "spans_known"]

_TEXT: Final = re.compile(r"(?P<year>[0-9]{4})(?P<half>-H1)?\Z")


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """What a report is about: its first and last day, when it is due, and by which rule."""

    text: str
    year: int
    half: bool
    first: date
    last: date
    due: date
    reference_vi: str
    reference_en: str

    def reference(self, language: str) -> str:
        """Return the rule."""
        return self.reference_vi if language.startswith("vi") else self.reference_en


def report_span(text: str) -> ReportSpan:
    """Return the span of a report: "2025" for the year, "2025-H1" for its half.

    >>> span = report_span("2025-H1")
    >>> str(span.first), str(span.last), str(span.due)
    ('2024-12-15', '2025-06-14', '2025-06-20')

    Raises:
        Fault: E734 the text is none of these; E735 no rule is known that was in force when that report was due.
    """
    found = _TEXT.match(text)
    if found is None or not 2000 <= int(found["year"]) <= 2999:
        raise fault("E734", field="period", text=text)
    year, half = int(found["year"]), bool(found["half"])
    rules = sorted(read_data("cluster_report.toml")["rule"], key=lambda each: each["valid_from"])
    for rule in reversed(rules):
        due = _day(rule["half_due" if half else "year_due"], year)
        if rule["valid_from"] <= due:
            return ReportSpan(
                text,
                year,
                half,
                _day(rule["begins"], year),
                _day(rule["half_ends" if half else "year_ends"], year),
                due,
                rule["reference_vi"],
                rule["reference_en"],
            )
    raise fault("E735", field="period", text=text, first=rules[0]["valid_from"].year)


def _day(rule: Mapping[str, Any], year: int) -> date:
    return date(year + rule["year_offset"], rule["month"], rule["day"])


def spans_known(until: date) -> list[ReportSpan]:
    """Return the reports whose span has begun by a day, the newest first."""
    first = min(rule["valid_from"] for rule in read_data("cluster_report.toml")["rule"]).year
    found = []
    for year in range(until.year + 1, first - 1, -1):
        for text in (f"{year}", f"{year}-H1"):
            if (year, text) == (first, f"{year}-H1"):
                continue
            span = report_span(text)
            if span.first <= until:
                found.append(span)
    return found
