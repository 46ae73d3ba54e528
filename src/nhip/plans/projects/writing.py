"""Writing a version: what every act on projects, plants, promotion and support does besides its own checks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from nhip.figures.days import day_written
from nhip.figures.rounding import trimmed
from nhip.plans.projects.faults import fault
from nhip.registry.actions import audit
from nhip.registry.documents import standing_document
from nhip.registry.keepers import Keeper
from nhip.registry.versions import Versioned

__all__ = ["add_row", "add_version", "in_order", "not_in_future", "plausible", "withdraw"]

_M = TypeVar("_M", bound=models.Model)
_V = TypeVar("_V", bound=Versioned)

# What lies outside is a slip of the pen ("0202"). Plans look at most some decades ahead.
FIRST_DAY: Final = date(1900, 1, 1)
YEARS_AHEAD: Final = 60
_OWN: Final = frozenset({"id", "replaces", "withdrawn", "reason", "recorded_at", "recorded_by"})


def plausible(day: date | None, column: str) -> None:
    """Refuse a day that nobody can mean.

    Raises:
        Fault: it lies before 1900 or too far ahead.
    """
    last = date(timezone.localdate().year + YEARS_AHEAD, 12, 31)
    if day is not None and not FIRST_DAY <= day <= last:
        told = {"day": day_written(day), "first": day_written(FIRST_DAY), "last": day_written(last)}
        raise fault("E804", column=column, **told)


def in_order(earlier: date | None, later: date | None, column: str) -> None:
    """Refuse days in the wrong order.

    Raises:
        Fault: the later one comes first.
    """
    if earlier is not None and later is not None and later < earlier:
        raise fault("E803", column=column, earlier=day_written(earlier), later=day_written(later))


def not_in_future(day: date | None, column: str) -> None:
    """Refuse that something has happened after today.

    Raises:
        Fault: the day has not come.
    """
    if day is not None and day > timezone.localdate():
        raise fault("E805", column=column, day=day_written(day))


def _checked(row: models.Model) -> None:
    """Let each field of the row say whether its value fits; references are looked up by whoever calls."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, Decimal):
            # Zeros at the end are no digits that could be too many.
            setattr(row, field.attname, trimmed(value))
    others = {field.name for field in row._meta.concrete_fields if field.is_relation or not field.editable}
    try:
        row.clean_fields(exclude=others | _OWN)
    except ValidationError as wrong:
        column, found = next(iter(wrong.error_dict.items()))
        column = "" if column == NON_FIELD_ERRORS else column
        if found[0].code in {"blank", "null"}:
            raise fault("E806", column=column) from None
        raise fault("E807", column=column, reason=" ".join(found[0].messages).rstrip(".")) from None


def _told(row: models.Model) -> dict[str, Any]:
    """Return what the audit keeps of a row."""
    kept: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        derived = not field.editable or field.name in {"id", "withdrawn", "replaces"}
        if value not in (None, "") and not derived:
            kept[field.name] = value if isinstance(value, bool | int) else str(value)
    return kept


def add_row(by: Keeper, row: _M, what: str) -> _M:
    """Keep a row that is only ever added, with its audit row. Runs inside the transaction of its act."""
    _checked(row)
    row.save()
    audit(by.name, f"{what}.added", f"{what} {row.pk}", new=_told(row))
    return row


def add_version(
    by: Keeper,
    model: type[_V],
    what: str,
    values: Mapping[str, Any],
    *,
    replaces: _V | None = None,
    reason: str = "",
    at: datetime | None = None,
    taken: str = "",
) -> _V:
    """Keep a record, or the correction of one, with its audit row. Nothing is kept if anything is wrong.

    Args:
        what: the record in the audit chain, such as "milestone".
        taken: what to say is there already, where a first version may stand once only.

    Raises:
        Fault: a value does not fit, the document may not be used, no reason was given, or somebody was faster.
    """
    if replaces is not None and not reason.strip():
        raise fault("E801", column="reason")
    if values.get("document") is not None:
        standing_document(values["document"].pk)
    row = model(**values, replaces=replaces, reason=reason, recorded_at=at or timezone.now(), recorded_by=by.name)
    _checked(row)
    with transaction.atomic():
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            # The only rules left to the database are that nothing is replaced twice and nothing begins twice.
            raise fault("E800") if replaces is not None else fault("E802", text=taken) from None
        act = "corrected" if replaces is not None else "added"
        audit(by.name, f"{what}.{act}", f"{what} {row.pk}", old=_told(replaces) if replaces else None, new=_told(row))
    return row


def withdraw(by: Keeper, record: _V, what: str, reason: str, *, at: datetime | None = None) -> _V:
    """Withdraw a record that should not be there; it stays in its history.

    Raises:
        Fault: no reason was given, or somebody was faster.
    """
    if not reason.strip():
        raise fault("E801", column="reason")
    if record.withdrawn:
        raise fault("E800")
    kept = {f.name: getattr(record, f.name) for f in record._meta.concrete_fields if f.editable and f.name not in _OWN}
    row = type(record)(
        **kept, replaces=record, withdrawn=True, reason=reason, recorded_at=at or timezone.now(), recorded_by=by.name
    )
    with transaction.atomic():
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise fault("E800") from None
        audit(by.name, f"{what}.withdrawn", f"{what} {row.pk}", old=_told(record), new={"reason": reason})
    return row
