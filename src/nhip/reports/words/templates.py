"""Templates of sentences: words with names in double braces, which an official can read and change.

The language is Django's, with nothing in it but names, ``if``, ``for`` and our own words: no files, no code, no HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.template import Context, Engine, TemplateSyntaxError
from django.template.base import Template, VariableDoesNotExist

from nhip.reports.faults import fault
from nhip.reports.words.marking import unmarked
from nhip.reports.words.vocabulary import WORDS, WrongKindError

__all__ = ["MOST_LETTERS", "Sentence", "sentence"]

MOST_LETTERS: Final = 4000
# A name that is not there leaves this mark, so that it is found and told.
_MISSING: Final = re.compile("\uf8f0(.*?)\uf8f1", re.S)
_SPACE: Final = re.compile(r"[ \t\r\n]+")
_BEFORE_STOP: Final = re.compile(r" +([,.;:)])")
_TAG: Final = re.compile(r"{{.*?}}|{%.*?%}", re.S)
_BRACE: Final = re.compile(r"{{|}}|{%|%}")
_QUOTED: Final = re.compile(r"'([^']*)'")
_LINE: Final = re.compile(r"on line (\d+)")


class _Engine(Engine):
    """Django's templates without what belongs to pages."""

    default_builtins: ClassVar[list[str]] = ["nhip.reports.words.vocabulary"]


_engine: Final = _Engine(dirs=[], loaders=[], autoescape=False, string_if_invalid="\uf8f0%s\uf8f1")


class Sentence:
    """A template that was parsed."""

    def __init__(self, template: Template, text: str) -> None:
        self._template, self.text = template, text

    def say(self, names: Mapping[str, Any]) -> str:
        """Fill it. White space is one space; an empty sentence is "".

        Raises:
            Fault: it uses a name that is not there, or a word on something it says nothing about.
        """
        try:
            said = self._template.render(Context(dict(names), autoescape=False))
        except WrongKindError as wrong:
            raise fault("E853", word=wrong.word) from wrong
        except (VariableDoesNotExist, TypeError, ValueError) as wrong:
            raise fault("E854", near=self.text[:80]) from wrong
        if found := _MISSING.search(said):
            raise fault("E852", name=found[1], known=", ".join(sorted(names)))
        return _tidy(said)


def sentence(text: str) -> Sentence:
    """Parse a template.

    Raises:
        Fault: it cannot be parsed, or is too long.
    """
    text = unmarked(text).strip()
    if len(text) > MOST_LETTERS:
        raise fault("E855", found=len(text), most=MOST_LETTERS)
    # Django prints a brace that is not closed as it stands; here it is a slip.
    if loose := _BRACE.search(_TAG.sub("", text)):
        raise fault("E850", near=loose[0], line=_line_of(text, loose[0]))
    try:
        return Sentence(_engine.from_string(text), text)
    except TemplateSyntaxError as wrong:
        said = str(wrong)
        quoted = _QUOTED.search(said)
        near = quoted[1] if quoted else said
        if said.startswith("Invalid filter"):
            raise fault("E851", word=near, known=", ".join(WORDS)) from wrong
        line = _LINE.search(said)
        raise fault("E850", near=near, line=line[1] if line else _line_of(text, near)) from wrong


def _line_of(text: str, near: str) -> str:
    at = text.find(near)
    return str(text.count("\n", 0, at) + 1) if at >= 0 else "1"


def _tidy(said: str) -> str:
    """One space between words, none before a stop, a capital letter first."""
    said = _BEFORE_STOP.sub(r"\1", _SPACE.sub(" ", said)).strip()
    first = re.search(r"[^\W\d_]|\d", _outside_marks(said))
    if first is None:
        return said
    at = first.start()
    return said[:at] + said[at].upper() + said[at + 1 :]


def _outside_marks(said: str) -> str:
    """Blank out the keys inside marks, so that only letters that are printed are looked at."""
    return re.sub("\ue000[^\ue001]*\ue001", lambda match: "\ue000" * len(match[0]), said)
