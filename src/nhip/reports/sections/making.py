"""What sections are made with: paragraphs of templates, headings and captions that count, cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.figures.numbers import NBSP
from nhip.figures.written import Written
from nhip.reports.charts import Chart
from nhip.reports.document import Block, Cell, Heading, Paragraph, Picture, Table
from nhip.reports.words.number import Number

__all__ = ["Maker", "Say", "cell", "text_cell"]

Say = Callable[[str, dict[str, Any]], Sequence[Paragraph]]
"""A template's key and the names it may use; the paragraphs it makes, none where it has nothing to say."""

_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass
class Maker:
    """Collects blocks and counts headings, tables and figures, so that their numbers follow their order."""

    language: str
    say: Say
    names: dict[str, Any]
    blocks: list[Block] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def _next(self, what: str) -> int:
        self._counts[what] = self._counts.get(what, 0) + 1
        return self._counts[what]

    def heading(self, text: str) -> None:
        """Begin a part: "II. …"."""
        self._counts["part"] = 0
        self.blocks.append(Heading(f"{_ROMAN[self._next('heading') - 1]}. {text}", 1))

    def part(self, text: str) -> None:
        """Begin a smaller part: "1. …"."""
        self.blocks.append(Heading(f"{self._next('part')}. {text}", 2))

    def text(self, key: str, **more: Any) -> int:
        """Say a template; return how many paragraphs that made."""
        made = list(self.say(key, {**self.names, **more}))
        self.blocks.extend(made)
        return len(made)

    def table(
        self,
        key: str,
        caption: str,
        head: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        widths: Sequence[int],
        note: str = "",
    ) -> None:
        """Add a table, if it has rows."""
        if not rows:
            return
        with override(self.language):
            label = _("Table %(number)s. %(caption)s") % {"number": self._next("table"), "caption": caption}
        made = tuple(tuple(row) for row in rows)
        self.blocks.append(Table(key, label, tuple(head), made, tuple(widths), note))

    def picture(self, chart: Chart, note: str = "") -> None:
        """Add a chart under its caption."""
        with override(self.language):
            label = _("Figure %(number)s. %(caption)s") % {"number": self._next("figure"), "caption": chart.title}
        self.blocks.append(Picture(chart, label, note))


def cell(number: Number, *, strong: bool = False, bare: bool = True) -> Cell:
    """Return a cell with a number, its unit being in the head of the column."""
    # A cell is narrow: the unit may stand under its number.
    text = number.shown.bare if bare else number.shown.text.replace(NBSP, " ")
    return Cell(Written.of(number.shown, text), number.link, number=True, strong=strong)


def text_cell(text: str, *, strong: bool = False, indent: int = 0) -> Cell:
    """Return a cell with words."""
    return Cell(text, strong=strong, indent=indent)
