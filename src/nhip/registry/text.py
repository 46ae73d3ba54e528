"""Text as it is kept and as it is searched: NFC, and a folded copy without case or marks.

SQLite compares without case in ASCII only and PostgreSQL finds no NFC text for an NFD question, so both are
settled here, and both databases behave alike.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _Char = models.CharField[str, str]
else:
    _Char = models.CharField

__all__ = ["FoldedField", "NfcField", "fold", "nfc"]


def nfc(text: str) -> str:
    """Return the text composed, with the spaces at its ends gone."""
    return unicodedata.normalize("NFC", text).strip()


def fold(text: str) -> str:
    """Return what is searched: decomposed, lower case, đ as d, marks dropped, runs of spaces as one.

    >>> fold("CÔNG TY Cổ phần  Xi măng Đồng Bành")
    'cong ty co phan xi mang dong banh'
    """
    plain = unicodedata.normalize("NFD", text).casefold().replace("đ", "d")
    return " ".join("".join(mark for mark in plain if not unicodedata.combining(mark)).split())


class NfcField(_Char):
    """Short text that is NFC in the database and in questions to it."""

    def get_prep_value(self, value: Any) -> Any:
        """Compose on the way in."""
        prepared = super().get_prep_value(value)
        return nfc(prepared) if isinstance(prepared, str) else prepared


class FoldedField(_Char):
    """The folded copy of another field, kept up to date by itself, in bulk calls too."""

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        self.source = source
        kwargs.setdefault("editable", False)
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Tell migrations about the source."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Fold the source."""
        folded = fold(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, folded)
        return folded
