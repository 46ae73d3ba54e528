"""Zones and clusters of the demonstration: which claims of the article they meet, on which day they are known."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from nhip.demonstration.claims_estates import CLAIMS
from nhip.demonstration.claims_records import Figures
from nhip.demonstration.enterprises import enterprises
from nhip.demonstration.estates import load_estates
from nhip.demonstration.estates_facts import ESTATES, MADE_UP
from nhip.estates.invariants import invariants
from nhip.estates.models import Estate, EstateEvent, EstatePlace, EstateRecord, Lease, LotRecord
from nhip.estates.queries import Filters, event_counts, list_estates, open_estate
from nhip.figures.catalogue import indicator_by_code
from nhip.figures.model import Knowledge
from nhip.figures.periods import Period
from nhip.registry.models import Enterprise, Place

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MONTHS = tuple(Period.month(year, month) for year in (2022, 2023) for month in range(1, 13))


class Computed(Figures):
    """Figures computed for the question, as known at an instant."""

    def __init__(self, as_of: datetime) -> None:
        self.known = Knowledge(as_of, MONTHS)

    def value(
        self, code: str, period: str, subject: str = "", *, comparison: str = "none", place: str = ""
    ) -> float | None:
        """Return the figure of an indicator."""
        found = indicator_by_code(code).compute(self.known)
        return next((each.value for each in found if each.key == (code, subject, place, period, comparison)), None)


@pytest.fixture
def estates() -> int:
    """Load the estates with the enterprises, and a place that is now called otherwise."""
    Enterprise.objects.bulk_create(
        Enterprise(tax_code=each.tax_code, name=each.name, entered_on=each.entered_on) for each in enterprises()
    )
    Place.objects.create(code="06460", name="xã Hòa Thắng", valid_to=datetime(2025, 6, 30, tzinfo=HANOI).date())
    Place.objects.create(code="06457", name="xã Tuấn Sơn", valid_from=datetime(2025, 7, 1, tzinfo=HANOI).date())
    return load_estates()


@pytest.mark.parametrize("claim", CLAIMS, ids=[claim.id for claim in CLAIMS])
@pytest.mark.parametrize("known", ["now", "in January 2024"])
def test_claims_of_the_article_are_met(estates, claim, known):
    as_of = timezone.now() if known == "now" else datetime(2024, 1, 16, tzinfo=HANOI)
    assert [(each.what, each.found) for each in claim.check(Computed(as_of))] == [
        (each.what, each.expected) for each in claim.check(Computed(as_of))
    ]


def test_these_are_the_claims_on_estates():
    assert [claim.id for claim in CLAIMS] == ["C03", "C04", "C17", "C18", "C19", "C20"]


def test_the_stock_grew_from_one_to_three_to_seven(estates):
    days = [datetime(year, 12, 31, tzinfo=HANOI).date() for year in (2021, 2022, 2023)]
    counts = [next(row for row in event_counts("cluster", day, "vi") if row.kind == "established") for day in days]
    assert [(row.by_day.bare, row.this_year.bare, row.last_year.bare) for row in counts] == [
        ("1", "0", "0"),
        ("3", "2", "0"),
        ("7", "4", "2"),
    ]


def test_loading_again_changes_nothing(estates):
    assert estates == len(ESTATES) == Estate.objects.count()
    before = [model.objects.count() for model in (EstateEvent, EstateRecord, LotRecord, Lease)]
    assert load_estates() == 0
    assert [model.objects.count() for model in (EstateEvent, EstateRecord, LotRecord, Lease)] == before
    assert list(invariants()) == []


def test_what_is_invented_says_so(estates):
    for event in EstateEvent.objects.all():
        assert event.source
        assert event.illustrative == (event.source == MADE_UP)
    assert all(row.illustrative for row in [*LotRecord.objects.all(), *Lease.objects.all()])
    assert {each.code for each in Estate.objects.filter(illustrative=True)} == {"CCN-SUOI-SIM", "CCN-DOI-HOI"}
    assert all("minh họa" in each.name for each in Estate.objects.filter(illustrative=True))


def test_nothing_was_recorded_before_it_happened_or_years_after(estates):
    for event in EstateEvent.objects.all():
        recorded = timezone.localdate(event.recorded_at)
        assert event.on <= recorded
        assert (recorded - event.on).days <= 366


def test_the_zone_has_three_phases_that_add_up(estates):
    view = open_estate("KCN-VSIP-LANG-SON", "vi")
    assert view is not None
    total = view.areas[0]
    assert (total.whole.bare, [(number, area.bare) for number, area in total.phases]) == (
        "599,76",
        [(1, "200,00"), (2, "250,00"), (3, "149,76")],
    )
    assert EstatePlace.objects.filter(record__estate__code=view.row.code).count() == 2
    assert view.row.places == "xã Tuấn Sơn (trước đây: xã Hòa Thắng)"


def test_pages_have_something_to_show(estates):
    rows = list_estates(Filters(), "vi").rows
    assert len(rows) == len(ESTATES)
    assert all(row.stage is not None and row.latitude is not None for row in rows)
    assert len({row.stage.code for row in rows if row.stage}) >= 5
    assert open_estate("CCN-DIA-PHUONG-SO-2", "vi").free_lots == []
    assert len(open_estate("CCN-SUOI-SIM", "vi").free_lots) == 2
