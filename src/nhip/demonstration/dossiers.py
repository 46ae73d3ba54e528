"""Dossiers of the demonstration: Na Dương 1, 2 and 3 as far as the article tells, and some around today. Illustrative.

The article says that the three were appraised in 2023 and are in the procedure for investment policy. It gives no days,
so the days are invented, and so is everything about the others. What came of the three later is not known here: their
clock stands, and nothing more is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone

from nhip.estates.dossiers.acts import Said, record_entry, start_dossier
from nhip.estates.models import Dossier, EntryKind, Estate, EstateKind
from nhip.estates.time_limits import work_calendar
from nhip.registry.keepers import SYSTEM_KEEPER

__all__ = ["load_dossiers"]

_ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_DONE: Final = EntryKind.DONE

# What the article tells, on invented days: step or kind, day, number, note.
NA_DUONG: Final = (
    (_DONE, "dossier", date(2023, 10, 13), "", ""),
    (_DONE, "appraisal", date(2023, 11, 2), "", "Hoàn thành thẩm định năm 2023 (bài báo); ngày minh họa"),
    (_DONE, "policy_dossier", date(2023, 11, 6), "", "Đang làm thủ tục chấp thuận chủ trương đầu tư (bài báo)"),
    (
        EntryKind.RETURNED,
        "",
        date(2023, 11, 8),
        "",
        "Chờ kết quả chấp thuận chủ trương đầu tư; nguồn không cho biết kết quả về sau",
    ),
)


@dataclass(frozen=True)
class Invented:
    """A dossier that is going on today: when it came in and what happened, in working days before today."""

    name: str
    applicant: str
    received: int
    happened: Sequence[tuple[EntryKind, str, int, str]]


AROUND_TODAY: Final = (
    Invented(
        "Thành lập cụm công nghiệp Khuôn Pinh (minh họa)",
        "Công ty cổ phần Hạ tầng Xứ Lạng (minh họa)",
        48,
        (
            (_DONE, "call", 45, "21/TB-UBND (minh họa)"),
            (_DONE, "files", 34, ""),
            (_DONE, "dossier", 30, "64/TTr-UBND (minh họa)"),
        ),
    ),
    Invented(
        "Thành lập cụm công nghiệp Nà Tâm (minh họa)",
        "Hợp tác xã Cơ khí Nà Tâm (minh họa)",
        36,
        (
            (_DONE, "call", 32, "35/TB-UBND (minh họa)"),
            (_DONE, "files", 21, ""),
            (_DONE, "dossier", 17, "71/TTr-UBND (minh họa)"),
        ),
    ),
    Invented(
        "Thành lập cụm công nghiệp Bản Quyên (minh họa)",
        "Công ty TNHH Đầu tư Bản Quyên (minh họa)",
        33,
        (
            (_DONE, "call", 30, "38/TB-UBND (minh họa)"),
            (_DONE, "files", 19, ""),
            (_DONE, "dossier", 15, "76/TTr-UBND (minh họa)"),
            (EntryKind.RETURNED, "", 6, "118/SCT-CN (minh họa)"),
        ),
    ),
    Invented(
        "Thành lập cụm công nghiệp Tân Mỹ (minh họa)",
        "Công ty cổ phần Tân Mỹ (minh họa)",
        3,
        (),
    ),
)


def load_dossiers(today: date | None = None) -> int:
    """Start the dossiers, unless there are some; return how many were started."""
    if Dossier.objects.exists():
        return 0
    for number in (1, 2, 3):
        _na_duong(number)
    day = today or timezone.localdate()
    for each in AROUND_TODAY:
        _around(each, day)
    return Dossier.objects.count()


def _at(day: date) -> datetime:
    """Return when something was recorded: on the day itself, in the morning."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=_ZONE)


def _na_duong(number: int) -> None:
    received = date(2023, 10, 9)
    dossier = start_dossier(
        SYSTEM_KEEPER,
        EstateKind.CLUSTER,
        f"Thành lập cụm công nghiệp Na Dương {number} (ngày minh họa)",
        "Nhà đầu tư hạ tầng (minh họa)",
        received,
        estate=Estate.objects.get(code=f"CCN-NA-DUONG-{number}"),
        illustrative=True,
        at=_at(received),
    )
    for kind, step, day, document, note in NA_DUONG:
        record_entry(SYSTEM_KEEPER, dossier, kind, day, step, Said(None, document, note), at=_at(day))


def _around(invented: Invented, today: date) -> None:
    def day(working: int) -> date:
        calendar, found = work_calendar(), today
        while not (calendar.is_working(found) and calendar.working_between(found, today) >= working):
            found -= timedelta(days=1)
        return found

    received = day(invented.received)
    dossier = start_dossier(
        SYSTEM_KEEPER,
        EstateKind.CLUSTER,
        invented.name,
        invented.applicant,
        received,
        illustrative=True,
        at=_at(received),
    )
    for kind, step, working, document in invented.happened:
        on = day(working)
        record_entry(SYSTEM_KEEPER, dossier, kind, on, step, Said(None, document), at=_at(on))
