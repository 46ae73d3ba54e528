"""What all acts of the room have in common: who acts, on which ground, and how a version follows another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from nhip.estates.faults import fault
from nhip.estates.models import Estate
from nhip.figures.rounding import decimals_of
from nhip.people import rights_estates
from nhip.people.models import User
from nhip.people.refusals import demand
from nhip.registry.actions import audit
from nhip.registry.documents import standing_document
from nhip.registry.keepers import Keeper
from nhip.registry.models import Document
from nhip.registry.versions import Versioned

__all__ = [
    "NO_BASIS",
    "Basis",
    "Correction",
    "copy_of",
    "corrected",
    "hold",
    "keeper_of",
    "non_negative",
    "positive_area",
    "store",
    "told",
]

_V = TypeVar("_V", bound=Versioned)
_AREA_DECIMALS: Final = 4
_VERSION_FIELDS: Final = frozenset({"id", "replaces_id", "withdrawn", "reason", "recorded_at", "recorded_by"})


@dataclass(frozen=True)
class Basis:
    """What an entry rests on: the key of a kept document, where it was found, and whether it is made up to show."""

    document: int | None = None
    source: str = ""
    illustrative: bool = False

    def standing(self) -> Document | None:
        """Return the document; raise E657 or E658 if there is none, or it was withdrawn."""
        return standing_document(self.document)


NO_BASIS: Final = Basis()


@dataclass(frozen=True)
class Correction:
    """Which version is corrected, and why."""

    of: Versioned
    reason: str


def corrected(correction: Correction | None) -> int:
    """Return the key of the version that is corrected, 0 for none."""
    return int(correction.of.pk) if correction else 0


def keeper_of(user: User, where: str = "") -> Keeper:
    """Return a person as the acts of this room know him."""
    return Keeper(user.username, lambda right: demand(user, getattr(rights_estates, right), where=where))


def hold(estate: Estate) -> Estate:
    """Hold an estate's row until the transaction ends, so that what is checked of its land stays so."""
    kept: Estate = Estate.objects.select_for_update().get(pk=estate.pk)
    return kept


def store(
    by: Keeper,
    row: _V,
    act: str,
    *,
    correction: Correction | None = None,
    withdrawn: bool = False,
    at: datetime | None = None,
) -> _V:
    """Add a version, and its row in the audit chain.

    Raises:
        Fault: E710 somebody was quicker; E711 the older version is withdrawn; E712 there is no reason; E713 the older
            version is of another estate.
    """
    old = correction.of if correction else None
    if correction is not None:
        _check_correction(row, correction)
        row.replaces = correction.of
        row.reason = correction.reason
    row.withdrawn = withdrawn
    row.recorded_at = at or timezone.now()
    row.recorded_by = by.name
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        if old is not None and _replaced(old):
            raise fault("E710") from None
        raise
    audit(by.name, act, f"{row._meta.model_name} {row.pk}", old=told(old) if old else None, new=told(row))
    return row


def _check_correction(row: Versioned, correction: Correction) -> None:
    old = correction.of
    if not correction.reason.strip():
        raise fault("E712", field="reason")
    for name in ("estate_id", "lot_id"):
        if hasattr(row, name) and getattr(old, name, None) != getattr(row, name):
            raise fault("E713")
    if old.withdrawn:
        raise fault("E711")
    if _replaced(old):
        raise fault("E710")


def _replaced(old: Versioned) -> bool:
    versions: Any = type(old).objects
    return bool(versions.filter(replaces=old.pk).exists())


def copy_of(row: _V, **changes: Any) -> _V:
    """Return a new, unsaved row that says what another one says, apart from the changes."""
    fields = [field for field in row._meta.concrete_fields if field.attname not in _VERSION_FIELDS]
    return type(row)(**{field.attname: getattr(row, field.attname) for field in fields}, **changes)


def told(row: models.Model) -> dict[str, Any]:
    """Return what the audit chain keeps of a row."""
    found: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if value in (None, "", []) or field.attname in _VERSION_FIELDS - {"reason", "withdrawn"}:
            continue
        found[field.attname] = _plain(value)
    return found


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def positive_area(hectares: Decimal, field: str = "hectares") -> None:
    """Raise E706 for an area that is not above nothing, or finer than a square metre."""
    if not hectares.is_finite() or hectares <= 0 or decimals_of(hectares) > _AREA_DECIMALS or hectares >= 10**8:
        raise fault("E706", field=field, text=hectares)


def non_negative(number: Decimal | None, field: str, most: int = _AREA_DECIMALS) -> None:
    """Raise E707 for a number below nothing, or with too many decimals."""
    if number is None:
        return
    if not number.is_finite() or number < 0 or decimals_of(number) > most or number >= 10**10:
        raise fault("E707", field=field, text=number, most=most)
