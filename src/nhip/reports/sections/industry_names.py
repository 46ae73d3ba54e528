"""Short names of industries, as sentences and charts use them; tables keep the names of the classification."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["panel_name", "short_name"]

# Most divisions begin with the same words; what tells them apart comes after.
_MAKING: Final = re.compile(r"^(?:Sản xuất (?!và )|Manufacture of )")
FILE = Path(__file__).resolve().parents[1] / "data" / "industry_names.csv"


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def short_name(code: str, name: str, day: date, language: str) -> str:
    """Return the short name of an industry on a day, or its own where none is kept.

    >>> from datetime import date
    >>> short_name("E", "Cung cấp nước; hoạt động quản lý …", date(2023, 12, 31), "vi")
    'Cung cấp nước và xử lý rác thải, nước thải'
    >>> short_name("10", "Manufacture of food products", date(2023, 12, 31), "en")
    'Manufacture of food products'
    """
    found = name
    for row in _rows():
        if row["code"] == code and date.fromisoformat(row["valid_from"]) <= day:
            found = row["name_vi" if language.startswith("vi") else "name_en"]
    return found


def panel_name(short: str) -> str:
    """Return a name for a small chart, one of many.

    >>> panel_name("Sản xuất sản phẩm từ cao su và plastic"), panel_name("Sản xuất và phân phối điện")
    ('Sản phẩm từ cao su và plastic', 'Sản xuất và phân phối điện')
    """
    name = _MAKING.sub("", short)
    return name[:1].upper() + name[1:]
