"""What lists and pages ask about dossiers. Where one stands is computed from its entries, and never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from nhip.estates.dossiers.clock import DossierState, Standing, standing_of
from nhip.estates.dossiers.reading import entries_of_many
from nhip.estates.law import law
from nhip.estates.models import Dossier
from nhip.registry.folding import fold

__all__ = ["SHOWN", "DossierRow", "DueItem", "WorkList", "due_work", "work_list"]

SHOWN: Final[dict[str, frozenset[DossierState]]] = {
    "open": frozenset(
        {
            DossierState.OVERDUE,
            DossierState.SOON,
            DossierState.RUNNING,
            DossierState.STOPPED,
            DossierState.UNTIMED,
        }
    ),
    "overdue": frozenset({DossierState.OVERDUE}),
    "soon": frozenset({DossierState.SOON}),
    "stopped": frozenset({DossierState.STOPPED}),
    "ended": frozenset({DossierState.FINISHED, DossierState.REFUSED, DossierState.WITHDRAWN}),
    "all": frozenset(DossierState),
}
"""What a list may be narrowed to, and the states each shows."""

_ORDER: Final = (
    DossierState.OVERDUE,
    DossierState.SOON,
    DossierState.RUNNING,
    DossierState.STOPPED,
    DossierState.UNTIMED,
    DossierState.FINISHED,
    DossierState.REFUSED,
    DossierState.WITHDRAWN,
)


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier in a list."""

    pk: int
    name: str
    applicant: str
    kind: str
    estate: str
    illustrative: bool
    received_on: date
    standing: Standing

    @property
    def _order(self) -> tuple[int, date, int, int]:
        due = self.standing.due_on or self.standing.stopped_since or self.received_on
        return _ORDER.index(self.standing.state), due, self.standing.left or 0, self.pk


@dataclass(frozen=True, slots=True)
class WorkList:
    """Dossiers in the order in which they want attention, and how many there are of each."""

    rows: list[DossierRow]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something somebody has to do about a dossier. `address` names the page that opens it."""

    words: str
    dossier: str
    actor: str
    due_on: date | None
    left: int | None
    unit: str
    overdue: bool
    address: tuple[str, tuple[int, ...]]


def _rows(day: date, text: str = "") -> Iterator[DossierRow]:
    """Yield all dossiers received by a day, in two questions."""
    found = Dossier.objects.filter(received_on__lte=day)
    if text.strip():
        found = found.filter(name_folded__contains=fold(text))
    kept = found.values_list(
        "pk", "name", "applicant", "kind", "about__estate__name", "illustrative", "received_on", "procedure", "version"
    )
    dossiers = list(kept)
    entries = entries_of_many() if not text.strip() else entries_of_many([each[0] for each in dossiers])
    known = {(each.code, each.version): each for each in law().procedures}
    for pk, name, applicant, kind, estate, illustrative, received_on, code, version in dossiers:
        procedure = known.get((code, version))
        if procedure is None:
            # A version that was taken out of the data: its page says so, and no list falls over it.
            continue
        standing = standing_of(procedure, entries.get(pk, []), day, brief=True)
        yield DossierRow(pk, name, applicant, kind, estate or "", illustrative, received_on, standing)


def work_list(day: date, show: str = "open", text: str = "") -> WorkList:
    """Return the dossiers of a day that are shown, what is late first, and the counts of all kinds of list."""
    rows = list(_rows(day, text))
    states = Counter(row.standing.state for row in rows)
    wanted = SHOWN.get(show, SHOWN["open"])
    return WorkList(
        sorted((row for row in rows if row.standing.state in wanted), key=lambda row: row._order),
        {name: sum(states[state] for state in held) for name, held in SHOWN.items()},
    )


def due_work(
    day: date, language: str, *, actors: Collection[str] = ("trade_department",), soon_only: bool = False
) -> list[DueItem]:
    """Return what units have to do about dossiers on a day, the earliest due day first.

    Args:
        actors: codes of the units; a unit that ended is asked for under the one its work passed to.
        soon_only: leave out what is neither late nor due soon.
    """
    wanted = {law().actor_on(code, day).code for code in actors}
    found = []
    for row in sorted(_rows(day), key=lambda row: row._order):
        standing = row.standing
        if standing.ended or standing.actor not in wanted or standing.current is None:
            continue
        if soon_only and standing.state not in {DossierState.OVERDUE, DossierState.SOON}:
            continue
        found.append(
            DueItem(
                standing.current.step.name.into(language),
                row.name,
                law().actor_on(standing.actor, day).name.into(language),
                standing.due_on,
                standing.left,
                standing.unit or "",
                standing.state is DossierState.OVERDUE,
                ("dossiers:dossier", (row.pk,)),
            )
        )
    return found
