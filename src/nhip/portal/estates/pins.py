"""Where estates stand on the map: numbered as in the list, apart from each other, with a name where there is room."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nhip.portal.estates.ground import HEIGHT, WIDTH, Projection

__all__ = ["Pin", "Spot", "pins"]

# Shares of the width of the map. Two pins are told apart on a telephone, too.
APART: Final = 0.06
RADIUS: Final = 0.025
LETTER: Final = 0.0165
LINE: Final = 0.036
_ROUNDS: Final = 60
_RATIO: Final = HEIGHT / WIDTH


@dataclass(frozen=True, slots=True)
class Spot:
    """An estate to be shown: where it is, its number in the list (none if it is not in it), what it leads to."""

    code: str
    name: str
    kind: str
    words: str
    href: str
    longitude: float
    latitude: float
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """A spot with its places in percent of the frame: the pin, the true position, and the name if it has room."""

    spot: Spot
    x: str
    y: str
    true_x: str
    true_y: str
    moved: bool
    label_x: str = ""
    label_y: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    @property
    def inside(self) -> bool:
        return self.left >= 0 and self.right <= 1 and self.top >= 0 and self.bottom <= _RATIO


def pins(spots: Iterable[Spot], project: Projection) -> list[Pin]:
    """Return a pin for every spot; those of the list last, so that they are drawn on top."""
    known = sorted(spots, key=lambda spot: (spot.number is not None, spot.number or 0, spot.code))
    true = [_share(*project(spot.longitude, spot.latitude)) for spot in known]
    numbered = [place for place, spot in enumerate(known) if spot.number is not None]
    apart = dict(zip(numbered, _apart([true[place] for place in numbered]), strict=True))
    placed = [apart.get(place, position) for place, position in enumerate(true)]
    made = [_pin(spot, here, there) for spot, here, there in zip(known, placed, true, strict=True)]
    return _named(made, placed)


def _share(x: float, y: float) -> tuple[float, float]:
    return min(max(x / WIDTH, RADIUS), 1 - RADIUS), min(max(y / WIDTH, RADIUS), _RATIO - RADIUS)


def _apart(true: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Push pins away from each other until none covers another, each beginning at its true position."""
    # Pins of one position begin on a small circle: from one and the same point there is no direction to push.
    at = [(x + 1e-3 * math.cos(2.4 * place), y + 1e-3 * math.sin(2.4 * place)) for place, (x, y) in enumerate(true)]
    for _ in range(_ROUNDS):
        still = True
        for one in range(len(at)):
            for other in range(one):
                dx, dy = at[one][0] - at[other][0], at[one][1] - at[other][1]
                gap = math.hypot(dx, dy)
                if gap >= APART:
                    continue
                still = False
                push = (APART - gap) / 2 / max(gap, 1e-6)
                at[one] = _held(at[one][0] + dx * push, at[one][1] + dy * push)
                at[other] = _held(at[other][0] - dx * push, at[other][1] - dy * push)
        if still:
            break
    return at


def _held(x: float, y: float) -> tuple[float, float]:
    return min(max(x, RADIUS), 1 - RADIUS), min(max(y, RADIUS), _RATIO - RADIUS)


def _pin(spot: Spot, here: tuple[float, float], there: tuple[float, float]) -> Pin:
    moved = math.hypot(here[0] - there[0], here[1] - there[1]) > RADIUS / 2
    return Pin(spot, _across(here[0]), _down(here[1]), _across(there[0]), _down(there[1]), moved)


def _across(share: float) -> str:
    return f"{share * 100:.2f}%"


def _down(share: float) -> str:
    return f"{share / _RATIO * 100:.2f}%"


def _named(made: Sequence[Pin], placed: Sequence[tuple[float, float]]) -> list[Pin]:
    """Write names right or left of their pins, above or below, wherever nothing stands yet."""
    taken = [
        _Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)
        for pin, (x, y) in zip(made, placed, strict=True)
        if pin.spot.number is not None
    ]
    done = []
    for pin, (x, y) in zip(made, placed, strict=True):
        if pin.spot.number is None:
            done.append(pin)
            continue
        wide, gap = len(pin.spot.name) * LETTER, RADIUS + 0.008
        tries = (
            (x + gap, y, "start", _Box(x + gap, y - LINE / 2, x + gap + wide, y + LINE / 2)),
            (x - gap, y, "end", _Box(x - gap - wide, y - LINE / 2, x - gap, y + LINE / 2)),
            (x, y - gap - LINE / 2, "middle", _Box(x - wide / 2, y - gap - LINE, x + wide / 2, y - gap)),
            (x, y + gap + LINE / 2, "middle", _Box(x - wide / 2, y + gap, x + wide / 2, y + gap + LINE)),
        )
        for at, height, anchor, box in tries:
            if box.inside and not any(box.meets(other) for other in taken):
                taken.append(box)
                pin = replace(pin, label_x=_across(at), label_y=_down(height), anchor=anchor)
                break
        done.append(pin)
    return done
