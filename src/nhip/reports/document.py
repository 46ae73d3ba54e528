"""A report as blocks: what DOCX, PDF and HTML are all made of, so that they cannot differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nhip.reports.charts import Chart
from nhip.reports.letterheads import Letterhead
from nhip.reports.words.marking import Link, Piece, join

__all__ = ["Block", "Cell", "Document", "Heading", "Paragraph", "Picture", "Table", "Warn"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (I.) or 2 (1.)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Warn:
    """A number of an edited sentence that is not the figure's any more."""

    stands: str
    now: str
    link: Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``key`` names its template; ``edited``: a person wrote it; ``warnings``: what has changed since."""

    key: str
    pieces: tuple[Piece, ...]
    item: bool = False
    edited: bool = False
    warnings: tuple[Warn, ...] = ()

    @property
    def text(self) -> str:
        """Return it as plain text."""
        return join(self.pieces)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; numbers stand right."""

    text: str
    link: Link | None = None
    number: bool = False
    strong: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``widths`` are parts of the page's width; ``caption`` stands above, ``note`` below."""

    key: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its caption."""

    chart: Chart
    caption: str
    note: str = ""


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A report, complete: what stands in its letterhead, its title, its blocks, and what it was made from."""

    language: str
    title: str
    subtitle: str
    date_line: str
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    # ISO date of the document itself, so that the same release gives the same bytes.
    dated: str
    keywords: tuple[str, ...] = ()
    # Which release, known when, with which hash.
    made_from: str = ""
    illustrative: str = ""
    source_name: str = ""
    labels: dict[str, str] = field(default_factory=dict)

    def charts(self) -> list[Chart]:
        """Return the charts in the order they stand."""
        return [block.chart for block in self.blocks if isinstance(block, Picture)]

    def paragraphs(self) -> Iterator[Paragraph]:
        """Return the paragraphs in the order they stand."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def warnings(self) -> Sequence[tuple[Paragraph, Warn]]:
        """Return what edited sentences say that is not so any more."""
        return [(block, each) for block in self.paragraphs() for each in block.warnings]
