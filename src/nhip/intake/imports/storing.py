"""Putting many rows into a table that is only added to, as quickly as the database takes them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection, models

__all__ = ["add_rows", "moment"]

_PORTION: Final = 5_000


def moment(at: datetime) -> Any:
    """Return an instant as the database's driver takes it."""
    return connection.ops.adapt_datetimefield_value(at)


def add_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> int:
    """Add rows of plain values in the order of ``fields``, inside a transaction, and return how many they were.

    Constraints of the database hold as always; what fields would do to values is up to the caller, who gives numbers,
    composed texts, Decimals and `moment`s.
    """
    found = [model._meta.get_field(name) for name in fields]
    columns = [str(field.column) for field in found if isinstance(field, models.Field)]
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(map(quote, columns))
    count = 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
                    count += 1
            return count
        marks = ", ".join(["%s"] * len(columns))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own tables
        waiting = iter(rows)
        # In portions, because Django holds what it is given until the end.
        while portion := list(itertools.islice(waiting, _PORTION)):
            cursor.executemany(sql, portion)
            count += len(portion)
    return count
