"""The records a figure was made of lead to their pages, as far as the reader may open them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from nhip.figures.model import Evidence
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.plans.models import Enquiry, SupportMeasure
from nhip.portal.projects.tests.conftest import enterprise, signed_in, things  # noqa: F401
from nhip.portal.records import ways_to

pytestmark = pytest.mark.django_db


def found(*pairs: tuple[str, str]) -> list[Evidence]:
    return [Evidence("bản ghi", kind=kind, key=key) for kind, key in pairs]


def test_each_reader_is_led_to_what_he_may_open(things, signed_in, enterprise, django_assert_max_num_queries):  # noqa: F811
    enquiry, measure = Enquiry.objects.first(), SupportMeasure.objects.first()
    assert enquiry
    assert measure
    asked = found(
        ("call", "go"),
        ("call", "nothing"),
        ("enquiry", str(enquiry.pk)),
        ("support", str(measure.pk)),
        ("enterprise", enterprise.tax_code),
        ("report", "1"),
        ("", ""),
    )
    everybody = ways_to(asked, AnonymousUser())
    assert set(everybody) == {("call", "go")}
    assert everybody["call", "go"].endswith("/promotion/calls/go/")
    signed_in(Role.OFFICER)
    officer = User.objects.get(username="officer")
    with django_assert_max_num_queries(8):
        ways = ways_to(asked, officer)
    assert set(ways) == {(each.kind, each.key) for each in asked if each.kind not in ("", "report")} - {
        ("call", "nothing")
    }
    signed_in(Role.REPORTER)
    reporter = ways_to(asked, User.objects.get(username="reporter"))
    assert set(reporter) == {("call", "go"), ("support", str(measure.pk))}


def test_every_address_opens(things, signed_in, enterprise):  # noqa: F811
    enquiry, measure = Enquiry.objects.first(), SupportMeasure.objects.first()
    assert enquiry
    assert measure
    client = signed_in(Role.OFFICER)
    keys = [("call", "go"), ("enquiry", str(enquiry.pk)), ("support", str(measure.pk))]
    ways = ways_to(found(*keys, ("enterprise", enterprise.tax_code)), User.objects.get(username="officer"))
    assert len(ways) == 4
    assert [client.get(way).status_code for way in ways.values()] == [200] * 4
