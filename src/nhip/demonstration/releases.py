"""The releases of 2023 in the demonstration: prepared by the statistician, approved by the approver, each at its time.

All illustrative. Each rests on what was known on its day, so they differ as real vintages do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.db.models import QuerySet

from nhip.demonstration.vintages import PROVINCE
from nhip.intake.models import Stage
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.releases.calendar import move_day, set_day
from nhip.releases.models import CalendarEntry, Release, ReleaseState
from nhip.releases.preparing import prepare_release
from nhip.releases.releasing import approve, schedule, send_to_review
from nhip.releases.steps import newest_step

__all__ = ["COMING", "RELEASES", "Planned", "make_calendar", "make_releases"]


class Planned(NamedTuple):
    """A release: its period, the instant of knowledge, the moment of publication, why it corrects, and its stage."""

    period: str
    as_of: datetime
    publish_at: datetime
    reason: str = ""
    stage: Stage = Stage.OFFICIAL


def _at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PROVINCE)


def _months() -> list[Planned]:
    return [
        Planned(
            f"2023-{month:02d}",
            _at(2023 + month // 12, month % 12 + 1, 20, 17),
            _at(2023 + month // 12, month % 12 + 1, 22, 8),
        )
        for month in range(1, 13)
    ]


RELEASES: Final = tuple(
    sorted(
        [
            *_months(),
            # December is told before it is over, as provinces do, from what enterprises expect of it.
            Planned("2023-12", _at(2023, 12, 26, 17), _at(2023, 12, 29, 8), stage=Stage.ESTIMATE),
            Planned("2023-Q1", _at(2023, 4, 20, 17), _at(2023, 4, 25, 8)),
            Planned("2023-Q2", _at(2023, 7, 20, 17), _at(2023, 7, 25, 8)),
            Planned("2023-H1", _at(2023, 7, 20, 17), _at(2023, 7, 25, 8, 30)),
            Planned("2023-Q3", _at(2023, 10, 20, 17), _at(2023, 10, 25, 8)),
            Planned("2023-01/2023-09", _at(2023, 10, 20, 17), _at(2023, 10, 25, 8, 30)),
            Planned("2023-Q4", _at(2024, 1, 20, 17), _at(2024, 1, 25, 8)),
            # After the targets and tasks of 2024 were known, which the year's report looks ahead to.
            Planned("2023", _at(2024, 2, 15, 17), _at(2024, 2, 20, 8)),
            Planned(
                "2023-05",
                _at(2023, 9, 8, 17),
                _at(2023, 9, 12, 8),
                "Một doanh nghiệp khai thác đá gửi lại báo cáo tháng 5/2023: sản lượng đã báo thấp hơn thực tế "
                "(số liệu minh hoạ).",
            ),
        ],
        key=lambda each: each.publish_at,
    )
)
# Days of the calendar that have not come on the day the demonstration speaks of.
COMING: Final = tuple((f"2024-{month:02d}", _at(2024 + month // 12, month % 12 + 1, 22, 8)) for month in range(1, 13))
MOVED: Final = ("2023", _at(2024, 1, 29, 8), "Chờ báo cáo bổ sung của doanh nghiệp và chỉ tiêu năm 2024 (minh hoạ).")


def make_calendar(people: Mapping[str, str]) -> None:
    """Enter the days of all releases, one of which was moved."""
    if CalendarEntry.objects.exists():
        return
    statistician = User.objects.get(username=people[Role.STATISTICIAN])
    said = _at(2022, 12, 30, 10)
    for each in RELEASES:
        if not each.reason and each.stage is Stage.OFFICIAL and each.period != MOVED[0]:
            set_day(each.period, each.publish_at, by=statistician, illustrative=True, at=said)
    for period, planned_at in COMING:
        set_day(period, planned_at, by=statistician, illustrative=True, at=_at(2023, 12, 29, 10))
    year = set_day(MOVED[0], MOVED[1], by=statistician, illustrative=True, at=said)
    came = next(each.publish_at for each in RELEASES if each.period == MOVED[0])
    move_day(year, came, MOVED[2], by=statistician, at=_at(2024, 1, 16, 10))


def make_releases(
    people: Mapping[str, str],
    finish: Callable[[Release], None] = lambda _: None,
    step: Callable[[str], None] = lambda _: None,
) -> int:
    """Make the releases that are not there yet, in the order of their publication, and return how many.

    Each step is looked up before it is taken, so that a run that was interrupted goes on where it stopped.

    Args:
        people: sign-in names by role, as the demonstration has them.
        finish: gives each draft its texts and files, before it goes to review.
        step: is told each period as its release begins.
    """
    statistician, approver = (User.objects.get(username=people[role]) for role in (Role.STATISTICIAN, Role.APPROVER))
    made = 0
    for each in RELEASES:
        release = _begun(each)
        state = newest_step(release).state if release else None
        if state == ReleaseState.SCHEDULED:
            continue
        step(each.period)
        if release is None:
            corrects = _of(each).first() if each.reason else None
            release = prepare_release(
                each.period,
                by=statistician,
                as_of=each.as_of,
                corrects=corrects,
                reason=each.reason,
                stage=each.stage,
                at=each.as_of,
            )
        if state in (None, ReleaseState.DRAFT):
            finish(release)
            send_to_review(release, by=statistician, at=each.as_of + timedelta(hours=16))
        if state != ReleaseState.APPROVED:
            approve(release, by=approver, at=each.as_of + timedelta(hours=20))
        schedule(release, each.publish_at, by=approver, at=each.as_of + timedelta(hours=21))
        made += 1
    return made


def _of(planned: Planned) -> QuerySet[Release]:
    rows: QuerySet[Release] = Release.objects.filter(period=planned.period, stage=planned.stage).order_by("number")
    return rows


def _begun(planned: Planned) -> Release | None:
    """Return a planned release that has been begun: the first of its period, or its correction."""
    return _of(planned).exclude(corrects=None).first() if planned.reason else _of(planned).first()
