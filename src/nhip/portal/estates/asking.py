"""What the address of the list asks for, and the shortest address that asks the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.http import QueryDict

from nhip.portal.estates.fields import NumberField

__all__ = ["Asked", "asked", "question_without_page", "short"]

TEXTS: Final = ("q", "place", "kind", "stage", "sector")
NUMBERS: Final = ("free", "price")
LONGEST: Final = 100
NAMES: Final = (*TEXTS, *NUMBERS, "page")


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of an address: as typed, and as read; what cannot be read narrows nothing and says so."""

    typed: Mapping[str, str]
    free: Decimal | None = None
    price: Decimal | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the text of a filter."""
        return self.typed.get(name, "")


def asked(query: Mapping[str, str]) -> Asked:
    """Read the filters of an address."""
    typed = {
        name: text for name in (*TEXTS, *NUMBERS) if (text := query.get(name, "").strip().replace("\0", "")[:LONGEST])
    }
    numbers: dict[str, Decimal | None] = {}
    wrong = {}
    for name in NUMBERS:
        try:
            numbers[name] = NumberField(required=False).clean(typed.get(name, ""))
        except ValidationError as told:
            wrong[name] = " ".join(told.messages)
    return Asked(typed, numbers.get("free"), numbers.get("price"), wrong)


def short(query: QueryDict) -> str:
    """Return an address' question without what asks nothing: boxes left blank, and the first page.

    >>> short(QueryDict("q=&stage=operating&free=5&kind=&page=1"))
    'stage=operating&free=5'
    """
    kept = QueryDict(mutable=True)
    for name in NAMES:
        text = query.get(name, "").strip()
        if text and (name, text) != ("page", "1"):
            kept[name] = text
    return kept.urlencode()


def question_without_page(question: str) -> str:
    """Return a short question as it is for all its pages.

    >>> question_without_page("stage=operating&page=2")
    'stage=operating'
    """
    return "&".join(part for part in question.split("&") if not part.startswith("page="))
