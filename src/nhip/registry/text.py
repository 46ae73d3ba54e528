"""Text as it is kept and as it is searched: NFC, and a folded copy without case or marks.

SQLite compares without case in ASCII only and PostgreSQL finds no NFC text for an NFD question, so both are
settled here, and both databases behave alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from nhip.registry.collation import sort_key
from nhip.registry.folding import fold, nfc

if TYPE_CHECKING:
    _Char = models.CharField[str, str]
else:
    _Char = models.CharField

__all__ = ["FoldedField", "NfcField", "SortField", "fold", "nfc"]


class NfcField(_Char):
    """Short text that is NFC in the database and in questions to it."""

    def get_prep_value(self, value: Any) -> Any:
        """Compose on the way in."""
        prepared = super().get_prep_value(value)
        return nfc(prepared) if isinstance(prepared, str) else prepared


class _DerivedField(_Char):
    """Text made from other fields, kept up to date by itself, in bulk calls too."""

    default_length = 300

    def __init__(self, *args: Any, source: str | tuple[str, ...], **kwargs: Any) -> None:
        self.source = source
        kwargs.setdefault("editable", False)
        kwargs.setdefault("max_length", self.default_length)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Tell migrations about the source."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def derive(self, text: str) -> str:
        """Return what is kept for the source's text."""
        raise NotImplementedError

    def derived(self, row: models.Model) -> str:
        """Return what is kept for a row."""
        names = (self.source,) if isinstance(self.source, str) else self.source
        return self.derive(" ".join(getattr(row, name) or "" for name in names))[: self.max_length]

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Derive anew."""
        text = self.derived(model_instance)
        setattr(model_instance, self.attname, text)
        return text


class FoldedField(_DerivedField):
    """The folded copy of one field or of several, to search in."""

    def derive(self, text: str) -> str:
        """Fold."""
        return fold(text)


class SortField(_DerivedField):
    """What to order by for the order of the Vietnamese alphabet."""

    default_length = 1000

    def derive(self, text: str) -> str:
        """Make the key."""
        return sort_key(text)
