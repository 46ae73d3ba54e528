"""One enterprise's month in neutral form: every way in makes it, every check reads it, and it knows no database.

A return has a line for each product, a line an entry for each measure, an entry the value, its state and the place
where it stands: a cell of a file, or a box of the web form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, NamedTuple

from nhip.figures.numbers import format_decimal
from nhip.intake.faults import Fault, fault

__all__ = [
    "BLANK",
    "MONTHLY",
    "NOWHERE",
    "PLAN",
    "Entry",
    "EntryState",
    "Finding",
    "Form",
    "Line",
    "Place",
    "Return",
    "Severity",
    "numbers",
]


class Form(NamedTuple):
    """Which form was filled in, and which version of it."""

    id: str
    version: int


MONTHLY: Final = Form("NHIP-M", 1)
"""The monthly form as it is now."""

PLAN: Final = Form("NHIP-P", 1)
"""The form for the production plan of a year, as it is now. Its period is the year."""


class EntryState(StrEnum):
    """What a box says. The first four are the states of an observation; a blank box says nothing at all."""

    REPORTED = "reported"
    ESTIMATED = "estimated"
    NOT_PRODUCED = "not_produced"
    NOT_REPORTED = "not_reported"
    BLANK = "blank"


class Place(NamedTuple):
    """Where something stands: sheet, row and column letters in a file, or the name of a box in a web form."""

    sheet: str = ""
    row: int | None = None
    column: str = ""
    box: str = ""


NOWHERE: Final = Place()


class Entry(NamedTuple):
    """One box: its value in the unit of the line, its state, the text as given, and where it stands.

    ``problem`` is the fault (N131 to N134) of a text that could not be read as a number; there is no value then.
    """

    value: Decimal | None
    state: EntryState
    text: str = ""
    place: Place = NOWHERE
    problem: Fault | None = None

    @property
    def filled(self) -> bool:
        """Whether there is a number."""
        return self.value is not None


BLANK: Final = Entry(None, EntryState.BLANK)


@dataclass(frozen=True, slots=True)
class Line:
    """One product of a return. Product and unit are as given; checks look them up. No unit means the product's own.

    ``entries`` are by measure (`FormMeasure`, and `CUMULATIVE` where a form carries it); a measure that the form does
    not carry is absent, a box left blank is there and blank. ``state`` is what the column of states says of the line.
    """

    product: str
    unit: str
    entries: Mapping[str, Entry]
    place: Place = NOWHERE
    unit_place: Place = NOWHERE
    state: str = ""
    state_place: Place = NOWHERE

    def entry(self, measure: str) -> Entry:
        """Return the entry of a measure, blank where there is none."""
        return self.entries.get(measure, BLANK)

    def value(self, measure: str) -> Decimal | None:
        """Return the number of a measure, in the unit of the line."""
        return self.entry(measure).value


@dataclass(frozen=True, slots=True)
class Return:
    """What one enterprise says of one month, at one stage. Codes are as given; checks look them up.

    ``places`` says where "enterprise", "period", "form" and "stage" stand, as far as they stand anywhere.
    ``checksum_wrong`` tells that a template's own cells (codes, names, units) were changed by hand.
    """

    enterprise: str
    period: str
    stage: str
    lines: tuple[Line, ...]
    form: Form | None = MONTHLY
    employees: Entry = BLANK
    places: Mapping[str, Place] = field(default_factory=dict)
    checksum_wrong: bool = False

    def place(self, name: str) -> Place:
        """Return where one of the return's own fields stands."""
        return self.places.get(name, NOWHERE)

    def line(self, product: str) -> Line | None:
        """Return the line of a product."""
        return next((line for line in self.lines if line.product == product), None)


class Severity(StrEnum):
    """An error stops a return; a warning goes through with a reason."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say: the number of its sentence in the catalogue, the cells it means, and the words.

    ``places`` has at least one place, the one to look at first; ``value`` is what stands there.
    """

    number: str
    severity: Severity
    places: tuple[Place, ...]
    fields: Mapping[str, Any] = field(default_factory=dict)
    enterprise: str = ""
    product: str = ""
    measure: str = ""
    value: str = ""

    @property
    def key(self) -> str:
        """A name for it that stays the same when the return is checked again; reasons are given by it."""
        return ":".join((self.number, self.enterprise, self.product, self.measure))

    @property
    def is_error(self) -> bool:
        """Whether it stops the return."""
        return self.severity is Severity.ERROR

    def fault(self, file: str | None = None) -> Fault:
        """Return it as a fault of the catalogue, with file, sheet, row, column and value."""
        place = self.places[0]
        return fault(
            self.number,
            file=file,
            sheet=place.sheet or None,
            row=place.row,
            column=place.column or place.box or None,
            value=self.value or None,
            **self.fields,
        )

    def message(self, language: str, file: str | None = None) -> str:
        """Return number, place, what is wrong and what to do, in a language."""
        return self.fault(file).message("vi" if language.startswith("vi") else "en")


def numbers(**values: Decimal | None) -> dict[str, str]:
    """Return each number written in both languages, for the fields of a sentence.

    >>> numbers(found=Decimal("1234.5"))
    {'found_vi': '1.234,5', 'found_en': '1,234.5'}
    """
    written = {}
    for name, value in values.items():
        for language in ("vi", "en"):
            written[f"{name}_{language}"] = "–" if value is None else _written(value, language)
    return written


def _written(value: Decimal, language: str) -> str:
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    whole = plain.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else plain
    return format_decimal(whole, language)
