"""Rights on reports and news: every role against every right."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser

from nhip.people import rights_reports as rights
from nhip.people.roles import OFFICIALS


@dataclass
class Article:
    """What the rights look at."""

    recorded_by: str = "somebody else"


READERS = {"officer", "statistician", "approver", "leader"}
EXPECTED = {
    "may_see_drafts": (READERS, ()),
    "may_edit_reports": ({"officer", "statistician"}, ()),
    "may_edit_news": ({"officer", "statistician"}, ()),
    "may_publish_news": ({"approver"}, (Article(),)),
}


@pytest.fixture
def everybody(person):
    return {role.value: person(role) for role in OFFICIALS} | {"nobody": person(None), "public": AnonymousUser()}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_role_against_each_right(everybody, name):
    wanted, things = EXPECTED[name]
    right = getattr(rights, name)
    assert {role for role, user in everybody.items() if right(user, *things)} == wanted
    assert len(inspect.getdoc(right)) > 40


def test_nobody_publishes_his_own_article(everybody):
    own = Article(recorded_by=everybody["approver"].get_username())
    assert not rights.may_publish_news(everybody["approver"], own)
