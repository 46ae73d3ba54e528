"""Who keeps the registers: a name for the audit, and the question whether this person may.

Rights are decided in `people`, on a floor above; whoever calls an act of this room brings the question along.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

__all__ = ["SYSTEM_KEEPER", "Keeper"]


def _everything(right: str) -> None:
    """Allow: whoever runs commands on the server has the database anyway."""


@dataclass(frozen=True)
class Keeper:
    """A person who acts. `demand` takes the name of a right of `people.rights`, and raises where it is missing."""

    name: str
    demand: Callable[[str], None]


SYSTEM_KEEPER: Final = Keeper("nhip", _everything)
