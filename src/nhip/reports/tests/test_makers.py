"""Who edits a report has had a hand in its release."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.refusals import Refused
from nhip.people.roles import Role
from nhip.releases.preparing import prepare_release
from nhip.releases.releasing import approve, return_to_draft, send_to_review
from nhip.releases.steps import makers_of, newest_step
from nhip.releases.tests.conftest import folder, province  # noqa: F401
from nhip.reports.actions import edit_paragraph

pytestmark = pytest.mark.django_db
APRIL = datetime(2023, 4, 1, tzinfo=UTC)


def test_whoever_edits_a_paragraph_has_a_hand_in_the_release(province):  # noqa: F811
    both = add_person("ca-hai", "Cả Hai")
    for role in (Role.OFFICER, Role.APPROVER):
        grant_role(both, role)
    both = User.objects.get(pk=both.pk)
    draft = prepare_release("2023-02", by="lan", as_of=APRIL)
    assert "ca-hai" not in makers_of(draft)
    edit_paragraph(both, "2023-02", "vi", "headline.index", "Câu của tôi.", ())
    send_to_review(draft, by="lan")
    with pytest.raises(Refused):
        approve(draft, by=both)
    return_to_draft(draft, by="duyet", note="Xem lại.")
    send_to_review(draft, by="lan")
    with pytest.raises(Refused):
        approve(draft, by=both)
    assert newest_step(draft).state == "review"
