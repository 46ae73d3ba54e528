"""A folder of CSV files, read with all its faults noted, so that they are mended in one go."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from nhip.intake.faults import Fault, fault
from nhip.intake.tables import Line, read_table

__all__ = ["Folder"]

_V = TypeVar("_V")


@dataclass
class Folder:
    """The files of a folder as rows, with the faults found so far."""

    path: Path
    faults: list[Fault] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    read: dict[str, list[Line]] = field(default_factory=dict)

    def rows(self, name: str, needed: tuple[str, ...], *, optional: bool = False) -> list[Line]:
        """Return the rows of a file; none if it is optional and missing. A file is read once."""
        if name in self.read:
            return self.read[name]
        path = self.path / name
        if not path.is_file():
            if optional:
                return []
            raise fault("E101", file=str(path))
        content = path.read_bytes()
        self.digests[name] = hashlib.sha256(content).hexdigest()
        lines, faults = read_table(content, name, needed)
        self.faults += faults
        self.read[name] = lines
        return lines

    def convert(self, name: str, line: Line, column: str, read: Callable[[str], Any], number: str) -> Any:
        """Return a cell converted, or None and a fault; a blank cell is None without one."""
        if not line[column]:
            return None
        try:
            return read(line[column])
        except (ValueError, InvalidOperation, ValidationError):
            self.complain(number, name, line, column)
            return None

    def look_up(
        self, name: str, line: Line, column: str, code: str, known: Mapping[str, _V], register: str
    ) -> _V | None:
        """Return what a code stands for, or None and a fault."""
        found = known.get(code)
        if found is None:
            self.complain("E509", name, line, column, value=code, text=code, register=register)
        return found

    def complain(self, number: str, name: str, line: Line, column: str, **fields: Any) -> None:
        """Note a fault."""
        place = {"file": name, "row": line.number, "column": column, "value": line[column], **fields}
        self.faults.append(fault(number, **place))
