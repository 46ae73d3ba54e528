"""Land of zones and clusters, and who is on it, in the catalogue of indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from nhip.estates.book import EstateBook, EstateKnown, book_at
from nhip.estates.definitions import occupancy_definition
from nhip.estates.indicators_common import book_of, status_at
from nhip.estates.models import AreaKind, Estate, EstateKind
from nhip.estates.occupancy import together
from nhip.figures.catalogue import indicator
from nhip.figures.comparisons import Comparison
from nhip.figures.model import Evidence, Figure, Knowledge
from nhip.figures.numbers import NumberKind
from nhip.figures.spans import last_day, spans

__all__ = [
    "ESTATE_AREA",
    "ESTATE_CAPITAL",
    "ESTATE_ENTERPRISES",
    "ESTATE_LEASABLE",
    "ESTATE_LEASED",
    "ESTATE_OCCUPANCY",
    "ESTATE_PROJECTS",
    "ESTATE_TENANTS",
    "WHOLES",
]

ESTATE_AREA: Final = "ESTATE_AREA"
ESTATE_LEASABLE: Final = "ESTATE_LEASABLE"
ESTATE_LEASED: Final = "ESTATE_LEASED"
ESTATE_OCCUPANCY: Final = "ESTATE_OCCUPANCY"
ESTATE_PROJECTS: Final = "ESTATE_PROJECTS"
ESTATE_TENANTS: Final = "ESTATE_TENANTS"
ESTATE_ENTERPRISES: Final = "ESTATE_ENTERPRISES"
ESTATE_CAPITAL: Final = "ESTATE_CAPITAL"

WHOLES: Final = {"clusters": EstateKind.CLUSTER, "zones": EstateKind.ZONE}
"""Subjects that are not one estate: all clusters, and all zones, that stand."""

_Value = Decimal | int | None
_OfOne = Callable[[EstateKnown, date], _Value]
_OfMany = Callable[[Sequence[EstateKnown], date], _Value]
_Records = Callable[[EstateKnown, date], Iterator[Evidence]]

_ZONES: Final = occupancy_definition(EstateKind.ZONE)
_SOURCE: Final = (
    "Quyết định thành lập và quy hoạch chi tiết; sổ lô đất, hợp đồng thuê đất và dự án của khu, cụm công nghiệp",
    "Decisions on establishment and detailed plans; registers of lots, leases and projects of zones and clusters",
)
_WHOLE: Final = (
    " Dòng chung cộng các khu, cụm công nghiệp đã thành lập và chưa bị bãi bỏ.",
    " The rows of all zones and all clusters take those that are established and not repealed.",
)


def _subjects(language: str) -> Mapping[str, str]:
    with translation.override(language):
        wholes = {"clusters": _("All clusters"), "zones": _("All zones")}
    return {**dict(Estate.objects.values_list("code", "name")), **wholes}


def _sum(of_one: _OfOne) -> _OfMany:
    def total(parts: Sequence[EstateKnown], day: date) -> _Value:
        known = [value for each in parts if (value := of_one(each, day)) is not None]
        return sum(known) if known else None

    return total


def _figures(code: str, known: Knowledge, of_one: _OfOne, of_many: _OfMany) -> Iterator[Figure]:
    """Yield a stock of each estate and of all; a value that does not exist is no figure."""
    book, days = book_of(known), {}
    for period in spans(known.months):
        day = last_day(period)
        if day not in days:
            days[day] = dict(_values(book, day, of_one, of_many))
        status = status_at(known.as_of, period)
        for subject, value in days[day].items():
            yield Figure(code, subject, period, Comparison.NONE, float(value), status=status)


def _values(book: EstateBook, day: date, of_one: _OfOne, of_many: _OfMany) -> Iterator[tuple[str, Decimal | int]]:
    for each in book.estates:
        if (value := of_one(each, day)) is not None:
            yield each.estate.code, value
    for subject, kind in WHOLES.items():
        if (value := of_many([each for each in book.of_kind(kind) if each.stands(day)], day)) is not None:
            yield subject, value


def _opens(records: _Records) -> Callable[[Figure, datetime, str], Sequence[Evidence]]:
    """Open a figure of one estate, or of all, into records."""

    def opens(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
        day = last_day(figure.period)
        if figure.subject in WHOLES:
            parts = [each for each in book_at(as_of).of_kind(WHOLES[figure.subject]) if each.stands(day)]
        else:
            parts = list(book_at(as_of, [figure.subject]).estates)
        with translation.override(language):
            return [record for each in parts for record in records(each, day)]

    return opens


# --- Areas -----------------------------------------------------------------------------------------------------


def _leases(each: EstateKnown, day: date) -> Iterator[Evidence]:
    for lease in each.leases_on(day):
        words = _("{estate}, lot {lot}").format(estate=each.estate.name, lot=lease.lot.code)
        yield Evidence(words, float(lease.hectares), lease.starts_on, lease.source, "estate", each.estate.code)


def _stated(kinds: Sequence[AreaKind]) -> _Records:
    def records(each: EstateKnown, day: date) -> Iterator[Evidence]:
        for row in each.statements:
            if row.kind in kinds and row.valid_from <= day:
                words = f"{each.estate.name}: {AreaKind(row.kind).label}"
                yield Evidence(words, float(row.hectares), row.valid_from, row.source, "estate", each.estate.code)

    return records


def _land(each: EstateKnown, day: date) -> Iterator[Evidence]:
    yield from _stated((AreaKind.INDUSTRIAL, AreaKind.SERVICE))(each, day)
    yield from _leases(each, day)


def _area(each: EstateKnown, day: date) -> _Value:
    return each.areas.on(AreaKind.TOTAL, day)


def _leasable(each: EstateKnown, day: date) -> _Value:
    return each.occupancy(day).leasable


def _leased(each: EstateKnown, day: date) -> _Value:
    full = each.occupancy(day)
    return full.leased if full.leasable is not None or each.leases else None


def _occupancy(each: EstateKnown, day: date) -> _Value:
    return each.occupancy(day).share


@indicator(
    code=ESTATE_AREA,
    whole=False,
    name=("Diện tích khu, cụm công nghiệp", "Area of zones and clusters"),
    unit=("ha", "ha"),
    decimals=2,
    kind=NumberKind.QUANTITY,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Tổng diện tích theo quyết định có hiệu lực vào ngày cuối kỳ; nếu chỉ có theo giai đoạn thì cộng các giai đoạn."
        + _WHOLE[0],
        "Total area by the decision in force on the last day of the period; the sum of the phases where only phases "
        "are stated." + _WHOLE[1],
    ),
    subjects=_subjects,
    evidence=_opens(_stated((AreaKind.TOTAL,))),
)
def estate_area(known: Knowledge) -> Iterator[Figure]:
    """Total area."""
    yield from _figures(ESTATE_AREA, known, _area, _sum(_area))


@indicator(
    code=ESTATE_LEASABLE,
    whole=False,
    name=("Diện tích đất có thể cho thuê", "Leasable land"),
    unit=("ha", "ha"),
    decimals=2,
    kind=NumberKind.QUANTITY,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        f"Đất công nghiệp của cụm; đất công nghiệp và đất dịch vụ của khu ({_ZONES.reference_vi}), theo số đã công bố "
        "vào ngày cuối kỳ." + _WHOLE[0],
        f"Industrial land of a cluster; industrial and service land of a zone ({_ZONES.reference_en}), as stated on "
        "the last day of the period." + _WHOLE[1],
    ),
    subjects=_subjects,
    evidence=_opens(_stated((AreaKind.INDUSTRIAL, AreaKind.SERVICE))),
)
def estate_leasable(known: Knowledge) -> Iterator[Figure]:
    """Leasable land."""
    yield from _figures(ESTATE_LEASABLE, known, _leasable, _sum(_leasable))


@indicator(
    code=ESTATE_LEASED,
    whole=False,
    name=("Diện tích đất đã cho thuê", "Leased land"),
    unit=("ha", "ha"),
    decimals=2,
    kind=NumberKind.QUANTITY,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Cộng diện tích các hợp đồng thuê có hiệu lực vào ngày cuối kỳ, theo mục đích sử dụng được tính vào tỷ lệ lấp "
        "đầy." + _WHOLE[0],
        "Adds up the leases that hold on the last day of the period, of the uses that count for occupancy." + _WHOLE[1],
    ),
    subjects=_subjects,
    evidence=_opens(_leases),
)
def estate_leased(known: Knowledge) -> Iterator[Figure]:
    """Leased land."""
    yield from _figures(ESTATE_LEASED, known, _leased, _sum(_leased))


@indicator(
    code=ESTATE_OCCUPANCY,
    whole=False,
    name=("Tỷ lệ lấp đầy", "Occupancy"),
    unit=("%", "%"),
    decimals=2,
    kind=NumberKind.SHARE,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Đất đã cho thuê chia cho đất có thể cho thuê vào ngày cuối kỳ; mẫu số không phải là tổng diện tích. Tỷ lệ "
        "chung là tổng chia cho tổng, không phải trung bình các tỷ lệ." + _WHOLE[0],
        "Leased over leasable land on the last day of the period; the total area plays no part. The rate of all is "
        "sums over sums, not a mean of rates." + _WHOLE[1],
    ),
    subjects=_subjects,
    evidence=_opens(_land),
)
def estate_occupancy(known: Knowledge) -> Iterator[Figure]:
    """Leased over leasable land."""

    def whole(parts: Sequence[EstateKnown], day: date) -> _Value:
        return together(each.occupancy(day) for each in parts).share

    yield from _figures(ESTATE_OCCUPANCY, known, _occupancy, whole)


# --- Projects, tenants, enterprises, capital -------------------------------------------------------------------


def _projects(each: EstateKnown, day: date) -> _Value:
    return len(each.projects_on(day)) if each.stands(day) else None


def _tenants(each: EstateKnown, day: date) -> _Value:
    return len({lease.tenant_id for lease in each.leases_on(day)}) if each.stands(day) else None


def _enterprises(each: EstateKnown, day: date) -> _Value:
    return len(each.operations_on(day)) if each.stands(day) else None


def _capital(each: EstateKnown, day: date) -> _Value:
    return each.registered_capital(day)


def _all_tenants(parts: Sequence[EstateKnown], day: date) -> _Value:
    # Who leases in two clusters is one tenant.
    return len({lease.tenant_id for each in parts for lease in each.leases_on(day)}) if parts else None


def _project_records(each: EstateKnown, day: date) -> Iterator[Evidence]:
    for row in each.projects_on(day):
        words = f"{each.estate.name}: {row.name}"
        source = row.certificate_code
        yield Evidence(words, None, row.approved_on, source, "estate", each.estate.code)


def _tenant_records(each: EstateKnown, day: date) -> Iterator[Evidence]:
    for row in {lease.tenant_id: lease for lease in each.leases_on(day)}.values():
        words = f"{each.estate.name}: {row.tenant.name}"
        yield Evidence(words, None, row.starts_on, row.source, "estate", each.estate.code)


def _operation_records(each: EstateKnown, day: date) -> Iterator[Evidence]:
    for row in each.operations_on(day):
        yield Evidence(f"{each.estate.name}: {row.name}", None, row.starts_on, row.source, "estate", each.estate.code)


def _capital_records(each: EstateKnown, day: date) -> Iterator[Evidence]:
    record = each.record(day)
    if record is not None and record.registered_capital is not None:
        capital = float(record.registered_capital)
        yield Evidence(each.estate.name, capital, record.valid_from, record.source, "estate", each.estate.code)


@indicator(
    code=ESTATE_PROJECTS,
    whole=False,
    name=("Số dự án trong khu, cụm công nghiệp", "Projects in zones and clusters"),
    unit=("dự án", "projects"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Đếm dự án thứ cấp đã được chấp thuận và chưa kết thúc vào ngày cuối kỳ; không phải số nhà đầu tư thuê đất hay "
        "số doanh nghiệp." + _WHOLE[0],
        "Counts the projects of tenants approved and not ended on the last day of the period; neither tenants nor "
        "enterprises." + _WHOLE[1],
    ),
    subjects=_subjects,
    evidence=_opens(_project_records),
)
def estate_projects(known: Knowledge) -> Iterator[Figure]:
    """Projects of tenants."""
    yield from _figures(ESTATE_PROJECTS, known, _projects, _sum(_projects))


@indicator(
    code=ESTATE_TENANTS,
    whole=False,
    name=("Số nhà đầu tư thuê đất", "Tenants of zones and clusters"),
    unit=("nhà đầu tư", "tenants"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Đếm nhà đầu tư có hợp đồng thuê đất có hiệu lực vào ngày cuối kỳ, mỗi nhà đầu tư một lần." + _WHOLE[0],
        "Counts those with a lease that holds on the last day of the period, each once." + _WHOLE[1],
    ),
    subjects=_subjects,
    evidence=_opens(_tenant_records),
)
def estate_tenants(known: Knowledge) -> Iterator[Figure]:
    """Who leases land."""
    yield from _figures(ESTATE_TENANTS, known, _tenants, _all_tenants)


@indicator(
    code=ESTATE_ENTERPRISES,
    whole=False,
    name=("Số doanh nghiệp hoạt động trong khu, cụm công nghiệp", "Enterprises at work in zones and clusters"),
    unit=("doanh nghiệp", "enterprises"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Đếm doanh nghiệp hoạt động trong khu, cụm công nghiệp vào ngày cuối kỳ, dù có thuê đất hay không." + _WHOLE[0],
        "Counts the enterprises that work there on the last day of the period, whether they lease land or not."
        + _WHOLE[1],
    ),
    subjects=_subjects,
    evidence=_opens(_operation_records),
)
def estate_enterprises(known: Knowledge) -> Iterator[Figure]:
    """Enterprises at work."""
    yield from _figures(ESTATE_ENTERPRISES, known, _enterprises, _sum(_enterprises))


@indicator(
    code=ESTATE_CAPITAL,
    whole=False,
    name=("Vốn đăng ký đầu tư hạ tầng", "Registered capital of the infrastructure"),
    unit=("tỷ đồng", "billion VND"),
    decimals=1,
    kind=NumberKind.QUANTITY,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Vốn đăng ký của dự án đầu tư xây dựng và kinh doanh hạ tầng theo quyết định có hiệu lực vào ngày cuối kỳ."
        + _WHOLE[0],
        "Capital registered for the project that builds and runs the infrastructure, by the decision in force on the "
        "last day of the period." + _WHOLE[1],
    ),
    subjects=_subjects,
    evidence=_opens(_capital_records),
)
def estate_capital(known: Knowledge) -> Iterator[Figure]:
    """Capital registered for the infrastructure."""
    yield from _figures(ESTATE_CAPITAL, known, _capital, _sum(_capital))
