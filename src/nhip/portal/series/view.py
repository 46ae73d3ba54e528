"""The whole state of a view in a short address: /vi/series/IIP/C/?compare=same_month&of=2023-12."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from nhip.figures.comparisons import Comparison
from nhip.figures.periods import PeriodKind
from nhip.portal.releases.addressing import period_of, slug_of

__all__ = ["WHOLE", "View"]

# How an address names the subject that is the whole.
WHOLE: Final = "-"


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at: a subject over time or, without a subject, all subjects in a period.

    Everything but the indicator may be left out; what is left out, the page chooses. ``of`` names a release, so that
    the view stays as it is; without it the view is of the newest one.
    """

    indicator: str
    subject: str | None = None
    compare: str = ""
    by: str = ""
    place: str = ""
    of: str = ""
    period: str = ""
    level: str = ""
    show: str = ""
    scale: str = ""

    @classmethod
    def read(cls, indicator: str, subject: str | None, asked: QueryDict) -> View:
        """Read a view from an address."""
        names = ("compare", "by", "place", "of", "level", "show", "scale")
        texts = {name: asked.get(name, "")[:60] for name in names}
        period = period_of(asked.get("period", "")[:20])
        return cls(indicator, "" if subject == WHOLE else subject, period=period, **texts)

    @property
    def query(self) -> str:
        """What stands behind the question mark: only what was chosen."""
        pairs = {
            "compare": self.compare,
            "by": self.by,
            "place": self.place,
            "period": slug_of(self.period),
            "level": self.level,
            "show": self.show,
            "scale": self.scale,
            "of": self.of,
        }
        return urlencode({name: text for name, text in pairs.items() if text})

    def _address(self, name: str, *before: str) -> str:
        path = [*before, self.indicator, *([] if self.subject is None else [self.subject or WHOLE])]
        address = reverse(name, args=path)
        return f"{address}?{self.query}" if self.query else address

    @property
    def address(self) -> str:
        """The page of the view."""
        return self._address("portal:series")

    @property
    def embedded(self) -> str:
        """The page of the view for other people's pages."""
        return self._address("portal:embed")

    def file(self, form: str) -> str:
        """Return the address of the view as a file."""
        return self._address("portal:data", form)

    def but(self, **changes: str | None) -> View:
        """Return the view with something else chosen."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def comparison(self) -> Comparison | None:
        """The comparison that was chosen, or None where it is none.

        Raises:
            ValueError: there is no such comparison.
        """
        return Comparison(self.compare) if self.compare else None

    @property
    def kind(self) -> PeriodKind | None:
        """The length of period that was chosen.

        Raises:
            ValueError: there is no such length.
        """
        return PeriodKind(self.by) if self.by else None
