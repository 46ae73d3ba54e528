"""A scheme as a folder of tables, CSV or Parquet, read and written without loss."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import repeat
from pathlib import Path
from typing import Any, Literal

from .faults import Fault, fault, raise_all
from .scheme import Base, Epoch, Event, Node, Policy, Scheme, UnitFactor, Weight
from .scheme_checks import check_scheme

TABLES: dict[str, type] = {
    "nodes": Node,
    "epochs": Epoch,
    "weights": Weight,
    "bases": Base,
    "units": UnitFactor,
    "events": Event,
}
NEEDED = ("policy", "nodes", "epochs", "weights")
_OPTIONAL_COLUMNS = {
    "nodes": {"level", "name_vi", "name_en", "unit"},
    "epochs": {"reference"},
    "events": {"new_enterprise", "new_product", "overlap_from", "overlap_to", "factor", "reference"},
}


def read_scheme(folder: str | Path) -> Scheme:
    """Read and check a scheme folder.

    Args:
        folder: holds ``policy``, ``nodes``, ``epochs``, ``weights`` and, if wanted, ``bases``, ``units``, ``events``,
            each as ``.csv`` (UTF-8, header row, decimal point) or ``.parquet``.

    Returns:
        The scheme, free of faults.

    Raises:
        Fault, Faults: a table or column is missing, a number is none, or a rule of `check_scheme` is broken; each
            with file, row, column and value.

    Source:
        IRIIP 2010, chapters 4 to 6, names what a scheme has to hold.

    Example:
        >>> import tempfile
        >>> from nhip.engine.scheme import Epoch, Node, Scheme, Weight
        >>> scheme = Scheme(nodes=(Node("v", "T", None), Node("v", "B", "T"), Node("v", "C", "T")),
        ...     epochs=(Epoch("e", "2022-01", "2022-12", "2022-01", "2023-12", "v"),),
        ...     weights=(Weight("e", "B", 20.0), Weight("e", "C", 60.0)))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_scheme(scheme, folder)
        ...     read_scheme(folder) == scheme
        True
    """
    scheme = load_scheme(folder)
    check_scheme(scheme)
    return scheme


def load_scheme(folder: str | Path) -> Scheme:
    """Read a scheme folder that was checked before, as a prepared store's is."""
    folder = Path(folder)
    if not folder.is_dir():
        raise fault("E101", file=str(folder))
    tables = {name: _read_table(folder, name) for name in ("policy", *TABLES)}
    faults: list[Fault] = []
    policy = _policy(*tables["policy"], faults)
    rows = {name: _typed(name, kind, *tables[name], faults) for name, kind in TABLES.items()}
    raise_all(faults)
    return Scheme(policy=policy, **{name: tuple(found) for name, found in rows.items()})


def _read_table(folder: Path, name: str) -> tuple[str, list[dict[str, Any]]]:
    for suffix in (".csv", ".parquet"):
        path = folder / f"{name}{suffix}"
        if path.is_file():
            return path.name, _read_csv(path) if suffix == ".csv" else _read_parquet(path)
    if name in NEEDED:
        raise fault("E110", file=str(folder), table=name, wanted=", ".join(NEEDED))
    return f"{name}.csv", []


def _read_csv(path: Path) -> list[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            rows = csv.reader(f)
            header = next(rows, [])
            blank = [""] * len(header)
            return [dict(zip(header, [*row, *blank[len(row) :]], strict=False)) for row in rows if row]
    except (UnicodeDecodeError, csv.Error) as e:
        raise fault("E102", file=path.name, reason=str(e)) from e


def _read_parquet(path: Path) -> list[dict[str, Any]]:
    import polars as pl

    try:
        rows: list[dict[str, Any]] = pl.read_parquet(path).to_dicts()
    except (pl.exceptions.PolarsError, OSError) as e:
        raise fault("E102", file=path.name, reason=str(e)) from e
    return rows


def _policy(file: str, rows: list[dict[str, Any]], faults: list[Fault]) -> Policy:
    kinds: dict[str, type[Any]] = {f.name: type(f.default) for f in fields(Policy)}
    values: dict[str, Any] = {}
    for i, row in enumerate(rows, start=2):
        key, text = str(row.get("key") or "").strip(), str(row.get("value") or "").strip()
        kind = kinds.get(key)
        if kind is None:
            faults.append(fault("E122", file=file, row=i, column="key", value=key, text=key, key="key",
                                allowed=", ".join(kinds)))  # fmt: skip
        elif kind is bool:
            if text not in ("true", "false"):
                faults.append(fault("E122", file=file, row=i, column="value", value=text, text=text, key=key,
                                    allowed="true, false"))  # fmt: skip
            values[key] = text == "true"
        elif kind is int:
            if not text.isdecimal():
                faults.append(fault("E128", file=file, row=i, column="value", value=text))
            else:
                values[key] = int(text)
        else:
            values[key] = text
    return Policy(**values)


def _typed(name: str, kind: type, file: str, rows: list[dict[str, Any]], faults: list[Fault]) -> list[Any]:
    """Rows of one kind, read column by column: a scheme has thousands of rows and few columns."""
    if not rows:
        return []
    optional = _OPTIONAL_COLUMNS.get(name, set())
    wanted = {f.name: f for f in fields(kind)}
    for missing in (c for c in wanted if c not in optional and c not in rows[0]):
        raise fault("E103", file=file, missing=missing, wanted=", ".join(wanted))
    columns: list[Iterable[Any]] = []
    for column, field in wanted.items():
        if column not in rows[0]:
            columns.append(repeat(field.default, len(rows)))
            continue
        texts = [_plain(row[column]) for row in rows]
        may_be_blank = "None" in str(field.type)
        if "float" in str(field.type):
            columns.append(
                [_number(text, may_be_blank, file, i, column, faults) for i, text in enumerate(texts, start=2)]
            )
        else:
            columns.append([text or None for text in texts] if may_be_blank else texts)
    return [kind(*values) for values in zip(*columns, strict=True)]


def _plain(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _number(text: str, may_be_blank: bool, file: str, row: int, column: str, faults: list[Fault]) -> float | None:
    if not text and may_be_blank:
        return None
    try:
        return float(text)
    except ValueError:
        faults.append(fault("E128", file=file, row=row, column=column, value=text))
        return 1.0  # a stand-in: the fault above is raised before the scheme is used


def write_scheme(scheme: Scheme, folder: str | Path, format: Literal["csv", "parquet"] = "csv") -> None:
    """Write a scheme folder that `read_scheme` reads back unchanged.

    Args:
        scheme: the scheme.
        folder: made if it is not there. Each file is written beside and moved into place, so that a broken run leaves
            no half-written table.
        format: ``csv`` or ``parquet``.

    Raises:
        Fault: E107, the folder cannot be written.

    Source:
        As `read_scheme`.

    Example:
        >>> import tempfile
        >>> from nhip.engine.scheme import Epoch, Node, Scheme, Weight
        >>> scheme = Scheme(nodes=(Node("v", "T", None), Node("v", "B", "T"), Node("v", "C", "T")),
        ...     epochs=(Epoch("e", "2022-01", "2022-12", "2022-01", "2023-12", "v"),),
        ...     weights=(Weight("e", "B", 20.0), Weight("e", "C", 60.0)))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_scheme(scheme, folder)
        ...     sorted(p.name for p in Path(folder).iterdir())
        ['epochs.csv', 'nodes.csv', 'policy.csv', 'weights.csv']
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".writing") as beside:
            written = _write_all(scheme, Path(beside), format)
            for name in written:
                os.replace(Path(beside) / f"{name}.{format}", folder / f"{name}.{format}")
        for name in ("policy", *TABLES):
            # neither the other format nor a table that is empty now may be read next time
            for old in ("csv", "parquet"):
                if name not in written or old != format:
                    (folder / f"{name}.{old}").unlink(missing_ok=True)
    except OSError as e:
        raise fault("E107", file=str(folder), reason=str(e)) from e


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def _write_all(scheme: Scheme, folder: Path, format: str) -> list[str]:
    """Write the tables that have rows or are needed, and say which."""
    policy = [{"key": f.name, "value": _text(getattr(scheme.policy, f.name))} for f in fields(Policy)]
    _write(folder / f"policy.{format}", ["key", "value"], policy)
    written = ["policy"]
    for name, kind in TABLES.items():
        columns = [f.name for f in fields(kind)]
        rows = [{c: _text(getattr(row, c)) for c in columns} for row in getattr(scheme, name)]
        if rows or name in NEEDED:
            _write(folder / f"{name}.{format}", columns, rows)
            written.append(name)
    return written


def _write(path: Path, columns: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as f:
            writer = csv.DictWriter(f, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    else:
        import polars as pl

        pl.DataFrame(list(rows), schema=dict.fromkeys(columns, pl.String)).write_parquet(path)
    os.chmod(path, 0o644)
