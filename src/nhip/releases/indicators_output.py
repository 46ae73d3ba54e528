"""Output of key products, in the catalogue of indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from nhip.figures.catalogue import indicator
from nhip.figures.comparisons import OF_KIND, Comparison
from nhip.figures.model import Figure
from nhip.figures.numbers import NumberKind
from nhip.figures.periods import Period
from nhip.figures.spans import spans
from nhip.releases.knowledge import Known
from nhip.releases.registers import key_products

__all__ = ["KEY_GROWING", "KEY_LISTED", "KEY_OUTPUT"]

KEY_OUTPUT: Final = "KEY_OUTPUT"
KEY_GROWING: Final = "KEY_GROWING"
KEY_LISTED: Final = "KEY_LISTED"

_REPORTS: Final = (
    "Báo cáo tháng của doanh nghiệp; danh mục sản phẩm chủ lực của tỉnh",
    "Monthly reports of enterprises; the province's list of key products",
)


def _total(amounts: Mapping[tuple[str, str], float], products: Iterable[str], period: Period) -> float | None:
    """Add up products over the months; None where there is nothing at all."""
    found = [amounts[product, m] for product in products for m in period.months if (product, m) in amounts]
    return sum(found) if found else None


def _lists(known: Known) -> dict[int, list[tuple[str, list[str]]]]:
    """Return each year's key products with their product codes; a year without a list has the next one's."""
    lists: dict[int, list[tuple[str, list[str]]]] = {}
    for key in key_products():
        lists.setdefault(key.year, []).append((key.code, list(key.products)))
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
    whole=False,
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
        for period in spans(month for month in known.months if month.year == year):
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
        for period in spans(month for month in known.months if month.year == year):
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
