"""Everything known of estates at an instant, read once: what indicators and reports count in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from nhip.estates.areas import Areas
from nhip.estates.models import (
    AreaStatement,
    Estate,
    EstateEvent,
    EstateRecord,
    EventKind,
    Lease,
    LotRecord,
    Operation,
    TenantProject,
)
from nhip.estates.occupancy import Occupancy, occupancy_on
from nhip.registry.versions import known_mark

__all__ = ["EstateBook", "EstateKnown", "book_at", "mark_at"]

VERSIONS: Final = (EstateRecord, AreaStatement, EstateEvent, LotRecord, Lease, TenantProject, Operation)


@dataclass
class EstateKnown:
    """One estate with all that is known of it, each list in the order of its days."""

    estate: Estate
    records: list[EstateRecord] = field(default_factory=list)
    statements: list[AreaStatement] = field(default_factory=list)
    events: list[EstateEvent] = field(default_factory=list)
    leases: list[Lease] = field(default_factory=list)
    projects: list[TenantProject] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._areas: Areas | None = None

    @property
    def areas(self) -> Areas:
        """Return what was stated of its areas."""
        if self._areas is None:
            self._areas = Areas(self.statements)
        return self._areas

    def had(self, kind: str, day: date) -> bool:
        """Tell whether an event had surely happened by a day."""
        return any(each.kind == kind and each.until <= day for each in self.events)

    def stands(self, day: date) -> bool:
        """Tell whether it was established by a day, and not repealed."""
        return self.had(EventKind.ESTABLISHED, day) and not self.had(EventKind.REPEALED, day)

    def between(self, kind: str, first: date, last: date) -> list[EstateEvent]:
        """Return the events of a kind that surely happened between two days, both included."""
        return [each for each in self.events if each.kind == kind and first <= each.on and each.until <= last]

    def record(self, day: date) -> EstateRecord | None:
        """Return the description that holds on a day."""
        return next((each for each in reversed(self.records) if each.valid_from <= day), None)

    def occupancy(self, day: date) -> Occupancy:
        """Return how full it is on a day."""
        return occupancy_on(self.estate.kind, self.areas, self.leases, day)

    def leases_on(self, day: date) -> list[Lease]:
        """Return the leases that hold on a day."""
        return [each for each in self.leases if _holds(each.starts_on, each.ends_on, day)]

    def projects_on(self, day: date) -> list[TenantProject]:
        """Return the projects approved by a day and not ended before it."""
        return [each for each in self.projects if _holds(each.approved_on, each.ended_on, day)]

    def operations_on(self, day: date) -> list[Operation]:
        """Return the enterprises that work in it on a day."""
        return [each for each in self.operations if _holds(each.starts_on, each.ends_on, day)]

    def registered_capital(self, day: date) -> Decimal | None:
        """Return the capital registered for its infrastructure, in billion dong."""
        record = self.record(day)
        return record.registered_capital if record else None


def _holds(first: date, last: date | None, day: date) -> bool:
    return first <= day and (last is None or last >= day)


@dataclass(frozen=True)
class EstateBook:
    """All estates known at an instant, in the order of their names."""

    as_of: datetime
    estates: Sequence[EstateKnown]

    def of_kind(self, kind: str) -> Iterator[EstateKnown]:
        """Yield the zones, or the clusters."""
        return (each for each in self.estates if each.estate.kind == kind)

    def by_code(self, code: str) -> EstateKnown | None:
        """Return one estate."""
        return next((each for each in self.estates if each.estate.code == code), None)


def book_at(as_of: datetime, codes: Iterable[str] | None = None) -> EstateBook:
    """Read what was known at an instant, of all estates or of some; seven questions however many they are."""
    estates = Estate.objects.filter(recorded_at__lte=as_of)
    if codes is not None:
        estates = estates.filter(code__in=list(codes))
    known = {each.pk: EstateKnown(each) for each in estates}
    narrow = {} if codes is None else {"estate__in": list(known)}

    def fill(name: str, rows: Iterable[object]) -> None:
        parts: dict[int, list[object]] = defaultdict(list)
        for row in rows:
            parts[row.estate_id].append(row)  # type: ignore[attr-defined]
        for pk, each in parts.items():
            if pk in known:
                setattr(known[pk], name, each)

    leased = Lease.objects.known_at(as_of).filter(**narrow).select_related("lot", "tenant")
    fill("records", EstateRecord.objects.known_at(as_of).filter(**narrow).order_by("valid_from", "id"))
    fill("statements", AreaStatement.objects.known_at(as_of).filter(**narrow).order_by("valid_from", "id"))
    fill("events", EstateEvent.objects.known_at(as_of).filter(**narrow).order_by("on", "until", "id"))
    fill("leases", leased.order_by("starts_on", "id"))
    fill("projects", TenantProject.objects.known_at(as_of).filter(**narrow).order_by("approved_on", "id"))
    fill("operations", Operation.objects.known_at(as_of).filter(**narrow).order_by("starts_on", "id"))
    return EstateBook(as_of, list(known.values()))


def mark_at(as_of: datetime) -> str:
    """Say which versions counted at an instant: how many there were of each, and the newest."""
    parts = [f"estates:{Estate.objects.filter(recorded_at__lte=as_of).count()}"]
    for model in VERSIONS:
        parts.append(f"{model._meta.model_name}:{known_mark(model._default_manager.all(), as_of)}")
    return " ".join(parts)
