"""Templates as they counted at an instant, and paragraphs made of them: filled, or as a person edited them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from nhip.figures.comparisons import Comparison
from nhip.plans.indicators_targets import TARGET_LOW
from nhip.plans.models import Target
from nhip.plans.targets.words import wanted_in_words
from nhip.releases.book import Book
from nhip.reports.document import Paragraph
from nhip.reports.models import EditedText, Wording
from nhip.reports.texts import shipped
from nhip.reports.words.editing import read_kept, tie, warnings
from nhip.reports.words.marking import Link, Piece, pieces, plain
from nhip.reports.words.number import Number
from nhip.reports.words.templates import sentence
from nhip.reports.words.vocabulary import approximately, bare, roughly

__all__ = ["Texts", "changed_wordings", "texts_at"]


def changed_wordings(language: str, as_of: datetime | None = None) -> Mapping[str, str]:
    """Return the templates that were changed, as they counted at an instant."""
    rows = Wording.objects.known_at(as_of).filter(language=language).order_by("id")
    return dict(rows.values_list("key", "text"))


class Texts:
    """Says templates. What a person edited stands as it was written, with warnings where figures have moved."""

    def __init__(self, book: Book, templates: Mapping[str, str], edited: Iterable[EditedText]) -> None:
        self.book, self.templates = book, templates
        self._edited = {(row.key, row.part): row for row in edited}
        self._parts: dict[str, int] = {}
        self.made: dict[tuple[str, int], tuple[Piece, ...]] = {}

    def say(self, key: str, names: Mapping[str, Any]) -> Sequence[Paragraph]:
        """Make the paragraph of a template, or none where it has nothing to say.

        Raises:
            Fault: the template cannot be parsed or filled.
        """
        text = sentence(self.templates[key]).say(names)
        if not text.strip(" .,;"):
            return []
        part = self._parts.get(key, 0)
        self._parts[key] = part + 1
        made = pieces(text)
        self.made[key, part] = made
        name = key if part == 0 else f"{key}.{part}"
        row = self._edited.get((key, part))
        if row is None:
            return [Paragraph(name, made)]
        numbers = read_kept(row.figures)
        now = {link: self._written(link, made) for link, _ in numbers}
        return [Paragraph(name, tie(row.text, numbers), edited=True, warnings=warnings(row.text, numbers, now))]

    def _written(self, link: Link, made: Sequence[Piece]) -> Sequence[str]:
        """Return how a figure may be written now: as the template would write it, and plainly."""
        return [*(piece.text for piece in made if piece.link == link), *self.written(link)]

    def written(self, link: Link) -> Sequence[str]:
        """Return how a figure may be written plainly: without and with its sign, with and without its unit."""
        number = _number(self.book, link)
        if number is None:
            return ()
        found = (number.unsigned, number.signed, plain(bare(number)), *_in_tables(number))
        return (*_wanted(self.book, link), *found)

    def said_roughly(self, link: Link, said: str) -> bool:
        """Whether a figure would be said so, roughly, today."""
        number = _number(self.book, link)
        if number is None or number.shown.value is None:
            return False
        rough = (plain(roughly(number)), plain(approximately(number)))
        return any(each.replace("\u00a0", " ").endswith(said.replace("\u00a0", " ")) for each in rough)


def _wanted(book: Book, link: Link) -> Sequence[str]:
    """Return how a target's bounds are written: "7–8 %" stands for its lower one."""
    if link.key[0] != TARGET_LOW:
        return ()
    rows = Target.objects.known_at(book.run.as_of).filter(code=link.key[1])
    return [wanted_in_words(target, book.language) for target in rows]


def _in_tables(number: Number) -> Sequence[str]:
    """Return how a table writes it: with all its decimals. Who edits a sentence may take it from there."""
    return (number.with_all_decimals, number.shown.text, number.shown.bare)


def _number(book: Book, link: Link) -> Number | None:
    indicator, subject, place, period, comparison = link.key
    figure = book.figure(indicator, subject, place=place, period=period, comparison=Comparison(comparison))
    if figure is None:
        return None
    shown = book.points(figure) if link.points else book.written(figure)
    return Number(shown, book.language, link, figure.status, book.decimals(figure.indicator))


def texts_at(book: Book, period: str, as_of: datetime | None = None, changed: Mapping[str, str] | None = None) -> Texts:
    """Return the templates and edited paragraphs of a report, as they counted at an instant."""
    language = "vi" if book.language.startswith("vi") else "en"
    templates = {**shipped(language), **changed_wordings(language, as_of), **(changed or {})}
    edited = EditedText.objects.known_at(as_of).filter(period=period, language=language).order_by("id")
    return Texts(book, templates, edited)
