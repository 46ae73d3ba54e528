"""Where dossiers and their steps stand, in words. Days and counts come from the queries; nothing is computed here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhip.estates.dossiers.clock import DossierState, Standing, StepState
from nhip.estates.dossiers.one import DossierView, TimelineStep
from nhip.estates.dossiers.queries import DossierRow
from nhip.estates.law import Certainty, Limit, Parameter, Source, Unit, law
from nhip.estates.models import DossierEntry
from nhip.figures.numbers import NumberKind, show
from nhip.portal.dossiers.forms import tongue

__all__ = [
    "ShownRow",
    "ShownStep",
    "certainty_words",
    "compared_words",
    "left_words",
    "limit_words",
    "parameter_words",
    "shown_row",
    "shown_step",
    "state_words",
    "status_sentence",
]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A line of the list."""

    row: DossierRow
    state: str
    words: str
    step: str
    actor: str
    left: str


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step of the timeline."""

    name: str
    state: str
    words: str
    actor: str
    limit: str
    due: date | None
    done: date | None
    left: str
    late: bool
    reference: str
    certainty: str
    compared: str
    note: str
    papers: list[str]
    entry: DossierEntry | None
    now: bool


def day_words(day: date) -> str:
    """Write a day."""
    return date_format(day, "SHORT_DATE_FORMAT")


def state_words(state: DossierState) -> str:
    """Return where a dossier stands in a word or two."""
    return {
        DossierState.OVERDUE: _("overdue"),
        DossierState.SOON: _("due soon"),
        DossierState.RUNNING: _("in time"),
        DossierState.STOPPED: _("paused"),
        DossierState.UNTIMED: _("no time limit runs"),
        DossierState.FINISHED: _("finished"),
        DossierState.REFUSED: _("refused"),
        DossierState.WITHDRAWN: _("withdrawn by the applicant"),
    }[state]


def _step_words(state: StepState) -> str:
    return {
        StepState.DONE: _("done"),
        StepState.RUNNING: _("running"),
        StepState.STOPPED: _("paused"),
        StepState.OPEN: _("may be done now"),
        StepState.WAITING: _("waits for an earlier step"),
        StepState.DROPPED: _("not done"),
    }[state]


def _days(number: int, unit: Unit | str) -> str:
    if unit == Unit.WORKING:
        return ngettext("%(number)d working day", "%(number)d working days", number) % {"number": number}
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


def limit_words(limit: Limit | None) -> str:
    """Write a time limit with its kind of days."""
    return _days(limit.number, limit.unit) if limit else ""


def parameter_words(parameter: Parameter) -> str:
    """Write the value of a parameter: in words where it is no number, else with its unit."""
    language = tongue()
    if parameter.words is not None:
        return parameter.words.into(language)
    if parameter.unit == Unit.CALENDAR:
        return _days(int(parameter.number), parameter.unit)
    if parameter.unit == "%":
        return show(NumberKind.SHARE, parameter.number, 0, language).text
    return show(NumberKind.QUANTITY, parameter.number, 0, language, parameter.unit).text


def left_words(left: int | None, unit: Unit | str | None, *, stopped: bool = False) -> str:
    """Write how many days are left, or late."""
    if left is None or unit is None:
        return ""
    if left < 0:
        return _("%(days)s late") % {"days": _days(-left, unit)}
    if left == 0 and not stopped:
        return _("last day")
    return _("%(days)s left") % {"days": _days(left, unit)}


def certainty_words(certainty: Certainty) -> str:
    """Return a mark for what is not sure; nothing for what was compared or published."""
    return {
        Certainty.COMPARED: "",
        Certainty.PUBLISHED: "",
        Certainty.UNREAD: _("to be compared with the law's text"),
        Certainty.CHOICE: _("a parameter of this system"),
    }[certainty]


def compared_words(source: Source | None) -> str:
    """Say with which text something was compared."""
    return _("compared with: %(text)s") % {"text": source.name.into(tongue())} if source else ""


def shown_row(row: DossierRow, day: date) -> ShownRow:
    """Return a line of the list."""
    standing, language = row.standing, tongue()
    step = standing.current.step.name.into(language) if standing.current else ""
    actor = law().actor_on(standing.actor, day).name.into(language) if standing.actor else ""
    left = left_words(standing.left, standing.unit, stopped=standing.stopped_since is not None)
    return ShownRow(row, standing.state.value, state_words(standing.state), step, actor, left)


def shown_step(each: TimelineStep, standing: Standing) -> ShownStep:
    """Return a step of the timeline."""
    language, step, where = tongue(), each.standing.step, each.standing
    unit = step.limit.unit if step.limit else None
    left = left_words(where.left, unit, stopped=where.state is StepState.STOPPED)
    words = _("overdue") if where.late and where.state is StepState.RUNNING else _step_words(where.state)
    if where.state is StepState.DONE:
        left = left if where.late else ""
    return ShownStep(
        step.name.into(language),
        where.state.value,
        words,
        each.actor.name.into(language),
        limit_words(step.limit),
        where.due_on,
        where.done_on,
        left,
        where.late,
        step.reference,
        certainty_words(step.certainty),
        compared_words(step.compared),
        step.note.into(language) if step.note else "",
        [paper.name.into(language) for paper in step.papers],
        each.entry,
        standing.current is not None and standing.current.step.code == step.code,
    )


def status_sentence(view: DossierView) -> str:
    """Say in one sentence where a dossier stands and who has to act until when."""
    standing, language = view.standing, tongue()
    said = {
        "actor": view.actor.name.into(language) if view.actor else "",
        "step": standing.current.step.name.into(language) if standing.current else "",
        "due": day_words(standing.due_on) if standing.due_on else "",
        "left": left_words(standing.left, standing.unit, stopped=standing.stopped_since is not None),
        "since": day_words(standing.stopped_since) if standing.stopped_since else "",
        "ended": day_words(standing.ended_on) if standing.ended_on else "",
    }
    match standing.state:
        case DossierState.OVERDUE:
            return _("Overdue since %(due)s: %(actor)s – %(step)s (%(left)s).") % said
        case DossierState.SOON | DossierState.RUNNING:
            return _("Until %(due)s: %(actor)s – %(step)s (%(left)s).") % said
        case DossierState.STOPPED if said["left"]:
            return _("The clock stands since %(since)s; the applicant completes the dossier. Then: %(left)s.") % said
        case DossierState.STOPPED:
            return _("The clock stands since %(since)s; the applicant completes the dossier.") % said
        case DossierState.UNTIMED:
            return _("Next: %(actor)s – %(step)s. No time limit is set.") % said
        case DossierState.FINISHED:
            return _("All is done, the last step on %(ended)s.") % said
        case DossierState.REFUSED:
            return _("Refused on %(ended)s.") % said
    return _("Withdrawn by the applicant on %(ended)s.") % said
