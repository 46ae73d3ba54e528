"""Comparing a compilation with what an office published: how many values agree, and which do not.

docs/cli.md lists the measures that the file of published values may name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from nhip.cli.analysis import Analysis
from nhip.cli.frames import some_nodes
from nhip.cli.numbers import whole
from nhip.cli.published import Published, read_published
from nhip.cli.tongue import Tongue
from nhip.engine import months

SHOWN: Final = 10
# A tree of more nodes than this is summed up in one number; a reader cannot follow a longer list.
LISTED: Final = 6
Measure = Callable[[Analysis, Published], "float | None"]


def _month(comparison: str) -> Measure:
    return lambda analysis, asked: analysis.growth(comparison, asked.node, asked.period)


def _ratio(comparison: str) -> Measure:
    return lambda analysis, asked: analysis.ratio(comparison, asked.node, asked.period)


MEASURES: Final[Mapping[str, Measure]] = {
    "index": lambda analysis, asked: analysis.index(asked.node, months.ordinal(asked.period)),
    "growth": _month("same_month"),
    "growth_on_base": lambda analysis, asked: analysis.on_base(
        analysis.index(asked.node, months.ordinal(asked.period))
    ),
    "average": lambda analysis, asked: analysis.average(asked.node, asked.months),
    "average_growth": lambda analysis, asked: analysis.average_growth(asked.node, asked.months),
    "average_growth_on_base": lambda analysis, asked: analysis.on_base(analysis.average(asked.node, asked.months)),
    "previous_month": _ratio("previous_month"),
    "same_month": _ratio("same_month"),
    "cumulative": _ratio("cumulative"),
    "contribution": lambda analysis, asked: analysis.contribution(asked.node, asked.period),
}
AVERAGED: Final = frozenset({"average", "average_growth", "average_growth_on_base"})
# The words of the tally; measures that share them are counted together.
NAMES: Final = {
    "index": ("chỉ số", "indices"),
    "growth": ("tốc độ tăng", "growth rates"),
    "growth_on_base": ("tốc độ tăng so với kỳ gốc", "growth rates on the base period"),
    "average": ("bình quân", "averages"),
    "average_growth": ("tốc độ tăng của bình quân", "growth rates of averages"),
    "average_growth_on_base": ("tốc độ tăng của bình quân", "growth rates of averages"),
    "previous_month": ("so với tháng trước", "to the previous month"),
    "same_month": ("so với cùng tháng năm trước", "to the same month last year"),
    "cumulative": ("cộng dồn so với cùng kỳ", "cumulative to last year"),
    "contribution": ("đóng góp", "contributions"),
}


@dataclass(frozen=True)
class Difference:
    """A value that does not agree; None: there is none in the compilation."""

    published: Published
    compiled: float | None


@dataclass
class Checked:
    """How the comparison ended."""

    compared: Counter[tuple[str, str]] = field(default_factory=Counter)
    agreed: Counter[tuple[str, str]] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)
    # Nodes that are made of others: theirs are the indices that the compilation computed.
    made: frozenset[str] = frozenset()

    @property
    def agrees(self) -> bool:
        return not self.differences

    def tally(self, tongue: Tongue) -> list[tuple[str, int, int]]:
        """(what, agreed, compared): the nodes that are made of others one by one, the rest by measure."""
        made = [node for measure, node in self.compared if measure == "index" and node in self.made]
        listed = made if len(made) <= LISTED else []
        groups: dict[str, list[tuple[str, str]]] = {node: [("index", node)] for node in listed}
        for key in self.compared:
            if key[0] != "index" or key[1] not in listed:
                groups.setdefault(tongue(*NAMES[key[0]]), []).append(key)
        return [
            (what, sum(self.agreed[key] for key in keys), sum(self.compared[key] for key in keys))
            for what, keys in groups.items()
        ]

    def text(self, tongue: Tongue) -> str:
        """A line such as "General 159 of 159, growth rates 3,942 of 3,942", and the first values that differ."""
        of = tongue("trên", "of")
        counts = ", ".join(
            f"{what} {whole(agreed, tongue.code)} {of} {whole(compared, tongue.code)}"
            for what, agreed, compared in self.tally(tongue)
        )
        found = [tongue(f"So với số đã công bố: {counts}", f"Compared with what was published: {counts}")]
        for each in self.differences[:SHOWN]:
            what, here = each.published, each.compiled
            mine = tongue("không có", "nothing") if here is None else repr(here)
            place = f"{what.measure} {what.node} {what.period}"
            found.append(
                tongue(
                    f"  dòng {what.row}: {place}: công bố {what.value}, tính được {mine}",
                    f"  row {what.row}: {place}: published {what.value}, compiled {mine}",
                )
            )
        more = len(self.differences) - SHOWN
        if more > 0:
            found.append(tongue(f"  … và {whole(more, 'vi')} số khác", f"  … and {whole(more, 'en')} more"))
        return "\n".join(found)

    def as_json(self) -> dict[str, Any]:
        """The same for programs; the names are the English ones."""
        tally = [{"what": what, "agreed": yes, "compared": all_} for what, yes, all_ in self.tally(Tongue("en"))]
        differences = [
            {
                "row": each.published.row,
                "measure": each.published.measure,
                "node": each.published.node,
                "period": each.published.period,
                "published": str(each.published.value),
                "compiled": each.compiled,
            }
            for each in self.differences
        ]
        return {"agrees": self.agrees, "tally": tally, "differences": differences}


def check(compilation: Any, path: Path) -> Checked:
    """Compare every published value with the compiled one, exactly at the printed decimal."""
    published = read_published(path, MEASURES, AVERAGED)
    scheme = compilation.scheme
    asked = {each.node for each in published}
    analysis = Analysis(compilation, some_nodes(compilation.indices, asked))
    result = Checked(made=frozenset(node for epoch in scheme.epochs for node in scheme.tree(epoch).children))
    for each in published:
        here = MEASURES[each.measure](analysis, each)
        key = (each.measure, each.node)
        result.compared[key] += 1
        # The shortest text of a double that was rounded to a decimal is that decimal.
        if here is not None and Decimal(repr(here)) == each.value:
            result.agreed[key] += 1
        else:
            result.differences.append(Difference(each, here))
    return result
