"""The few figures that are printed after a compilation: the total and its sections, in one month."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from nhip.cli.frames import some_nodes, values_of
from nhip.cli.growth import growths
from nhip.cli.table import table
from nhip.cli.tongue import Tongue
from nhip.engine import months
from nhip.engine.rounding import Rounding, round_value
from nhip.figures.numbers import NumberKind, show


@dataclass(frozen=True)
class Row:
    """One node in one month; growth in percent, None where there is nothing to compare with."""

    node: str
    name: str
    period: str
    index: float
    previous_month: float | None
    same_month: float | None
    cumulative: float | None


def rows(compilation: Any, tongue: Tongue, period: str | None = None) -> list[Row]:
    """The root of the newest epoch and its children.

    Args:
        compilation: of the engine.
        tongue: language of the names.
        period: "YYYY-MM"; the last one when None.

    Raises:
        Fault: E405, there is no such month in the result.
    """
    scheme = compilation.scheme
    tree = scheme.tree(scheme.epochs[-1])
    nodes = [tree.root, *tree.children.get(tree.root, ())]
    values = values_of(some_nodes(compilation.indices, nodes))
    known = sorted({month for found in values.values() for month in found})
    month = known[-1] if period is None else _asked(period, known)
    rule = Rounding(scheme.policy.decimals, scheme.policy.halves)
    result = []
    for node in nodes:
        found = values.get(node, {})
        if month in found:
            name, index = tree.nodes[node].name(tongue.code), round_value(found[month], rule)
            result.append(Row(node, name, months.text(month), index, **growths(found, month, scheme.policy)))
    return result


def _asked(period: str, known: list[int]) -> int:
    from nhip.engine.faults import fault

    try:
        month = months.ordinal(period)
    except ValueError:
        month = None
    if month not in known:
        raise fault("E405", period=period, span=f"{months.text(known[0])} … {months.text(known[-1])}")
    return month


def text(found: list[Row], policy: Any, tongue: Tongue) -> str:
    """The table, with the numbers of the language."""
    header = [
        tongue("Mã", "Code"),
        tongue("Tên", "Name"),
        tongue("Chỉ số", "Index"),
        tongue("Tháng trước", "Prev. month"),
        tongue("Cùng kỳ", "Year ago"),
        tongue("Cộng dồn", "Cumulative"),
    ]
    growth = policy.growth_decimals
    lines = [
        [
            row.node,
            row.name,
            show(NumberKind.INDEX, row.index, policy.decimals, tongue.code).text,
            *(
                show(NumberKind.GROWTH, value, growth, tongue.code).text
                for value in (row.previous_month, row.same_month, row.cumulative)
            ),
        ]
        for row in found
    ]
    title = (policy.title_vi if tongue.code == "vi" else policy.title_en) or policy.title_vi or policy.title_en
    head = f"{title} · {found[0].period}" if title else found[0].period
    if policy.illustrative:
        head += tongue(" · SỐ LIỆU MINH HOẠ", " · ILLUSTRATIVE DATA")
    return f"{head}\n{table(header, lines, left=2)}"


def as_json(found: list[Row]) -> list[dict[str, Any]]:
    """The same figures for programs."""
    return [asdict(row) for row in found]
