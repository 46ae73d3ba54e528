"""One dossier as a page shows it: its timeline with who, until when, which article and which documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nhip.estates.dossiers.acts import procedure_of
from nhip.estates.dossiers.clock import Standing, StepStanding, standing_of
from nhip.estates.dossiers.reading import entries_of
from nhip.estates.law import Actor, Procedure, law
from nhip.estates.models import Dossier, DossierEntry, Estate

__all__ = ["DossierView", "TimelineStep", "find_dossier", "one_dossier"]


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """A step, who acts, and what was recorded about it."""

    standing: StepStanding
    actor: Actor
    entry: DossierEntry | None


@dataclass(frozen=True, slots=True)
class DossierView:
    """All of a dossier."""

    dossier: Dossier
    estate: Estate | None
    procedure: Procedure
    standing: Standing
    actor: Actor | None
    steps: list[TimelineStep]
    entries: list[DossierEntry]
    older: dict[int, list[DossierEntry]]


def find_dossier(pk: int) -> Dossier | None:
    """Return a dossier with the estate it is about; None if there is none."""
    return Dossier.objects.select_related("about__estate").filter(pk=pk).first()


def one_dossier(dossier: Dossier, day: date) -> DossierView:
    """Return a dossier as it stands on a day. Entries are those that count; older versions stand beside them.

    Raises:
        Fault: E740 its procedure is no longer in the data.
    """
    procedure = procedure_of(dossier)
    standing = standing_of(procedure, entries_of(dossier.pk), day)
    versions = list(
        DossierEntry.objects.filter(dossier=dossier)
        .select_related("document__withdrawal")
        .defer("document__content")
        .order_by("on", "id")
    )
    by_pk = {each.pk: each for each in versions}
    replaced = {each.replaces_id for each in versions}
    newest = [each for each in versions if each.pk not in replaced]
    older = {each.pk: _before(each, by_pk) for each in newest}
    entries = [each for each in newest if not each.withdrawn]
    of_step = {each.step: each for each in entries if each.step}
    about = getattr(dossier, "about", None)
    return DossierView(
        dossier,
        about.estate if about else None,
        procedure,
        standing,
        law().actor_on(standing.actor, day) if standing.actor else None,
        [
            TimelineStep(each, law().actor_on(each.step.actor, each.done_on or day), of_step.get(each.step.code))
            for each in standing.steps
        ],
        entries,
        older,
    )


def _before(entry: DossierEntry, by_pk: dict[int, DossierEntry]) -> list[DossierEntry]:
    found = []
    while entry.replaces_id is not None:
        entry = by_pk[entry.replaces_id]
        found.append(entry)
    return found
