"""The language of the terminal: Vietnamese unless told otherwise."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Tongue:
    """Chooses between the two wordings of a text, which stand side by side where they are used.

    >>> Tongue("en")("xong", "done")
    'done'
    """

    code: str = "vi"

    def __call__(self, vi: str, en: str) -> str:
        return vi if self.code == "vi" else en


def find(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Tongue:
    """Language of one run: ``--lang``, else NHIP_LANG, else an English LANG, else Vietnamese.

    It is looked for before the arguments are parsed, because the help itself is written in it.

    >>> find(["compile", "--lang", "en"], {}).code, find(["--lang=vi"], {"NHIP_LANG": "en"}).code
    ('en', 'vi')
    >>> find([], {"LANG": "en_GB.UTF-8"}).code, find([], {"LANG": "C.UTF-8"}).code
    ('en', 'vi')
    """
    asked = ""
    for at, word in enumerate(arguments):
        if word == "--":
            break
        if word == "--lang" and at + 1 < len(arguments):
            asked = arguments[at + 1]
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    for named in (asked, environment.get("NHIP_LANG", ""), environment.get("LANG", "")):
        if named[:2].lower() in LANGUAGES:
            return Tongue(named[:2].lower())
    return Tongue()
