"""From the key in a cell to the row it means."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from nhip.registry.faults import fault
from nhip.registry.registers.register import Register, register

__all__ = ["Links"]


class Links:
    """The keys of registers, read once each for as long as this lives."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, int]] = {}
        self._merged: set[tuple[str, str]] = set()
        self._by_id: dict[str, dict[int, str]] = {}
        self._plain: dict[str, list[tuple[str, int, date | None, date | None]]] | None = None

    def known(self, name: str) -> dict[str, int]:
        """Return the ids of a register's rows by their keys. A merged duplicate's key means the row that was kept."""
        if name not in self._known:
            there: Register = register(name)
            rows = there.model._default_manager.select_related(*there.related)
            found: dict[str, int] = {}
            for row in rows.iterator():
                text, kept = there.key_text(row), getattr(row, "duplicate_of_id", None)
                found[text] = kept or row.pk
                if kept:
                    self._merged.add((name, text))
            self._known[name] = found
        return self._known[name]

    def find(self, name: str, text: str) -> int:
        """Return the id of what a key means.

        Raises:
            Fault: nothing, or more than one thing; without its address.
        """
        found = self.known(name).get(text)
        if found is None and name == "places":
            found = self._place(text)
        if found is None:
            raise fault("E608", text=text, register=str(register(name).title))
        return found

    def text(self, name: str, pk: int, given: str) -> str:
        """Return the key of a row, which is the given text unless that was a shorter form or a duplicate's."""
        if self.known(name).get(given) == pk and (name, given) not in self._merged:
            return given
        return self._texts(name).get(pk, given)

    def _texts(self, name: str) -> dict[int, str]:
        if name not in self._by_id:
            there = register(name)
            self._by_id[name] = {row.pk: there.key_text(row) for row in there.rows()}
        return self._by_id[name]

    def _place(self, code: str) -> int | None:
        """Return the place a bare code means: the one in force, else the only one."""
        if self._plain is None:
            self._plain = {}
            for row in register("places").model._default_manager.order_by("valid_from"):
                place: Any = row
                self._plain.setdefault(place.code, []).append(
                    (register("places").key_text(place), place.pk, place.valid_from, place.valid_to)
                )
        there = self._plain.get(code, [])
        today = timezone.localdate()
        now = [pk for _, pk, first, last in there if (not first or first <= today) and (not last or last >= today)]
        if len(now) == 1:
            return now[0]
        if len(there) > 1:
            raise fault("E609", text=code, allowed=", ".join(key for key, *_ in there))
        return there[0][1] if there else None
