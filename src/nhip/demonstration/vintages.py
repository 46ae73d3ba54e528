"""When reports came: on the fifteenth, late at the end of the month, or corrected months later. All illustrative.

Of the last month of the year many enterprises also sent an estimate before it was over.

The reports of 2023 are what is known in the end. What an officer had on the day of a release was less: some small
enterprises had not reported yet, and some quantities were corrected later. So releases of one year differ from each
other as real ones do, and the last one says what the article says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from nhip.demonstration.enterprises import SEED
from nhip.demonstration.products import OTHER_UNITS
from nhip.intake.models import Stage
from nhip.intake.sheets.rows import Row

__all__ = ["ESTIMATED", "ON_TIME", "arrived", "period_of", "sendings", "stage_of"]

PROVINCE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
YEAR: Final = "2023"
_FACTOR: Final = {(each.product, each.unit): Decimal(str(each.factor)) for each in OTHER_UNITS}
ON_TIME, LATE, LONG_AFTER, EARLY = "", "-2", "-3", "-0"
"""What is added to the month in the name of a file."""
# Day of the following month, and how many months later still.
_DAYS: Final = {ON_TIME: (15, 0), LATE: (28, 0), LONG_AFTER: (6, 3)}
# An estimate comes in the month itself.
EARLY_DAY: Final = 25
ESTIMATED: Final = ("2023-12",)
ESTIMATED_SHARE: Final = 0.75
LATE_SHARE, CORRECTED_SHARE = 0.08, 0.16
STONE: Final = "08100"
# With more makers than this, one that is missing is estimated well enough, unless it makes much of the product.
MANY: Final = 4
MUCH: Final = Decimal("0.25")
# Months in which one enterprise finds, long after, that it had reported too little.
FOUND_LATER: Final = ("2023-02", "2023-05", "2023-08")


def period_of(stem: str) -> str:
    """Return the month a file is about, from its name without its ending.

    >>> period_of("2023-05-3")
    '2023-05'
    """
    return stem[:7]


def stage_of(stem: str) -> Stage:
    """Return whether a file estimates its month, or reports it.

    >>> str(stage_of("2023-12-0")), str(stage_of("2023-12-2"))
    ('estimate', 'official')
    """
    return Stage.ESTIMATE if stem.endswith(EARLY) else Stage.OFFICIAL


def arrived(stem: str) -> datetime:
    """Return when a file came.

    >>> arrived("2023-12").isoformat(), arrived("2023-05-3").isoformat()
    ('2024-01-15T09:00:00+07:00', '2023-09-06T09:00:00+07:00')
    >>> arrived("2023-12-0").isoformat()
    '2023-12-25T09:00:00+07:00'
    """
    year, month = int(stem[:4]), int(stem[5:7])
    if stage_of(stem) is Stage.ESTIMATE:
        return datetime(year, month, EARLY_DAY, 9, tzinfo=PROVINCE)
    day, later = _DAYS[stem[7:]]
    following = year * 12 + month + later
    return datetime(following // 12, following % 12 + 1, day, 9, tzinfo=PROVINCE)


def sendings(period: str, rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Share a month's rows among the files they came in: the name of each without its ending, and its rows."""
    rows = list(rows)
    if not period.startswith(YEAR):
        yield period, rows
        return
    random = Random(f"{SEED}:vintages:{period}")  # noqa: S311 - a seed is the point
    makers = Counter(row.product for row in rows)
    whole: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        whole[row.product] += _made(row)
    found = _finder(period, rows)
    first: list[Row] = []
    late: list[Row] = []
    after: list[Row] = []
    # An enterprise sends all its rows, or none.
    for enterprise, group in groupby(rows, key=lambda row: row.enterprise):
        own, chance = list(group), random.random()
        plain = all(row.state == "" and _made(row) for row in own)
        large = any(_made(row) > MUCH * whole[row.product] for row in own)
        if enterprise == found:
            first += [_wrong(row, Decimal("0.6")) if row.product.startswith(STONE) else row for row in own]
            after += own
        # Where few enterprises make a product, or one makes much of it, an officer telephones until he has the reports.
        elif plain and not large and chance < LATE_SHARE and all(makers[row.product] > MANY for row in own):
            late += own
        elif plain and not large and chance > 1 - CORRECTED_SHARE:
            factor = Decimal("1.06") if chance > 1 - CORRECTED_SHARE / 3 else Decimal("0.92")
            first += [_wrong(row, factor) for row in own]
            late += own
        else:
            first += own
    if period in ESTIMATED:
        yield period + EARLY, list(_estimated(period, first))
    yield period + ON_TIME, first
    for mark, part in ((LATE, late), (LONG_AFTER, after)):
        if part:
            yield period + mark, part


def _estimated(period: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows of those who say before the month is over what it will bring: a little off, most a little low."""
    random = Random(f"{SEED}:estimates:{period}")  # noqa: S311 - a seed is the point
    for _enterprise, group in groupby(rows, key=lambda row: row.enterprise):
        own, chance = list(group), random.random()
        if chance < ESTIMATED_SHARE and all(row.state == "" and _made(row) for row in own):
            yield from (_wrong(row, Decimal(f"{random.uniform(0.955, 1.025):.3f}")) for row in own)


def _finder(period: str, rows: list[Row]) -> str | None:
    """Return the enterprise that finds out long after: the one with the largest quantity of stone of the month."""
    if period not in FOUND_LATER:
        return None
    stone = [row for row in rows if row.product.startswith(STONE) and row.state == "" and row.values.get("production")]
    return max(stone, key=lambda row: row.values["production"]).enterprise


def _made(row: Row) -> Decimal:
    """Return what a row says was made, in the unit of the product."""
    factor = _FACTOR.get((row.product, row.unit), Decimal(1))
    return row.values.get("production", Decimal(0)) * factor


def _wrong(row: Row, factor: Decimal) -> Row:
    """Return a row as it was first sent: production and sales off by the same amount, so that stocks still agree."""
    made, sold = row.values["production"], row.values.get("sales")
    off = (made * factor).quantize(made) - made
    if sold is None:
        return replace(row, values={**row.values, "production": made + off})
    off = max(off, -sold)
    return replace(row, values={**row.values, "production": made + off, "sales": sold + off})
