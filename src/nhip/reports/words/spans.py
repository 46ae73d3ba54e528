"""Spans of time in the words of a report."""

from __future__ import annotations

from nhip.figures.periods import Period, PeriodKind

__all__ = ["against", "by_the_end_of", "heading", "since_january", "span", "within"]


def span(period: Period, language: str) -> str:
    """Write a period as a report does: the months since January are counted.

    >>> [span(Period.parse(t), "vi") for t in ("2023-01/2023-09", "2023-H1", "2023", "2023-03")]
    ['9 tháng đầu năm 2023', '6 tháng đầu năm 2023', 'năm 2023', 'tháng 3/2023']
    >>> span(Period.parse("2023-01/2023-11"), "vi"), span(Period.parse("2023-01/2023-12"), "vi")
    ('11 tháng năm 2023', '12 tháng năm 2023')
    >>> span(Period.parse("2023-01/2023-09"), "en"), span(Period.parse("2023-01/2023-12"), "en")
    ('the first nine months of 2023', 'the twelve months of 2023')
    """
    if period.kind is PeriodKind.CUMULATIVE and period.number > 1:
        return since_january(period, language)
    return period.in_words(language)


_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# "The first" is said of a part of the year, not of nearly all of it.
_MOST_OF_THE_YEAR = 11


def since_january(period: Period, language: str) -> str:
    """Write January up to a month."""
    number, first = period.number, period.number < _MOST_OF_THE_YEAR
    if language.startswith("vi"):
        return f"{number} tháng {'đầu ' if first else ''}năm {period.year}"
    return f"the {'first ' if first else ''}{_COUNTED[number - 1]} months of {period.year}"


def against(period: Period, language: str) -> str:
    """Say what growth over last year is measured against: a whole year is named, a part is "the same period".

    >>> against(Period.parse("2023"), "vi"), against(Period.parse("2023-01/2023-12"), "vi")
    ('so với năm 2022', 'so với năm 2022')
    >>> against(Period.parse("2023-Q1"), "vi"), against(Period.parse("2023-H1"), "en")
    ('so với cùng kỳ năm 2022', 'over the same period of 2022')
    """
    whole = period.length == 12
    before = period.year - 1
    if language.startswith("vi"):
        return f"so với năm {before}" if whole else f"so với cùng kỳ năm {before}"
    return f"over {before}" if whole else f"over the same period of {before}"


_WITHIN = {
    PeriodKind.MONTH: ("trong tháng", "in the month"),
    PeriodKind.QUARTER: ("trong quý", "in the quarter"),
    PeriodKind.YEAR: ("trong năm", "in the year"),
}


def within(period: Period, language: str) -> str:
    """Say what happened in the period, once it was named.

    >>> [within(Period.parse(t), "vi") for t in ("2023-03", "2023-Q1", "2023-H1", "2023-01/2023-09", "2023")]
    ['trong tháng', 'trong quý', 'trong 6 tháng', 'trong 9 tháng', 'trong năm']
    """
    vietnamese = language.startswith("vi")
    if period.kind in _WITHIN:
        return _WITHIN[period.kind][0 if vietnamese else 1]
    return f"trong {period.length} tháng" if vietnamese else f"in these {_COUNTED[period.length - 1]} months"


def by_the_end_of(period: Period, language: str) -> str:
    """Say by when something stands: the year by its end, a part of it by its last month.

    >>> by_the_end_of(Period.parse("2023-H1"), "vi"), by_the_end_of(Period.parse("2023"), "vi")
    ('đến hết tháng 6/2023', 'đến hết năm 2023')
    >>> by_the_end_of(Period.parse("2023-Q1"), "en")
    'by the end of March 2023'
    """
    until = period if period.kind is PeriodKind.YEAR else period.last_month
    words = until.in_words(language)
    return f"đến hết {words}" if language.startswith("vi") else f"by the end of {words}"


def heading(period: Period, language: str) -> str:
    """Write a period for a title.

    >>> heading(Period.parse("2023-01/2023-09"), "vi"), heading(Period.parse("2023-Q1"), "en")
    ('9 tháng đầu năm 2023', 'First quarter of 2023')
    """
    words = span(period, language)
    words = words.removeprefix("the ") if language == "en" else words
    return words[:1].upper() + words[1:] if not language.startswith("vi") else words
