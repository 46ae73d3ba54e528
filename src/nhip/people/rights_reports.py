"""Who may do what with reports and news. Read like `rights.py`: one function, one right, its text is the rule."""

from __future__ import annotations

from typing import Any

from nhip.people.rights import Person, _holds
from nhip.people.roles import PUBLISHERS, REGISTRARS, STAFF

__all__ = ["may_edit_news", "may_edit_reports", "may_publish_news", "may_see_drafts"]


def may_see_drafts(user: Person) -> bool:
    """Officer, statistician, approver and leader may read reports and articles before they are published."""
    return _holds(user, STAFF)


def may_edit_reports(user: Person) -> bool:
    """Officer and statistician edit paragraphs of reports, their templates and the letterhead; older versions stay."""
    return _holds(user, REGISTRARS)


def may_edit_news(user: Person) -> bool:
    """Officer and statistician write articles and add photographs."""
    return _holds(user, REGISTRARS)


def may_publish_news(user: Person, article: Any) -> bool:
    """The approver publishes an article that somebody else wrote."""
    return _holds(user, PUBLISHERS) and user.get_username() != getattr(article, "recorded_by", None)
