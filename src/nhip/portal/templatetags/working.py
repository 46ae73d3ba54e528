"""The working menu: for somebody signed in, the pages their rights open. Readers of the public pages have none."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from nhip.people import rights, rights_dossiers, rights_plans, rights_reports

register = template.Library()

# Words, address, and the right that opens the page.
PAGES = (
    (_("Today"), "tasks:today", rights_plans.may_see_today),
    (_("What I have to do"), "collection:tasks", rights.may_see_own_tasks),
    (_("Response"), "collection:latest_board", rights.may_see_response),
    (_("Inbox"), "collection:latest_inbox", rights.may_work_inbox),
    (_("Files sent"), "collection:imports", rights.may_import_many),
    (_("Tasks"), "tasks:list", rights_plans.may_see_tasks),
    (_("Releases"), "releases:list", rights.may_see_unpublished),
    (_("Reports"), "reports:list", rights_reports.may_see_drafts),
    (_("Targets"), "targets:list", rights.may_see_unpublished),
    (_("Dossiers"), "dossiers:list", rights_dossiers.may_see_dossiers),
    (_("Projects"), "projects:list", rights_plans.may_see_projects),
    (_("Investment promotion"), "promotion:calls", rights_plans.may_see_calls),
    (_("Registers"), "registers:index", rights.may_see_registers),
    (_("People"), "accounts:people", rights.may_manage_people),
    (_("Audit"), "accounts:audit", rights.may_read_audit),
)


@register.simple_tag(takes_context=True)
def working_pages(context: dict[str, Any]) -> dict[str, Any]:
    """Return who is signed in, and the pages open to them; the way in for everybody else."""
    request: HttpRequest | None = context.get("request")
    user = getattr(request, "user", None)
    try:
        if user is None or not user.is_authenticated:
            return {"sign_in": reverse("account_login")}
        pages = [
            {"words": words, "url": url, "here": request is not None and request.path.startswith(url)}
            for words, name, may in PAGES
            if may(user)
            for url in [reverse(name)]
        ]
        return {"me": reverse("accounts:me"), "name": user.get_full_name() or user.get_username(), "pages": pages}
    except NoReverseMatch:
        # an error page is shown outside the languages' addresses too
        return {}
