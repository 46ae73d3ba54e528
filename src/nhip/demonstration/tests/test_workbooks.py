"""The workbooks of the demonstration: the same bytes every time, and boxes that fit together."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from nhip.demonstration.boxes import filled
from nhip.demonstration.workbooks import write_workbooks


def test_boxes_fit_together(rows):
    closing: dict[tuple[str, str], Decimal] = {}
    people: dict[tuple[str, str], int] = {}
    count = 0
    for row in filled(rows):
        values, key = row.values, (row.enterprise, row.product)
        assert all(value >= 0 for value in values.values())
        assert people.setdefault((row.enterprise, row.period), row.employees) == row.employees
        if "sales" in values:
            opening, made = values["opening_stock"], values.get("production", Decimal(0))
            assert opening + made - values["sales"] == values["closing_stock"]
            assert closing.get(key, opening) == opening
            closing[key] = values["closing_stock"]
            count += 1
    assert count > 2000
    assert len(people) == len({(row.enterprise, row.period) for row in rows})


def test_a_month_is_the_same_file_every_time(rows, tmp_path):
    month = [row for row in rows if row.period == "2022-01"]
    digests = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("a", "b")
        for path in write_workbooks(tmp_path / folder, month)
    }
    assert len(digests) == 1
    assert [path.name for path in (tmp_path / "a" / "workbooks").iterdir()] == ["2022-01.xlsx"]
