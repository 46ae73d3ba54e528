"""What can be wrong with component indices."""

from __future__ import annotations

import narwhals as nw

from .faults import Fault, fault, raise_all
from .report_checks import Rows, periods_outside
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
    found: list[Fault] = [rows.fault("E210", r, "node") for r in rows.where(node.is_null() | (node == ""))]
    unknown = ~node.is_in(list(scheme.leaf_codes)) & ~node.is_null() & (node != "")
    found += [rows.fault("E211", r, "node", code=r["node"]) for r in rows.where(unknown)]
    found += periods_outside(rows, scheme)
    good = ~value.is_null() & value.is_finite() & (value > 0)
    for r in rows.where(value.is_null() | ~good):
        text = r.get("index_text")
        number = "E128" if r["index"] is None and text else "E213"
        found.append(rows.fault(number, {**r, "index": text} if text else r, "index"))
    twice = rows.frame.group_by("node", "period").agg(nw.len().alias("_n")).filter(nw.col("_n") > 1)
    seen: set[tuple[str, str]] = set()
    for r in rows.of(rows.frame.join(twice, on=["node", "period"], how="inner")):
        if (key := (r["node"], str(r["period"]))) in seen:
            found.append(rows.fault("E212", r, None, node=key[0], period=key[1], count=r["_n"]))
        seen.add(key)
    raise_all(found)
