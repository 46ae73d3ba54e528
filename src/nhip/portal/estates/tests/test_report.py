"""The ministry's report on clusters, on the screen and as a workbook."""

from __future__ import annotations

import io

import openpyxl
import pytest

from nhip.people.roles import Role

pytestmark = pytest.mark.django_db
REPORT = "/vi/estates/report/"


def test_the_report_is_a_table_of_three_parts_with_its_period_and_its_rule(province, officer):
    answer = officer.get(f"{REPORT}?period=2025")
    page = " ".join(answer.content.decode().split())
    # Circular 14/2024/TT-BCT: the year runs from 15 December to 14 December.
    assert "15/12/2024 – 14/12/2025" in page
    assert "14/2024/TT-BCT" in page
    assert [part.number for part in answer.context["report"].parts] == [1, 2, 3]
    occupancy = next(line for part in answer.context["report"].parts for line in part.lines if line.unit == "%")
    assert occupancy.total.bare == "100,00"
    assert "CCN-SO-2" in page
    assert "KCN-VSIP" not in page


def test_the_workbook_holds_the_same_numbers_as_numbers(province, officer):
    answer = officer.get("/vi/estates/report.xlsx?period=2025-H1")
    assert answer["Content-Disposition"] == 'attachment; filename="clusters-2025-H1.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = {row[1].value: row[3].value for row in sheet.iter_rows() if row[1].value}
    shown = officer.get(f"{REPORT}?period=2025-H1").context["report"]
    assert rows[shown.parts[1].lines[1].words] == 1
    assert str(rows[shown.parts[1].lines[1].words]) == shown.parts[1].lines[1].total.bare


@pytest.mark.parametrize(("period", "number"), [("2025-H2", "E734"), ("2019", "E735")])
def test_a_period_that_has_no_report_is_told(province, officer, period, number):
    answer = officer.get(f"{REPORT}?period={period}")
    assert answer.status_code == 404
    assert number in answer.content.decode()


def test_it_is_for_officials(province, client, enter):
    assert client.get(REPORT).status_code == 302
    assert enter(Role.LEADER).get(REPORT).status_code == 200
    assert enter(Role.ADMINISTRATOR).get(REPORT).status_code == 403
