"""Rows that are only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NoReturn, TypeVar

from django.db import connection, models

__all__ = ["AppendOnly", "AppendOnlyError", "AppendOnlyQuerySet"]

_M = TypeVar("_M", bound=models.Model, covariant=True)


class AppendOnlyError(TypeError):
    """Somebody tried to change or remove what is kept for ever: a mistake of the program, not of a user."""


def _refuse(what: str) -> NoReturn:
    raise AppendOnlyError(f"{what} is append-only: add a newer row instead")


class AppendOnlyQuerySet(models.QuerySet[_M]):
    """Reads and adds, and nothing else."""

    def add_plain(self, rows: Iterable[_M]) -> None:
        """Add many rows of plain numbers and texts, about ten times as fast as `bulk_create`.

        Values go to the database as they are, so fields that prepare theirs (decimals, times, NFC) need the other.
        Must run inside a transaction, as every act does.
        """
        names = [field.attname for field in self.model._meta.concrete_fields if not field.primary_key]
        self.add_values(names, [[getattr(row, name) for name in names] for row in rows])

    def add_values(self, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Add many rows, each given as its values in the order of some names; as `add_plain`, without making objects.

        Args:
            names: of all fields but the primary key, as attributes (``run_id``).
        """
        columns = {field.attname: str(field.column) for field in self.model._meta.concrete_fields}
        quote = connection.ops.quote_name
        listed = ", ".join(quote(columns[name]) for name in names)
        places = ", ".join(["%s"] * len(names))
        sql = f"INSERT INTO {quote(self.model._meta.db_table)} ({listed}) VALUES ({places})"  # noqa: S608 - our names
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)

    def update(self, **kwargs: Any) -> int:
        """Refuse."""
        _refuse(self.model.__name__)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse."""
        _refuse(self.model.__name__)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        """Refuse."""
        _refuse(self.model.__name__)

    def update_or_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        _refuse(self.model.__name__)


AppendOnlyManager = models.Manager.from_queryset(AppendOnlyQuerySet)


class AppendOnly(models.Model):
    """A model whose rows can be added and read. Derived managers must come from AppendOnlyQuerySet."""

    objects = AppendOnlyManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; refuse to change one that is there."""
        if not self._state.adding:
            _refuse(type(self).__name__)
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        _refuse(type(self).__name__)
