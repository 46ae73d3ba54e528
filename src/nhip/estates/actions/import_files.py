"""Files of lots, leases and enterprises in two steps: what a file would do, then all of it, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhip.estates.actions.imports import (
    LEASE_COLUMNS,
    LOT_COLUMNS,
    OPERATION_COLUMNS,
    Imported,
    import_leases,
    import_lots,
    import_operations,
)
from nhip.estates.models import Estate
from nhip.registry.keepers import Keeper
from nhip.registry.models import RegisterFile
from nhip.registry.registers.columns import Column

__all__ = ["LISTS", "FileList", "check_list", "import_list", "kept_list"]


@dataclass(frozen=True, slots=True)
class FileList:
    """A kind of list: its words, its columns, and the act that takes it in."""

    name: str
    words: str | Promise
    columns: Sequence[Column]
    act: Callable[..., Imported]


LISTS: Final = {
    each.name: each
    for each in (
        FileList("lot", _("Lots"), LOT_COLUMNS, import_lots),
        FileList("lease", _("Leases"), LEASE_COLUMNS, import_leases),
        FileList("enterprise", _("Enterprises working here"), OPERATION_COLUMNS, import_operations),
    )
}


def _shelf(estate: Estate, kind: FileList) -> str:
    return f"estate {estate.pk} {kind.name}"


def check_list(by: Keeper, estate: Estate, kind: FileList, content: bytes, name: str) -> tuple[Imported, RegisterFile]:
    """Keep a file and say what it would add; nothing about the estate changes.

    Raises:
        Fault, Faults: with row, column and value; the file is not kept.
    """
    with transaction.atomic():
        done = kind.act(by, estate, content, name)
        # Tried out in earnest, so that what it says is what would happen, and taken back.
        transaction.set_rollback(True)
    told: dict[str, Any] = {"name": name, "content": content, "received_by": by.name}
    sha256 = hashlib.sha256(content).hexdigest()
    file, _new = RegisterFile.objects.get_or_create(register=_shelf(estate, kind), sha256=sha256, defaults=told)
    return done, file


def kept_list(estate: Estate, kind: FileList, pk: int) -> RegisterFile | None:
    """Return a file that was checked for this estate and this kind of list."""
    return RegisterFile.objects.filter(register=_shelf(estate, kind), pk=pk).first()


def import_list(by: Keeper, estate: Estate, kind: FileList, file: RegisterFile) -> Imported:
    """Take in a file that was checked: all of it, or nothing.

    Raises:
        Fault, Faults: with row, column and value; nothing was stored.
    """
    return kind.act(by, estate, bytes(file.content), file.name)
