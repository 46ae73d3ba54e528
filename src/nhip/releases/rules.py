"""Dated rules of releasing, in `data/`: the status of a figure, what must be there, and when a figure is secret."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from nhip.figures.comparisons import Comparison, Status
from nhip.figures.periods import Period, PeriodKind
from nhip.figures.spans import last_day
from nhip.intake.models import Stage
from nhip.releases.faults import fault
from nhip.releases.models import ReleaseKind

__all__ = ["Required", "Thresholds", "kind_of", "law_hash", "required", "status_of", "thresholds"]

DATA: Final = Path(__file__).with_name("data")
ROOMS: Final = Path(__file__).resolve().parents[1]
# Of two statuses the less final one counts.
_FINALITY: Final = (Status.ESTIMATE, Status.PROVISIONAL, Status.OFFICIAL)
NINE: Final = 9
# Endings of files that hold dated rules.
_RULES: Final = frozenset({".csv", ".json", ".toml"})
_KINDS: Final = {
    PeriodKind.MONTH: ReleaseKind.MONTH,
    PeriodKind.QUARTER: ReleaseKind.QUARTER,
    PeriodKind.HALF_YEAR: ReleaseKind.HALF_YEAR,
    PeriodKind.YEAR: ReleaseKind.YEAR,
}


@lru_cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _valid(name: str, day: date) -> Iterator[dict[str, str]]:
    return (row for row in _rows(name) if date.fromisoformat(row["valid_from"]) <= day)


def kind_of(period: Period) -> ReleaseKind:
    """Return the kind of the release of a period.

    Raises:
        Fault: E553, there are no releases of such a period.
    """
    if period.kind is PeriodKind.CUMULATIVE:
        if period.number == NINE:
            return ReleaseKind.NINE_MONTHS
        raise fault("E553", period=str(period))
    return _KINDS[period.kind]


def status_of(
    kind: str, released: Period, indicator: str, period: Period, own: Status, stage: str = Stage.OFFICIAL
) -> Status:
    """Return how final a figure is in a release: by the rule of its kind, and never more final than its reports.

    Args:
        own: what the figure's reports make of it.
        stage: of the release; one of estimates estimates its last month, and what holds that month.
    """
    told = (str(released.last_month),) if stage == Stage.ESTIMATE else released.months
    figures_of = "own" if set(period.months) & set(told) else "earlier"
    found = own
    for row in _valid("statuses.csv", last_day(released)):
        if (row["release"], row["stage"], row["figures_of"]) == (kind, stage, figures_of) and indicator in row[
            "indicators"
        ].split():
            found = Status(row["status"])
    return min(found, own, key=_FINALITY.index)


class Required(NamedTuple):
    """A figure that a release must have."""

    indicator: str
    subject: str
    period: Period
    comparison: Comparison


def required(kind: str, released: Period, root: str) -> list[Required]:
    """Return the figures that a release of a period must have."""
    spans = {"month": released.last_month, "cumulative": released.last_month.cumulative, "own": released}
    return [
        Required(
            row["indicator"],
            root if row["subject"] == "@root" else row["subject"],
            spans[row["over"]],
            Comparison(row["comparison"]),
        )
        for row in _valid("required.csv", last_day(released))
        if row["release"] == kind
    ]


class Thresholds(NamedTuple):
    """A sum of fewer enterprises is secret, and one of which a single enterprise makes more than that percentage.

    Who can guess each secret to `guess` percent must not come closer to any of them than `closeness` percent.
    """

    fewest: int
    dominance: float
    guess: float
    closeness: float


def thresholds(day: date) -> Thresholds:
    """Return what holds on a day."""
    found = {row["rule"]: row["value"] for row in _valid("confidentiality.csv", day)}
    return Thresholds(int(found["fewest"]), float(found["dominance"]), float(found["guess"]), float(found["closeness"]))


@lru_cache(maxsize=1)
def law_hash() -> str:
    """Return a hash of the dated rules of all rooms, so that a release says by which rules it was made."""
    digest = hashlib.sha256()
    for path in sorted(ROOMS.glob("*/**/data/**/*")):
        # Places and industries of the registry are no rules; what the database says of them is in the run.
        if path.suffix in _RULES and "tests" not in path.parts and "registry" not in path.parts:
            digest.update(path.relative_to(ROOMS).as_posix().encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()
