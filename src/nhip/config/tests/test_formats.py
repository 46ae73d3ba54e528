"""Numbers and dates are read and written as the language does."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import formats
from django.utils.translation import override


class Report(forms.Form):
    day = forms.DateField(localize=True)
    quantity = forms.DecimalField(localize=True)


def read(day: str, quantity: str) -> dict[str, object]:
    form = Report({"day": day, "quantity": quantity})
    assert form.is_valid(), form.errors
    return form.cleaned_data


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("31/10/2025", date(2025, 10, 31)),
        ("05/11/2025", date(2025, 11, 5)),
        ("5/1/2025", date(2025, 1, 5)),
        ("31-10-2025", date(2025, 10, 31)),
        ("2025-10-31", date(2025, 10, 31)),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_day_comes_first(language, day, expected):
    with override(language):
        assert read(day, "1")["day"] == expected


@pytest.mark.parametrize(
    ("language", "quantity", "expected"),
    [
        ("vi", "1.234,5", "1234.5"),
        ("vi", "1.234", "1234"),
        ("vi", "253.000.000", "253000000"),
        ("vi", "0,5", "0.5"),
        ("en", "1,234.5", "1234.5"),
    ],
)
def test_numbers_are_read(language, quantity, expected):
    with override(language):
        assert read("31/10/2025", quantity)["quantity"] == Decimal(expected)


@pytest.mark.parametrize("quantity", ["1.2.3,4,5", "1 nghìn", ""])
def test_what_is_no_number_is_refused(quantity):
    with override("vi"):
        assert not Report({"day": "31/10/2025", "quantity": quantity}).is_valid()


@pytest.mark.parametrize(("language", "expected"), [("vi", "1.234,5 31/10/2025"), ("en", "1,234.5 31 October 2025")])
def test_numbers_and_dates_are_written(language, expected):
    with override(language):
        page = Template("{{ number }} {{ day }}").render(Context({"number": 1234.5, "day": date(2025, 10, 31)}))
        assert page == expected
        assert formats.date_format(date(2025, 10, 31), "YEAR_MONTH_FORMAT") in {"tháng 10/2025", "October 2025"}
