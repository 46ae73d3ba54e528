"""Reading the data files, and refusing to go on with one that contradicts itself."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from nhip.estates.law.checking import LawError, check_spans, check_steps
from nhip.estates.law.model import (
    Actor,
    Certainty,
    Limit,
    MountainUnit,
    OfficeDay,
    Paper,
    Parameter,
    Procedure,
    Rule,
    Source,
    Span,
    Step,
    Unit,
    Words,
)

__all__ = ["DATA", "Law", "LawError", "load"]

DATA: Final = Path(__file__).resolve().parent / "data"
_ALWAYS: Final = date(1900, 1, 1)


@dataclass(frozen=True)
class Law:
    """All of it."""

    procedures: tuple[Procedure, ...]
    actors: dict[str, Actor]
    parameters: tuple[Parameter, ...]
    rules: tuple[Rule, ...]
    office_days: tuple[OfficeDay, ...]
    mountain: tuple[MountainUnit, ...]
    sources: tuple[Source, ...]

    def procedure_on(self, code: str, day: date) -> Procedure | None:
        """Return the version of a procedure in force on a day; None if no law known here was."""
        return next((each for each in self.procedures if each.code == code and each.span.holds(day)), None)

    def procedure(self, code: str, version: str) -> Procedure | None:
        """Return a version by its name, whenever it was in force."""
        return next((each for each in self.procedures if (each.code, each.version) == (code, version)), None)

    def parameter_on(self, code: str, day: date) -> Parameter | None:
        """Return a parameter as it stands on a day."""
        return next((each for each in self.parameters if each.code == code and each.span.holds(day)), None)

    def rule_on(self, day: date) -> Rule:
        """Return how days are counted from a day on."""
        return next((each for each in self.rules if each.span.holds(day)), self.rules[0])

    def actor_on(self, code: str, day: date) -> Actor:
        """Return who does somebody's work on a day: a unit that ended has passed it on."""
        actor = self.actors[code]
        while actor.successor and actor.span.valid_to is not None and day > actor.span.valid_to:
            actor = self.actors[actor.successor]
        return actor


def load(folder: Path = DATA) -> Law:
    """Read a folder.

    Raises:
        LawError: a file says something that cannot be, with the file and what it is.
    """
    sources = {each["code"]: Source(_words(each["name"]), each["where"]) for each in _table(folder, "sources")}
    procedures = _procedures(sorted((folder / "procedures").glob("*.toml")), sources)
    actors = {each.code: each for each in map(_actor, _table(folder, "actors"))}
    parameters = tuple(_parameters(_table(folder, "parameters"), sources))
    rules = tuple(_rule(each) for each in _table(folder, "counting", "rules"))
    days = tuple(
        OfficeDay(each["on"], each["working"], each["reference"]) for each in _table(folder, "office_days", "days")
    )
    mountain = tuple(_mountain(each) for each in _table(folder, "mountain", "units"))
    check_steps(procedures, actors)
    for kind, named in (
        ("procedure", [(each.code, each.version, each.span) for each in procedures]),
        ("parameter", [(each.code, each.text, each.span) for each in parameters]),
        ("rule", [("counting", "", each.span) for each in rules]),
    ):
        check_spans(kind, named)
    return Law(procedures, actors, parameters, rules, days, mountain, tuple(sources.values()))


def _table(folder: Path, name: str, key: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))[key or name]
    return found


def _words(found: dict[str, Any]) -> Words:
    return Words(found["vi"], found["en"])


def _span(found: dict[str, Any]) -> Span:
    return Span(found.get("valid_from", _ALWAYS), found.get("valid_to"))


def _note(found: dict[str, Any]) -> Words | None:
    return _words(found["note"]) if "note" in found else None


def _compared(found: dict[str, Any], sources: Mapping[str, Source]) -> Source | None:
    """Return where a text was read; whatever says that it was compared has to say with what."""
    if (Certainty(found["certainty"]) is Certainty.COMPARED) is not ("compared" in found):
        raise LawError(f"{found['reference']}: compared, and with which text?")
    if "compared" in found and found["compared"] not in sources:
        raise LawError(f"{found['reference']}: no source is called {found['compared']}")
    return sources[found["compared"]] if "compared" in found else None


def _procedures(paths: Iterable[Path], sources: Mapping[str, Source]) -> tuple[Procedure, ...]:
    found: list[Procedure] = []
    # A version that takes over the steps of another one stands after it by its day.
    read = sorted((tomllib.loads(path.read_text(encoding="utf-8")) | {"file": path.name} for path in paths), key=_order)
    for each in read:
        try:
            found.append(_procedure(each, found, sources))
        except LawError:
            raise
        except (KeyError, ValueError) as wrong:
            raise LawError(f"{each['file']}: {wrong!r} is missing or not known") from wrong
    return tuple(found)


def _order(found: dict[str, Any]) -> tuple[str, date]:
    return found["code"], found["valid_from"]


def _procedure(found: dict[str, Any], earlier: Sequence[Procedure], sources: Mapping[str, Source]) -> Procedure:
    steps = tuple(_step(each, sources) for each in found.get("steps", ()))
    if "steps_of" in found:
        base = next(each for each in earlier if (each.code, each.version) == (found["code"], found["steps_of"]))
        steps = tuple(each for each in base.steps if each.code not in found.get("without", ()))
    return Procedure(
        found["code"],
        found["version"],
        found["kind"],
        tuple(found["purposes"]),
        _span(found),
        _words(found["title"]),
        found["reference"],
        Certainty(found["certainty"]),
        _words(found["transition"]),
        found["transition"]["reference"],
        tuple(_words(each) for each in found.get("notes", ())),
        steps,
        _compared(found, sources),
    )


def _step(found: dict[str, Any], sources: Mapping[str, Source]) -> Step:
    limit = found.get("limit")
    return Step(
        found["code"],
        _words(found["name"]),
        found["actor"],
        found.get("after", ""),
        Limit(limit["number"], Unit(limit["unit"])) if limit else None,
        found.get("decides", False),
        tuple(found.get("events", ())),
        tuple(found.get("expansion_events", ())),
        tuple(Paper(_words(each)) for each in found.get("documents", ())),
        found["reference"],
        Certainty(found["certainty"]),
        _note(found),
        _compared(found, sources),
    )


def _actor(found: dict[str, Any]) -> Actor:
    return Actor(found["code"], _words(found["name"]), _span(found), found.get("successor", ""), found["reference"])


def _parameters(found: Iterable[dict[str, Any]], sources: Mapping[str, Source]) -> Iterable[Parameter]:
    for each in found:
        for value in each["values"]:
            yield Parameter(
                each["code"],
                _words(each["name"]),
                each["unit"],
                value["value"],
                _words(value["words"]) if "words" in value else None,
                _span(value),
                value["reference"],
                Certainty(value["certainty"]),
                _note(value),
                _compared(value, sources),
            )


def _rule(found: dict[str, Any]) -> Rule:
    return Rule(
        _span(found),
        found["first_day_counted"],
        found["end_moves_to_working_day"],
        frozenset(found["working_weekdays"]),
        found["reference"],
        _words(found["note"]),
    )


def _mountain(found: dict[str, Any]) -> MountainUnit:
    return MountainUnit(
        found["code"],
        found["name"],
        _span(found),
        found["reference"],
        Certainty(found["certainty"]),
        _words(found["note"]),
    )
