"""What a column of a register is: in a file, in a form, in a list and in the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from django.db import models
from django.utils.functional import Promise

__all__ = ["Column", "Kind", "Value", "Values", "blank", "plain"]

# Links are the keys of what they point to, so that a row means the same in every database.
Value: TypeAlias = str | int | bool | Decimal | date | tuple[str, ...] | None
Values: TypeAlias = dict[str, Value]


class Kind(StrEnum):
    """What stands in the cells of a column."""

    TEXT = "text"
    CODE = "code"
    TAX_CODE = "tax_code"
    WHOLE = "whole"
    NUMBER = "number"
    DAY = "day"
    MONTH = "month"
    YES_NO = "yes_no"
    CHOICE = "choice"
    LINK = "link"
    LINKS = "links"


@dataclass(frozen=True)
class Column:
    """A column. `name` is that of the model's field too.

    Args:
        key: the columns with it together name a row.
        optional: a key that may be blank, such as a first day that is not known.
        link: the register whose keys stand in the cells.
        derive: makes what is shown for the reader's sake; such a column is passed over on the way in.
        listed: whether the list shows it.
    """

    name: str
    label: str | Promise
    kind: Kind = Kind.TEXT
    required: bool = False
    key: bool = False
    optional: bool = False
    link: str = ""
    choices: type[models.TextChoices] | None = None
    derive: Callable[[Any], str] | None = None
    listed: bool = False
    hint: str | Promise = ""

    @property
    def needed(self) -> bool:
        """Whether a new row has to have it."""
        return self.required or (self.key and not self.optional)


def blank(column: Column) -> Value:
    """Return what an empty cell of the column means."""
    if column.kind is Kind.LINKS:
        return ()
    if column.kind is Kind.YES_NO:
        return False
    return None if column.kind in {Kind.WHOLE, Kind.NUMBER, Kind.DAY} else ""


def plain(value: Value) -> Any:
    """Return a value as JSON keeps it."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
