"""What somebody says of a target, checked before it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from nhip.figures.catalogue import all_indicators
from nhip.figures.comparisons import ANNUAL, OF_KIND, Comparison
from nhip.figures.days import day_written
from nhip.figures.model import Indicator
from nhip.figures.periods import Period
from nhip.figures.spans import last_day
from nhip.plans.models import FLOORS, Bound, Target
from nhip.plans.targets.faults import Fault, fault, raise_all
from nhip.registry.documents import standing_document
from nhip.registry.models import Document

__all__ = ["TargetFields", "checked", "indicators_for_targets"]

_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]{0,39}\Z")
MOST_CODE: Final = 40
MOST_DECIMALS: Final = 6
# So many subjects are named to whoever left theirs out, or named none of them.
MOST_NAMED: Final = 20
_MOST: Final = Decimal(10) ** 18


@dataclass(frozen=True, slots=True)
class TargetFields:
    """A target as it is typed in. `document` is the id of a kept document."""

    code: str
    indicator: str
    period: str
    bound: str
    low: Decimal | None = None
    high: Decimal | None = None
    subject: str = ""
    place: str = ""
    comparison: str = Comparison.NONE.value
    at_end: bool = False
    name_vi: str = ""
    name_en: str = ""
    unit_vi: str = ""
    unit_en: str = ""
    document: int | None = None
    source: str = ""
    set_by: str = ""
    note: str = ""
    illustrative: bool = False

    @classmethod
    def of(cls, target: Target) -> TargetFields:
        """Return what a version says."""
        said = {each.name: getattr(target, each.name) for each in fields(cls) if each.name != "document"}
        return cls(**said, document=target.document_id)

    def values(self) -> dict[str, Any]:
        """Return the columns of a version."""
        said = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "document"}
        return {**said, "document_id": self.document}


def indicators_for_targets() -> dict[str, Indicator]:
    """Return the indicators that a target may speak of: all that are not made of other figures."""
    return {entry.code: entry for entry in all_indicators() if not entry.late}


def checked(said: TargetFields) -> TargetFields:
    """Return what was said, with the comparison of the period's length.

    Raises:
        Fault, Faults: one for each field that is wrong, named in `column`.
    """
    faults = list(_faults(said))
    raise_all(faults)
    comparison = Comparison(said.comparison)
    if comparison in ANNUAL:
        comparison = OF_KIND[Period.parse(said.period).kind]
    values = {each.name: getattr(said, each.name) for each in fields(said)}
    # The numbers that the bound does not have are left out.
    values["low"] = said.low if said.bound in FLOORS or said.bound == Bound.RANGE else None
    values["high"] = None if said.bound in FLOORS else said.high
    return TargetFields(**{**values, "comparison": comparison.value})


def _faults(said: TargetFields) -> Iterator[Fault]:
    if not said.code.strip():
        yield fault("E780", column="code")
    elif not _CODE.match(said.code):
        yield fault("E781", column="code", text=said.code, most=MOST_CODE)
    yield from _wrong_indicator(said)
    period = None
    try:
        period = Period.parse(said.period)
    except ValueError:
        yield fault("E785", column="period", text=said.period)
    yield from _wrong_numbers(said)
    yield from _wrong_origin(said, last_day(period) if period else None)


def _wrong_indicator(said: TargetFields) -> Iterator[Fault]:
    entry = indicators_for_targets().get(said.indicator)
    if entry is None:
        yield fault("E783", column="indicator", text=said.indicator)
        return
    annual = said.comparison in ANNUAL and not ANNUAL.isdisjoint(entry.comparisons)
    if said.comparison not in entry.comparisons and not annual:
        allowed = ", ".join(sorted(entry.comparisons))
        yield fault("E784", column="comparison", text=entry.code, other=said.comparison, allowed=allowed)
    known = entry.subjects("vi") if entry.subjects is not None else {}
    # Blank is the whole, where there is one.
    if not said.subject and not entry.whole:
        named = ", ".join(sorted(known)[:MOST_NAMED])
        vi, en = named or "mã ngành hoặc mã sản phẩm", named or "the code of an industry or a product"
        yield fault("E796", column="subject", text=entry.code, allowed_vi=vi, allowed_en=en)
    elif said.subject and entry.subjects is not None and said.subject not in known:
        allowed = ", ".join(sorted(known)[:MOST_NAMED])
        yield fault("E794", column="subject", text=entry.code, other=said.subject, allowed=allowed)


def _wrong_numbers(said: TargetFields) -> Iterator[Fault]:
    if said.bound not in Bound.values:
        yield fault("E607", column="bound", text=said.bound, allowed=", ".join(Bound.values))
        return
    bound = Bound(said.bound)
    needed = ["low"] if bound in FLOORS else ["low", "high"] if bound is Bound.RANGE else ["high"]
    sound = []
    for name in needed:
        number = getattr(said, name)
        if number is None:
            yield fault("E786", column=name)
        elif not number.is_finite() or abs(number) >= _MOST or number != round(number, MOST_DECIMALS):
            yield fault("E788", column=name, text=number, most=MOST_DECIMALS)
        else:
            sound.append(number)
    if bound is Bound.RANGE and len(sound) == len(needed) and sound[0] >= sound[1]:
        yield fault("E787", column="high", low=said.low, high=said.high)


def _wrong_origin(said: TargetFields, last: date | None) -> Iterator[Fault]:
    document: Document | None = None
    try:
        document = standing_document(said.document)
    except Fault as wrong:
        yield fault(wrong.number, **{**wrong.fields, "column": "document"})
        return
    if document is None and not said.source.strip():
        yield fault("E789", column="source")
    if document is not None and document.issued_on and last and document.issued_on > last:
        yield fault("E795", column="document", on=day_written(document.issued_on), text=said.period)
