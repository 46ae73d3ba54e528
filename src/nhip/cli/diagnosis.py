"""What is wrong with a file that an engine cannot read: the row, where the engines only say that they fail.

Engines read in blocks and on several threads, and their messages name neither row nor file in a way a user could act
on. So a file is looked at here: its first block always, the whole of it once an engine has failed.
"""

from __future__ import annotations

import csv
from pathlib import Path

from nhip.cli.quiet import held_back
from nhip.cli.tongue import Tongue
from nhip.engine.faults import Fault, fault

FIRST_BLOCK = 64 * 1024
# Packages whose own exceptions mean that the data could not be read.
READERS = ("polars", "duckdb", "pyspark", "py4j", "pyarrow", "_duckdb", "pyo3_runtime")


def look(path: Path, tongue: Tongue, *, whole: bool) -> None:
    """Refuse what is no CSV in UTF-8 with commas, before an engine takes it for one.

    Args:
        path: the input; anything but a CSV file is left to its reader.
        tongue: language of the reason.
        whole: look at every row. Needed for engines that forgive: DuckDB guesses another quotation mark, and Spark
            leaves out the cells that are too many, and neither says so.

    Raises:
        Fault: E102.
    """
    if path.suffix != ".csv" or not path.is_file():
        return
    with path.open("rb") as file:
        block = file.read(FIRST_BLOCK)
    if block.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in block:
        raise _unreadable(path, tongue("không phải văn bản UTF-8", "it is not text in UTF-8"))
    header = block.split(b"\n", 1)[0]
    for sign, vi, en in ((b";", "dấu chấm phẩy", "semicolons"), (b"\t", "dấu tab", "tabs")):
        if sign in header and b"," not in header:
            raise _unreadable(path, tongue(f"các cột cách nhau bằng {vi}", f"its columns are separated by {en}"), row=1)
    if whole and (found := _in_csv(path, tongue)):
        raise found


def of_reader(wrong: BaseException, path: Path, tongue: Tongue) -> Fault | None:
    """The fault behind an engine's exception while a file was read; None when it is no such exception."""
    already_told = isinstance(wrong, Fault) and wrong.number == "E102"
    if not already_told and type(wrong).__module__.split(".")[0] not in READERS:
        return None
    if path.suffix == ".csv" and path.is_file():
        return _in_csv(path, tongue)
    # Only what is seen to be damaged is called so: a fault of ours must not pass for one of the file.
    return None if already_told else _in_parquet(path, tongue)


def _in_csv(path: Path, tongue: Tongue) -> Fault | None:
    """The first row that is no row of this table."""
    number = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            width = len(next(reader, []))
            for number, row in enumerate(reader, start=2):
                if row and len(row) != width:
                    reason = tongue(
                        f"dòng có {len(row)} ô, tiêu đề có {width} cột",
                        f"the row has {len(row)} cells, the header {width}",
                    )
                    return _unreadable(path, reason, row=number, value=",".join(row)[:80])
    except csv.Error:
        reason = tongue("dấu ngoặc kép mở mà không đóng đúng chỗ", "a quotation mark is not closed where it should be")
        return _unreadable(path, reason, row=number + 1)
    except UnicodeDecodeError:
        return _unreadable(path, tongue("có chữ không phải UTF-8", "it has letters that are not UTF-8"), row=_row(path))
    return None


def _in_parquet(path: Path, tongue: Tongue) -> Fault | None:
    """Whether the file can be read whole; if it can, the fault lies elsewhere."""
    import polars as pl

    with held_back():
        for file in [path] if path.is_file() else sorted(path.glob("*.parquet")):
            try:
                pl.read_parquet(file)
            except KeyboardInterrupt:
                raise
            except BaseException:  # a panic of Polars is no Exception
                return _unreadable(file, tongue("nội dung bên trong bị hỏng", "its contents are damaged"))
    return None


def _row(path: Path) -> int | None:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return None


def _unreadable(path: Path, reason: str, **where: object) -> Fault:
    return fault("E102", file=path.name, reason=reason, **where)
