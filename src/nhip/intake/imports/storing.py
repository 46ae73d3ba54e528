"""Putting many rows into a table that is only added to, as quickly as the database takes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models

__all__ = ["add_rows", "moment"]


def moment(at: datetime) -> Any:
    """Return an instant as the database's driver takes it."""
    return connection.ops.adapt_datetimefield_value(at)


def add_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Add rows of plain values, given in the order of ``fields`` (names of fields). Runs inside a transaction.

    Constraints of the database hold as always; what fields would do to values is up to the caller, who gives numbers,
    composed texts, Decimals and `moment`s.
    """
    found = [model._meta.get_field(name) for name in fields]
    columns = [str(field.column) for field in found if isinstance(field, models.Field)]
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own tables
        cursor.executemany(sql, list(rows))
