"""Projects and calls for investment, as they are handed out: records, not figures, so there is nothing to draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhip.plans.models import InvestmentCall, MilestoneKind, ProjectRecord
from nhip.plans.projects.queries import ProjectView, between
from nhip.portal.exhibits import Exhibit, Standing
from nhip.portal.exhibits.strips import FILE, FRAME

__all__ = ["of_calls", "of_project", "of_projects", "standing_of"]


def standing_of(request: HttpRequest, *, illustrative: bool = False) -> Standing:
    """Stand on the records as they are now; what is asked stands in the address, the page of the list does not."""
    left = ("page", FILE, FRAME)
    asked = {name: str(text) for name, text in request.GET.items() if text and name not in left}
    return Standing(f"{request.path}?{urlencode(asked)}" if asked else request.path, illustrative=illustrative)


def _illustrative(yes: bool) -> str:
    return _("Illustrative") if yes else ""


def of_projects(records: Iterable[ProjectRecord]) -> Exhibit:
    """Return the projects that fit what was asked: every one, not a page of them."""
    stages = {step.value: step.label for step in MilestoneKind}
    head = (
        *(_("Code"), _("Project"), _("Kind"), _("Zone or cluster"), _("Place"), _("Investor"), _("Capacity")),
        *(_("Last milestone reached"), _("Illustrative")),
    )

    def table() -> Iterable[Sequence[Any]]:
        for each in records:
            row: Any = each
            yield (
                *(row.project.code, row.name, row.get_kind_display(), row.estate.name if row.estate else ""),
                *(row.place.name if row.place else "", row.investor, between(row.lowest, row.highest)),
                *(stages.get(row.stage, ""), _illustrative(row.project.illustrative)),
            )

    return Exhibit("projects", _("Projects"), head, table)


def of_project(record: ProjectRecord, view: ProjectView) -> list[Exhibit]:
    """Return what each source states of a project, and its milestones with their delay."""
    made = []
    if view.steps:

        def steps() -> Iterable[Sequence[Any]]:
            for step in view.steps:
                yield (step.label, *(_days(each) for each in (step.planned, step.promised, step.actual)), step.late)

        dates = (pgettext("milestone", each) for each in ("Planned", "Promised", "Actual"))
        head = (_("Milestone"), *dates, _("Delay"))
        title = _("%(name)s: milestones") % {"name": record.name}
        made.append(Exhibit("milestones", title, head, steps, anchor="steps"))
    if view.statements:

        def statements() -> Iterable[Sequence[Any]]:
            for label, _disagree, stated in view.statements:
                for each in stated:
                    yield label, each.shown, each.shown.unit, each.row.words, each.said, each.row.source

        head = (_("About"), _("Value"), _("Unit"), _("As printed"), _("Said"), _("Source"))
        title = _("%(name)s: what sources state") % {"name": record.name}
        made.append(Exhibit("statements", title, head, statements, anchor="stated"))
    return made


def _days(dated: Any) -> str:
    return "; ".join(f"{each.when} ({each.row.source})" if each.row.source else str(each.when) for each in dated)


def of_calls(rows: Iterable[InvestmentCall]) -> Exhibit:
    """Return the calls for investment that fit what was asked."""
    head = (
        *(_("Code"), _("Project"), _("Sector"), _("Zone or cluster"), _("Place"), _("Area, ha")),
        *(_("Capital, billion VND"), _("Valid from"), _("Valid to"), _("Illustrative")),
    )

    def table() -> Iterable[Sequence[Any]]:
        for row in rows:
            yield (
                *(row.code, row.name, row.sector, row.estate.name if row.estate else ""),
                *(row.place.name if row.place else "", row.area, row.capital, row.valid_from, row.valid_to),
                _illustrative(row.illustrative),
            )

    return Exhibit("calls", _("Calls for investment"), head, table)
