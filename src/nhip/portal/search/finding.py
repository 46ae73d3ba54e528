"""Series by name, by code, with or without diacritics: an index in memory, made once for a release and a language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from nhip.figures.catalogue import indicator_by_code
from nhip.portal.search.synonyms import ways_to_say
from nhip.portal.series.books import public_book
from nhip.portal.series.view import View
from nhip.registry.folding import fold, nfc
from nhip.releases.answers import ReleaseView
from nhip.releases.book import Book
from nhip.releases.models import FigureRow

__all__ = ["Entry", "entries_of", "find", "index_of", "jump"]

# The index that everybody means when he names an industry.
FIRST: Final = "IIP"
# More than lies between a name that begins with the words and one that holds them.
MARKS: Final = 45


@dataclass(frozen=True, slots=True)
class Entry:
    """A series: its code and name, the indicator it is of, and the same folded, to be searched."""

    code: str
    name: str
    indicator: str
    indicator_name: str
    view: View
    folded: str
    plain: str
    lower: str

    @classmethod
    def of(cls, code: str, name: str, indicator: str, indicator_name: str, view: View) -> Entry:
        """Make an entry."""
        return cls(
            code,
            name,
            indicator,
            indicator_name,
            view,
            f" {fold(f'{name} {indicator_name} {code} {indicator}')} ",
            fold(name),
            nfc(f"{name} {indicator_name}").lower(),
        )


@lru_cache(maxsize=4)
def index_of(release: ReleaseView, language: str) -> tuple[Entry, ...]:
    """Return the series of a release, as everybody may see them."""
    return tuple(entries_of(public_book(release, language)))


def entries_of(book: Book) -> Iterable[Entry]:
    """Yield the series of a book."""
    pairs = FigureRow.objects.filter(run_id=book.run.id).order_by().values_list("indicator", "subject").distinct()
    counted: dict[str, list[str]] = {}
    for indicator, subject in pairs:
        if (indicator, subject) not in book.hidden:
            counted.setdefault(indicator, []).append(subject)
    for indicator, subjects in sorted(counted.items()):
        whole = indicator_by_code(indicator).name(book.language)
        if len(subjects) > 1:
            yield Entry.of(indicator, whole, indicator, "", View(indicator))
        for subject in sorted(subjects):
            name = book.name(indicator, subject) if subject else whole
            yield Entry.of(subject or indicator, name, indicator, whole if subject else "", View(indicator, subject))


def _score(entry: Entry, question: str, asked: str) -> int:
    """Say how well an entry answers: its code, its whole name, a name's beginning, a word's beginning, anywhere."""
    if question in (fold(entry.code), fold(entry.indicator) if entry.view.subject is None else ""):
        score = 100
    elif entry.plain == question:
        score = 90
    elif entry.plain.startswith(question):
        score = 70
    elif f" {question}" in f" {entry.plain}":
        score = 50
    elif all(f" {word}" in entry.folded for word in question.split()):
        score = 30
    else:
        score = 10
    # "điện" is not "diện": who writes the marks means them.
    meant = asked != question and asked in entry.lower
    return score + 5 * (entry.indicator == FIRST) + MARKS * meant


def find(entries: Sequence[Entry], text: str, day: date) -> list[Entry]:
    """Return the entries that answer a question, the best first."""
    question = fold(text)
    if not question:
        return []
    scores: dict[int, int] = {}
    for place, way in enumerate(ways_to_say(question, day)):
        folded, asked = fold(way), nfc(way if place else text).lower()
        words = folded.split()
        for position, entry in enumerate(entries):
            if all(word in entry.folded for word in words):
                score = _score(entry, folded, asked) - 2 * place
                if score > scores.get(position, -1):
                    scores[position] = score
    return [entries[at] for at in sorted(scores, key=lambda at: (-scores[at], len(entries[at].plain), at))]


def jump(found: Sequence[Entry], text: str) -> Entry | None:
    """Return the one entry that was meant: the only one, or the one whose code or whole name was written."""
    if len(found) == 1:
        return found[0]
    question = fold(text)
    if found and question in (fold(found[0].code), found[0].plain):
        return found[0]
    return None
