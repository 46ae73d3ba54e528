"""The stage of an estate, derived from its events; it says from which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol, TypeVar

from nhip.estates.definitions import Stage, stages

__all__ = ["Reached", "opening_kinds", "stage_by_code", "stage_of", "stage_of_kind"]


class Happened(Protocol):
    """What of an event decides on a stage."""

    @property
    def kind(self) -> str:
        """Return its kind."""

    @property
    def until(self) -> date:
        """Return the last day it may have happened."""


_E = TypeVar("_E", bound=Happened)


@dataclass(frozen=True)
class Reached:
    """A stage, and the events that brought an estate there, the earliest first."""

    stage: Stage
    events: Sequence[Happened]

    @property
    def since(self) -> date:
        """Return the day by which the stage was surely reached."""
        return self.events[0].until


@cache
def _by_kind() -> dict[str, Stage]:
    return {kind: stage for stage in stages() for kind in stage.events}


def stage_of_kind(kind: str) -> Stage | None:
    """Return the stage an event leads to, None for one that moves no stage."""
    return _by_kind().get(kind)


def stage_by_code(code: str) -> Stage | None:
    """Return a stage by its code."""
    return next((stage for stage in stages() if stage.code == code), None)


@cache
def opening_kinds() -> frozenset[str]:
    """Return the kinds of event that bring an estate into being."""
    return frozenset(kind for stage in stages() if stage.opens for kind in stage.events)


def stage_of(events: Iterable[_E], day: date) -> Reached | None:
    """Return the furthest stage whose events had surely happened by a day, None before the first event.

    The order in which events happened plays no part: land may be handed over before the detailed plan is approved.
    """
    reached: dict[int, list[_E]] = {}
    for event in events:
        stage = stage_of_kind(event.kind)
        if stage is not None and event.until <= day:
            reached.setdefault(stage.rank, []).append(event)
    if not reached:
        return None
    furthest = max(reached)
    return Reached(stages()[furthest - 1], sorted(reached[furthest], key=lambda each: each.until))
