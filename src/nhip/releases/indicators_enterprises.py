"""Enterprises that came, left and are there, as a whole and by industry, place, zone and cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from nhip.estates.models import Estate, Operation
from nhip.figures.catalogue import indicator
from nhip.figures.comparisons import Comparison
from nhip.figures.model import Evidence, Figure, Knowledge
from nhip.figures.numbers import NumberKind
from nhip.figures.periods import Period, PeriodKind
from nhip.figures.spans import last_day, spans
from nhip.registry.choices import Level
from nhip.registry.lives import Life, enterprise_lives
from nhip.registry.models import Industry

__all__ = ["ENTERPRISES", "LEFT_ENTERPRISES", "NEW_ENTERPRISES", "NEW_ENTERPRISES_CHANGE"]

ENTERPRISES: Final = "ENTERPRISES"
NEW_ENTERPRISES: Final = "NEW_ENTERPRISES"
LEFT_ENTERPRISES: Final = "LEFT_ENTERPRISES"
NEW_ENTERPRISES_CHANGE: Final = "NEW_ENTERPRISES_CHANGE"

_REGISTER: Final = ("Danh bạ doanh nghiệp công nghiệp của tỉnh", "The province's register of industrial enterprises")
_UNIT: Final = ("doanh nghiệp", "enterprises")
_BY: Final = (
    " Theo ngành cấp 1, cấp 2, theo nơi, theo khu, cụm công nghiệp: cả năm, và từ đầu năm của năm chưa hết.",
    " By section and division, by place, by zone and cluster: for years, and since January for a year under way.",
)


class Part(NamedTuple):
    """A part of the enterprises: an industry or estate as subject, or a place."""

    subject: str
    place: str


_WHOLE: Final = Part("", "")
_Lives = Mapping[Part, Sequence[Life]]


def _estates_of(as_of: datetime) -> dict[str, list[tuple[str, date, date | None]]]:
    """Return where enterprises work, as known at an instant: by tax code the estate, the first and the last day."""
    found: dict[str, list[tuple[str, date, date | None]]] = {}
    rows = Operation.objects.known_at(as_of).exclude(enterprise=None).order_by("id")
    kept = rows.values_list("enterprise__tax_code", "estate__code", "starts_on", "ends_on")
    for tax_code, estate, first, last in kept:
        found.setdefault(tax_code, []).append((estate, first, last))
    return found


def _within(life: Life, first: date, last: date | None) -> Life:
    """Return the part of a life that was spent in an estate."""
    gone = [day for day in (life.exited_on, last + timedelta(days=1) if last else None) if day]
    return life._replace(entered_on=max(life.entered_on or first, first), exited_on=min(gone, default=None))


def _parts(as_of: datetime) -> _Lives:
    """Sort the enterprises into the whole and its parts."""
    estates = _estates_of(as_of)
    found: dict[Part, list[Life]] = {_WHOLE: []}
    for life in enterprise_lives():
        stays = estates.get(life.tax_code, [])
        for estate, first, last in stays:
            found.setdefault(Part(estate, ""), []).append(_within(life, first, last))
        # The register names a zone without days; where days are on record, they count.
        subjects = {life.section, life.division, life.zone} - {"", *(estate for estate, _, _ in stays)}
        parts = [_WHOLE, *(Part(subject, "") for subject in sorted(subjects))]
        if life.place:
            parts.append(Part("", life.place))
        for part in parts:
            found.setdefault(part, []).append(life)
    return found


def _years(months: Iterable[Period]) -> list[Period]:
    """Return each complete year, and January to the last month of a year under way."""
    newest: dict[int, Period] = {}
    for month in sorted(months):
        newest[month.year] = month
    full = {span.year: span for span in spans(months) if span.kind is PeriodKind.YEAR}
    return [full.get(year, month.cumulative) for year, month in newest.items()]


def _figures(
    known: Knowledge, code: str, count: Callable[[Sequence[Life], Period], int], *, earlier: bool = False
) -> Iterator[Figure]:
    """Count the whole for all periods, the parts for years. `earlier`: only where last year's months are known too."""
    texts = {str(month) for month in known.months}
    for part, lives in _parts(known.as_of).items():
        for period in spans(known.months) if part == _WHOLE else _years(known.months):
            if not earlier or texts.issuperset(period.a_year_ago.months):
                yield Figure(code, part.subject, period, Comparison.NONE, count(lives, period), place=part.place)


def _came(lives: Sequence[Life], period: Period) -> int:
    months = frozenset(period.months)
    return sum(life.came_in(months) for life in lives)


def _left(lives: Sequence[Life], period: Period) -> int:
    months = frozenset(period.months)
    return sum(life.left_in(months) for life in lives)


def _there(lives: Sequence[Life], period: Period) -> int:
    end = last_day(period)
    return sum(life.was_there(end) for life in lives)


def _change(lives: Sequence[Life], period: Period) -> int:
    return _came(lives, period) - _came(lives, period.a_year_ago)


def _subjects(language: str) -> Mapping[str, str]:
    """Return the names of industries, and of zones and clusters."""
    industries = Industry.objects.filter(level__in=[Level.SECTION, Level.DIVISION]).order_by("id")
    return {
        **{each.code: each.name(language) for each in industries},
        **dict(Estate.objects.values_list("code", "name")),
    }


def _opened(figure: Figure, as_of: datetime) -> Sequence[Life]:
    found = _parts(as_of).get(Part(figure.subject, figure.place), ())
    return sorted(found, key=lambda life: (str(life.entered_on or ""), life.tax_code))


def _record(life: Life, *, left: bool = False, value: float | None = None) -> Evidence:
    day = life.exited_on if left else life.entered_on
    return Evidence(f"{life.name} ({life.tax_code})", value, day, kind="enterprise", key=life.tax_code)


def _newcomers(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
    months = frozenset(figure.period.months)
    return [_record(life) for life in _opened(figure, as_of) if life.came_in(months)]


def _leavers(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
    months = frozenset(figure.period.months)
    return [_record(life, left=True) for life in _opened(figure, as_of) if life.left_in(months)]


def _present(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
    end = last_day(figure.period)
    return [_record(life) for life in _opened(figure, as_of) if life.was_there(end)]


def _both_years(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
    now, before = frozenset(figure.period.months), frozenset(figure.period.a_year_ago.months)
    lives = _opened(figure, as_of)
    return [
        *(_record(life, value=1) for life in lives if life.came_in(now)),
        *(_record(life, value=-1) for life in lives if life.came_in(before)),
    ]


@indicator(
    code=ENTERPRISES,
    name=("Số doanh nghiệp công nghiệp", "Industrial enterprises"),
    unit=_UNIT,
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_REGISTER,
    method=(
        "Số doanh nghiệp có trong danh bạ cuối kỳ, trừ doanh nghiệp đã rời đi." + _BY[0],
        "Enterprises in the register at the end of the period, less those that have left." + _BY[1],
    ),
    subjects=_subjects,
    evidence=_present,
)
def enterprises(known: Knowledge) -> Iterator[Figure]:
    """Count the enterprises at the end of each period."""
    yield from _figures(known, ENTERPRISES, _there)


@indicator(
    code=NEW_ENTERPRISES,
    name=("Doanh nghiệp công nghiệp mới", "New industrial enterprises"),
    unit=_UNIT,
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_REGISTER,
    method=(
        "Số doanh nghiệp có ngày vào danh bạ trong kỳ." + _BY[0],
        "Enterprises whose date of entry lies in the period." + _BY[1],
    ),
    subjects=_subjects,
    evidence=_newcomers,
)
def new_enterprises(known: Knowledge) -> Iterator[Figure]:
    """Count the enterprises that came in each period."""
    yield from _figures(known, NEW_ENTERPRISES, _came)


@indicator(
    code=LEFT_ENTERPRISES,
    name=("Doanh nghiệp công nghiệp rời đi", "Industrial enterprises that left"),
    unit=_UNIT,
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_REGISTER,
    method=(
        "Số doanh nghiệp có ngày rời đi trong kỳ." + _BY[0],
        "Enterprises whose day of leaving lies in the period." + _BY[1],
    ),
    subjects=_subjects,
    evidence=_leavers,
)
def left_enterprises(known: Knowledge) -> Iterator[Figure]:
    """Count the enterprises that left in each period."""
    yield from _figures(known, LEFT_ENTERPRISES, _left)


@indicator(
    code=NEW_ENTERPRISES_CHANGE,
    name=("Doanh nghiệp mới nhiều hơn cùng kỳ", "More new enterprises than a year before"),
    unit=_UNIT,
    decimals=0,
    kind=NumberKind.DIFFERENCE,
    comparisons=[Comparison.NONE],
    source=_REGISTER,
    method=(
        "Số doanh nghiệp mới trong kỳ trừ số của cùng kỳ năm trước; chỉ tính khi có số liệu cùng kỳ." + _BY[0],
        "New enterprises of the period less those of the same period of last year, where that is known." + _BY[1],
    ),
    subjects=_subjects,
    evidence=_both_years,
)
def new_enterprises_change(known: Knowledge) -> Iterator[Figure]:
    """Compare the newcomers with those of the same period of last year."""
    yield from _figures(known, NEW_ENTERPRISES_CHANGE, _change, earlier=True)
