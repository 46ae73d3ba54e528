"""Twelve months as a small drawing. Its numbers stand beside it as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nhip.releases.inbox import Month

__all__ = ["Sparkline", "sparkline"]

WIDTH, HEIGHT, EDGE = 220, 56, 5


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Lines between neighbouring months, a dot for the last one, and where the expected value lies."""

    width: int
    height: int
    lines: tuple[str, ...]
    dots: tuple[tuple[str, str], ...]
    last: tuple[str, str] | None
    expected: str | None
    last_x: str


def sparkline(months: Sequence[Month], expected: float | None) -> Sparkline:
    """Lay months out from left to right, zero at the bottom; a gap stays a gap."""
    known = [month.quantity for month in months if month.quantity is not None]
    top = max([*known, expected or 0.0, 1e-12])
    width, step = WIDTH - 2 * EDGE, (WIDTH - 2 * EDGE) / max(1, len(months) - 1)

    def place(number: int, value: float) -> tuple[str, str]:
        return f"{EDGE + number * step:.1f}", f"{HEIGHT - EDGE - value / top * (HEIGHT - 2 * EDGE):.1f}"

    lines: list[str] = []
    run: list[str] = []
    dots: list[tuple[str, str]] = []
    for number, month in enumerate(months):
        if month.quantity is None:
            if len(run) > 1:
                lines.append(" ".join(run))
            run = []
            continue
        x, y = place(number, month.quantity)
        run.append(f"{x},{y}")
        dots.append((x, y))
    if len(run) > 1:
        lines.append(" ".join(run))
    ended = months and months[-1].quantity is not None
    return Sparkline(
        WIDTH,
        HEIGHT,
        tuple(lines),
        tuple(dots[:-1] if ended else dots),
        dots[-1] if ended else None,
        place(0, expected)[1] if expected is not None else None,
        f"{EDGE + width:.1f}",
    )
