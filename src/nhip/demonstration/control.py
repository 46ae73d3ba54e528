"""What the solver found: the growth of the industries whose output the article leaves open.

The article gives the growth of the index and of some products. What remains is carried by the coal-fired power
plant and by manufacturing that always reports (feed, garments, packaging, fertilizer, plastics, steel). Their
months of 2023 follow those of 2022 times a factor that runs through four points; the points, and small corrections
in four months, are set so that the four published growth rates come out (see solve.py).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

FILE = "control.csv"
# Months of 2023 in which the points lie; between them the factor runs straight.
POINTS = (2, 5, 9, 12)


# Whole steps added to a line's month: (line, period) -> steps.
Corrections = Mapping[tuple[str, str], int]


class Control(NamedTuple):
    """Four factors of growth, and the whole steps added to some months of some lines."""

    points: tuple[float, ...]
    corrections: Corrections

    @property
    def growth(self) -> tuple[float, ...]:
        """The factor of each month of 2023."""
        return growth_through(self.points)

    def text(self) -> str:
        """As kept in control.csv."""
        rows = [("kind", "line", "period", "value")]
        for month, value in zip(POINTS, self.points, strict=True):
            rows.append(("point", "", f"2023-{month:02d}", f"{value:.6f}"))
        for (line, period), steps in sorted(self.corrections.items()):
            rows.append(("correction", line, period, str(steps)))
        return "".join(",".join(row) + "\n" for row in rows)


def growth_through(points: Sequence[float]) -> tuple[float, ...]:
    """Straight between the points, level before the first."""
    found = []
    for month in range(1, 13):
        value = points[0]
        for n in range(len(POINTS) - 1):
            start, end = POINTS[n], POINTS[n + 1]
            if month > start:
                part = min(1.0, (month - start) / (end - start))
                value = points[n] + (points[n + 1] - points[n]) * part
        found.append(value)
    return tuple(found)


def read_control(text: str) -> Control:
    """The inverse of `Control.text`."""
    rows = list(csv.DictReader(io.StringIO(text)))
    points = tuple(float(row["value"]) for row in rows if row["kind"] == "point")
    corrections = {(row["line"], row["period"]): int(row["value"]) for row in rows if row["kind"] == "correction"}
    return Control(points, corrections)


@cache
def solved() -> Control:
    """The committed solution."""
    return read_control(files("nhip.demonstration").joinpath(FILE).read_text(encoding="utf-8"))
