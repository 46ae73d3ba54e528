"""The pages of targets, production plans and attraction: what they show, to whom, and what their forms do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client

from nhip.figures.numbers import NBSP
from nhip.people.roles import Role
from nhip.plans.models import Bound, Target
from nhip.plans.targets.actions import add_target, correct_target, newest
from nhip.plans.targets.fields import TargetFields
from nhip.plans.tasks.giving import TaskText, give_task
from nhip.plans.tasks.units import add_unit
from nhip.plans.tasks.writing import Paper
from nhip.portal.targets.drawing import gauge
from nhip.portal.targets.reading import judge_all
from nhip.registry.keepers import SYSTEM_KEEPER

pytestmark = pytest.mark.django_db
GIVEN = {
    "code": "IIP-2024",
    "indicator": "IIP",
    "subject": "TOTAL",
    "period": "2024",
    "comparison": "year",
    "bound": "range",
    "low": "7",
    "high": "8",
    "source": "Nghị quyết 12",
}


def text(answer) -> str:
    return unescape(answer.content.decode()).replace(NBSP, " ")


def test_an_official_sees_what_is_reached_and_needed_in_words(officer):
    page = text(officer.get("/en/targets/?year=2023"))
    assert "at least 7 %" in page
    assert "+20.75 % so far: each remaining month needs +4.25 % over last year's." in page
    assert "<svg" in page
    vietnamese = text(officer.get("/vi/targets/?year=2023"))
    assert "Đến nay +20,75 %: mỗi tháng còn lại cần +4,25 % so với cùng kỳ." in vietnamese


def test_the_list_opens_on_the_year_of_the_figures_and_leads_on(officer):
    add_target(SYSTEM_KEEPER, TargetFields(**{**GIVEN, "low": Decimal(7), "high": Decimal(8)}))
    page = text(officer.get("/en/targets/"))
    assert "<h1>Targets of 2023</h1>" in page
    assert '<a class="button quiet" href="?year=2024">Targets of 2024</a>' in page
    assert "Tasks of 2023" not in page
    assert "<h1>Targets of 2024</h1>" in text(officer.get("/en/targets/?year=2024"))


def test_everybody_is_led_to_the_public_tasks_of_the_year(client, run):
    add_unit("SCT", "Sở Công Thương", "department")
    paper = Paper(number="12/KH")
    for day, public in ((date(2023, 3, 1), True), (date(2024, 3, 1), False)):
        give_task(TaskText("Lập kế hoạch", "SCT", day, given_on=day, public=public, paper=paper))
    assert 'href="/en/work/tasks/?year=2023">Tasks of 2023</a>' in text(client.get("/en/targets/?year=2023"))
    add_target(SYSTEM_KEEPER, TargetFields(**{**GIVEN, "low": Decimal(7), "high": Decimal(8)}))
    assert "Tasks of 2024" not in text(client.get("/en/targets/?year=2024"))


@pytest.mark.parametrize(("indicator", "named"), [("CLUSTERS", "appraised"), ("IIP", "mã ngành")])
def test_a_target_of_parts_names_one_of_them(officer, indicator, named):
    given = {
        **GIVEN,
        "indicator": indicator,
        "subject": "",
        "comparison": "none" if indicator == "CLUSTERS" else "year",
    }
    page = text(officer.post("/vi/targets/add/", given))
    assert "E796" in page
    assert named in page
    assert not Target.objects.filter(code="IIP-2024").exists()


def test_a_target_shows_its_months_and_every_version(officer):
    before = newest("IIP-2023")
    assert before
    correct_target(SYSTEM_KEEPER, before, replace(TargetFields.of(before), low=Decimal(9)), "nghị quyết mới")
    page = text(officer.get("/en/targets/IIP-2023/"))
    # The figures were computed by the version that was known then; the newer one stands beside it.
    assert "+13.75 percentage points" in page
    assert "at least 9 %" in page
    assert "at least 7 %" in page
    assert "nghị quyết mới" in page
    assert page.index("January–February 2023") < page.index("January 2023<")


def test_the_public_sees_targets_and_no_figures_that_nobody_published(run):
    page = text(Client().get("/en/targets/?year=2023"))
    assert "at least 7 %" in page
    assert "No figures of this period yet." in page
    assert "20.75" not in page
    assert "20.75" not in text(Client().get("/en/targets/IIP-2023/"))
    assert "No figures were published yet." in text(Client().get("/en/targets/attraction/"))


def test_production_plans_are_for_those_who_read_reports(officer, signed_in):
    page = text(officer.get("/en/targets/production-plans/?year=2023"))
    assert "Mỏ Na Dương" in page
    assert "84 tonnes" in page
    assert "25.0 %" in page
    assert signed_in(Role.LEADER).get("/en/targets/production-plans/").status_code == 403
    assert Client().get("/en/targets/production-plans/").status_code == 302


def test_attraction_by_year_and_by_place(officer):
    page = text(officer.get("/en/targets/attraction/?year=2023&by=place"))
    assert "January–February 2023" in page
    assert "xã A" in page.replace("Xã", "xã")
    assert "+1" in page


def test_an_officer_adds_corrects_and_withdraws(officer):
    answer = officer.post("/vi/targets/add/", GIVEN)
    assert (answer.status_code, answer.url) == (302, "/vi/targets/IIP-2024/")
    kept = Target.objects.get(code="IIP-2024")
    assert (kept.low, kept.high, kept.recorded_by) == (7, 8, "officer")
    way = "/vi/targets/IIP-2024/change/"
    assert "E790" in text(officer.post(way, {**GIVEN, "low": "7,5", "seen": kept.pk}))
    changed = {**GIVEN, "low": "7,5", "seen": kept.pk, "reason": "nghị quyết mới"}
    assert officer.post(way, changed).status_code == 302
    second = newest("IIP-2024")
    assert second
    assert (second.low, second.replaces, second.code) == (Decimal("7.5"), kept, "IIP-2024")
    slower = officer.post(way, {**changed, "low": "6"})
    assert slower.status_code == 409
    assert "E791" in text(slower)
    assert officer.post(way, {"withdraw": "1", "reason": "nhập nhầm", "seen": second.pk}).status_code == 302
    assert "đã được rút" in text(officer.get("/vi/targets/IIP-2024/"))
    assert officer.get(way).status_code == 404


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"low": "8", "high": "7"}, "E787"),
        ({"period": "tháng 5"}, "E785"),
        ({"source": ""}, "E789"),
        ({"code": "IIP-2023"}, "E782"),
        ({"document": "99/NQ"}, "E808"),
        ({"low": "7.500"}, "7,5"),
    ],
)
def test_what_is_wrong_stands_at_its_box_and_nothing_is_kept(officer, changes, told):
    page = officer.post("/vi/targets/add/", {**GIVEN, **changes})
    assert page.status_code == 200
    assert told in text(page)
    assert Target.objects.count() == 1


def test_a_gauge_lies_between_nothing_and_more_than_is_wanted():
    target = Target(code="X", indicator="NEW_ENTERPRISES", period="2024", comparison="none", bound=Bound.RANGE)
    target.low, target.high = Decimal(3), Decimal(4)
    (nothing,) = judge_all(None, [target], [target])
    assert gauge(nothing) is None


def test_pages_ask_a_fixed_number_of_questions(officer, django_assert_max_num_queries):
    for number in range(30):
        said = TargetFields(
            code=f"NEW-{number}",
            indicator="NEW_ENTERPRISES",
            period="2023",
            bound=Bound.AT_LEAST,
            low=Decimal(number + 1),
            source="x",
        )
        add_target(SYSTEM_KEEPER, said)
    for way, most in (("?year=2023", 25), ("IIP-2023/", 25), ("production-plans/?year=2023", 25), ("attraction/", 25)):
        with django_assert_max_num_queries(most):
            assert officer.get(f"/vi/targets/{way}").status_code == 200
