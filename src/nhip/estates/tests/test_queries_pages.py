"""Questions of the working pages and the list: versions of entries, what a count counted, occupancy by year."""

from datetime import date

import pytest

from nhip.estates.actions import Correction, Description, describe_estate, end_lease, record_event, withdraw
from nhip.estates.queries_counts import counted_by
from nhip.estates.queries_keeping import everything_about, leases_of
from nhip.estates.queries_map import dots
from nhip.estates.queries_series import occupancy_by_year
from nhip.estates.tests.makers import BY, cluster, event, ha, lease, lot

pytestmark = pytest.mark.django_db


def test_an_entry_has_its_earlier_versions_the_latest_first():
    kept = cluster()
    first = event(kept, "established", date(2023, 5, 1), document_number="1")
    second = record_event(
        BY, kept, "established", date(2023, 5, 2), document_number="2", correction=Correction(first, "số sai")
    )
    third = record_event(
        BY, kept, "established", date(2023, 5, 3), document_number="3", correction=Correction(second, "lại sai")
    )
    other = event(kept, "groundbreaking", date(2023, 9, 1))
    gone = withdraw(BY, other, "nhầm")
    found = everything_about(kept).events
    assert [(each.now.pk, [row.pk for row in each.earlier]) for each in found] == [
        (third.pk, [second.pk, first.pk]),
        (gone.pk, [other.pk]),
    ]
    assert found[1].now.withdrawn


def test_a_count_opens_to_those_it_counted_and_not_to_the_repealed():
    for number, day in ((1, date(2022, 5, 1)), (2, date(2023, 5, 1)), (3, date(2024, 5, 1))):
        event(cluster(f"C-{number}"), "established", day, document_number=f"{number}/QĐ")
    ended = cluster("C-4")
    event(ended, "established", date(2021, 5, 1))
    event(ended, "repealed", date(2023, 6, 1))
    found, total = counted_by("cluster", "established", date(2023, 12, 31))
    assert total == 2
    assert [(each.code, each.day_words, each.document_number) for each in found] == [
        ("C-1", "01/05/2022", "1/QĐ"),
        ("C-2", "01/05/2023", "2/QĐ"),
    ]
    second, total = counted_by("cluster", "established", date(2023, 12, 31), page=2, size=1)
    assert ([each.code for each in second], total) == (["C-2"], 2)
    assert [each.code for each in counted_by("cluster", "repealed", date(2023, 12, 31))[0]] == ["C-4"]
    assert counted_by("zone", "established", date(2023, 12, 31)) == ([], 0)


def test_occupancy_by_year_for_many_in_three_questions(django_assert_num_queries):
    # 26.73 of 84 hectares leased are 31.82 % (published by the zone authority of Đà Nẵng, third quarter of 2025)
    full = cluster("C-1", industrial="84")
    one = lease(lot(full, "A", "30"), "26.73", date(2022, 3, 1))
    cluster("C-2")
    end_lease(BY, one, date(2023, 6, 30), "trả đất")
    with django_assert_num_queries(3):
        found = occupancy_by_year(["C-1", "C-2"], "vi", date(2024, 5, 1), years=4)
    assert [(day, shown.bare) for day, shown in found["C-1"]] == [
        ("31/12/2021", "0,00"),
        ("31/12/2022", "31,82"),
        ("31/12/2023", "0,00"),
        ("01/05/2024", "0,00"),
    ]
    assert {shown.bare for _, shown in found["C-2"]} == {"–"}
    assert [each.now.ends_on for each in leases_of(full)] == [date(2023, 6, 30)]


def test_dots_are_estates_with_a_position_on_the_day(django_assert_num_queries):
    for number in (1, 2, 3):
        where = Description(latitude=ha("21.5"), longitude=ha(f"106.{number}"))
        describe_estate(BY, cluster(f"C-{number}"), date(2023, number, 1), where)
    cluster("C-4")
    with django_assert_num_queries(1):
        found = dots(date(2023, 2, 28), without={"C-1"}, most=10)
    assert [(each.code, each.longitude) for each in found] == [("C-2", 106.2)]
    assert len(dots(date(2023, 12, 31), without=(), most=2)) == 2
