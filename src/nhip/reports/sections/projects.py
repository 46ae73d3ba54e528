"""Projects: what is ahead of them and what was reached in the period, with what each source says side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.figures.spans import first_day
from nhip.plans.models import Milestone, MilestoneKind, ProjectKind, ProjectRecord, Sort
from nhip.plans.projects.words import span_words
from nhip.reports.sections.making import Maker, text_cell
from nhip.reports.source import Listed, Source

__all__ = ["ProjectFacts", "blocks", "names"]


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone of a project: planned, promised and reached, as the sources give it."""

    ten: str
    ke_hoach: str
    hen: str
    thuc_te: str
    nguon: str


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """A project with its milestones; names are the templates'."""

    ma: str
    ten: str
    loai: str
    minh_hoa: bool
    buoc: Listed
    chuan_bi: Listed
    dat_duoc: Listed

    def __str__(self) -> str:
        return self.ten


def names(source: Source) -> dict[str, Any]:
    """Return ``du_an``: the projects known at the instant, and those with steps ahead or reached in the period."""
    records = ProjectRecord.objects.known_at(source.as_of).select_related("project").order_by("sort_key", "id")
    by_project: dict[int, list[Milestone]] = defaultdict(list)
    for row in Milestone.objects.known_at(source.as_of).order_by("earliest", "id"):
        by_project[row.project_id].append(row)
    found = [_facts(source, record, by_project[record.project_id]) for record in records]
    language = source.language
    return {
        "du_an": {
            "tat_ca": Listed(found, language),
            "sap_toi": Listed([each for each in found if each.chuan_bi], language),
            "da_dat": Listed([each for each in found if each.dat_duoc], language),
        }
    }


def _facts(source: Source, record: ProjectRecord, rows: list[Milestone]) -> ProjectFacts:
    steps, ahead, reached = [], [], []
    for kind in MilestoneKind:
        mine = [row for row in rows if row.kind == kind]
        if not mine:
            continue
        step = _step(kind, mine)
        steps.append(step)
        actual = [row for row in mine if row.sort == Sort.ACTUAL]
        if any(first_day(source.period) <= row.earliest <= source.day for row in actual):
            reached.append(step)
        # What is wanted after the period, and not reached by its end.
        if any(row.latest > source.day for row in mine if row.sort != Sort.ACTUAL) and not any(
            row.earliest <= source.day for row in actual
        ):
            ahead.append(step)
    language = source.language
    return ProjectFacts(
        record.project.code,
        record.name,
        str(ProjectKind(record.kind).label),
        record.project.illustrative,
        Listed(steps, language),
        Listed(ahead, language),
        Listed(reached, language),
    )


def _step(kind: MilestoneKind, rows: list[Milestone]) -> Step:
    def said(sort: str) -> str:
        return "; ".join(row.words or span_words(row.earliest, row.latest) for row in rows if row.sort == sort)

    sources = dict.fromkeys(row.source for row in rows if row.source)
    return Step(str(kind.label), said(Sort.PLANNED), said(Sort.PROMISED), said(Sort.ACTUAL), "; ".join(sources))


def blocks(source: Source, make: Maker) -> None:
    """Say which projects reached what, and what is ahead; list planned, promised and actual side by side."""
    facts = make.names["du_an"]
    shown = [each for each in facts["tat_ca"] if each.chuan_bi or each.dat_duoc]
    if not shown:
        return
    with override(source.language):
        make.heading(_("Projects").upper())
        make.text("projects.reached")
        make.text("projects.ahead")
        make.table(
            "projects",
            _("Milestones of projects, as the sources give them"),
            (_("Project"), _("Milestone"), _("Planned"), _("Promised"), _("Reached")),
            [
                [
                    text_cell(f"{each.ten} *" if each.minh_hoa else each.ten) if first else text_cell(""),
                    text_cell(step.ten),
                    text_cell(step.ke_hoach or "–"),
                    text_cell(step.hen or "–"),
                    text_cell(step.thuc_te or "–"),
                ]
                for each in shown
                for first, step in ((position == 0, step) for position, step in enumerate(each.buoc))
            ],
            (6, 4, 3, 3, 3),
            _("* Illustrative.") if any(each.minh_hoa for each in shown) else "",
        )
