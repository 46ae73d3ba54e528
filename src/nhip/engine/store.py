"""The prepared store: reports checked, coded, estimated and sorted once, to be compiled many times.

A folder with

    reports.parquet      enterprise, product, period (integers), quantity, state; sorted by these three; estimates for
                         missing reports are rows with the state ``imputed`` (4)
    rules.parquet        by which rule each estimate was made
    enterprises.parquet, products.parquet, late.parquet, tree.parquet …   the codes behind the integers
    scheme/              the scheme, whole
    store.json           what was prepared, how, and for which scheme

Compiling it is one pass over one file. GSBPM 5.1 to 5.4 done and kept; 5.7 can run again with other weights.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import narwhals as nw

from .compilation import Compilation, compile_panel
from .events import apply_replacements, stops
from .faults import fault
from .frames import Frame, engine_named
from .imputation import METHODS, Method, impute, missing_reports
from .report_checks import diagnose
from .reports import STATES, Panel, encode, open_source
from .runs import Runs, find_runs
from .scheme import Scheme
from .scheme_io import load_scheme, write_scheme

FORMAT = 1


def prepare(reports: Any, scheme: Scheme, folder: str | Path, *, imputation: Method = "insee") -> Path:
    """Check, code, estimate and sort reports into a store.

    Args:
        reports: as for `compile_reports`; read with Polars.
        scheme: the scheme; written into the store with the reports.
        folder: the store. It is written beside and moved into place when it is whole.
        imputation: as for `compile_reports`.

    Returns:
        The folder.

    Raises:
        Fault, Faults: as `compile_reports`; E107, the folder cannot be written.

    Source: GSBPM 5.1, phases 5.1 to 5.4.

    Example:
        >>> import tempfile
        >>> import polars as pl
        >>> from nhip.engine import Base, Epoch, Node, Scheme
        >>> scheme = Scheme(
        ...     nodes=(Node("v", "T", None), Node("v", "coal", "T")),
        ...     epochs=(Epoch("e", "2022-01", "2022-12", "2023-01", "2023-12", "v"),),
        ...     weights=(), bases=(Base("e", "coal", 50.0),),
        ... )
        >>> reports = pl.DataFrame(
        ...     {"enterprise": ["A"], "product": ["coal"], "period": ["2023-01"], "quantity": [55.0]}
        ... )
        >>> with tempfile.TemporaryDirectory() as parent:
        ...     store = prepare(reports, scheme, parent + "/store")
        ...     compile_store(store).indices.select("node", "index").sort("node").rows()
        [('T', 110.00000000000001), ('coal', 110.00000000000001)]
    """
    if imputation not in METHODS:
        raise ValueError(f"imputation is one of {', '.join(METHODS)}, not {imputation!r}")
    source = open_source(reports, "polars")
    panel, links = apply_replacements(encode(source, scheme))
    runs = find_runs(panel)
    if runs is None:
        diagnose(source, scheme)
        raise AssertionError("a report stands twice, but no rule says which")
    estimates = impute(runs, missing_reports(runs, stops(panel)), imputation)
    folder = Path(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}"))
    except OSError as e:
        raise fault("E107", file=str(folder), reason=str(e)) from e
    try:
        _write(beside, panel, runs, estimates, {"imputation": imputation, "links": [vars(k) for k in links]})
        if folder.exists():
            shutil.rmtree(folder)
        beside.chmod(folder.parent.stat().st_mode & 0o777)
        os.replace(beside, folder)
    except OSError as e:
        shutil.rmtree(beside, ignore_errors=True)
        raise fault("E107", file=str(folder), reason=str(e)) from e
    return folder


def _write(folder: Path, panel: Panel, runs: Runs, estimates: Frame, facts: dict[str, Any]) -> None:
    engine, width = panel.engine, panel.width
    state = nw.col("state") if panel.has_state else nw.lit(STATES["reported"])
    rows = nw.concat(
        [
            panel.rows.select("key", "quantity", state.cast(nw.Int8).alias("state")),
            estimates.select("key", "quantity", nw.lit(STATES["imputed"]).cast(nw.Int8).alias("state")),
        ],
        how="vertical",
    )
    series = nw.col("key") // width
    split = rows.sort("key").select(
        (series // len(panel.products)).cast(nw.Int32).alias("enterprise"),
        (series % len(panel.products)).cast(nw.Int32).alias("product"),
        (nw.col("key") % width).cast(nw.Int32).alias("period"),
        "quantity",
        "state",
    )
    tables = {
        "reports": split,
        "rules": estimates.select("key", "rule").sort("key"),
        "late": runs.late.sort("key"),
        "enterprises": engine.small({"code": panel.enterprises}, {"code": str}),
        "products": engine.small({"code": panel.products}, {"code": str}),
    }
    for name, frame in tables.items():
        engine.write(frame.to_native(), folder / f"{name}.parquet")
    write_scheme(panel.scheme, folder / "scheme", "csv")
    facts |= {
        "format": FORMAT,
        "scheme": panel.scheme.digest,
        "scheme_files": _hashes(folder / "scheme"),
        "start": panel.start,
        "width": width,
        "first": runs.first,
        "last": runs.last,
        "has_state": panel.has_state,
        "large": engine.large,
    }
    (folder / "store.json").write_text(json.dumps(facts, indent=1), encoding="utf-8")


def _hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of a folder."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def compile_store(folder: str | Path, scheme: Scheme | None = None, *, engine: str = "polars") -> Compilation:
    """Compile an index from a prepared store.

    Args:
        folder: as made by `prepare`.
        scheme: another scheme than the store's own: other weights, base quantities or rounding, over the same products
            and months. Estimates stay as prepared.
        engine: ``polars``, ``duckdb`` or ``spark``.

    Returns:
        The same as `compile_reports` gives on the reports the store was made from.

    Raises:
        Fault: E101 and E102, the store cannot be read; E409, it is none, or was prepared for other products or months.

    Source:
        GSBPM 5.1, phase 5.7 (calculate aggregates).

    Example:
        >>> import tempfile
        >>> import polars as pl
        >>> from nhip.engine import Base, Epoch, Node, Scheme
        >>> nodes = (Node("v", "T", None), Node("v", "coal", "T"))
        >>> epochs = (Epoch("e", "2022-01", "2022-12", "2023-01", "2023-12", "v"),)
        >>> scheme = Scheme(nodes, epochs, weights=(), bases=(Base("e", "coal", 50.0),))
        >>> coal = {"enterprise": ["A"], "product": ["coal"], "period": ["2023-01"], "quantity": [60.0]}
        >>> with tempfile.TemporaryDirectory() as parent:
        ...     store = prepare(pl.DataFrame(coal), scheme, parent + "/store")
        ...     other = Scheme(nodes, epochs, weights=(), bases=(Base("e", "coal", 100.0),))
        ...     [c.indices["index"].to_list() for c in (compile_store(store), compile_store(store, other))]
        [[120.0, 120.0], [60.0, 60.0]]
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise fault("E101", file=str(folder))
    try:
        facts = json.loads((folder / "store.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as e:
        raise fault("E409", file=str(folder)) from e
    if scheme is None:
        # checked when the store was made, and the same to the byte since
        if facts.get("scheme_files") != _hashes(folder / "scheme"):
            raise fault("E409", file=str(folder))
        scheme = load_scheme(folder / "scheme")
    run = engine_named(engine)

    def table(name: str) -> Frame:
        path = folder / f"{name}.parquet"
        if not path.is_file():
            raise fault("E409", file=str(folder))
        return run.read(path, ())

    products = tuple(run.rows(table("products"))["code"])
    same = scheme.span.start == facts["start"] and len(scheme.span) == facts["width"]
    if not same or products != scheme.leaf_codes + scheme.replacing_codes or facts.get("format") != FORMAT:
        raise fault("E409", file=str(folder))
    run.large = facts["large"]
    width = facts["width"]
    number, slot = nw.col("product").cast(nw.Int64), nw.col("period").cast(nw.Int64)
    cell = number * width + slot
    stored = table("reports")
    keyed = stored.select(
        (nw.col("enterprise").cast(nw.Int64) * (len(products) * width) + cell).alias("key"), "quantity", "state"
    )
    imputed = nw.col("state") == STATES["imputed"]
    panel = Panel(
        engine=run,
        scheme=scheme,
        rows=keyed.filter(~imputed),
        silent=None,
        enterprises=tuple(run.rows(table("enterprises"))["code"]),
        products=products,
        start=facts["start"],
        width=width,
        has_state=facts["has_state"],
    )
    rules = table("rules")
    estimates = keyed.filter(imputed).drop("state").join(rules, on="key", how="inner")
    small = nw.col("product").cast(nw.Int32) * width + nw.col("period")
    cells = stored.group_by(small.alias("cell")).agg(nw.col("quantity").sum())
    cells = run.keep(cells.select(nw.col("cell").cast(nw.Int64), "quantity"))
    runs = Runs(panel, rules.head(0), cells, table("late"), facts["first"], facts["last"], complete=True)
    return compile_panel(panel, runs, estimates, facts["imputation"])
