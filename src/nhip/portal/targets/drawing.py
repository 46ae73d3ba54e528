"""The gauge of a target: where the value lies between nothing and more than is wanted, in percent of its width."""

from __future__ import annotations

from dataclasses import dataclass

from nhip.plans.targets.showing import Judged

__all__ = ["Gauge", "gauge"]

# Room beyond the largest number, so that "exceeded" can be seen.
ROOM = 1.15


@dataclass(frozen=True)
class Gauge:
    """Left edge and width of the band that is wanted, and of the bar that is reached, as text for SVG."""

    band: tuple[str, str]
    bar: tuple[str, str]
    low: str | None
    high: str | None


def gauge(row: Judged) -> Gauge | None:
    """Return the gauge; None while nothing is reached, or where everything is zero."""
    reached = row.verdict.reached
    low, high = (None if each is None else float(each) for each in (row.target.low, row.target.high))
    if reached is None:
        return None
    numbers = [0.0, reached, *(each for each in (low, high) if each is not None)]
    least, most = min(numbers) * ROOM, max(numbers) * ROOM
    if most <= least:
        return None

    def at(value: float) -> float:
        return (value - least) / (most - least) * 100

    start, end = at(low) if low is not None else 0.0, at(high) if high is not None else 100.0
    left, right = sorted((at(0.0), at(reached)))
    return Gauge(
        (_text(start), _text(max(end - start, 0.5))),
        (_text(left), _text(right - left)),
        None if low is None else _text(at(low)),
        None if high is None else _text(at(high)),
    )


def _text(number: float) -> str:
    return f"{number:.2f}"
