"""What waits for a person today, from every part of the site.

A part of the portal adds its own by a module `today.py` with a function `items(user, day)`; it is found by its name.
A part shows only what the person may see, and answers with few questions to the database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from nhip import portal
from nhip.people.models import User

__all__ = ["Item", "items_of", "providers"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: in words, where it is done, which part of the work it belongs to, and by when.

    ``what`` says what is wanted ("confirm"), ``about`` whom or what it concerns. ``illustrative`` marks invented data.
    """

    words: str
    address: str
    area: str
    what: str = ""
    about: str = ""
    due: date | None = None
    illustrative: bool = False

    def days(self, day: date) -> int | None:
        """Return the days that are left; negative when it is late, None where there is no deadline."""
        return None if self.due is None else self.due.toordinal() - day.toordinal()


Provider = Callable[[User, date], Sequence[Item]]


@lru_cache
def providers() -> tuple[Provider, ...]:
    """Return the functions of all parts that have something to say."""
    found = []
    for part in iter_modules(portal.__path__, "nhip.portal."):
        if part.ispkg and find_spec(f"{part.name}.today"):
            found.append(import_module(f"{part.name}.today").items)
    return tuple(found)


def items_of(user: User, day: date) -> list[Item]:
    """Return all that waits for a person on a day: what is late longest first, what has no deadline last."""
    found = [item for provider in providers() for item in provider(user, day)]
    return sorted(found, key=lambda item: (item.due is None, item.due or day, item.area, item.words))
