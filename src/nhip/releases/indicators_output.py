"""Output of key products, enterprises and plans, in the catalogue of indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from nhip.figures.catalogue import indicator
from nhip.figures.comparisons import OF_KIND, Comparison
from nhip.figures.model import Figure, Knowledge
from nhip.figures.numbers import NumberKind
from nhip.figures.periods import Period, PeriodKind
from nhip.registry.models import Enterprise, KeyProduct, ProductionPlan
from nhip.releases.knowledge import Known

__all__ = ["ENTERPRISES", "KEY_GROWING", "KEY_OUTPUT", "NEW_ENTERPRISES", "PLAN"]

KEY_OUTPUT: Final = "KEY_OUTPUT"
KEY_GROWING: Final = "KEY_GROWING"
KEY_LISTED: Final = "KEY_LISTED"
ENTERPRISES: Final = "ENTERPRISES"
NEW_ENTERPRISES: Final = "NEW_ENTERPRISES"
PLAN: Final = "PLAN"

_REPORTS: Final = (
    "Báo cáo tháng của doanh nghiệp; danh mục sản phẩm chủ lực của tỉnh",
    "Monthly reports of enterprises; the province's list of key products",
)


def _spans(months: Iterable[Period]) -> list[Period]:
    """Return the months, January to each of them, and each half-year and year that is complete."""
    known = sorted(months)
    texts = {str(month) for month in known}
    spans = [*known, *(month.cumulative for month in known)]
    for kind in (PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR):
        spans += sorted({month.enclosing(kind) for month in known})
    return [span for span in spans if texts.issuperset(span.months)]


def _total(amounts: Mapping[tuple[str, str], float], products: Iterable[str], period: Period) -> float | None:
    """Add up products over the months; None where there is nothing at all."""
    found = [amounts[product, m] for product in products for m in period.months if (product, m) in amounts]
    return sum(found) if found else None


def _lists(known: Known) -> dict[int, list[tuple[str, list[str]]]]:
    """Return each year's key products with their product codes; a year without a list has the next one's."""
    lists: dict[int, list[tuple[str, list[str]]]] = {}
    for key in KeyProduct.objects.prefetch_related("products"):
        lists.setdefault(key.year, []).append((key.code, sorted(p.code for p in key.products.all())))
    years = sorted({month.year for month in known.months})
    return {year: next((lists[y] for y in sorted(lists) if y >= year), lists[max(lists)]) for year in years if lists}


def _key_growth(known: Known, products: list[str], period: Period) -> tuple[float | None, float | None]:
    """Output of a period, and its growth in percent over the same period of last year."""
    now = _total(known.output, products, period)
    before = _total(known.output, products, period.a_year_ago)
    covered = all((product, m) in known.output for product in products for m in period.a_year_ago.months)
    if now is None or not before or not covered:
        return now, None
    return now, (now - before) / before * 100


@indicator(
    code=KEY_OUTPUT,
    name=("Sản lượng sản phẩm chủ lực", "Output of key products"),
    unit=("theo sản phẩm", "by product"),
    decimals=1,
    kind=NumberKind.QUANTITY,
    comparisons=[Comparison.NONE, *OF_KIND.values()],
    source=_REPORTS,
    method=(
        "Tổng sản lượng các doanh nghiệp báo cáo, cộng phần ước tính cho báo cáo thiếu; mức tăng so với cùng kỳ năm "
        "trước.",
        "Output of all enterprises that reported, and estimates for missing reports; growth over the same period of "
        "last year.",
    ),
)
def key_output(known: Known) -> Iterator[Figure]:
    """Quantity and growth of each key product, for months and longer periods."""
    for year, keys in _lists(known).items():
        for period in _spans(month for month in known.months if month.year == year):
            for code, products in keys:
                quantity, growth = _key_growth(known, products, period)
                if quantity is None:
                    continue
                imputed = _total(known.imputed_output, products, period) or 0.0
                share = imputed / quantity if quantity else 0.0
                yield Figure(KEY_OUTPUT, code, period, Comparison.NONE, quantity, imputed_share=share)
                if growth is not None:
                    comparison = OF_KIND[period.kind]
                    yield Figure(KEY_OUTPUT, code, period, comparison, growth, imputed_share=share)


def _counts(known: Known) -> Iterator[tuple[Period, int, int]]:
    for year, keys in _lists(known).items():
        for period in _spans(month for month in known.months if month.year == year):
            growths = [_key_growth(known, products, period)[1] for _, products in keys]
            if all(growth is not None for growth in growths):
                yield period, sum(1 for growth in growths if growth is not None and growth > 0), len(keys)


@indicator(
    code=KEY_GROWING,
    name=("Số sản phẩm chủ lực tăng", "Key products that grew"),
    unit=("sản phẩm", "products"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_REPORTS,
    method=(
        "Số sản phẩm trong danh mục có sản lượng cao hơn cùng kỳ năm trước.",
        "How many products of the list had more output than in the same period of last year.",
    ),
)
def key_growing(known: Known) -> Iterator[Figure]:
    """Count the key products that grew."""
    for period, growing, _ in _counts(known):
        yield Figure(KEY_GROWING, "", period, Comparison.NONE, growing)


@indicator(
    code=KEY_LISTED,
    name=("Số sản phẩm chủ lực", "Key products"),
    unit=("sản phẩm", "products"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_REPORTS,
    method=("Số sản phẩm trong danh mục của năm.", "How many products the year's list has."),
)
def key_listed(known: Known) -> Iterator[Figure]:
    """Count the key products."""
    for period, _, listed in _counts(known):
        yield Figure(KEY_LISTED, "", period, Comparison.NONE, listed)


_REGISTER: Final = ("Danh bạ doanh nghiệp công nghiệp của tỉnh", "The province's register of industrial enterprises")


@indicator(
    code=ENTERPRISES,
    name=("Số doanh nghiệp công nghiệp", "Industrial enterprises"),
    unit=("doanh nghiệp", "enterprises"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_REGISTER,
    method=(
        "Số doanh nghiệp có trong danh bạ cuối kỳ, trừ doanh nghiệp đã rời đi.",
        "Enterprises in the register at the end of the period, less those that have left.",
    ),
)
def enterprises(known: Knowledge) -> Iterator[Figure]:
    """Count the enterprises at the end of each month."""
    lives = list(Enterprise.objects.values_list("entered_on", "exited_on"))
    for month in known.months:
        end = month.last_month
        next_month = date(end.year + end.number // 12, end.number % 12 + 1, 1)
        stock = sum(1 for came, left in lives if (not came or came < next_month) and (not left or left >= next_month))
        yield Figure(ENTERPRISES, "", month, Comparison.NONE, stock)


@indicator(
    code=NEW_ENTERPRISES,
    name=("Doanh nghiệp công nghiệp mới", "New industrial enterprises"),
    unit=("doanh nghiệp", "enterprises"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_REGISTER,
    method=(
        "Số doanh nghiệp có ngày vào danh bạ trong kỳ.",
        "Enterprises whose date of entry lies in the period.",
    ),
)
def new_enterprises(known: Knowledge) -> Iterator[Figure]:
    """Count the enterprises that came in each month and longer period."""
    days = Enterprise.objects.exclude(entered_on=None).values_list("entered_on", flat=True)
    came = [f"{day:%Y-%m}" for day in days if day]
    for period in _spans(known.months):
        months = set(period.months)
        yield Figure(NEW_ENTERPRISES, "", period, Comparison.NONE, sum(month in months for month in came))


@indicator(
    code=PLAN,
    name=("Mức đạt kế hoạch năm", "Attainment of the year's plan"),
    unit=("% kế hoạch năm", "% of the year's plan"),
    decimals=1,
    kind=NumberKind.SHARE,
    comparisons=[Comparison.NONE, Comparison.PLAN],
    source=(
        "Báo cáo tháng và kế hoạch năm của doanh nghiệp",
        "Monthly reports and yearly plans of enterprises",
    ),
    method=(
        "Lượng từ đầu năm của doanh nghiệp, và tỷ lệ của nó so với kế hoạch năm. Đối tượng là mã số thuế, sản phẩm và "
        "chỉ tiêu.",
        "Quantity of the enterprise since January, and its ratio to the plan of the whole year. The subject is tax "
        "code, product and measure.",
    ),
)
def plan_attainment(known: Known) -> Iterator[Figure]:
    """Quantity since January, and its share of the plan, for every enterprise that has one."""
    plans = ProductionPlan.objects.known_at(known.as_of).select_related("enterprise", "product")
    for plan in plans:
        code, product = plan.enterprise.tax_code, plan.product.code
        subject = f"{code}/{product}/{plan.measure}"
        for month in sorted(month for month in known.months if month.year == plan.year):
            found = [known.delivered.get((code, product, plan.measure, m)) for m in month.cumulative.months]
            if any(quantity is not None for quantity in found):
                made = sum(quantity for quantity in found if quantity is not None)
                yield Figure(PLAN, subject, month.cumulative, Comparison.NONE, made)
                yield Figure(PLAN, subject, month.cumulative, Comparison.PLAN, made / float(plan.quantity) * 100)
