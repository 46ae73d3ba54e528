"""The register: 226 enterprises at the end of 2023, of which 23 entered in 2023 and 3 in 2022.

The counts are the article's (C21, C22). Two names are the article's; every other name is invented. All tax codes
are invented: they keep the rule of the check digit but begin with 99, which is no province's number.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import product as pairs
from random import Random
from typing import NamedTuple

from nhip.demonstration.lines import LINE, LINES, UNTOLD
from nhip.demonstration.places import PLACES
from nhip.demonstration.products import ARTICLE, PRODUCT

SEED = "nhip-demonstration-1"

REAL_NAMES = {"coal": "Công ty Than Na Dương", "thermal": "Công ty Nhiệt điện Na Dương"}
NA_DUONG = "06526"

# Two words of nature make a name that no firm is known by.
FIRST = "Nắng Mây Gió Suối Đồi Rừng Sương Thung Đèo Lối Bến Khe Vườn Mưa Núi"
SECOND = "Sim Hồi Quế Lau Chàm Biếc Ngàn Mận Trúc Lim Đào Sở Trám Thông Dẻ Ngô"

# Who came, and when: 3 in 2022, 23 in 2023.
ENTRANTS: tuple[tuple[str, str], ...] = (
    ("veneer", "2022-05-09"),
    ("concrete", "2022-07-18"),
    ("stone", "2022-10-03"),
    ("veneer", "2023-01-05"),
    ("blocks", "2023-01-10"),
    ("pellets", "2023-02-08"),
    ("fruit", "2023-02-20"),
    ("veneer", "2023-03-06"),
    ("scrap", "2023-03-15"),
    ("concrete", "2023-04-03"),
    ("sawn", "2023-04-11"),
    ("stone", "2023-04-24"),
    ("bottled", "2023-05-08"),
    ("veneer", "2023-05-16"),
    ("blocks", "2023-06-05"),
    ("jelly", "2023-06-19"),
    ("veneer", "2023-07-03"),
    ("furniture", "2023-07-12"),
    ("concrete", "2023-08-02"),
    ("pellets", "2023-08-15"),
    ("veneer", "2023-08-28"),
    ("sand", "2023-09-06"),
    ("blocks", "2023-09-18"),
    ("stone", "2023-10-04"),
    ("fruit", "2023-10-16"),
    ("veneer", "2023-11-06"),
)

CHECK_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


class Enterprise(NamedTuple):
    tax_code: str
    name: str
    place: str
    line: str
    entered_on: date
    size: float
    name_source: str

    @property
    def industry(self) -> str:
        """The class of what it mainly makes."""
        return PRODUCT[LINE[self.line].product].industry

    @property
    def first_month(self) -> str:
        """The first month it reports: the month it entered, but never before 2022."""
        return max(f"{self.entered_on:%Y-%m}", "2022-01")


def check_digit(nine: str) -> int | None:
    """The tenth digit of a Vietnamese tax code, or None where the rule leaves none."""
    total = sum(weight * int(digit) for weight, digit in zip(CHECK_WEIGHTS, nine, strict=True))
    digit = 10 - total % 11
    return digit if digit < 10 else None


def valid_tax_code(code: str) -> bool:
    """Whether ten digits keep the rule of the check digit."""
    return len(code) == 10 and code.isdecimal() and check_digit(code[:9]) == int(code[9])


@cache
def enterprises() -> tuple[Enterprise, ...]:
    """The register, in the order of tax codes."""
    codes = _tax_codes()
    names = _brands()
    found = []
    for line in LINES:
        random = Random(f"{SEED}:register:{line.key}")  # noqa: S311 - a seed is the point
        # Largest first, so that "the two largest" is a slice.
        sizes = sorted((random.lognormvariate(0, 0.55) for _ in range(line.firms)), reverse=True)
        for size in sizes:
            entered = date(1998, 1, 1) + timedelta(days=random.randrange(0, 8600))
            found.append(_enterprise(next(codes), names, line.key, entered, size, random))
    random = Random(f"{SEED}:entrants")  # noqa: S311
    for key, day in ENTRANTS:
        # New firms are small.
        size = random.uniform(0.12, 0.3)
        found.append(_enterprise(next(codes), names, key, date.fromisoformat(day), size, random))
    return tuple(found)


@cache
def by_line() -> dict[str, tuple[Enterprise, ...]]:
    """Enterprises by their main line, the largest incumbents first, then entrants by date."""
    found: dict[str, list[Enterprise]] = {line.key: [] for line in LINES}
    for enterprise in enterprises():
        found[enterprise.line].append(enterprise)
    return {key: tuple(members) for key, members in found.items()}


def makers(key: str) -> tuple[Enterprise, ...]:
    """All enterprises on a line, those included that mainly make something else."""
    line = LINE[key]
    others = by_line()[line.also[0]][: line.also[1]] if line.also else ()
    return by_line()[key] + others


def consents(enterprise: Enterprise) -> tuple[str, ...]:
    """Products whose figures the enterprise lets be published: all but those whose makers keep them to themselves.

    That they agreed is invented. Without it, half of what the article prints could not be shown.
    """
    lines = (line for line in LINES if line.key not in UNTOLD and enterprise in makers(line.key))
    return tuple(sorted({line.product for line in lines}))


def _tax_codes() -> Iterator[str]:
    for number in range(1, 400):
        nine = f"99{number:07d}"
        digit = check_digit(nine)
        if digit is not None:
            yield f"{nine}{digit}"


def _brands() -> Iterator[str]:
    brands = [f"{first} {second}" for first, second in pairs(FIRST.split(), SECOND.split())]
    Random(f"{SEED}:names").shuffle(brands)  # noqa: S311
    return iter(brands)


def _enterprise(code: str, brands: Iterator[str], key: str, entered: date, size: float, random: Random) -> Enterprise:
    if key in REAL_NAMES:
        return Enterprise(code, REAL_NAMES[key], NA_DUONG, key, entered, size, ARTICLE)
    form = random.choice(("Công ty TNHH", "Công ty TNHH", "Công ty cổ phần", "Hợp tác xã"))
    name = f"{form} {LINE[key].trade} {next(brands)}"
    return Enterprise(code, name, random.choice(tuple(PLACES)), key, entered, size, "")
