"""Audit rows of a project in words: what was done with which record, and what it said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext_lazy

from nhip.plans.models import Attribute, MilestoneKind, Sort
from nhip.plans.projects.words import amount, span_words
from nhip.registry.models import AuditEntry

__all__ = ["Told", "told"]

_RECORDS: Final = {
    "project_record": gettext_lazy("description"),
    "project_statement": gettext_lazy("statement"),
    "milestone": gettext_lazy("milestone"),
}
_ACTS: Final = {
    "added": gettext_lazy("%(record)s added"),
    "corrected": gettext_lazy("%(record)s corrected"),
    "withdrawn": gettext_lazy("%(record)s withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One audit row in words."""

    at: datetime
    actor: str
    act: str
    words: str
    reason: str


def told(entries: Iterable[AuditEntry]) -> Sequence[Told]:
    """Tell audit rows in the language of the page."""
    return [_told(entry) for entry in entries]


def _told(entry: AuditEntry) -> Told:
    record, _, act = entry.act.partition(".")
    new: dict[str, Any] = entry.new or {}
    said = {**(entry.old or {}), **new}
    words = _ACTS[act] % {"record": _RECORDS[record]} if act in _ACTS and record in _RECORDS else entry.act
    return Told(entry.at, entry.actor, str(words), _summary(record, said), str(new.get("reason", "")))


def _summary(record: str, said: dict[str, Any]) -> str:
    if record == "milestone" and said.get("kind") in MilestoneKind.values and said.get("sort") in Sort.values:
        days = [date.fromisoformat(said[name]) for name in ("earliest", "latest") if said.get(name)]
        when = span_words(days[0], days[-1]) if days else ""
        return f"{MilestoneKind(said['kind']).label}, {Sort(said['sort']).label}: {said.get('words') or when}"
    if record == "project_statement" and said.get("attribute") in Attribute.values:
        value = amount(said["attribute"], Decimal(said["value"])).text if said.get("value") else ""
        return f"{Attribute(said['attribute']).label}: {said.get('words') or value}"
    return str(said.get("name", ""))
