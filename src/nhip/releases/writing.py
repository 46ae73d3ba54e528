"""Writing numbers as the run's policy rounds them, in one language."""

from __future__ import annotations

import string
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.engine.rounding import Rounding, round_value
from nhip.engine.scheme import Policy
from nhip.figures.numbers import NumberKind, Shown, format_decimal, show
from nhip.figures.rounding import decimals_of, round_half_away
from nhip.releases.answers import Part

__all__ = ["Writer", "pieces"]

# Decimals of what no policy speaks about.
SHARE_DECIMALS = 1
WEIGHT_DECIMALS = 2
FACTOR_DECIMALS = 6
QUANTITY_DECIMALS = 3


@dataclass(frozen=True)
class Writer:
    """Turns unrounded values into what a page prints."""

    policy: Policy
    language: str

    def _by_policy(self, kind: NumberKind, value: float | None, decimals: int) -> Shown:
        if value is None:
            return show(kind, None, decimals, self.language)
        rounded = round_value(value, Rounding(decimals, self.policy.halves))
        # Rounded to these decimals already, so writing it rounds nothing.
        shown = show(kind, rounded, decimals, self.language)
        return Shown(kind, value, shown.rounded, shown.text, shown.bare, shown.unit)

    def index(self, value: float | None) -> Shown:
        """Write an index."""
        return self._by_policy(NumberKind.INDEX, value, self.policy.decimals)

    def growth(self, value: float | None) -> Shown:
        """Write a growth in percent."""
        return self._by_policy(NumberKind.GROWTH, value, self.policy.growth_decimals)

    def points(self, value: float | None) -> Shown:
        """Write percentage points."""
        return self._by_policy(NumberKind.POINTS, value, self.policy.growth_decimals)

    def share(self, value: float | None) -> Shown:
        """Write a share of one as percent."""
        percent = None if value is None else value * 100
        return show(NumberKind.SHARE, percent, SHARE_DECIMALS, self.language)

    def weight(self, value: float | None) -> Shown:
        """Write a weight."""
        return show(NumberKind.WEIGHT, value, WEIGHT_DECIMALS, self.language)

    def factor(self, value: float | None) -> Shown:
        """Write a link factor, without decimals it does not need."""
        return self._trimmed(NumberKind.FACTOR, value, FACTOR_DECIMALS, "")

    def quantity(self, value: float | Decimal | None, unit: str) -> Shown:
        """Write a quantity, without decimals it does not need."""
        return self._trimmed(NumberKind.QUANTITY, value, QUANTITY_DECIMALS, unit)

    def _trimmed(self, kind: NumberKind, value: float | Decimal | None, most: int, unit: str) -> Shown:
        if value is None:
            return show(kind, None, 0, self.language)
        return show(kind, value, decimals_of(round_half_away(value, most)), self.language, unit)

    def secret(self, kind: NumberKind) -> Shown:
        """Write words in the place of a number that may not be told."""
        with override(self.language):
            words = _("confidential")
        return Shown(kind, None, None, words, words, "")

    def unsigned(self, shown: Shown) -> str:
        """Write a growth or points without their sign, as after "rose by"."""
        if shown.rounded is None:
            return shown.text
        return f"{format_decimal(abs(shown.rounded), self.language)}{shown.text[len(shown.bare) :]}"


def pieces(template: str, **values: str | Part | list[Part]) -> list[Part]:
    """Fill a sentence. Texts join it, parts stay apart, so that a page can link them."""
    found: list[Part] = []
    for text, name, _spec, _way in string.Formatter().parse(template):
        value = values[name] if name else ""
        inside = value if isinstance(value, list) else [value if isinstance(value, Part) else Part(value)]
        for part in (Part(text), *inside):
            if not part.text:
                continue
            if found and found[-1].target is None and part.target is None:
                found[-1] = Part(found[-1].text + part.text)
            else:
                found.append(part)
    return found
