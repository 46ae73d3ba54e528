"""What must I do today, and who is late with what."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from nhip.estates.dossiers.queries import work_list
from nhip.intake.collection.queries import answers_to, collections_open_on
from nhip.people import rights as all_rights
from nhip.people import rights_plans as rights
from nhip.people.refusals import requires
from nhip.people.rights_dossiers import may_see_dossiers
from nhip.plans.tasks.lateness import UnitLoad, loads_of_units
from nhip.plans.tasks.queries import StandingTask, days_late, task_notices, units_of
from nhip.portal.collection.common import name_of
from nhip.portal.tasks.common import by, days_in_words, language, page
from nhip.portal.tasks.providers import Item, items_of

MOST_OF_A_GROUP = 50
WEEK = 7


@require_safe
@login_required
def today(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person who asks: what is late, what is due within a week, and the rest."""
    user, day = by(request), timezone.localdate()
    late: list[tuple[Item, str]] = []
    soon: list[tuple[Item, str]] = []
    rest: list[tuple[Item, str]] = []
    for item in items_of(user, day):
        days = item.days(day)
        box = rest if days is None or days > WEEK else late if days < 0 else soon
        box.append((item, days_in_words(days)))
    until = date_format(day + timedelta(days=WEEK), "SHORT_DATE_FORMAT")
    groups = [
        (_("Late"), "late", late),
        (_("By %(day)s") % {"day": until}, "soon", soon),
        (_("Waiting, without a day or later"), "rest", rest),
    ]
    context = {
        "day": day,
        "groups": [
            (title, name, rows[:MOST_OF_A_GROUP], len(rows), max(0, len(rows) - MOST_OF_A_GROUP))
            for title, name, rows in groups
            if rows
        ],
        "count": len(late) + len(soon) + len(rest),
        "late_count": len(late),
        "units": [(unit, unit.name(language())) for unit in units_of(user, day)],
        "notices": [
            (notice, record, record.words(language()), record.lead.name(language()), _late_by(record, day))
            for notice, record in task_notices(user, day)
        ],
        "may_see_own": all_rights.may_see_own_tasks(user),
        # Only the way to them: finding them takes the whole index, which is too much for a first page.
        "may_work_inbox": all_rights.may_work_inbox(user),
    }
    return page(request, "today.html", context)


def _late_by(record: StandingTask, day: date) -> str:
    return days_in_words(-days_late(record, day))


def _sentence(load: UnitLoad) -> str:
    """Say of a unit how much is late, and what for longest."""
    if not load.late:
        told = ngettext("%(n)s open task, none late.", "%(n)s open tasks, none late.", load.open)
        return told % {"n": load.open}
    told = ngettext(
        "%(late)s of %(n)s open task is late; the longest by %(days)s.",
        "%(late)s of %(n)s open tasks are late; the longest by %(days)s.",
        load.open,
    )
    days = ngettext("%(n)s day", "%(n)s days", load.days) % {"n": load.days}
    return told % {"late": load.late, "n": load.open, "days": days}


@require_safe
@requires(rights.may_see_tasks)
def late(request: HttpRequest) -> HttpResponse:
    """Show, unit by unit, what is open and what is late, and lead on to late enterprises."""
    day, user = timezone.localdate(), by(request)
    loads = loads_of_units(day)
    rows = [
        {
            "unit": load.unit,
            "name": load.unit.name(language()),
            "ended": load.unit.valid_to if load.unit.valid_to and load.unit.valid_to < day else None,
            "sentence": _sentence(load),
            "load": load,
            "tasks": [(record, record.words(language()), _late_by(record, day)) for record in load.shown],
            "more": load.late - len(load.shown),
        }
        for load in loads
    ]
    context = {
        "day": day,
        "late": [row for row in rows if row["tasks"]],
        "others": [row for row in rows if not row["tasks"]],
        "late_count": sum(load.late for load in loads),
        "open_count": sum(load.open for load in loads),
        "waiting_count": sum(load.waiting for load in loads),
        "longest": loads[0].days if loads else 0,
        "dossiers": work_list(day, "overdue").counts["overdue"] if may_see_dossiers(user) else None,
        "enterprises": _late_enterprises() if all_rights.may_see_response(user) else [],
        "illustrative": any(
            record.task.illustrative or record.details_illustrative for load in loads for record in load.shown
        ),
    }
    return page(request, "late.html", context)


def _late_enterprises() -> list[tuple[str, int, str]]:
    """Return, for each open collection, how many enterprises are late, and where to see which."""
    found = []
    for collection in collections_open_on(timezone.localdate()):
        count = sum(answer.late and not answer.in_hand for answer in answers_to(collection))
        address = reverse("collection:board", args=[collection.pk])
        found.append((name_of(collection), count, f"{address}?show=late"))
    return found
