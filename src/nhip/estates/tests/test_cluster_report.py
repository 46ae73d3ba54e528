"""The ministry's report on clusters: its own year, three parts, nothing stated is no zero, and a typed workbook."""

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from nhip.estates.actions import Basis, Description, add_tenant, describe_estate, record_operation, record_project
from nhip.estates.cluster_report import ClusterReport, Line, cluster_report
from nhip.estates.cluster_report_workbook import cluster_report_workbook
from nhip.estates.faults import Fault
from nhip.estates.models import Estate
from nhip.estates.reporting_year import report_span, spans_known
from nhip.estates.tests.makers import BY, cluster, event, ha, lease, lot, zone

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


# Circular 14/2024/TT-BCT: from 15 December of the year before to 14 June, and to 14 December.
@pytest.mark.parametrize(
    ("text", "first", "last", "due"),
    [
        ("2025-H1", date(2024, 12, 15), date(2025, 6, 14), date(2025, 6, 20)),
        ("2025", date(2024, 12, 15), date(2025, 12, 14), date(2025, 12, 20)),
        ("2024", date(2023, 12, 15), date(2024, 12, 14), date(2024, 12, 20)),
    ],
)
def test_the_year_of_the_report(text, first, last, due):
    span = report_span(text)
    assert (span.first, span.last, span.due) == (first, last, due)
    assert "14/2024/TT-BCT" in span.reference("vi")


@pytest.mark.parametrize(
    ("text", "number"),
    [("2024-H1", "E735"), ("2023", "E735"), ("2025-H2", "E734"), ("25", "E734"), ("2025-Q1", "E734"), ("", "E734")],
)
def test_years_without_a_rule_are_not_guessed(text, number):
    with pytest.raises(Fault) as found:
        report_span(text)
    assert found.value.number == number


def test_reports_to_choose_from():
    assert [span.text for span in spans_known(date(2025, 12, 15))] == ["2026", "2026-H1", "2025", "2025-H1", "2024"]
    assert [span.text for span in spans_known(date(2025, 12, 14))] == ["2025", "2025-H1", "2024"]


def line(report: ClusterReport, words: str) -> Line:
    return next(each for part in report.parts for each in part.lines if each.words == words)


@pytest.fixture
def report() -> ClusterReport:
    """Three clusters: one at work, one established within the span's edges, one planned; and a zone, left out."""
    work = cluster("C-1", industrial="10", total="12")
    event(work, "established", date(2020, 1, 1))
    event(work, "infrastructure_operating", date(2021, 1, 1))
    tenant = add_tenant(BY, "Công ty A")
    lease(lot(work, "L1", "10"), "2.5", date(2021, 1, 1), tenant=tenant)
    record_project(BY, work, tenant, "1", "Nhà máy", date(2021, 1, 1), jobs=30, registered_capital=ha("12.5"))
    new = cluster("C-2", industrial="30", total="45.5")
    event(new, "established", date(2024, 12, 15))
    event(new, "groundbreaking", date(2025, 6, 15))
    describe_estate(BY, new, date(2024, 12, 15), Description(investor_name="B", registered_capital=ha("700")))
    early = cluster("C-3")
    event(early, "planned", date(2024, 12, 14))
    event(zone(), "established", date(2025, 1, 1))
    return cluster_report("2025-H1", "en")


@pytest.mark.django_db
def test_three_parts(report):
    assert [(part.number, part.words) for part in report.parts] == [
        (1, "Development plan"),
        (2, "Establishment and investment in infrastructure"),
        (3, "Operation"),
    ]
    assert [each.code for each in report.clusters] == ["C-1", "C-2", "C-3"]
    assert report.over
    assert report.day == date(2025, 6, 14)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "total", "by_cluster"),
    [
        ("Clusters in the plan or further", "3", ["1", "1", "1"]),
        ("Their area", "57.50", ["12.00", "45.50", "–"]),
        # 14 December belongs to the year before, 15 December to this one.
        ("Entered into the plan in the period", "0", ["0", "0", "0"]),
        ("Established in the period", "1", ["0", "1", "0"]),
        ("Established so far", "2", ["1", "1", "0"]),
        ("With an investor in infrastructure", "1", ["–", "1", "–"]),
        ("With a waste water plant operating", "–", ["–", "–", "–"]),
        ("Under construction", "0", ["0", "0", "0"]),
        ("With infrastructure operating", "1", ["1", "0", "0"]),
        ("Registered capital of the infrastructure", "700.0", ["–", "700.0", "–"]),
        ("Spent capital of the infrastructure", "–", ["–", "–", "–"]),
        ("Industrial land of the established", "40.00", ["10.00", "30.00", "–"]),
        ("Occupancy", "6.25", ["25.00", "0.00", "–"]),
        ("Projects", "1", ["1", "0", "–"]),
        ("Tenants", "1", ["1", "0", "–"]),
        ("Jobs of the projects", "30", ["30", "–", "–"]),
        ("Revenue", "–", ["–", "–", "–"]),
    ],
)
def test_criteria(report, words, total, by_cluster):
    found = line(report, words)
    assert (found.total.bare, [each.bare for each in found.by_cluster]) == (total, by_cluster)


@pytest.mark.django_db
def test_what_is_missing_is_said(report):
    assert line(report, "Revenue").note == "not collected yet"
    assert line(report, "Their area").note == "not stated for 1 of the clusters"
    # A cluster that is not established is not asked how it operates.
    assert line(report, "Occupancy").note == ""
    assert line(report, "Jobs of the projects").note == "not stated for 1 of the clusters"
    assert "our reading" in report.reading


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["event", "project", "operation"])
def test_a_cluster_with_an_invented_entry_of_any_kind_is_marked(report, what):
    assert not report.illustrative
    made_up, day = Basis(illustrative=True), date(2025, 1, 10)
    new = Estate.objects.get(code="C-2")
    if what == "event":
        event(new, "detailed_plan_approved", day, basis=made_up)
    elif what == "project":
        record_project(BY, new, add_tenant(BY, "Công ty B"), "2", "Nhà máy", day, basis=made_up)
    else:
        record_operation(BY, new, day, name="Công ty C", basis=made_up)
    found = cluster_report("2025-H1", "en")
    assert [each.illustrative for each in found.clusters] == [False, True, False]


@pytest.mark.django_db
def test_a_span_that_is_not_over_is_told_as_of_today():
    early = cluster("C-1", at=datetime(2025, 1, 1, tzinfo=HANOI))
    event(early, "established", date(2025, 1, 2), at=datetime(2025, 1, 3, tzinfo=HANOI))
    report = cluster_report("2025", "vi", as_of=datetime(2025, 2, 1, tzinfo=HANOI))
    assert (report.day, report.over) == (date(2025, 2, 1), False)
    assert line(report, "Thành lập trong kỳ").total.bare == "1"
    assert report.title == "Báo cáo về cụm công nghiệp năm 2025"


@pytest.mark.django_db
def test_the_workbook_has_typed_cells(report):
    sheet = load_workbook(io.BytesIO(cluster_report_workbook(report, "vi"))).active
    rows = {row[1].value: row for row in sheet.iter_rows() if row[1].value}
    area = rows["Their area"]
    assert [cell.value for cell in area[3:7]] == [57.5, 12, 45.5, None]
    assert area[3].number_format == "#,##0.00"
    assert rows["Occupancy"][3].value == 6.25
    assert rows["Established so far"][3].data_type == "n"
    assert sheet["A1"].value == report.title
    assert "Căn cứ" in sheet["A3"].value
    # A name that a spreadsheet would compute stays a name.
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
