"""Revisions by hand: first against latest, the means, the direction, and one figure through two releases."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nhip.figures.comparisons import Comparison
from nhip.figures.periods import Period
from nhip.intake.actions import import_reports
from nhip.releases.revisions import Revised, Vintage, revised, summary, vintages_of
from nhip.releases.tests.conftest import MINE, months_of, publish

DAY = datetime(2023, 3, 1, tzinfo=UTC)


def row(period: str, *values: float | None) -> Revised:
    return Revised(Period.parse(period), tuple(Vintage(str(n), DAY, value) for n, value in enumerate(values)))


def test_first_against_latest_and_the_means():
    rows = [row("2023-01", 2.0, 2.5, 1.0), row("2023-02", -0.5, 0.25), row("2023-03", 3.0), row("2023-04", 1.0, 1.5)]
    assert [each.revision for each in rows] == [-1.0, 0.75, None, 0.5]
    assert [each.direction_kept for each in rows] == [True, False, True, True]
    found = summary(rows)
    assert found.count == 3
    assert found.mean == pytest.approx((-1.0 + 0.75 + 0.5) / 3)
    assert found.mean_absolute == pytest.approx(2.25 / 3)
    assert (found.largest, found.kept) == (-1.0, 2)


def test_without_a_second_value_there_is_no_revision():
    assert summary([row("2023-01", 2.0), row("2023-02")]).mean is None
    assert row("2023-02").first is None
    assert row("2023-03", None, 1.0, None, 4.0).revision == 3.0


@pytest.mark.django_db
def test_a_growth_is_revised_with_both_years(province):
    publish("2023-01")
    # Coal of January 2022 was 8, not 10; of January 2023 13, not 12. Its base month is then 118/12.
    corrected = months_of(2022, {MINE: ("8",)}) + months_of(2023, {MINE: ("13",)}).partition("\n")[2]
    import_reports(corrected.encode(), name="sửa.csv", at=datetime(2023, 4, 20, tzinfo=UTC))
    publish("2023-02")
    found = vintages_of("IIP", "coal", Period.parse("2023-01"), Comparison.SAME_MONTH)
    assert [each.release for each in found.vintages] == ["2023-01", "2023-02"]
    assert found.first == pytest.approx(20.0)
    assert found.latest == pytest.approx((13 / 8 - 1) * 100)
    months = revised("IIP", "coal", Comparison.BASE_MONTH)
    assert [str(each.period) for each in months][-2:] == ["2023-01", "2023-02"]
    assert months[-2].first == pytest.approx(120)
    assert months[-2].latest == pytest.approx(100 * 13 / (118 / 12))
    assert months[-1].revision is None


@pytest.mark.django_db
def test_what_a_release_hides_is_hidden_in_its_vintages(province, tamper):
    release = publish("2023-01")
    publish("2023-02")
    basis = release.bases.get()
    tamper(
        "INSERT INTO releases_suppression (basis_id, indicator, subject, why) VALUES (%s, 'IIP', 'coal', 'few')",
        basis.pk,
    )
    period = Period.parse("2023-01")
    shown = vintages_of("IIP", "coal", period, Comparison.SAME_MONTH)
    assert [each.value is None for each in shown.vintages] == [True, False]
    officials = vintages_of("IIP", "coal", period, Comparison.SAME_MONTH, confidential=True)
    assert [each.value is None for each in officials.vintages] == [False, False]


@pytest.mark.django_db
def test_the_number_of_questions_does_not_grow(province, django_assert_num_queries):
    publish("2023-01")
    publish("2023-02")
    with django_assert_num_queries(4):
        assert len(revised("IIP", "TOTAL", Comparison.BASE_MONTH)) == 14
