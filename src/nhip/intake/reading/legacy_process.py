"""The child process that reads .xls, .xlsb and .ods with calamine: file path in, one JSON line a sheet out.

calamine allocates the whole rectangle a sheet spans before it gives out a cell, and a file of a few kilobytes may
claim the largest one there is. So it runs in a process of its own, under a ceiling of memory and time, and this file
imports nothing of the house.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time, timedelta
from typing import Any, Final

FOUND: Final = 0
BROKEN: Final = 3
LOCKED: Final = 4
TOO_MANY: Final = 5


def main(path: str, most_bytes: int, most_cells: int, seconds: int) -> int:
    """Write the sheets to standard output and return how it went."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except ImportError:  # not on Windows, where the time limit of the parent is all there is
        pass
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_path(path)
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            rows = _rows(book.get_sheet_by_name(meta.name), most_cells)
            if rows is None:
                return TOO_MANY
            most_cells -= len(rows["cells"])
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            print(json.dumps({"name": meta.name, "hidden": hidden, **rows}), flush=True)
    except calamine.PasswordError:
        return LOCKED
    except MemoryError:
        return TOO_MANY
    except BaseException as error:
        # A panic of the Rust code comes as a BaseException.
        print(type(error).__name__, file=sys.stderr)
        return BROKEN
    return FOUND


def _rows(sheet: Any, most: int) -> dict[str, Any] | None:
    cells: list[tuple[int, int, str, Any]] = []
    left = sheet.start[1] if sheet.start else 0
    # Rows are given from the first of the sheet on, columns from the first with content.
    for number, row in enumerate(sheet.iter_rows(), start=1):
        for column, value in enumerate(row, start=left + 1):
            if value != "":
                cells.append((number, column, *_plain(value)))
        if len(cells) > most:
            return None
    last = sheet.end[0] + 1 if sheet.end else 0
    return {"cells": cells, "merges": sheet.merged_cell_ranges or [], "last": last}


def _plain(value: object) -> tuple[str, Any]:
    match value:
        case bool():
            return "b", value
        case int() | float():
            return "n", value
        case datetime():
            return "d", value.isoformat()
        case date():
            return "d", value.isoformat()
        case time():
            return "t", value.isoformat()
        case timedelta():
            return "n", value / timedelta(days=1)
    return "s", str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
