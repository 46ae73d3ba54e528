"""The marks of a report's state. Zero is a report like any other, but its mark must not look like a gap."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhip.figures.numbers import Shown

__all__ = ["Mark", "key", "mark"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: the name of its shape, its word, and what it means."""

    shape: str
    word: str | Promise
    meaning: str | Promise


_MARKS = {
    entry.shape: entry
    for entry in (
        Mark("reported", _("Reported"), _("the enterprise reported this quantity")),
        Mark("zero", _("Zero"), _("the enterprise reported a quantity of zero")),
        Mark("not_produced", _("Not produced"), _("the enterprise said it did not make this product")),
        Mark("not_reported", _("Not reported"), _("the enterprise was asked and has not answered")),
        Mark("estimated", _("Estimated"), _("the enterprise gave an estimate; the official report follows")),
        Mark("imputed", _("Imputed"), _("computed in place of a missing report, by the rule named beside it")),
    )
}


def mark(state: str, quantity: Shown) -> Mark:
    """Return the mark of a state; a reported zero has its own."""
    if state == "reported" and quantity.value is not None and quantity.value == 0:
        return _MARKS["zero"]
    return _MARKS[state]


def key() -> list[Mark]:
    """Return every mark, for the key under a table."""
    return list(_MARKS.values())
