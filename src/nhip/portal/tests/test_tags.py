"""A number is a link that opens it, in the language of the page."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from nhip.figures.numbers import NumberKind, show
from nhip.releases.answers import Target

NODE = Target("node", "05", "2023-12")
REPORT = Target("report", "17", "2023-12")


def render(source, **context):
    return Template("{% load portal %}" + source).render(Context(context))


def test_a_growth_opens_and_is_coloured_by_its_printed_value():
    growth = show(NumberKind.GROWTH, -0.5, 1, "vi")
    with override("vi"):
        text = render("{% figure shown target %}", shown=growth, target=NODE)
    assert text == '<a class="figure down" href="/vi/2023-12/05/">−0,5\N{NO-BREAK SPACE}%</a>'


def test_a_growth_that_prints_as_zero_has_no_colour():
    with override("en"):
        text = render("{% figure shown target %}", shown=show(NumberKind.GROWTH, -0.004, 2, "en"), target=NODE)
    assert 'class="figure "' in text


@pytest.mark.parametrize("kind", [NumberKind.INDEX, NumberKind.SHARE, NumberKind.QUANTITY])
def test_levels_are_not_coloured(kind):
    with override("en"):
        text = render('{% figure shown target "bare" %}', shown=show(kind, 101.5, 1, "en"), target=REPORT)
    assert text == '<a class="figure " href="/en/report/17/">101.5</a>'


def test_what_does_not_exist_opens_nothing():
    assert render("{% figure shown target %}", shown=show(NumberKind.INDEX, None, 1, "vi"), target=NODE) == "–"


@pytest.mark.parametrize(
    ("here", "there"),
    [("/vi/", "/en/"), ("/vi/2023-11/", "/en/2023-11/"), ("/vi/2023-11/C/?a=1", "/en/2023-11/C/?a=1")],
)
def test_the_other_language_keeps_the_address(here, there):
    with override("vi"):
        assert render('{% in_language request "en" %}', request=RequestFactory().get(here)) == there
        assert render('{% in_language request "vi" %}', request=RequestFactory().get(here)) == here


def test_an_unknown_address_leads_to_the_first_page_of_the_other_language():
    with override("vi"):
        assert render('{% in_language request "en" %}', request=RequestFactory().get("/nowhere/")) == "/en/"


def test_first_letters():
    assert render("{{ text|upper_first }}", text="tháng 12/2023") == "Tháng 12/2023"
    assert render("{{ text|upper_first }}", text="") == ""
