"""Enterprises that came, left and are there; plans and targets; each figure opens into its records."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from nhip.estates.models import Estate, EstateKind, Operation
from nhip.figures.catalogue import indicator_by_code
from nhip.figures.comparisons import Comparison
from nhip.figures.model import Evidence, Figure
from nhip.figures.periods import Period
from nhip.plans.targets.actions import correct_target, newest
from nhip.plans.targets.fields import TargetFields
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import Classification, Enterprise, Industry, Product
from nhip.registry.production_plans import PlanKey, put_plan
from nhip.releases.actions import compile_run
from nhip.releases.models import FigureRow, Run
from nhip.releases.tests.conftest import KILN, KILN2, MINE, WORKS

APRIL, MAY = datetime(2023, 4, 1, tzinfo=UTC), datetime(2023, 5, 1, tzinfo=UTC)


def value(run: Run, code: str, period: str, subject: str = "", comparison: str = "none", place: str = "") -> float:
    row = FigureRow.objects.get(
        run=run, indicator=code, period=period, subject=subject, comparison=comparison, place=place
    )
    return row.value


def opened(code: str, period: str, subject: str = "", place: str = "", comparison: str = "none") -> list[Evidence]:
    figure = Figure(code, subject, Period.parse(period), Comparison(comparison), 0.0, place=place)
    evidence = indicator_by_code(code).evidence
    assert evidence is not None
    return list(evidence(figure, APRIL, "en"))


@pytest.fixture
def grown(province) -> Run:
    """Let the second kiln leave, give everybody an industry, and put the mine into a cluster."""
    industries = Classification.objects.create(code="V", name_vi="V")
    section = Industry.objects.create(classification=industries, code="C", level="section", name_vi="Chế biến")
    division = Industry.objects.create(
        classification=industries, code="23", level="division", name_vi="Gạch, gốm", parent=section
    )
    Enterprise.objects.filter(tax_code__in=[KILN, KILN2]).update(industry=division)
    Enterprise.objects.filter(tax_code=KILN2).update(exited_on=date(2023, 2, 10))
    estate = Estate.objects.create(code="CCN-1", kind=EstateKind.CLUSTER, name="Cụm Một", recorded_by="nhip")
    Operation.objects.create(
        estate=estate,
        enterprise=Enterprise.objects.get(tax_code=WORKS),
        name="Muối",
        starts_on=date(2023, 1, 5),
        recorded_at=datetime(2023, 1, 6, tzinfo=UTC),
        recorded_by="nhip",
    )
    return compile_run(as_of=APRIL)


def test_entries_exits_and_stock_by_period(grown):
    assert value(grown, "NEW_ENTERPRISES", "2023-01/2023-02") == 1
    assert value(grown, "NEW_ENTERPRISES", "2022") == 1
    assert value(grown, "NEW_ENTERPRISES_CHANGE", "2023-01/2023-02") == 1
    assert value(grown, "NEW_ENTERPRISES_CHANGE", "2023-01") == 1
    assert value(grown, "LEFT_ENTERPRISES", "2023-02") == 1
    assert value(grown, "LEFT_ENTERPRISES", "2022") == 0
    assert [value(grown, "ENTERPRISES", period) for period in ("2022", "2023-01", "2023-02")] == [3, 4, 3]
    # Nobody knows of 2021, so 2022 is compared with nothing.
    assert not FigureRow.objects.filter(run=grown, indicator="NEW_ENTERPRISES_CHANGE", period="2022").exists()


def test_by_industry_place_and_cluster(grown):
    year = "2023-01/2023-02"
    assert value(grown, "ENTERPRISES", "2022", "C") == 2
    assert value(grown, "ENTERPRISES", year, "23") == 1
    assert value(grown, "LEFT_ENTERPRISES", year, "23") == 1
    assert value(grown, "NEW_ENTERPRISES", year, place="1") == 1
    assert value(grown, "NEW_ENTERPRISES", year, "CCN-1") == 1
    assert value(grown, "ENTERPRISES", "2022", "CCN-1") == 0
    assert indicator_by_code("ENTERPRISES").subjects("vi")["CCN-1"] == "Cụm Một"


def test_a_cluster_counts_the_days_that_are_on_record(grown):
    Operation.objects.create(
        estate=Estate.objects.get(code="CCN-1"),
        enterprise=Enterprise.objects.get(tax_code=KILN),
        name="Gạch",
        starts_on=date(2022, 6, 1),
        ends_on=date(2023, 1, 31),
        recorded_at=datetime(2023, 4, 2, tzinfo=UTC),
        recorded_by="nhip",
    )
    later, year = compile_run(as_of=datetime(2023, 4, 3, tzinfo=UTC)), "2023-01/2023-02"
    found = [value(later, code, "2022", "CCN-1") for code in ("ENTERPRISES", "NEW_ENTERPRISES", "LEFT_ENTERPRISES")]
    assert found == [1, 1, 0]
    assert [value(later, code, year, "CCN-1") for code in ("ENTERPRISES", "LEFT_ENTERPRISES")] == [1, 1]
    # The province has it still.
    assert value(later, "LEFT_ENTERPRISES", year) == value(grown, "LEFT_ENTERPRISES", year)


def test_counts_open_into_the_enterprises_with_their_days(grown):
    (came,) = opened("NEW_ENTERPRISES", "2023-01")
    assert (came.words, came.on, came.kind, came.key) == (
        f"Muối Đồng Bành ({WORKS})",
        date(2023, 1, 5),
        "enterprise",
        WORKS,
    )
    assert [each.key for each in opened("ENTERPRISES", "2023-02", place="1")] == [MINE, KILN, WORKS]
    (left,) = opened("LEFT_ENTERPRISES", "2023-02", "C")
    assert (left.key, left.on) == (KILN2, date(2023, 2, 10))
    assert [(each.key, each.value) for each in opened("NEW_ENTERPRISES_CHANGE", "2023-01/2023-02")] == [(WORKS, 1)]


def test_an_enterprise_that_was_merged_counts_once(province):
    twin = Enterprise.objects.get(tax_code=KILN2)
    Enterprise.objects.filter(pk=twin.pk).update(duplicate_of=Enterprise.objects.get(tax_code=KILN))
    assert value(compile_run(as_of=APRIL), "ENTERPRISES", "2022") == 2


def test_attainment_reads_the_plan_that_counted_at_the_instant(province):
    subject, period = f"{MINE}/coal/production", "2023-01/2023-02"
    early = compile_run(as_of=APRIL)
    assert value(early, "PLAN", period, subject, "plan") == pytest.approx(25)
    assert value(early, "PLAN_GAP", period, subject, "plan") == pytest.approx(21 - 84)
    mine, coal = Enterprise.objects.get(tax_code=MINE), Product.objects.get(code="coal")
    put_plan(PlanKey(mine.pk, coal.pk, 2023, "production"), Decimal(42), by="nhip", at=MAY)
    assert compile_run(as_of=APRIL) == early
    later = compile_run(as_of=datetime(2023, 6, 1, tzinfo=UTC))
    assert value(later, "PLAN", period, subject, "plan") == pytest.approx(50)
    shown = opened("PLAN", period, subject, comparison="plan")
    assert [(each.words, each.value) for each in shown] == [
        ("Plan of 2023", 84),
        ("January 2023", 12),
        ("February 2023", 9),
    ]
    assert all(each.kind == "report" and each.key for each in shown[1:])


def test_targets_are_judged_by_the_figures_of_the_run(province):
    early, period = compile_run(as_of=APRIL), "2023-01/2023-02"
    assert value(early, "TARGET_LOW", "2023", "IIP-2023") == 7
    assert value(early, "TARGET_REACHED", period, "IIP-2023") == pytest.approx(20.75)
    assert value(early, "TARGET_GAP", period, "IIP-2023", "plan") == pytest.approx(13.75)
    # ((100 + 7) % of 1,200 - 241.5) over the 1,000 of the ten months that are left
    assert value(early, "TARGET_NEEDED", period, "IIP-2023", "plan") == pytest.approx((1284 - 241.5) / 10 - 100)
    record, compared = opened("TARGET_GAP", period, "IIP-2023", comparison="plan")
    assert compared.words == "Index of industrial production · TOTAL, January–February 2023"
    assert (record.words.endswith("at least 7\N{NO-BREAK SPACE}%"), record.source, record.key) == (
        True,
        "x",
        "IIP-2023",
    )


def test_a_target_corrected_later_leaves_earlier_runs_as_they_were(province):
    early = compile_run(as_of=APRIL)
    before = newest("IIP-2023")
    assert before
    said = TargetFields.of(before)
    wider = TargetFields(**{**{name: getattr(said, name) for name in said.__dataclass_fields__}, "low": Decimal(5)})
    correct_target(SYSTEM_KEEPER, before, wider, "nghị quyết mới", at=MAY)
    assert compile_run(as_of=APRIL) == early
    later = compile_run(as_of=datetime(2023, 6, 1, tzinfo=UTC))
    assert later != early
    assert value(later, "TARGET_GAP", "2023-01/2023-02", "IIP-2023", "plan") == pytest.approx(15.75)
