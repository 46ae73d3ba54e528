"""The dossiers of the demonstration are alive on the day it is made: one is late, one due soon, one stands."""

from __future__ import annotations

from datetime import date

import pytest

from nhip.demonstration.dossiers import load_dossiers
from nhip.estates.actions import add_estate, record_event
from nhip.estates.dossiers.queries import due_work, work_list
from nhip.estates.models import Dossier, EstateEvent
from nhip.registry.keepers import SYSTEM_KEEPER


@pytest.fixture
def na_duong(db: None) -> None:
    for number in (1, 2, 3):
        estate = add_estate(SYSTEM_KEEPER, "cluster", f"CCN-NA-DUONG-{number}", f"Na Dương {number}")
        record_event(SYSTEM_KEEPER, estate, "appraised", date(2023, 1, 1), precision="year")


@pytest.mark.parametrize("today", [date(2026, 11, 24), date(2026, 8, 13), date(2027, 2, 15), date(2027, 5, 3)])
def test_every_list_has_something_in_it(na_duong, today):
    assert load_dossiers(today) == 7
    assert load_dossiers(today) == 0
    counts = work_list(today).counts
    assert counts["overdue"] >= 1
    assert counts["soon"] >= 1
    assert counts["stopped"] == 4
    assert any(item.overdue for item in due_work(today, "vi"))


def test_the_three_were_appraised_in_2023_and_nothing_is_counted_twice(na_duong):
    load_dossiers(date(2026, 11, 24))
    appraised = EstateEvent.objects.filter(kind="appraised").known_at()
    assert appraised.count() == 3
    assert {each.on.year for each in appraised} == {2023}
    assert not EstateEvent.objects.filter(kind="established").exists()
    assert all(Dossier.objects.values_list("illustrative", flat=True))
