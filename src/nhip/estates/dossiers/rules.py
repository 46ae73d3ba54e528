"""What cannot have happened to a dossier, whichever entry was added, corrected or taken away. No database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from nhip.estates.dossiers.clock import Entry, in_order
from nhip.estates.dossiers.faults import fault
from nhip.estates.law import Procedure, Step
from nhip.estates.models.dossiers import CLOSING, STEPPING, EntryKind
from nhip.figures.days import day_written

__all__ = ["check_entries"]


def _names(step: Step, prefix: str = "text") -> dict[str, Any]:
    return {f"{prefix}_vi": step.name.vi, f"{prefix}_en": step.name.en}


def check_entries(procedure: Procedure, received_on: date, entries: Sequence[Entry]) -> None:
    """See that all entries of a dossier together can have happened.

    Raises:
        Fault: they cannot; the sentence is about the first one that does not fit.
    """
    done: dict[str, date] = {procedure.steps[0].code: received_on}
    stopped: date | None = None
    ended: date | None = None
    for each in in_order(entries):
        if each.kind == EntryKind.RECEIVED:
            continue
        if each.on < received_on:
            raise fault("E744", day=day_written(each.on), first=day_written(received_on))
        if ended is not None:
            raise fault("E751", first=day_written(ended))
        if each.kind == EntryKind.RETURNED:
            if stopped is not None:
                raise fault("E749", first=day_written(stopped))
            stopped = each.on
        elif each.kind == EntryKind.COMPLETED:
            if stopped is None:
                raise fault("E750")
            stopped = None
        elif each.kind in CLOSING:
            ended = each.on
        elif each.kind in STEPPING:
            _check_step(procedure, each, done, stopped)
            done[each.step] = each.on
    for code, day in done.items():
        _check_order(procedure, code, day, done)


def _check_order(procedure: Procedure, code: str, day: date, done: dict[str, date]) -> None:
    """A clock needs its beginning. Steps without a time limit come in any order: land before the plan, and so on."""
    step = procedure.step(code)
    after = procedure.step(step.after) if step and step.limit else None
    if step is None or after is None:
        return
    if after.code not in done:
        raise fault("E748", **_names(step), **_names(after, "after"))
    if done[after.code] > day:
        raise fault(
            "E747", **_names(step), **_names(after, "after"), first=day_written(done[after.code]), day=day_written(day)
        )


def _check_step(procedure: Procedure, entry: Entry, done: dict[str, date], stopped: date | None) -> None:
    step = procedure.step(entry.step)
    if step is None:
        raise fault("E745", text=entry.step)
    if entry.step in done:
        raise fault("E746", **_names(step), day=day_written(done[entry.step]))
    if stopped is not None:
        raise fault("E752", day=day_written(entry.on), first=day_written(stopped))
