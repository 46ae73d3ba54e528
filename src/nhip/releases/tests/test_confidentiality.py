"""What is hidden stays hidden: rules by hand, and an attacker who knows all that is published, weights included."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhip.figures.comparisons import Comparison
from nhip.figures.periods import Period
from nhip.intake.actions import import_reports
from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.registry.models import Consent, Enterprise, Product
from nhip.releases import lineage, queries
from nhip.releases.actions import compile_run
from nhip.releases.book import book_of
from nhip.releases.confidentiality import attack_rows, hidden_subjects
from nhip.releases.disclosure import disclosed, protected
from nhip.releases.models import Run, Why
from nhip.releases.tests.conftest import KILN, KILN2, MADE, MINE, WORKS, publish

FEBRUARY = Period.parse("2023-02")
APRIL = datetime(2023, 4, 1, tzinfo=UTC)


def rank(rows: list[dict[str, float]]) -> int:
    """Return the rank of rows, exactly, by an arithmetic that is not the code's own."""
    leaves = sorted({leaf for row in rows for leaf in row})
    matrix = [[Fraction(row.get(leaf, 0.0)).limit_denominator(10**12) for leaf in leaves] for row in rows]
    done = 0
    for column in range(len(leaves)):
        pivot = next((n for n in range(done, len(matrix)) if matrix[n][column]), None)
        if pivot is None:
            continue
        matrix[done], matrix[pivot] = matrix[pivot], matrix[done]
        for n in range(done + 1, len(matrix)):
            factor = matrix[n][column] / matrix[done][column]
            matrix[n] = [a - factor * b for a, b in zip(matrix[n], matrix[done], strict=True)]
        done += 1
    return done


def found_out(rows: dict, hidden: set) -> set:
    """Return the hidden numbers an attacker can compute: those that do not raise the rank of the visible ones."""
    visible = [row for key, row in rows.items() if key not in hidden]
    known = rank(visible)
    return {key for key in hidden & set(rows) if rank([*visible, rows[key]]) == known}


def test_a_lone_secret_follows_from_its_parent_and_siblings():
    rows = {"T": {"a": 0.25, "b": 0.45, "c": 0.3}, "a": {"a": 1}, "b": {"b": 1}, "c": {"c": 1}}
    assert disclosed(rows, {"a"}) == {"a": {"T", "b", "c"}}
    added = protected(rows, {"a"}, cost=lambda key: rows["T"].get(key, 9), never=["T"])
    assert added == {"c"}  # the smaller of the two siblings
    assert disclosed(rows, {"a", "c"}) == {}
    assert found_out(rows, {"a", "c"}) == set()


def test_a_sum_that_stands_elsewhere_gives_it_away_too():
    rows = {"T": {"a": 0.5, "b": 0.5}, "a": {"a": 1}, "b": {"b": 1}, "key": {"a": 30, "b": 70}}
    hidden = {"a", "b"}
    assert found_out(rows, hidden) == {"a", "b"}
    added = protected(rows, hidden, cost=lambda key: key != "key", never=["T"])
    assert added == {"key"}
    assert found_out(rows, hidden | added) == set()


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_hidden_number_of_any_tree_follows(data):
    """Random trees of three steps with sums across them: whatever is hidden first, nothing hidden can be computed."""
    weight = st.integers(1, 9)
    rows: dict[str, dict[str, float]] = {"T": {}}
    leaves: list[str] = []
    for group in range(data.draw(st.integers(1, 4))):
        name, parts = f"g{group}", {}
        for number in range(data.draw(st.integers(1, 4))):
            leaf = f"{name}.{number}"
            parts[leaf] = float(data.draw(weight))
            rows[leaf] = {leaf: 1.0}
            leaves.append(leaf)
        rows[name] = parts
        share = float(data.draw(weight))
        rows["T"] |= {leaf: share * value for leaf, value in parts.items()}
    for number in range(data.draw(st.integers(0, 3))):
        chosen = data.draw(st.lists(st.sampled_from(leaves), min_size=1, unique=True))
        rows[f"k{number}"] = {leaf: float(data.draw(weight)) for leaf in chosen}
    secret = set(data.draw(st.lists(st.sampled_from(sorted(set(rows) - {"T"})), min_size=1, unique=True)))
    hidden = secret | protected(rows, secret, cost=lambda key: len(rows[key]), never=["T"])
    assert found_out(rows, hidden) == set()
    assert hidden == secret | protected(rows, secret, cost=lambda key: len(rows[key]), never=["T"])


@pytest.fixture
def real(province):
    """The province where nobody has agreed to anything: what enterprises report is secret."""
    Consent.objects.all().delete()
    return province


def agree(enterprise: str, product: str) -> None:
    Consent.objects.create(
        enterprise=Enterprise.objects.get(tax_code=enterprise),
        product=Product.objects.get(code=product),
        valid_from=date(2022, 1, 1),
        document="Thư đồng ý",
    )


def hidden(run: Run) -> dict:
    return hidden_subjects(run, FEBRUARY)


@pytest.mark.django_db
def test_where_all_agreed_nothing_is_hidden_and_being_invented_opens_nothing(province):
    assert hidden(compile_run(APRIL)) == {}
    Consent.objects.all().delete()
    assert Enterprise.objects.filter(illustrative=False).count() == 0
    assert hidden(compile_run(APRIL)) != {}


@pytest.mark.django_db
def test_products_of_one_or_two_enterprises_are_hidden_and_no_way_leads_there(real):
    run = compile_run(APRIL)
    found = hidden(run)
    assert found["IIP", "coal"] == found["IIP", "bricks"] == found["IIP", "salt"] == Why.FEW
    assert found["IIP", "B"] == found["KEY_OUTPUT", "coal"] == Why.FEW
    assert found["PLAN", f"{MINE}/coal/production"] == Why.OWN
    # 23 is made of three enterprises and C is all of 23; but with the whole, which stays, either would give away B.
    assert {code for indicator, code in found if indicator == "IIP"} == {"coal", "05", "B", "bricks", "salt", "23", "C"}
    assert found["IIP", "C"] == Why.SECONDARY
    for rows in attack_rows(run, FEBRUARY).values():
        assert found_out(rows, set(found)) == set()


@pytest.mark.django_db
def test_consent_on_record_lifts_it(real):
    agree(MINE, "coal")
    run = compile_run(APRIL)
    found = hidden(run)
    assert ("IIP", "coal") not in found
    assert ("KEY_OUTPUT", "coal") not in found
    assert ("PLAN", f"{MINE}/coal/production") not in found
    assert {code for indicator, code in found if indicator == "IIP"} == {"bricks", "salt"}
    for rows in attack_rows(run, FEBRUARY).values():
        assert found_out(rows, set(found)) == set()


@pytest.mark.django_db
def test_one_that_agreed_does_not_speak_for_the_other(real):
    agree(KILN, "bricks")
    assert hidden(compile_run(APRIL))["IIP", "bricks"] == Why.FEW
    agree(KILN2, "bricks")
    assert ("IIP", "bricks") not in hidden(compile_run(APRIL))


@pytest.mark.django_db
def test_one_enterprise_that_makes_nearly_all_is_hidden(real):
    for enterprise in (MINE, WORKS):
        agree(enterprise, MADE[enterprise])
    rows = "".join(
        f"{code},bricks,{year}-{month:02d},production,{quantity},reported,\n"
        for code, quantity in ((KILN, "400"), (KILN2, "10"), (WORKS, "10"))
        for year, months in ((2022, 12), (2023, 2))
        for month in range(1, months + 1)
    )
    content = "enterprise,product,period,measure,quantity,state,unit\n" + rows
    import_reports(content.encode(), name="gạch.csv", at=datetime(2023, 3, 20, tzinfo=UTC))
    assert hidden(compile_run(APRIL))["IIP", "bricks"] == Why.DOMINANCE
    # Of three, two agreed: their reports are told, and what is left of the sum is the third's.
    agree(WORKS, "bricks")
    agree(KILN2, "bricks")
    found = hidden(compile_run(APRIL))
    assert found["IIP", "bricks"] == found["KEY_OUTPUT", "bricks"] == Why.FEW


@pytest.mark.django_db
def test_the_public_sees_none_of_it_anywhere_and_officials_do(real, client):
    agree(WORKS, "salt")
    publish("2023-02", as_of=APRIL)
    release = queries.latest_release()
    public = book_of(release, "vi")
    assert public.shown("IIP", "coal", period="2023-02", comparison=Comparison.SAME_MONTH).text == "bí mật"
    assert public.figure("KEY_OUTPUT", "coal", period="2023-02") is None
    assert {each.subject for each in public.figures("IIP")} == {"TOTAL"} | {
        each.subject for each in public.figures("IIP") if each.subject not in {"coal", "05", "B", "bricks", "23", "C"}
    }
    run = queries.published_run()
    opened = queries.open_node(run, "coal", "2023-02")
    assert opened.secret
    assert (opened.index.value, opened.quantity.value, opened.reports, opened.formula) == (None, None, (), "")
    told = {row.code: row.index.text for row in queries.node_table(run, "2023-02")}
    assert told["B"] == "bí mật"
    figure = lineage.open_figure("2023-02", "IIP", "TOTAL", "2023-02", "same_month")
    assert {part.points.text for part in figure.parts} == {"bí mật"}
    assert all(child.index.value is None for child in figure.node.children)
    shut = lineage.open_figure("2023-02", "KEY_OUTPUT", "coal", "2023-02", "none")
    assert [shown.value for shown in lineage.figures_shown(shut) if shown.value is not None] == []
    page = client.get("/vi/figure/2023-02/KEY_OUTPUT/2023-02/none/coal/").content.decode()
    assert "bí mật" in page
    assert "9 tấn" not in page.replace("\N{NO-BREAK SPACE}", " ")
    officer = add_person("an", "An")
    grant_role(officer, Role.OFFICER)
    seen = book_of(release, "vi", User.objects.get(pk=officer.pk))
    assert seen.figure("KEY_OUTPUT", "coal", period="2023-02").value == 9
    leader = add_person("lanh-dao", "Lãnh đạo")
    grant_role(leader, Role.LEADER)
    assert book_of(release, "vi", User.objects.get(pk=leader.pk)).figure("KEY_OUTPUT", "coal", period="2023-02") is None


@pytest.mark.django_db
def test_two_releases_together_give_nothing_away(real):
    """What protects a secret in one release protects it in the next: a visible one would open the older release."""
    agree(MINE, "coal")
    first, second = publish("2023-01", as_of=APRIL), publish("2023-02", as_of=APRIL)
    told = [{(row.indicator, row.subject) for row in each.bases.get().suppressions.all()} for each in (first, second)]
    assert told[0] == told[1]
    rows = attack_rows(second.bases.get().run, FEBRUARY)
    for known in rows.values():
        # January stands in both releases: an attacker knows what either of them shows.
        assert found_out(known, told[0] & told[1]) == set()
