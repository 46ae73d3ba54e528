"""Months: the text "YYYY-MM" that people read, and the ordinal the arithmetic uses.

The ordinal of a month is ``year * 12 + month - 1``, so that neighbours differ by one and the same
month of last year by twelve. Both directions exist for single values and as Narwhals expressions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import narwhals as nw

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "MONTHS_A_YEAR",
    "is_period_expr",
    "month_of_year",
    "month_of_year_expr",
    "ordinal",
    "ordinal_expr",
    "parse",
    "periods",
    "span",
    "text",
    "text_expr",
    "year_expr",
    "year_of",
]

MONTHS_A_YEAR = 12

# [0-9] and \Z, not \d and $: those also accept Arabic-Indic digits and a trailing newline.
_PERIOD = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])\Z")


def parse(period: str) -> tuple[int, int]:
    """Read a period strictly.

    Args:
        period: four digits, a hyphen, two digits from 01 to 12.

    Returns:
        Year and month (1 to 12).

    Raises:
        ValueError: the text is anything else. There is no guessing: "4/2023", "2023-4" and
            "2023-04 " are refused.

    Source:
        SDMX 2.1 and 3.0, TIME_PERIOD, Gregorian year and month (ISO 8601 extended format).

    Example:
        >>> parse("2023-04")
        (2023, 4)
        >>> parse("2023-13")
        Traceback (most recent call last):
        ...
        ValueError: '2023-13' is not a month; write year and month as YYYY-MM, such as 2023-04
    """
    found = _PERIOD.match(period) if isinstance(period, str) else None
    if found is None:
        raise ValueError(f"{period!r} is not a month; write year and month as YYYY-MM, such as 2023-04")
    return int(found[1]), int(found[2])


def ordinal(period: str) -> int:
    """Number of the month: ``year * 12 + month - 1``.

    Args:
        period: "YYYY-MM".

    Returns:
        The ordinal, in months.

    Raises:
        ValueError: see `parse`.

    Example:
        >>> ordinal("2023-04") - ordinal("2022-04")
        12
    """
    year, month = parse(period)
    return year * MONTHS_A_YEAR + month - 1


def text(month: int) -> str:
    """Period of an ordinal; the inverse of `ordinal`.

    Args:
        month: an ordinal, for the years 0 to 9999.

    Returns:
        "YYYY-MM".

    Raises:
        ValueError: the year would not have four digits.

    Example:
        >>> text(ordinal("2023-12") + 1)
        '2024-01'
    """
    year, rest = divmod(month, MONTHS_A_YEAR)
    if not 0 <= year <= 9999:
        raise ValueError(f"{month} is not the ordinal of a month in the years 0 to 9999")
    return f"{year:04d}-{rest + 1:02d}"


def year_of(month: int) -> int:
    """Calendar year of an ordinal.

    Args:
        month: an ordinal.

    Returns:
        The year.

    Example:
        >>> year_of(ordinal("2023-12"))
        2023
    """
    return month // MONTHS_A_YEAR


def month_of_year(month: int) -> int:
    """Calendar month (1 to 12) of an ordinal.

    Args:
        month: an ordinal.

    Returns:
        1 for January to 12 for December.

    Example:
        >>> month_of_year(ordinal("2023-12"))
        12
    """
    return month % MONTHS_A_YEAR + 1


def span(first: str, last: str) -> range:
    """Ordinals from the first to the last month, both included.

    Args:
        first: "YYYY-MM".
        last: "YYYY-MM", not before ``first``.

    Returns:
        A range of ordinals, never empty.

    Raises:
        ValueError: one of them is not a month, or the last lies before the first.

    Example:
        >>> len(span("2022-11", "2023-02"))
        4
    """
    start, end = ordinal(first), ordinal(last)
    if end < start:
        raise ValueError(f"the last month {last} lies before the first month {first}")
    return range(start, end + 1)


def periods(first: str, last: str) -> Iterator[str]:
    """Periods from the first to the last month, both included.

    Args:
        first: "YYYY-MM".
        last: "YYYY-MM", not before ``first``.

    Yields:
        Each "YYYY-MM" in turn.

    Raises:
        ValueError: see `span`.

    Example:
        >>> list(periods("2022-12", "2023-01"))
        ['2022-12', '2023-01']
    """
    return map(text, span(first, last))


def is_period_expr(column: str) -> nw.Expr:
    """Whether each text is a period as `parse` wants it.

    Args:
        column: name of a text column.

    Returns:
        A Boolean expression; null where the text is null.

    Example:
        >>> import polars as pl
        >>> frame = nw.from_native(pl.DataFrame({"period": ["2023-04", "2023-13", "04/2023"]}))
        >>> frame.select(is_period_expr("period"))["period"].to_list()
        [True, False, False]
    """
    words = nw.col(column)
    # The length is asked for as well: in Spark's dialect "$" also matches before a final newline.
    return words.str.contains(r"^[0-9]{4}-(0[1-9]|1[0-2])$") & (words.str.len_chars() == 7)


def ordinal_expr(column: str) -> nw.Expr:
    """Ordinals of a column of periods: ``year * 12 + month - 1``.

    Args:
        column: name of a text column of periods "YYYY-MM". The expression does not check them
            (`is_period_expr` does): what is not a number fails in the backend.

    Returns:
        An Int64 expression that keeps the column's name; null stays null.

    Example:
        >>> import polars as pl
        >>> frame = nw.from_native(pl.DataFrame({"period": ["2023-04"]}))
        >>> frame.select(ordinal_expr("period"))["period"].to_list() == [ordinal("2023-04")]
        True
    """
    words = nw.col(column)
    year = words.str.slice(0, 4).cast(nw.Int64)
    return year * MONTHS_A_YEAR + words.str.slice(5, 2).cast(nw.Int64) - 1


def text_expr(column: str) -> nw.Expr:
    """Periods of a column of ordinals; the inverse of `ordinal_expr`.

    Args:
        column: name of an integer column of ordinals, none negative.

    Returns:
        A text expression that keeps the column's name; null stays null.

    Example:
        >>> import polars as pl
        >>> frame = nw.from_native(pl.DataFrame({"month": [ordinal("2023-04")]}))
        >>> frame.select(text_expr("month"))["month"].to_list()
        ['2023-04']
    """
    year = year_expr(column).cast(nw.String).str.zfill(4)
    month = month_of_year_expr(column).cast(nw.String).str.zfill(2)
    return nw.concat_str([year, month], separator="-").alias(column)


def year_expr(column: str) -> nw.Expr:
    """Calendar years of a column of ordinals.

    Args:
        column: name of an integer column of ordinals.

    Returns:
        An Int64 expression that keeps the column's name; null stays null.

    Example:
        >>> import polars as pl
        >>> frame = nw.from_native(pl.DataFrame({"month": [ordinal("2023-12")]}))
        >>> frame.select(year_expr("month"))["month"].to_list()
        [2023]
    """
    return (nw.col(column) // MONTHS_A_YEAR).cast(nw.Int64)


def month_of_year_expr(column: str) -> nw.Expr:
    """Calendar months (1 to 12) of a column of ordinals.

    Args:
        column: name of an integer column of ordinals.

    Returns:
        An Int64 expression that keeps the column's name; null stays null.

    Example:
        >>> import polars as pl
        >>> frame = nw.from_native(pl.DataFrame({"month": [ordinal("2023-12")]}))
        >>> frame.select(month_of_year_expr("month"))["month"].to_list()
        [12]
    """
    return (nw.col(column) % MONTHS_A_YEAR).cast(nw.Int64) + 1
