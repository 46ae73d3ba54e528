"""Compiling a run: known values, one run for what is known, corrections as newer knowledge."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from nhip.figures.catalogue import all_indicators
from nhip.intake.actions import import_reports
from nhip.registry.append_only import AppendOnlyError
from nhip.registry.models import AuditEntry
from nhip.registry.queries import broken_links
from nhip.releases import actions
from nhip.releases.actions import compile_run, compute, store_scheme
from nhip.releases.correction import Correction, Desk
from nhip.releases.faults import Fault
from nhip.releases.models import FigureRow, NodeValue, Run, SchemeFile, UsedReport
from nhip.releases.schemes import load_scheme
from nhip.releases.tests.conftest import JANUARY, KILN, KILN2, MINE, NOW, SCHEME, months_of

pytestmark = pytest.mark.django_db
APRIL = datetime(2023, 4, 1, tzinfo=UTC)


def values(run: Run, subject: str = "TOTAL", indicator: str = "IIP") -> dict[tuple[str, str], float]:
    rows = FigureRow.objects.filter(run=run, indicator=indicator, subject=subject)
    return {(row.period, row.comparison): row.value for row in rows}


def test_every_step_has_the_value_computed_by_hand(province):
    run = compile_run(as_of=APRIL)
    january = {row.node: row.index for row in NodeValue.objects.filter(run=run, period="2023-01")}
    # coal 12/10; bricks (15+5)/20; salt 11/10; 23: .6*100 + .4*110; total: .25*120 + .75*104
    expected = {"coal": 120, "bricks": 100, "salt": 110, "23": 104, "05": 120, "B": 120, "C": 104, "TOTAL": 108}
    assert january == pytest.approx(expected)
    total = values(run)
    # February: coal 90, bricks 100, salt 220; 23: 148; total: 22.5 + 111 = 133.5
    assert total["2023-02", "base_month"] == pytest.approx(133.5)
    assert total["2023-02", "previous_month"] == pytest.approx((133.5 / 108 - 1) * 100)
    assert total["2023-02", "same_month"] == pytest.approx(33.5)
    assert total["2023-01/2023-02", "cumulative"] == pytest.approx((241.5 / 200 - 1) * 100)
    assert ("2022-12", "same_month") not in total


def test_contributions_add_up_to_the_growth_they_explain(province):
    run = compile_run(as_of=APRIL)
    for period, comparison in (("2023-02", "same_month"), ("2023-01/2023-02", "cumulative")):
        rows = FigureRow.objects.filter(run=run, indicator="IIP", period=period, comparison=comparison)
        points = {row.subject: row.contribution or 0.0 for row in rows}
        growth = values(run)[period, comparison]
        assert points["TOTAL"] == pytest.approx(growth)
        assert points["B"] + points["C"] == pytest.approx(growth)
        assert points["coal"] + points["bricks"] + points["salt"] == pytest.approx(growth)
    assert points["C"] == pytest.approx(0.75 * (104 + 148 - 200) / 200 * 100)


def test_the_other_indicators(province):
    run = compile_run(as_of=APRIL)
    assert values(run, "coal", "KEY_OUTPUT")["2023-01/2023-02", "none"] == pytest.approx(21)
    assert values(run, "coal", "KEY_OUTPUT")["2023-01/2023-02", "cumulative"] == pytest.approx(5)
    assert values(run, "", "KEY_GROWING")["2023-01/2023-02", "none"] == 2
    assert values(run, "", "KEY_LISTED")["2023-01/2023-02", "none"] == 3
    assert values(run, "", "ENTERPRISES")["2022-12", "none"] == 3
    assert values(run, "", "ENTERPRISES")["2023-01", "none"] == 4
    assert values(run, "", "NEW_ENTERPRISES")["2022", "none"] == 1
    assert values(run, f"{MINE}/coal/production", "PLAN")["2023-01/2023-02", "plan"] == pytest.approx(25)
    assert values(run, "IIP-2023", "TARGET_GAP")["2023-01/2023-02", "plan"] == pytest.approx(20.75 - 7)


def test_every_indicator_is_documented_and_gives_figures(province):
    run = compile_run(as_of=APRIL)
    given = set(FigureRow.objects.filter(run=run).values_list("indicator", "comparison"))
    for each in all_indicators():
        mine = {comparison for code, comparison in given if code == each.code}
        # This province has no records of other rooms, and the year of its plan is not over.
        elsewhere = not each.compute.__module__.startswith("nhip.releases")
        assert mine or elsewhere or each.code == "PLAN_GROWTH", each.code
        assert mine <= set(each.comparisons)
        assert all([each.name("vi"), each.name("en"), each.method("vi"), each.method("en"), each.source("en")])
        assert each.unit("vi")


def test_the_same_knowledge_gives_the_same_run(province):
    run = compile_run(as_of=APRIL)
    assert compile_run(as_of=APRIL) == run
    assert compile_run() == run
    assert Run.objects.count() == 1
    assert AuditEntry.objects.filter(act="run.compiled").count() == 1
    assert broken_links() == []
    again = compute(province, run.as_of)
    assert (again.result, again.knowledge) == (run.result_hash, run.knowledge_hash)


def test_a_correction_is_a_new_run_and_the_old_one_can_be_computed_again(province):
    before = compile_run(as_of=JANUARY)
    import_reports(
        months_of(2023, {**NOW, MINE: ("13", "9")}).encode(), name="sửa.csv", at=datetime(2023, 3, 20, tzinfo=UTC)
    )
    after = compile_run(as_of=APRIL)
    assert after != before
    assert values(after)["2023-01", "base_month"] == pytest.approx(110.5)
    assert values(before)["2023-01", "base_month"] == pytest.approx(108)
    assert compile_run(as_of=JANUARY) == before
    assert compute(province, before.as_of).result == before.result_hash
    assert after.result_hash != before.result_hash


def test_a_run_can_stop_at_a_month(province):
    run = compile_run(as_of=APRIL, period="2023-01")
    assert run.last_period == "2023-01"
    assert not FigureRow.objects.filter(run=run, period__gte="2023-02").exists()
    assert compile_run(as_of=APRIL) != run


def test_a_missing_report_is_imputed_flagged_and_traced(province):
    import_reports(
        months_of(2023, {KILN2: ("5", None)}).encode(), name="thiếu.csv", at=datetime(2023, 3, 20, tzinfo=UTC)
    )
    run = compile_run(as_of=APRIL)
    used = UsedReport.objects.get(run=run, enterprise__tax_code=KILN2, period="2023-02")
    assert used.observation
    assert (used.state, used.observation.state) == ("imputed", "not_reported")
    assert used.rule
    value = NodeValue.objects.get(run=run, node="bricks", period="2023-02")
    assert value.quantity
    assert value.imputed_share == pytest.approx(used.quantity / value.quantity)
    assert value.response_rate == pytest.approx(0.5)
    growth = FigureRow.objects.get(run=run, subject="TOTAL", period="2023-02", comparison="same_month")
    assert value.imputed_share
    assert growth.response_rate
    assert 0 < growth.imputed_share < value.imputed_share
    assert growth.response_rate < 1
    assert KILN in {each.enterprise.tax_code for each in UsedReport.objects.filter(run=run, period="2023-02")}


def test_what_rests_on_an_estimate_is_an_estimate(province):
    lines = months_of(2023, dict.fromkeys(NOW, (None, None, "10"))).splitlines(keepends=True)
    march = lines[0] + "".join(line for line in lines if "2023-03" in line)
    import_reports(march.encode(), stage="estimate", at=datetime(2023, 3, 31, tzinfo=UTC))
    run = compile_run(as_of=APRIL)
    status = dict(
        FigureRow.objects.filter(run=run, subject="TOTAL", comparison="base_month").values_list("period", "status")
    )
    assert status["2023-03"] == "estimate"
    assert status["2023-02"] == "official"
    assert (
        FigureRow.objects.get(run=run, subject="B", period="2023-01/2023-03", comparison="cumulative").status
        == "estimate"
    )


def test_runs_are_only_added(province):
    run = compile_run(as_of=APRIL)
    with pytest.raises(AppendOnlyError):
        run.save()
    for model in (FigureRow, NodeValue, UsedReport, SchemeFile):
        with pytest.raises(AppendOnlyError):
            model.objects.all().delete()


def test_a_scheme_is_kept_once_with_its_files(province, folder):
    assert store_scheme(folder / "scheme") == province
    kept = {file.name: bytes(file.content).decode() for file in SchemeFile.objects.all()}
    assert kept == SCHEME
    assert load_scheme(province.digest).digest == province.digest


def test_without_scheme_or_reports_there_is_one_clear_sentence(db, folder):
    with pytest.raises(Fault, match="E551"):
        compile_run()
    store_scheme(folder / "scheme")
    with pytest.raises(Fault, match="E552"):
        compile_run()
    assert Run.objects.count() == 0


def test_a_correction_is_worked_out_before_it_is_stored(province):
    desk = Desk(compile_run(as_of=APRIL))
    assert desk.recompile([Correction(MINE, "coal", "2023-02", 9.0)]) == []
    changes = desk.recompile([Correction(MINE, "coal", "2023-02", 19.0)])
    assert {change.period for change in changes} == {"2023-02"}
    after = {change.node: change.after for change in changes}
    assert after == pytest.approx({"coal": 190, "05": 190, "B": 190, "TOTAL": 158.5})
    assert desk.recompile_month([Correction(MINE, "coal", "2023-02", 19.0)], "2023-01") == []


def test_two_who_compile_the_same_at_once_get_one_run(province, monkeypatch):
    computed = actions._computed
    other: list[Run] = []

    def meanwhile(*args: Any) -> Any:
        if not other:
            other.append(actions._stored(province, APRIL, computed(*args), "other"))
        return computed(*args)

    monkeypatch.setattr(actions, "_computed", meanwhile)
    assert compile_run(as_of=APRIL) == other[0]
    assert Run.objects.count() == 1
    assert broken_links() == []
