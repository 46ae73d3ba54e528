"""A text that knows the number it writes: pages print it, workbooks take the number."""

from __future__ import annotations

from decimal import Decimal

from nhip.figures.numbers import Shown

__all__ = ["Written", "number_of"]


class Written(str):
    """What a table prints for a number. ``number`` is the number, rounded as it is printed; None where there is none.

    >>> from nhip.figures.numbers import NumberKind, show
    >>> text = Written.of(show(NumberKind.SHARE, 33.333, 1, "vi"))
    >>> text, text.number
    ('33,3', Decimal('33.3'))
    """

    __slots__ = ("number",)
    number: Decimal | None

    def __new__(cls, text: str, number: Decimal | None = None) -> Written:
        made = super().__new__(cls, text)
        made.number = number
        return made

    @classmethod
    def of(cls, shown: Shown, text: str | None = None) -> Written:
        """Write a number as a table does, without its unit unless another text is given."""
        return cls(shown.bare if text is None else text, shown.rounded)


def number_of(shown: Shown) -> str | Decimal | None:
    """Return what a workbook takes: the rounded number; words where it is confidential; nothing where there is none."""
    if shown.rounded is not None:
        return shown.rounded
    return None if shown.bare == "–" else shown.bare
