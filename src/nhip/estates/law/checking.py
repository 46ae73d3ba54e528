"""What a data file of the law must keep: no gap, no overlap, a reference everywhere, steps that lead on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise

from nhip.estates.law.model import Actor, Procedure, Span, Step

__all__ = ["LawError", "check_spans", "check_steps"]


class LawError(ValueError):
    """A data file contradicts itself: a mistake of whoever keeps it, found when the program starts."""


def check_spans(kind: str, named: Iterable[tuple[str, str, Span]]) -> None:
    """See that the versions of each thing follow one another without a gap or an overlap.

    Raises:
        LawError: they do not.
    """
    by_code: dict[str, list[tuple[Span, str]]] = {}
    for code, version, span in named:
        by_code.setdefault(code, []).append((span, version))
    for code, versions in by_code.items():
        versions.sort(key=lambda each: each[0].valid_from)
        for (first, name), (second, following) in pairwise(versions):
            if first.valid_to is None or second.valid_from != first.valid_to + timedelta(days=1):
                ends = first.valid_to or date.max
                raise LawError(f"{kind} {code}: {name} ends {ends}, {following} starts {second.valid_from}")
        last, name = versions[-1]
        if last.valid_to is not None:
            raise LawError(f"{kind} {code}: nothing follows {name}, which ends {last.valid_to}")


def check_steps(procedures: Iterable[Procedure], actors: Mapping[str, Actor]) -> None:
    """See that each step has an actor and a reference, and waits for an earlier step only.

    Raises:
        LawError: one does not.
    """
    for procedure in procedures:
        where = f"procedure {procedure.code} {procedure.version}"
        if not procedure.steps:
            raise LawError(f"{where} has no step")
        if not procedure.reference or not procedure.transition_reference:
            raise LawError(f"{where} has no reference")
        seen: set[str] = set()
        for step in procedure.steps:
            _check_step(where, step, seen, actors)
            seen.add(step.code)
    for actor in actors.values():
        if actor.successor and actor.successor not in actors:
            raise LawError(f"actor {actor.code} passes its work to {actor.successor}, which is nobody")


def _check_step(where: str, step: Step, seen: set[str], actors: Mapping[str, Actor]) -> None:
    if step.code in seen:
        raise LawError(f"{where}: the step {step.code} stands twice")
    if not step.reference:
        raise LawError(f"{where}: the step {step.code} has no reference")
    if step.actor not in actors:
        raise LawError(f"{where}: nobody is {step.actor}, who acts in {step.code}")
    if step.after and step.after not in seen:
        raise LawError(f"{where}: {step.code} waits for {step.after}, which is no earlier step")
    if step.limit is not None and (step.limit.number < 1 or not step.after):
        raise LawError(f"{where}: the time limit of {step.code} has no length or no beginning")
