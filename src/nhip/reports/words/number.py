"""A number as a sentence takes it: written, with its figure, and able to say which way it points."""

from __future__ import annotations

from dataclasses import dataclass

from nhip.figures.comparisons import Status
from nhip.figures.numbers import ABSENT, NBSP, Shown, format_decimal
from nhip.figures.rounding import trimmed
from nhip.reports.words.marking import Link, mark

__all__ = ["Number"]


@dataclass(frozen=True, slots=True)
class Number:
    """A written number with the figure it is.

    The names of the properties are those of the templates: an official writes ``{% if iip.ca_ky.giam %}``.
    """

    shown: Shown
    language: str
    link: Link | None = None
    status: Status = Status.OFFICIAL
    decimals: int = 0

    def __str__(self) -> str:
        return mark(self.signed, self.link)

    def marked(self, text: str) -> str:
        """Return a text that says this number, marked as such."""
        return mark(text, self.link)

    @property
    def unit(self) -> str:
        """Return the unit with the space before it."""
        return f"{NBSP}{self.shown.unit}" if self.shown.unit else ""

    @property
    def unsigned(self) -> str:
        """Return the number without its sign, with its unit, as after "tăng"."""
        return self.shown.text if self.shown.rounded is None else self.amount + self._rest

    @property
    def amount(self) -> str:
        """Return the number alone: no sign, no unit, no zeros at its end."""
        if self.shown.rounded is None:
            return self.shown.text
        return format_decimal(trimmed(abs(self.shown.rounded)), self.language)

    @property
    def signed(self) -> str:
        """Return the number with its sign and unit, as a sentence takes it."""
        if self.shown.rounded is None:
            return self.shown.text
        sign = self.shown.bare[: len(self.shown.bare) - len(self.shown.bare.lstrip("+\N{MINUS SIGN}"))]
        return sign + self.amount + self._rest

    @property
    def with_all_decimals(self) -> str:
        """Return it as a table does, without its sign."""
        return self.shown.text if self.shown.rounded is None else self.shown.text.lstrip("+\N{MINUS SIGN}")

    @property
    def _rest(self) -> str:
        return self.shown.text[len(self.shown.bare) :]

    @property
    def tang(self) -> bool:
        """Whether it is above zero, as printed."""
        return self.shown.direction == "up"

    @property
    def giam(self) -> bool:
        """Whether it is below zero, as printed."""
        return self.shown.direction == "down"

    @property
    def khong_doi(self) -> bool:
        """Whether it is zero, as printed."""
        return self.shown.direction == "same"

    @property
    def co(self) -> bool:
        """Whether there is a number at all."""
        return self.shown.rounded is not None

    @property
    def mat(self) -> bool:
        """Whether it may not be told."""
        return self.shown.rounded is None and self.shown.text != ABSENT

    @property
    def uoc(self) -> bool:
        """Whether it is an estimate."""
        return self.status is Status.ESTIMATE
