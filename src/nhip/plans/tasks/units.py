"""Acts on units and on who works in them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from nhip.figures.days import day_written
from nhip.people import rights_plans as rights
from nhip.people.models import User, sign_in_name
from nhip.plans.models import Unit, UnitKind, UnitMember
from nhip.plans.tasks.faults import fault
from nhip.plans.tasks.writing import allow, likely_day
from nhip.registry.actions import audit

__all__ = ["add_member", "add_unit", "end_member", "end_unit", "take_back_member"]

_CODE: Final = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")


def add_unit(
    code: str,
    name_vi: str,
    kind: str,
    *,
    name_en: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    illustrative: bool = False,
    by: User | None = None,
) -> Unit:
    """Add a unit to which tasks can be given.

    Raises:
        Refused: `by` keeps no units.
        Fault: E824 no name, E830 code in use, E837 code not well formed, E838 end before beginning.
    """
    actor = allow(by, rights.may_keep_units)
    code = code.strip()
    if not _CODE.fullmatch(code):
        raise fault("E837", text=code)
    if not name_vi.strip():
        raise fault("E824", what_vi="tên đơn vị", what_en="the name of the unit")
    _in_order(valid_from, valid_to)
    with transaction.atomic():
        if Unit.objects.filter(code=code).exists():
            raise fault("E830", text=code)
        unit = Unit.objects.create(
            code=code,
            name_vi=name_vi,
            name_en=name_en,
            kind=UnitKind(kind),
            valid_from=valid_from,
            valid_to=valid_to,
            illustrative=illustrative,
        )
        audit(actor, "unit.added", f"unit {code}", new={"name": name_vi, "kind": kind})
    return unit


def _in_order(first: date | None, last: date | None) -> None:
    for day in (first, last):
        if day is not None:
            likely_day(day)
    if first is not None and last is not None and last < first:
        raise fault("E838", day=day_written(last), other=day_written(first))


def end_unit(unit: Unit, last: date, *, by: User | None = None) -> None:
    """Say on which day a unit ended; its tasks stay its own until they are given to another.

    Raises:
        Refused: `by` keeps no units.
        Fault: E838, that lies before its first day.
    """
    actor = allow(by, rights.may_keep_units)
    _in_order(unit.valid_from, last)
    with transaction.atomic():
        old = unit.valid_to
        unit.valid_to = last
        unit.save(update_fields=["valid_to"])
        told = {"valid_to": old.isoformat() if old else None}
        audit(actor, "unit.ended", f"unit {unit.code}", old=told, new={"valid_to": last.isoformat()})


def add_member(
    unit: Unit, username: str, *, is_head: bool = False, valid_from: date | None = None, by: User | None = None
) -> UnitMember:
    """Say that a person works in a unit from a day on, today unless told.

    Raises:
        Refused: `by` keeps no units.
        Fault: E834 nobody has this sign-in name, E835 the person is in the unit already.
    """
    actor = allow(by, rights.may_keep_units)
    first = likely_day(valid_from or timezone.localdate())
    person = User.objects.filter(username=sign_in_name(username)).first()
    if person is None:
        raise fault("E834", text=username)
    with transaction.atomic():
        Unit.objects.select_for_update().filter(pk=unit.pk).first()
        if UnitMember.objects.on(first).filter(unit=unit, person=person).exists():
            raise fault("E835", text=person.username)
        member = UnitMember.objects.create(
            unit=unit, person=person, is_head=is_head, valid_from=first, recorded_by=actor
        )
        told = {"person": person.username, "head": is_head, "from": first.isoformat()}
        audit(actor, "unit.member-added", f"unit {unit.code}", new=told)
    return member


def take_back_member(member: UnitMember, *, by: User | None = None) -> None:
    """Take back a membership on the day it was entered by mistake: at once, the person is not in the unit.

    Nothing rests on a membership, so its row goes; who entered it, and what it said, stays in the audit.

    Raises:
        Refused: `by` keeps no units.
        Fault: E779, it was entered on an earlier day and was true meanwhile: say that the person has left.
    """
    actor = allow(by, rights.may_keep_units)
    entered = timezone.localtime(member.recorded_at).date()
    if entered != timezone.localdate():
        raise fault("E779", day=day_written(entered))
    with transaction.atomic():
        told = {
            "person": member.person.username,
            "head": member.is_head,
            "from": member.valid_from.isoformat() if member.valid_from else None,
            "by": member.recorded_by,
        }
        member.delete()
        audit(actor, "unit.member-taken-back", f"unit {member.unit.code}", old=told)


def end_member(member: UnitMember, last: date | None = None, *, by: User | None = None) -> None:
    """Say on which day a person left a unit, yesterday unless told, so that nothing is shown to them from now on.

    Raises:
        Refused: `by` keeps no units.
    """
    actor = allow(by, rights.may_keep_units)
    last = last or date.fromordinal(timezone.localdate().toordinal() - 1)
    if member.valid_from is not None:
        # Who came today and was entered by mistake was there for no day; the first one is the least that can be said.
        last = max(last, member.valid_from)
    with transaction.atomic():
        member.valid_to = last
        member.save(update_fields=["valid_to"])
        told = {"person": member.person.username, "to": last.isoformat()}
        audit(actor, "unit.member-ended", f"unit {member.unit.code}", new=told)
