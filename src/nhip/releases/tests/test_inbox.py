"""Unusual values, ranked by what they do to the index; the response by weight."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nhip.intake.actions import import_reports
from nhip.intake.collection.actions import confirm_value, correct_report, open_period
from nhip.intake.collection.queries import answers_to
from nhip.intake.models import Observation
from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.registry.models import Enterprise, Product
from nhip.releases.actions import compile_run
from nhip.releases.correction import Correction
from nhip.releases.inbox import anomalies, effect_of
from nhip.releases.response import response_of, weights_of
from nhip.releases.tests.conftest import HEADER, KILN, MADE, MINE, WORKS


@pytest.fixture
def march(province):
    """March 2023 is taken in: coal ten times as much, salt three times, bricks as always."""
    compiled = compile_run()
    rows = {MINE: "90", KILN: "10", WORKS: "66"}
    lines = [f"{who},{MADE[who]},2023-03,production,{made},reported,\n" for who, made in rows.items()]
    import_reports((HEADER + "".join(lines)).encode(), name="2023-03.csv")
    return open_period("monthly", "2023-03", opens_on=date(2023, 3, 1), deadline=date(2999, 1, 1)), compiled


@pytest.fixture
def officer(db):
    user = add_person("officer", "Chuyên viên")
    grant_role(user, Role.OFFICER)
    return User.objects.get(pk=user.pk)


def test_what_moves_the_index_most_comes_first(march):
    found = anomalies(*march)
    assert [each.enterprise.tax_code for each in found][:2] == [MINE, WORKS]
    coal, salt = found[:2]
    # Salt: 75 % · 40 % of the whole, base 10 a month. Points = 100 · W · (x - expected) / base.
    assert salt.effect.points == pytest.approx(100 * 0.3 * (66 - salt.expected) / 10)
    assert coal.effect.points == pytest.approx(100 * 0.25 * (90 - coal.expected) / 10)
    assert (coal.previous, coal.year_ago, coal.ratio) == (9, 10, 10)
    assert [month.period for month in coal.months][::11] == ["2022-04", "2023-03"]
    assert KILN not in {each.enterprise.tax_code for each in found}


def test_a_confirmed_value_stays_confirmed_until_it_changes(march, officer):
    coal = next(each for each in anomalies(*march) if each.enterprise.tax_code == MINE)
    confirm_value(coal.enterprise, coal.product, "2023-03", Decimal(90), "capacity", by=officer)
    confirm_value(coal.enterprise, coal.product, "2023-03", Decimal(90), "capacity", by=officer)
    again = next(each for each in anomalies(*march) if each.enterprise.tax_code == MINE)
    assert again.confirmation.code == "capacity"
    correct_report(coal.enterprise, coal.product, "2023-03", "95", "gọi điện", by=officer)
    changed = next(each for each in anomalies(*march) if each.enterprise.tax_code == MINE)
    assert (changed.quantity, changed.confirmation) == (95, None)
    rows = Observation.objects.filter(enterprise=coal.enterprise, period="2023-03").order_by("id")
    assert [row.quantity for row in rows] == [90, 95]


def test_a_correction_says_what_it_moves(march):
    _, run = march
    effects = effect_of(run, Correction(MINE, "coal", "2023-02", 10.0))
    assert effects[0].code == "TOTAL"
    # 9 became 10: 10 points of coal, a quarter of it in the whole.
    assert {each.code: round(each.after - each.before, 9) for each in effects} == {
        "TOTAL": 2.5, "B": 10.0, "05": 10.0, "coal": 10.0,
    }  # fmt: skip
    assert effect_of(run, Correction(MINE, "coal", "2023-03", 10.0)) == []


def test_the_response_by_count_and_by_weight(march):
    month, run = march
    answers = answers_to(month)
    assert {answer.enterprise.tax_code for answer in answers if answer.in_hand} == {MINE, KILN, WORKS}
    weights = weights_of(run)
    assert sum(weights.values()) == pytest.approx(1)
    # Bricks are 45 % of the whole, made by two kilns.
    response = response_of(answers, run)
    assert (response.asked, response.answered) == (4, 3)
    assert response.weighted_rate == pytest.approx(sum(weights[code] for code in (MINE, KILN, WORKS)))
    assert response_of(answers, None).weighted_rate is None


def test_an_ordinary_month_has_an_empty_inbox(province):
    run = compile_run()
    month = open_period("monthly", "2022-12", opens_on=date(2022, 12, 1), deadline=date(2999, 1, 1))
    assert anomalies(month, run) == []
    assert Enterprise.objects.count() == 4
    assert Product.objects.count() == 3
