"""The working menu: for somebody signed in, the pages their rights open. Readers of the public pages have none."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from nhip.people import rights, rights_dossiers, rights_plans, rights_reports
from nhip.portal.templatetags.menu import entries

register = template.Library()

# Words of a group; then words, address, and the right that opens the page. A group of one page is that page.
PAGES = (
    (_("Today"), ((_("Today"), "tasks:today", rights_plans.may_see_today),)),
    (
        _("Collect"),
        (
            (_("What I have to do"), "collection:tasks", rights.may_see_own_tasks),
            (_("Response"), "collection:latest_board", rights.may_see_response),
            (_("Inbox"), "collection:latest_inbox", rights.may_work_inbox),
            (_("Files sent"), "collection:imports", rights.may_import_many),
        ),
    ),
    (
        _("Plans"),
        (
            (_("Tasks"), "tasks:list", rights_plans.may_see_tasks),
            (_("Targets"), "targets:list", rights.may_see_unpublished),
            (_("Projects"), "projects:list", rights_plans.may_see_projects),
            (_("Investment promotion"), "promotion:calls", rights_plans.may_see_calls),
        ),
    ),
    (_("Dossiers"), ((_("Dossiers"), "dossiers:list", rights_dossiers.may_see_dossiers),)),
    (
        _("Publishing"),
        (
            (_("Releases"), "releases:list", rights.may_see_unpublished),
            (_("Reports"), "reports:list", rights_reports.may_see_drafts),
        ),
    ),
    (_("Registers"), ((_("Registers"), "registers:index", rights.may_see_registers),)),
    (
        _("House"),
        (
            (_("People"), "accounts:people", rights.may_manage_people),
            (_("Audit"), "accounts:audit", rights.may_read_audit),
        ),
    ),
)


@register.simple_tag(takes_context=True)
def working_pages(context: dict[str, Any]) -> dict[str, Any]:
    """Return who is signed in, and the pages open to them; the way in for everybody else."""
    request: HttpRequest | None = context.get("request")
    user = getattr(request, "user", None)
    try:
        if user is None or not user.is_authenticated:
            return {"sign_in": reverse("account_login")}
        groups = [
            (words, [{"words": name, "url": reverse(route)} for name, route, may in pages if may(user)])
            for words, pages in PAGES
        ]
        found = entries(groups, request.path if request is not None else "")
        return {"me": reverse("accounts:me"), "name": user.get_full_name() or user.get_username(), "groups": found}
    except NoReverseMatch:
        # an error page is shown outside the languages' addresses too
        return {}
