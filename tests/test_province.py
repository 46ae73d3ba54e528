"""The demonstration province through the whole house: files, database, figures; what the article says comes out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nhip.demonstration import write_demonstration
from nhip.demonstration.evidence import read_reports
from nhip.demonstration.reports import LARGE_STEP, Report
from nhip.demonstration.workbooks import write_workbooks
from nhip.figures.periods import Period
from nhip.figures.rounding import round_half_away
from nhip.intake.actions import load_registers
from nhip.intake.imports.acts import Given, import_workbook
from nhip.intake.models import Observation
from nhip.intake.reading.workbooks import read_workbook
from nhip.intake.sheets.columns import code_of
from nhip.plans.targets.folder import load_targets
from nhip.releases import queries
from nhip.releases.actions import compile_run, store_scheme
from nhip.releases.confidentiality import attack_rows, hidden_subjects
from nhip.releases.models import FigureRow, NodeValue, Run, UsedReport, Why
from nhip.releases.tests.test_confidentiality import found_out

pytestmark = pytest.mark.django_db
COAL, TO_DECEMBER = "9900000016", "2023-01/2023-12"

# Claim, indicator, subject, period, comparison, the number as the article prints it.
CLAIMS = [
    ("C01", "IIP", "TOTAL", "2023", "year", "7.68"),
    ("C02", "TARGET_GAP", "IIP-2023", TO_DECEMBER, "plan", "0.68"),
    ("C05", "IIP", "TOTAL", "2023-01/2023-03", "cumulative", "-0.5"),
    ("C08", "IIP", "TOTAL", "2023-01/2023-11", "cumulative", "7.21"),
    ("C09", "IIP", "TOTAL", TO_DECEMBER, "cumulative", "7.68"),
    ("C10", "PLAN", f"{COAL}/05200-01/production", "2023-01/2023-06", "none", "200"),
    ("C10", "PLAN", f"{COAL}/05200-01/production", "2023-01/2023-06", "plan", "33.3"),
    ("C12", "PLAN", f"{COAL}/05200-02/sales", TO_DECEMBER, "none", "565"),
    ("C11", "PLAN_GAP", f"{COAL}/05200-01/production", TO_DECEMBER, "plan", "100"),
    ("C12", "PLAN", f"{COAL}/05200-02/sales", TO_DECEMBER, "plan", "105.2"),
    ("C12", "PLAN_GROWTH", f"{COAL}/05200-02/sales", TO_DECEMBER, "plan", "5.2"),
    ("C13", "KEY_GROWING", "", "2023", "none", "9"),
    ("C13", "KEY_LISTED", "", "2023", "none", "13"),
    ("C14", "KEY_OUTPUT", "bricks", "2023", "none", "253"),
    ("C14", "KEY_OUTPUT", "bricks", "2023", "year", "1.0"),
    ("C15", "KEY_OUTPUT", "wood", "2023", "none", "134"),
    ("C15", "KEY_OUTPUT", "wood", "2023", "year", "1.9"),
    ("C16", "KEY_OUTPUT", "salt", "2023", "none", "710"),
    ("C16", "KEY_OUTPUT", "salt", "2023", "year", "36.2"),
    ("C21", "NEW_ENTERPRISES", "", "2023", "none", "23"),
    ("C21", "NEW_ENTERPRISES", "", "2022", "none", "3"),
    ("C21", "NEW_ENTERPRISES_CHANGE", "", "2023", "none", "20"),
    ("C22", "ENTERPRISES", "", "2023-12", "none", "226"),
]


def test_the_figures_are_those_of_the_article_and_open_down_to_the_cell(tmp_path):
    write_demonstration(tmp_path)
    load_registers(tmp_path)
    load_targets(tmp_path)
    scheme = store_scheme(tmp_path / "scheme")
    reports = read_reports(tmp_path)
    for path in write_workbooks(tmp_path, reports):
        done = import_workbook(path.read_bytes(), path.name, actor="nhip", reasons=Given("confirmed"))
        assert done.done, done.refusal
        assert done.batch.warnings < 5
    # What the workbooks said of production and sales is what the reports say, to the last digit.
    known = Observation.objects.filter(measure__in=["production", "sales"]).values_list(
        "enterprise__tax_code", "product__code", "period", "measure", "quantity", "state", "product__unit"
    )
    found = {row[:4]: (row[4], row[5]) for row in known if row[3] == "production" or row[4] is not None}
    wanted = {
        tuple(row[:4]): (_quantity(row), row.state) for row in reports if row.measure == "production" or row.quantity
    }
    assert found == wanted
    compile_run(scheme=scheme)
    run = queries.latest_run()
    assert run
    assert run.illustrative

    found = {}
    for claim, indicator, subject, period, comparison, printed in CLAIMS:
        row = FigureRow.objects.get(
            indicator=indicator, subject=subject, place="", period=period, comparison=comparison
        )
        places = -int(Decimal(printed).as_tuple().exponent)
        found[claim, indicator, comparison, printed] = str(round_half_away(row.value, places))
    assert found == {key: key[-1] for key in found}
    half = FigureRow.objects.get(indicator="IIP", subject="TOTAL", period="2023-01/2023-06", comparison="cumulative")
    assert half.value > 5  # C06
    coal = FigureRow.objects.get(
        indicator="KEY_OUTPUT", subject="coal", period="2023-01/2023-06", comparison="cumulative"
    )
    assert coal.value < 0  # C07
    _nothing_secret_follows(Run.objects.latest("id"))
    assert "7,68" in queries.headline(run, "2023-12", "vi").text

    nodes = NodeValue.objects.filter(period="2023-12")
    assert nodes.count() > 90
    opened = [queries.open_node(run, row.node, "2023-12") for row in nodes]
    assert [each.code for each in opened if not each.agrees] == []
    shown = [row for each in opened for row in each.reports]
    assert len(shown) == UsedReport.objects.filter(period="2023-12").count()
    assert {row.state for row in shown} >= {"reported", "imputed", "estimated"}
    cell = queries.open_report(next(row.observation for row in shown if row.observation))
    workbook = read_workbook((tmp_path / "workbooks" / cell.file_name).read_bytes(), cell.file_name)
    sheet = workbook.sheet(cell.sheet)
    assert sheet
    fields = {code_of(head.text): sheet.at(cell.row, head.column) for head in sheet.row(4).values()}
    assert fields["production"].letters == cell.column
    assert fields["production"].text == cell.raw
    assert fields["enterprise"].text == cell.enterprise


def _nothing_secret_follows(run: Run) -> None:
    """Attack what releases of the demonstration would show, of a year and of two months, with another arithmetic."""
    for period in ("2023", "2023-02", "2023-10"):
        released = Period.parse(period)
        hidden = hidden_subjects(run, released)
        why = {subject: hidden["IIP", subject] for subject in ("10760-01", "18110-01", "18")}
        assert set(why.values()) == {Why.FEW}
        assert Why.SECONDARY in hidden.values()
        # What the article and the key pages print stays open.
        assert not [code for indicator, code in hidden if indicator in {"KEY_OUTPUT", "PLAN"} or code in "TOTALBCDE"]
        for rows in attack_rows(run, released).values():
            assert found_out(rows, set(hidden)) == set()


def _quantity(row: Report) -> Decimal | None:
    """Return the quantity in the product's own unit."""
    other = LARGE_STEP.get(row.product)
    small = other is not None and row.unit == other.unit
    return Decimal(row.quantity) / (1000 if small else 1) if row.quantity else None
