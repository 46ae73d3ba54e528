"""Workbooks of other kinds (.xls, .xlsb, .ods), read by calamine in a child process (see `legacy_process`).

calamine knows values and places. It tells no number formats, no hidden rows, and gives an error cell as blank; a
formula without a result is blank too. Whoever needs these must send .xlsx.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from datetime import datetime, time
from pathlib import Path
from typing import Any, Final

from nhip.intake.faults import fault
from nhip.intake.reading import legacy_process
from nhip.intake.reading.cells import Area, Cell, CellKind, FileKind, Sheet, Value
from nhip.intake.reading.limits import MB, Limits
from nhip.intake.reading.sheet_xml import decimal

__all__ = ["read_legacy"]

_MEMORY: Final = 512 * MB
_SECONDS: Final = 20


def read_legacy(content: bytes, name: str, kind: FileKind, limits: Limits) -> list[Sheet]:
    """Read a workbook of an older or other kind.

    Raises:
        Fault: N104, N120 or N122.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"book.{kind}"
        path.write_bytes(content)
        command = [sys.executable, "-I", legacy_process.__file__, str(path)]
        command += [str(_MEMORY), str(limits.cells), str(_SECONDS)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS * 2, check=False)
        except subprocess.TimeoutExpired as error:
            raise fault("N122", file=name, kind=str(kind)) from error
    if done.returncode == legacy_process.LOCKED:
        raise fault("N104", file=name)
    if done.returncode == legacy_process.BROKEN:
        reason = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise fault("N120", file=name, kind=str(kind), reason="".join(reason)[:80])
    if done.returncode != legacy_process.FOUND:
        raise fault("N122", file=name, kind=str(kind))
    return [_sheet(json.loads(line)) for line in done.stdout.splitlines()]


def _sheet(found: dict[str, Any]) -> Sheet:
    title = found["name"]
    cells = tuple(Cell(title, row, column, *_value(code, raw)) for row, column, code, raw in found["cells"])
    merges = tuple(Area(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in found["merges"])
    return Sheet(title, found["hidden"], cells, merges, last_row=found["last"])


def _value(code: str, raw: Any) -> tuple[Value, CellKind]:
    match code:
        case "b":
            return bool(raw), CellKind.TRUTH
        case "n":
            return (decimal(raw), CellKind.NUMBER) if math.isfinite(raw) else (str(raw), CellKind.ERROR)
        case "t":
            return time.fromisoformat(raw), CellKind.DATE
        case "d":
            moment = datetime.fromisoformat(raw)
            return (moment.date() if moment.time() == time() else moment), CellKind.DATE
    return str(raw), CellKind.TEXT
