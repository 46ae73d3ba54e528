"""Where a dossier stands: which steps are done, which run, until when, and when the clock stood. No database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from nhip.estates.law import Law, Procedure, Step, Unit, law
from nhip.estates.models.dossiers import CLOSING, STEPPING, EntryKind
from nhip.estates.time_limits import Stop, counted_days, days_between, due_day, work_calendar

__all__ = ["DossierState", "Entry", "Standing", "StepStanding", "StepState", "standing_of", "stops_of"]


class DossierState(StrEnum):
    """What a list sorts dossiers by."""

    OVERDUE = "overdue"
    SOON = "soon"
    RUNNING = "running"
    STOPPED = "stopped"
    UNTIMED = "untimed"  # something is to be done, and no time limit runs
    FINISHED = "finished"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


FINISHING = STEPPING | {EntryKind.RECEIVED}
ENDED = frozenset({DossierState.FINISHED, DossierState.REFUSED, DossierState.WITHDRAWN})


class StepState(StrEnum):
    """What a timeline shows a step as."""

    DONE = "done"
    RUNNING = "running"
    STOPPED = "stopped"
    OPEN = "open"  # may be done now, without a time limit
    WAITING = "waiting"  # for an earlier step
    DROPPED = "dropped"  # the dossier ended before


class Entry(NamedTuple):
    """What of an entry decides where a dossier stands. `order` is the place of its first version."""

    order: int
    step: str
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class StepStanding:
    """One step. `left` counts days of the limit's unit; negative is late, also of a step that was done late."""

    step: Step
    state: StepState
    started_on: date | None = None
    due_on: date | None = None
    done_on: date | None = None
    left: int | None = None
    used: int | None = None

    @property
    def late(self) -> bool:
        """Whether it was done, or still waits, after its last day."""
        return self.left is not None and self.left < 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A dossier on a day. `actor` is the code of who has to act, on that day."""

    state: DossierState
    steps: tuple[StepStanding, ...]
    current: StepStanding | None
    actor: str
    due_on: date | None
    left: int | None
    unit: Unit | None
    stopped_since: date | None
    ended_on: date | None

    @property
    def ended(self) -> bool:
        """Whether nothing is to be done any more."""
        return self.state in ENDED


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries as they happened; on one day, in the order in which they were first written."""
    return sorted(entries, key=lambda each: (each.on, each.order))


def stops_of(entries: Sequence[Entry]) -> list[Stop]:
    """Return the times in which the clock stood. Entries are in order."""
    stops: list[Stop] = []
    for each in entries:
        if each.kind == EntryKind.RETURNED:
            stops.append(Stop(each.on))
        elif each.kind == EntryKind.COMPLETED and stops and stops[-1].to is None:
            stops[-1] = Stop(stops[-1].after, each.on)
    return stops


def standing_of(procedure: Procedure, entries: Sequence[Entry], day: date, *, brief: bool = False) -> Standing:
    """Return where a dossier stands on a day.

    Args:
        entries: what counts of it; what happened later than the day is left out.
        brief: whether to leave out the steps that are done or wait, as a list of thousands does.
    """
    known = [each for each in in_order(entries) if each.on <= day]
    done = {each.step: each.on for each in known if each.kind in FINISHING}
    closing = next((each for each in known if each.kind in CLOSING), None)
    stops = stops_of(known)
    since = stops[-1].after if stops and stops[-1].to is None else None
    ended, last = None, procedure.steps[-1].code
    if closing is not None:
        ended = (DossierState.REFUSED if closing.kind == EntryKind.REFUSED else DossierState.WITHDRAWN, closing.on)
    elif last in done:
        ended = (DossierState.FINISHED, done[last])
    wanted: Iterable[Step] = procedure.steps
    if brief:
        wanted = () if ended else [step for step in procedure.steps if _may_be_done(step, done)]
    steps = tuple(_step(step, done, stops, since is not None, closing is not None, day) for step in wanted)
    if ended is not None:
        return Standing(ended[0], steps, None, "", None, None, None, None, ended[1])
    return _running(steps, since, day, law())


def _may_be_done(step: Step, done: Mapping[str, date]) -> bool:
    return step.code not in done and (not step.after or step.after in done)


def _step(
    step: Step,
    done: Mapping[str, date],
    stops: Sequence[Stop],
    stopped: bool,
    closed: bool,
    day: date,
) -> StepStanding:
    done_on, started = done.get(step.code), done.get(step.after)
    if done_on is not None and (step.limit is None or started is None):
        return StepStanding(step, StepState.DONE, started, done_on=done_on)
    if closed and done_on is None:
        return StepStanding(step, StepState.DROPPED, started)
    if started is None:
        return StepStanding(step, StepState.WAITING if step.after else StepState.OPEN)
    if step.limit is None:
        return StepStanding(step, StepState.OPEN, started)
    calendar, rule, unit = work_calendar(), law().rule_on(started), step.limit.unit
    due = due_day(started, step.limit, calendar, rule, stops)
    used = counted_days(started, done_on or day, unit, calendar, stops)
    left = step.limit.number - used if due is None else days_between(done_on or day, due, unit, calendar)
    if done_on is not None:
        return StepStanding(step, StepState.DONE, started, due, done_on, left, used)
    return StepStanding(step, StepState.STOPPED if stopped else StepState.RUNNING, started, due, None, left, used)


def _running(steps: Sequence[StepStanding], since: date | None, day: date, rules: Law) -> Standing:
    timed = [each for each in steps if each.state in {StepState.RUNNING, StepState.STOPPED}]
    # The clock that ends first leads; one that stands has no end, and the fewest days left.
    timed.sort(key=lambda each: (each.due_on or date.max, each.left or 0))
    following = [each for each in steps if each.state is StepState.OPEN and each.step.after]
    current = timed[0] if timed else following[0] if following else None
    current = current or next((each for each in steps if each.state is StepState.OPEN), None)
    acting = "applicant" if since is not None else current.step.actor if current else ""
    actor = rules.actor_on(acting, day).code if acting else ""
    due = current.due_on if current else None
    unit = current.step.limit.unit if current and current.step.limit else None
    if due is not None and due < day:
        state = DossierState.OVERDUE
    elif since is not None:
        state = DossierState.STOPPED
    elif due is None:
        state = DossierState.UNTIMED
    else:
        soon = rules.parameter_on("due_soon_days", day)
        state = DossierState.SOON if soon and (due - day).days <= int(soon.number) else DossierState.RUNNING
    return Standing(state, tuple(steps), current, actor, due, current.left if current else None, unit, since, None)
