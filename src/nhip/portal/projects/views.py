"""Pages of projects that everybody reads: the list, and a project with what each source says of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhip.people import rights_plans as rights
from nhip.people.refusals import requires
from nhip.plans.models import MilestoneKind, ProjectKind, ProjectRecord
from nhip.plans.projects import queries
from nhip.plans.projects.queries import Asked
from nhip.portal.exhibits import show_page
from nhip.portal.projects import exhibits
from nhip.portal.projects.common import listed
from nhip.portal.projects.telling import told

__all__ = ["project", "project_list", "record_of"]


def record_of(code: str, **_rest: object) -> ProjectRecord:
    """Load the project of an address."""
    found = queries.project_record(code)
    if found is None:
        raise Http404(code)
    return found


@require_safe
@requires(rights.may_see_projects)
def project_list(request: HttpRequest) -> HttpResponse:
    """Show the projects."""
    asked = Asked.read(request.GET.dict())
    found = queries.list_projects(asked)
    context = listed(request, found)
    stages = {step.value: step.label for step in MilestoneKind}
    rows = [
        {
            "record": row,
            "stage": stages.get(row.stage, ""),
            "capacity": queries.between(row.lowest, row.highest),
        }
        for row in context["page"]
    ]
    context |= {
        "rows": rows,
        "chosen": asked,
        "kinds": ProjectKind.choices,
        "stages": [(queries.NOT_BEGUN, _("none yet")), *MilestoneKind.choices],
        "may_edit": rights.may_edit_projects(request.user),
        "may_see_plants": rights.may_see_plants(request.user),
    }
    shown = [exhibits.of_projects(found)]
    return show_page(request, "projects/list.html", context, shown, exhibits.standing_of(request))


@require_safe
@requires(rights.may_see_projects)
def project(request: HttpRequest, code: str) -> HttpResponse:
    """Show a project: planned, promised and actual beside each other, and every source with what it states."""
    record = record_of(code)
    may_edit, view = rights.may_edit_projects(request.user), queries.view_project(record)
    context = {
        "view": view,
        "record": record,
        "history": told(queries.newest_versions(record.project)) if may_edit else [],
        "calls": queries.calls_of(record.project),
        "may_edit": may_edit,
        "may_see_plant": record.enterprise_id is not None and rights.may_see_plant(request.user, record),
    }
    standing = exhibits.standing_of(request, illustrative=record.project.illustrative)
    return show_page(request, "projects/project.html", context, exhibits.of_project(record, view), standing)
