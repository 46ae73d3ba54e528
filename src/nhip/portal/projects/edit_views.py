"""Working pages of projects: add one, describe it, note what a source states, date a milestone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from django import forms
from django.core.validators import validate_slug
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from nhip.people import rights_plans as rights
from nhip.people.refusals import requires
from nhip.plans.models import Milestone, ProjectRecord, ProjectStatement
from nhip.plans.projects.actions import add_project, date_milestone, describe_project, state, withdraw_record
from nhip.portal.projects.common import answer_form, keeper
from nhip.portal.projects.sheets import RecordForm
from nhip.portal.projects.views import record_of

__all__ = ["add", "change", "evidence_form"]

ABOUT: Final = (
    *("name", "kind", "place", "estate", "investor", "enterprise", "product"),
    *("document", "source", "note"),
)


class Sheet(NamedTuple):
    """What a form of evidence is about."""

    model: type[Any]
    names: tuple[str, ...]
    act: Callable[..., Any]
    new: Any
    old: Any
    labels: dict[str, Any]


SHEETS: Final = {
    "statements": Sheet(
        ProjectStatement,
        ("attribute", "value", "words", "said_from", "said_to", "document", "source", "note"),
        state,
        gettext_lazy("What a source states"),
        gettext_lazy("Correct a statement"),
        {"said_from": pgettext_lazy("statement", "When it was said")},
    ),
    "milestones": Sheet(
        Milestone,
        ("kind", "sort", "earliest", "latest", "words", "said_on", "document", "source", "note"),
        date_milestone,
        gettext_lazy("Date a milestone"),
        gettext_lazy("Correct a milestone"),
        {"earliest": pgettext_lazy("milestone", "When")},
    ),
}


def crumbs_of(record: ProjectRecord | None = None) -> list[tuple[str, str]]:
    """Return the path to the page of a project, or to the list."""
    path = [(_("Projects"), reverse("projects:list"))]
    return path if record is None else [*path, (record.name, page_of(record))]


def page_of(record: ProjectRecord) -> str:
    """Return the address of a project."""
    return reverse("projects:project", args=[record.project.code])


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_projects)
def add(request: HttpRequest) -> HttpResponse:
    """Add a project."""
    form = RecordForm(ProjectRecord, ABOUT, request.POST or None, request.FILES or None)
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        validators=[validate_slug],
        help_text=_("Short, without spaces or marks; it stands in the address and never changes."),
    )
    form.fields = {"code": code, **form.fields}

    def do(values: dict[str, Any], _reason: str) -> str:
        return page_of(add_project(keeper(request), form.cleaned_data["code"], values))

    return answer_form(request, form, do, title=_("Add a project"), crumbs=crumbs_of())


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_projects)
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Correct the description of a project."""
    record = record_of(code)
    form = RecordForm(ProjectRecord, ABOUT, request.POST or None, request.FILES or None, row=record, correcting=True)
    form.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=record.pk)

    def seen() -> ProjectRecord:
        # The version the person had before him, which may have been replaced since.
        seen = request.POST.get("seen", "")
        pk = int(seen) if seen.isascii() and seen.isdigit() else record.pk
        return get_object_or_404(ProjectRecord, pk=pk, project=record.project)

    def do(values: dict[str, Any], reason: str) -> str:
        return page_of(describe_project(keeper(request), seen(), values, reason=reason))

    def away(reason: str) -> str:
        withdraw_record(keeper(request), seen(), reason)
        return reverse("projects:list")

    return answer_form(request, form, do, title=_("Correct the description"), crumbs=crumbs_of(record), withdraw=away)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_edit_projects)
def evidence_form(request: HttpRequest, code: str, what: str, pk: int | None = None) -> HttpResponse:
    """Note what a source says, or correct what was noted."""
    record, sheet = record_of(code), SHEETS[what]
    row = get_object_or_404(sheet.model, pk=pk, project=record.project) if pk else None
    form = RecordForm(
        sheet.model,
        sheet.names,
        request.POST or None,
        request.FILES or None,
        row=row,
        correcting=row is not None,
        labels=sheet.labels,
    )

    def do(values: dict[str, Any], reason: str) -> str:
        sheet.act(keeper(request), record.project, values, replaces=row, reason=reason)
        return page_of(record)

    def away(reason: str) -> str:
        withdraw_record(keeper(request), row, reason)  # type: ignore[arg-type]
        return page_of(record)

    return answer_form(
        request,
        form,
        do,
        title=str(sheet.old if row else sheet.new),
        crumbs=crumbs_of(record),
        withdraw=away if row else None,
        note="" if row else _("A source that says otherwise is entered beside the others; it replaces none of them."),
    )
