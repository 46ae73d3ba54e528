"""What an attacker gets who puts together all that is told: reports one by one, their order, and close guesses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhip.intake.actions import import_reports
from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.registry.models import Consent, Enterprise, ProductionPlan
from nhip.releases import lineage, queries
from nhip.releases.actions import compile_run
from nhip.releases.answers import RunView
from nhip.releases.confidentiality import hidden_subjects
from nhip.releases.disclosure import narrowed
from nhip.releases.models import Why
from nhip.releases.reading import hidden_in_run
from nhip.releases.tests.conftest import HEADER, KILN, KILN2, MINE, WORKS, publish
from nhip.releases.tests.test_confidentiality import APRIL, FEBRUARY, agree

TREE = {
    "T": {"a": 0.45, "b": 0.3, "c": 0.25},
    "g": {"a": 0.6, "b": 0.4},
    "a": {"a": 1.0},
    "b": {"b": 1.0},
    "c": {"c": 1.0},
}


def test_a_small_partner_narrows_a_secret_and_a_large_one_does_not():
    values = {"a": 100.0, "b": 10.0, "c": 100.0}
    # 0.6 a + 0.4 b is known, and b to 5: a is known to 0.4 * 5 / 0.6 = 3.3 of 100.
    assert narrowed(TREE, {"a"}, {"a", "b"}, values, 0.5, 0.1) == {"a": {"T", "c"}}
    without = {key: row for key, row in TREE.items() if key != "T"}
    assert narrowed(without, {"a"}, {"a", "b"}, values, 0.5, 0.1) == {"a": {"g"}}
    assert narrowed(TREE, {"a"}, {"a", "b"}, values, 0.5, 0.03) == {}
    assert narrowed(TREE, {"a"}, {"a", "b"}, values | {"b": 100.0}, 0.5, 0.1) == {}
    # b, the small one, can be anything.
    assert narrowed(TREE, {"b"}, {"a", "b"}, values, 0.5, 0.1) == {}


def test_a_sum_of_hidden_leaves_is_narrowed_by_a_sum_like_it():
    values = {"a": 100.0, "b": 90.0, "c": 10.0}
    rows = {"T": {"a": 0.45, "b": 0.45, "c": 0.1}, "g": {"a": 0.5, "b": 0.5}, **{k: {k: 1.0} for k in "abc"}}
    hidden = {"g", "a", "b", "c"}
    assert narrowed(rows, {"g"}, hidden, values, 0.5, 0.1) == {"g": {"T"}}
    assert narrowed(rows, {"a"}, hidden, values, 0.5, 0.1) == {}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 20), st.integers(1, 200)), min_size=2, max_size=6), st.integers(0, 5))
def test_the_widest_guess_of_an_attacker_is_as_wide_as_said(parts, at):
    """Of one sum: what the secret is at its lowest and highest, by moving the others to the ends of what is guessed."""
    at %= len(parts)
    rows = {"T": {f"x{n}": float(weight) for n, (weight, _) in enumerate(parts)}}
    values = {f"x{n}": float(value) for n, (_, value) in enumerate(parts)}
    rows |= {leaf: {leaf: 1.0} for leaf in values}
    weight, value = parts[at]
    others = sum(w * v for n, (w, v) in enumerate(parts) if n != at)
    half = min(0.5 * value, 0.5 * others / weight)
    for share in (0.02, 0.1, 0.3, 0.49):
        found = narrowed(rows, {f"x{at}"}, set(values), values, 0.5, share)
        if abs(half - share * value) > 1e-9:
            assert bool(found) is (half < share * value)


@pytest.fixture
def real(province):
    Consent.objects.all().delete()
    return province


def person(name: str, role: Role) -> User:
    grant_role(add_person(name, name), role)
    return User.objects.get(username=name)


def _opens(observation: int, run: RunView, reader: User | None) -> bool:
    try:
        return queries.open_report(observation, "vi", run, reader).quantity.value is not None
    except LookupError:
        return False


@pytest.mark.django_db
def test_a_secret_with_a_small_partner_gets_a_larger_one(real):
    """Coal is secret; with salt alone hidden beside it, where salt is next to nothing, coal would be had closely."""
    rows = "".join(
        f"{WORKS},salt,{year}-{month:02d},production,{'0.01' if year == 2023 else '10'},reported,\n"
        for year, months in ((2022, 12), (2023, 2))
        for month in range(1, months + 1)
    )
    import_reports((HEADER + rows).encode(), name="muối.csv", at=datetime(2023, 3, 20, tzinfo=UTC))
    for firm, product in ((KILN, "bricks"), (KILN2, "bricks"), (MINE, "coal")):
        agree(firm, product)
    found = hidden_subjects(compile_run(APRIL), FEBRUARY)
    assert found["IIP", "salt"] == Why.FEW
    Consent.objects.all().delete()
    for firm, product in ((KILN, "bricks"), (KILN2, "bricks"), (WORKS, "salt")):
        agree(firm, product)
    found = hidden_subjects(compile_run(APRIL), FEBRUARY)
    assert found["IIP", "coal"] == Why.FEW
    assert found["IIP", "bricks"] == Why.SECONDARY


@pytest.mark.django_db
def test_reports_of_a_hidden_product_are_hidden_even_where_their_enterprises_agreed(real, client):
    """They add up to the product, and with it to the secret it protects."""
    for firm, product in ((KILN, "bricks"), (KILN2, "bricks"), (MINE, "coal")):
        agree(firm, product)
    plan = ProductionPlan.objects.get()
    ProductionPlan.objects.create(
        enterprise=Enterprise.objects.get(tax_code=KILN),
        product=plan.product.__class__.objects.get(code="bricks"),
        year=2023,
        measure="production",
        quantity=200,
        recorded_at=datetime(2023, 3, 1, tzinfo=UTC),
    )
    publish("2023-02", as_of=APRIL)
    run = queries.published_run()
    assert {("IIP", "salt"), ("IIP", "bricks"), ("KEY_OUTPUT", "bricks")} <= run.hidden
    assert ("PLAN", f"{KILN}/bricks/production") in run.hidden
    assert ("PLAN", f"{MINE}/coal/production") not in run.hidden
    bricks = Enterprise.objects.get(tax_code=KILN).observations.get(period="2023-02")
    coal = Enterprise.objects.get(tax_code=MINE).observations.get(period="2023-02")
    assert client.get(f"/vi/report/{bricks.pk}/").status_code == 404
    assert client.get(f"/vi/report/{coal.pk}/").status_code == 200
    for name, role, may in (
        ("lanh-dao", Role.LEADER, False),
        ("an", Role.OFFICER, True),
        ("lan", Role.STATISTICIAN, True),
    ):
        assert _opens(bricks.pk, run, person(name, role)) is may


@pytest.mark.django_db
def test_the_place_of_a_hidden_report_says_nothing_of_its_size(province):
    """Between two that are told, a hidden one would be known to be between them."""
    Consent.objects.filter(enterprise__tax_code=KILN).delete()
    run = replace(queries.view_of(compile_run(APRIL)), hidden=frozenset())
    rows = queries.open_node(run, "bricks", "2023-01").reports
    assert [row.hidden for row in rows] == [False, True]
    assert rows[0].quantity.bare == "5"


@pytest.mark.django_db
def test_of_a_hidden_product_it_is_not_told_who_answered(real):
    run = compile_run(APRIL)
    view = replace(queries.view_of(run), hidden=hidden_in_run(queries.view_of(run)))
    opened = queries.open_node(view, "bricks", "2023-02")
    assert (opened.imputed_share.text, opened.response_rate.text) == ("bí mật", "bí mật")
    told = {row.code: row.imputed_share.value for row in queries.node_table(view, "2023-02")}
    assert told["B"] is None


@pytest.mark.django_db
def test_officials_open_what_is_secret_down_to_the_cell(real):
    publish("2023-02", as_of=APRIL)
    reader = person("an", Role.OFFICER)
    figure = lineage.open_figure("2023-02", "IIP", "coal", "2023-02", "base_month", reader=reader)
    (row,) = figure.node.reports
    assert (row.hidden, row.quantity.bare) == (False, "9")
    output = lineage.open_figure("2023-02", "KEY_OUTPUT", "coal", "2023-02", "none", reader=reader)
    assert [each.quantity.bare for each in output.reports] == ["9"]
    run = queries.published_run()
    assert queries.open_report(row.observation, "vi", run, reader).quantity.bare == "9"
    assert not _opens(row.observation, run, person("lanh-dao", Role.LEADER))
    assert not _opens(row.observation, run, None)


@pytest.mark.django_db
def test_a_count_of_key_products_opens_into_them_without_telling_what_is_secret(real):
    agree(MINE, "coal")
    publish("2023-02", as_of=APRIL)
    opened = lineage.open_figure("2023-02", "KEY_GROWING", "", "2023-02", "none")
    told = {part.code: part.value.text for part in opened.parts}
    assert set(told) == {"coal", "bricks", "salt"}
    assert told["bricks"] == told["salt"] == "bí mật"
    assert opened.value.value == 1
    assert [part.code for part in opened.parts if part.value.value is None] == ["bricks", "salt"]
    coal = next(part for part in opened.parts if part.code == "coal")
    assert coal.value.value == pytest.approx(-10)
    officer = person("an", Role.OFFICER)
    seen = lineage.open_figure("2023-02", "KEY_GROWING", "", "2023-02", "none", reader=officer)
    assert sum(part.value.value > 0 for part in seen.parts) == opened.value.value
