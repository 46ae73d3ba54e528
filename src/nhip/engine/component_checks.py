"""What can be wrong with component indices."""

from __future__ import annotations

import narwhals as nw

from .faults import Fault, fault, raise_all
from .report_checks import Rows, blank_codes, periods_outside
from .reports import Source
from .scheme import Scheme


def check_components(source: Source, scheme: Scheme) -> None:
    """Raise what is wrong, with row, column and value.

    Raises:
        Fault, Faults: E104, E206, E210 to E213.
    """
    if not source.engine.rows(source.frame.select(nw.len().alias("n")))["n"][0]:
        raise fault("E104", file=source.file)
    rows = Rows(source, number="index")
    node, value = nw.col("node"), nw.col("index")
    found: list[Fault] = [*blank_codes(rows, scheme, ("node", "period"))]
    unknown = ~node.is_in(list(scheme.leaf_codes)) & ~node.is_null() & (node != "")
    found += [rows.fault("E211", r, "node", code=r["node"]) for r in rows.where(unknown)]
    found += periods_outside(rows, scheme)
    good = ~value.is_null() & value.is_finite() & (value > 0)
    for r in rows.where(value.is_null() | ~good):
        text = r.get("index_text")
        number = "E128" if r["index"] is None and text else "E213"
        found.append(rows.fault(number, {**r, "index": text} if text else r, "index"))
    for r, (code, month) in rows.twice("node"):
        found.append(rows.fault("E212", r, None, node=code, period=month, count=r["_n"]))
    raise_all(found)
