"""What changes in the panel: enterprises that enter, a line that stops, a line that another firm takes over."""

from __future__ import annotations

from typing import NamedTuple

from nhip.demonstration.enterprises import ENTRANTS, Enterprise, by_line, makers
from nhip.demonstration.lines import LINE, LINES

# Months of reports over which an entrant is compared with those already there before it joins.
OVERLAP = 3


class Change(NamedTuple):
    """One row of events.csv."""

    kind: str
    period: str
    enterprise: str
    product: str
    new_enterprise: str = ""
    overlap_from: str = ""
    overlap_to: str = ""
    reference: str = ""


def add_months(period: str, months: int) -> str:
    """The period so many months later."""
    ordinal = int(period[:4]) * 12 + int(period[5:]) - 1 + months
    return f"{ordinal // 12}-{ordinal % 12 + 1:02d}"


def stopped() -> tuple[str, Enterprise, str]:
    """A quarry that gives up its sand in May 2023 and goes on with stone: (line, enterprise, first month without)."""
    return "sand", by_line()["stone"][4], "2023-05"


def handed_over() -> tuple[str, Enterprise, Enterprise, str]:
    """A concrete plant taken over in July 2023, after three months side by side: (line, old, new, first month)."""
    new = next(e for e in by_line()["concrete"] if e.first_month == "2023-04")
    return "concrete", by_line()["blocks"][0], new, "2023-07"


def last_month(key: str, enterprise: Enterprise) -> str:
    """The last month of 2022 and 2023 for which the enterprise reports the line."""
    line, firm, first_without = stopped()
    if (key, enterprise) == (line, firm):
        return add_months(first_without, -1)
    line, old, _, first_new = handed_over()
    if (key, enterprise) == (line, old):
        return add_months(first_new, -1)
    return "2023-12"


def changes() -> tuple[Change, ...]:
    """All events, by period."""
    found = []
    key, old, new, period = handed_over()
    start, end = add_months(period, -OVERLAP), add_months(period, -1)
    product = LINE[key].product
    reference = "Chuyển giao trạm trộn (minh họa)"
    found.append(Change("replacement", period, old.tax_code, product, new.tax_code, start, end, reference))
    line, firm, first_without = stopped()
    reference = "Hết hạn giấy phép khai thác cát (minh họa)"
    found.append(Change("exit", first_without, firm.tax_code, LINE[line].product, reference=reference))
    for each in LINES:
        for firm in makers(each.key):
            if firm.line == each.key and firm.first_month > "2022-01" and firm != new:
                start, end = firm.first_month, add_months(firm.first_month, OVERLAP - 1)
                reference = "Doanh nghiệp mới (minh họa)"
                joins = add_months(end, 1)
                found.append(Change("entry", joins, firm.tax_code, each.product, "", start, end, reference))
    assert len(found) == len(ENTRANTS) + 1, "one entrant joins by taking over a plant"  # noqa: S101
    return tuple(sorted(found, key=lambda change: (change.period, change.enterprise)))
