"""Each rule at and around its thresholds, with what is not on record told apart from what is not met."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from nhip.estates.conditions import Answer, Facts, check
from nhip.estates.occupancy import Occupancy

DAY = date(2024, 6, 3)
ANSWERS = {"met": Answer.MET, "not": Answer.NOT_MET, "?": Answer.UNKNOWN}


def land(leased: str, leasable: str | None) -> Occupancy:
    return Occupancy(Decimal(leased), Decimal(leasable) if leasable else None)


def finding(code: str, language: str = "vi", **facts):
    given = {"day": DAY, "kind": "cluster", "purpose": "establish", **facts}
    with override(language):
        return next((each for each in check(Facts(**given), language) if each.code == code), None)


@pytest.mark.parametrize(
    ("area", "mountainous", "answer"),
    [
        ("10", False, "met"),
        ("9.9999", False, "?"),  # enough for a craft-village cluster
        ("4.99", False, "not"),
        ("5", True, "met"),
        ("4.99", True, "not"),
        ("75", True, "met"),
        ("75.0001", False, "not"),
        ("81.558", True, "not"),
        ("73.76", True, "met"),
        (None, True, "?"),
        ("7", None, "?"),
        ("12", None, "met"),
        ("3", None, "not"),
    ],
)
def test_area(area, mountainous, answer):
    found = finding("size", area=Decimal(area) if area else None, mountainous=mountainous)
    assert found.answer is ANSWERS[answer]
    assert "Nghị định 32/2024/NĐ-CP" in found.reference


def test_area_says_its_numbers_as_they_are_written():
    found = finding("size", area=Decimal("73.7600"), mountainous=True)
    assert "73,76\N{NO-BREAK SPACE}ha" in found.sentence
    assert "5\N{NO-BREAK SPACE}ha" in found.sentence
    assert "73.76\N{NO-BREAK SPACE}ha" in finding("size", "en", area=Decimal("73.76"), mountainous=True).sentence


@pytest.mark.parametrize(
    ("others", "occupancy", "answer"),
    [
        (0, None, "met"),
        (1, land("50", "100"), "met"),  # 50 % is not above 50 %, but 50 ha are free
        (2, land("150", "300"), "not"),
        (2, land("150.1", "300"), "met"),
        (2, land("100", "200"), "met"),  # 100 ha free: at most 100 ha
        (2, land("99.99", "200"), "not"),
        (1, land("0", None), "?"),
    ],
)
def test_the_clusters_of_the_district(others, occupancy, answer):
    found = finding("district_occupancy", units=("huyện Cao Lộc",), others=others, others_occupancy=occupancy)
    assert found.answer is ANSWERS[answer]
    assert "huyện Cao Lộc" in found.sentence


def test_the_district_is_a_parameter_since_there_are_none():
    assert finding("district_occupancy", units=()).answer is Answer.UNKNOWN
    notes = finding("district_occupancy", day=date(2025, 7, 1), units=("huyện Cao Lộc",)).notes
    assert any("huyện cũ" in note for note in notes)


@pytest.mark.parametrize(
    ("day", "occupancy", "answer"),
    [
        (date(2023, 6, 1), land("50", "100"), "not"),  # Decree 66/2020: less than 50 ha, and 50 are free
        (date(2023, 6, 1), land("50.01", "100"), "met"),
        (date(2023, 6, 1), land("10", "59.99"), "met"),  # 49.99 ha
        (date(2026, 9, 15), land("50", "100"), "met"),  # Decree 303/2026: at most 50 ha
        (date(2026, 9, 15), land("49.99", "100"), "not"),
    ],
)
def test_free_land_by_the_decree_of_the_day(day, occupancy, answer):
    found = finding("district_occupancy", day=day, units=("xã Hữu Lũng",), others=1, others_occupancy=occupancy)
    assert found.answer is ANSWERS[answer]


def test_the_list_of_the_province():
    assert finding("listed", planned_on=date(2022, 1, 5)).answer is Answer.MET
    assert finding("listed").answer is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "occupancy", "answer"),
    [
        ("cluster", land("60", "100"), "met"),
        ("cluster", land("59.99", "100"), "?"),  # demand may still exceed what is free
        ("zone", land("60", "100"), "met"),
        ("zone", land("59.99", "100"), "not"),
        ("zone", None, "?"),
    ],
)
def test_occupancy_before_an_expansion(kind, occupancy, answer):
    found = finding("expansion_occupancy", kind=kind, purpose="expand", own_occupancy=occupancy)
    assert found.answer is ANSWERS[answer]


def test_infrastructure_before_an_expansion():
    assert finding("infrastructure", purpose="expand").answer is Answer.UNKNOWN
    assert finding("infrastructure", purpose="expand", infrastructure_on=DAY).answer is Answer.MET
    assert finding("infrastructure") is None


@pytest.mark.parametrize(
    ("occupancy", "answer"),
    [
        (None, "met"),
        (land("118.67", "206.13"), "met"),  # 57.57 %, but little land in all
        (land("700", "1000"), "met"),
        (land("599", "1001"), "?"),  # only another exception
        (land("601", "1001"), "met"),
        (land("0", None), "?"),
    ],
)
def test_the_zones_of_the_province(occupancy, answer):
    found = finding("zone_occupancy", kind="zone", province_occupancy=occupancy)
    assert found.answer is ANSWERS[answer]
    assert "Nghị định 35/2022/NĐ-CP" in found.reference


def test_no_rule_where_no_law_is_known():
    assert check(Facts(day=date(2015, 1, 1), kind="cluster", purpose="establish"), "vi") == []
