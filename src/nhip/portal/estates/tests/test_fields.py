"""Boxes: numbers are never guessed, days are as exact as their source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from nhip.engine.faults import CATALOGUE
from nhip.estates.models import Precision
from nhip.portal.estates.faults import SENTENCES
from nhip.portal.estates.fields import DayField, NumberField, When, WhenField


def test_the_sentences_are_in_the_one_catalogue():
    assert all("E770" <= number <= "E779" and CATALOGUE[number] == pair for number, pair in SENTENCES.items())


@pytest.mark.parametrize(
    ("typed", "read"),
    [("73,76", "73.76"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("13.75", "13.75"), ("0", "0"), ("  7 ", "7")],
)
def test_a_number_that_can_be_read_in_one_way_is_read(typed, read):
    assert NumberField(required=False).clean(typed) == Decimal(read)


def test_blank_is_not_zero():
    assert NumberField(required=False).clean("") is None


@pytest.mark.parametrize(
    ("typed", "number"), [("1.234", "E770"), ("1,234", "E770"), ("nhiều", "E771"), ("…", "E771"), ("12 ha", "E771")]
)
def test_a_number_that_is_none_or_two_is_asked(typed, number):
    with translation.override("vi"), pytest.raises(ValidationError, match=number):
        NumberField().clean(typed)


@pytest.mark.parametrize("number", ["73.76", "1234", "1.234", "0.0001"])
def test_a_kept_number_comes_back_as_itself(number):
    field = NumberField()
    assert field.clean(field.prepare_value(Decimal(number))) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("02/06/2023", When(date(2023, 6, 2), date(2023, 6, 2), Precision.DAY)),
        ("2023-06-02", When(date(2023, 6, 2), date(2023, 6, 2), Precision.DAY)),
        ("2/6/2023", When(date(2023, 6, 2), date(2023, 6, 2), Precision.DAY)),
        ("02/2024", When(date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH)),
        ("2023-12", When(date(2023, 12, 1), date(2023, 12, 31), Precision.MONTH)),
        ("2023", When(date(2023, 1, 1), date(2023, 12, 31), Precision.YEAR)),
    ],
)
def test_a_day_a_month_or_a_year_is_read(typed, read):
    field = WhenField()
    found = field.clean(typed)
    assert found == read
    assert field.clean(WhenField.write(found.on, found.precision)) == read


@pytest.mark.parametrize("typed", ["31/02/2023", "13/2023", "hôm qua", "02/06/23", "0000", "2023-6-2", "٢٠٢٣"])
def test_what_is_no_day_is_told(typed):
    with translation.override("vi"), pytest.raises(ValidationError, match=r"E772 .*02/06/2023"):
        WhenField().clean(typed)


@pytest.mark.parametrize("typed", ["06/2023", "2023", "31/02/2023", "x"])
def test_an_exact_day_is_asked_for_where_one_is_needed(typed):
    with translation.override("en"), pytest.raises(ValidationError, match=r"E775 .*is not a day"):
        DayField().clean(typed)
    assert DayField(required=False).clean("") is None
    assert DayField().clean("02/06/2023") == date(2023, 6, 2)
