"""`nhip release`: releases from the server's own command line."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any

from nhip.cli.outcome import CommandFault, Exit, print_json
from nhip.cli.table import table
from nhip.cli.tongue import Tongue

if TYPE_CHECKING:
    from nhip.people.models import User
    from nhip.releases.models import Release

NAME = "release"
SUMMARY = (
    "soạn, trình, duyệt, hẹn giờ và liệt kê các bản công bố",
    "prepare, review, approve, schedule and list releases",
)
DETAILS = (
    """\
list      liệt kê các bản công bố và trạng thái
prepare   tính và soạn bản công bố của một kỳ: 2023-12, 2023-Q4, 2023-H1, 2023-01/2023-09, 2023
review    trình duyệt; nói rõ nếu còn thiếu gì
approve   duyệt; người đã soạn không được duyệt
publish   hẹn thời điểm công bố (--at; không có thì công bố ngay)
return    trả lại để sửa, kèm lý do
drop      bỏ bản đang soạn, kèm lý do

Bản công bố được gọi bằng kỳ của nó; bản đính chính thêm v2, v3. --by là tên đăng nhập của người thực hiện: quyền của
người đó được kiểm tra. Không có --by thì việc do máy chủ (nhip) thực hiện.

Ví dụ:
  nhip release prepare 2023-12 --by statistician
  nhip release review 2023-12 --by statistician
  nhip release approve 2023-12 --by approver
  nhip release publish 2023-12 --by approver --at "2024-01-25 08:00"
  nhip release prepare 2023-12 --corrects 2023-12 --reason "sửa báo cáo than" --by statistician""",
    """\
list      list the releases and how far they are
prepare   compile, and begin the release of a period: 2023-12, 2023-Q4, 2023-H1, 2023-01/2023-09, 2023
review    send it to the approver; says what is missing
approve   approve it; who had a hand in it may not
publish   set the moment of publication (--at; at once without it)
return    give it back to be changed, with a reason
drop      give up a draft, with a reason

A release is called by its period; a correction adds v2, v3. --by is the sign-in name of the person who acts, whose
rights are asked. Without --by the server (nhip) acts.

Examples:
  nhip release prepare 2023-12 --by statistician
  nhip release review 2023-12 --by statistician
  nhip release approve 2023-12 --by approver
  nhip release publish 2023-12 --by approver --at "2024-01-25 08:00"
  nhip release prepare 2023-12 --corrects 2023-12 --reason "coal report mended" --by statistician""",
)
ACTIONS = ("list", "prepare", "review", "approve", "publish", "return", "drop")


def add_options(parser: argparse.ArgumentParser, tongue: Tongue) -> None:
    """Declare the options."""
    parser.add_argument("action", choices=ACTIONS, help=tongue("việc cần làm", "what to do"))
    parser.add_argument("release", nargs="?", help=tongue("kỳ, hoặc tên bản công bố", "the period, or the release"))
    parser.add_argument("--by", metavar=tongue("TÊN", "NAME"), help=tongue("người thực hiện", "who acts"))
    parser.add_argument("--at", metavar="YYYY-MM-DD HH:MM", help=tongue("thời điểm công bố", "moment of publication"))
    parser.add_argument("--as-of", metavar="YYYY-MM-DD HH:MM", help=tongue("biết đến lúc nào", "instant of knowledge"))
    parser.add_argument("--corrects", metavar=tongue("BẢN", "RELEASE"), help=tongue("đính chính cho", "corrects"))
    parser.add_argument(
        "--estimate",
        action="store_true",
        help=tongue("bản ước tính, từ các báo cáo đầu tiên", "an estimate, from the first reports"),
    )
    parser.add_argument("--reason", default="", metavar=tongue("LÝ_DO", "REASON"), help=tongue("lý do", "reason"))


def run(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Do one of these things, in the installation's database."""
    from nhip.cli.site import migrate

    if asked.action != "list" and not asked.release:
        raise CommandFault("C003", "thiếu kỳ hoặc tên bản công bố.", "the period or release is missing.")
    migrate()
    if asked.action != "list":
        from nhip.people.refusals import Refused

        try:
            _act(asked)
        except Refused as wrong:
            raise CommandFault(
                "C004",
                "người này không có quyền làm việc đó; ai đã tham gia soạn thì không được duyệt.",
                "this person may not do that; who had a hand in a release may not approve it.",
                option="--by",
                value=asked.by,
            ) from wrong
    return _list(asked, tongue)


def _act(asked: argparse.Namespace) -> None:
    from nhip.intake.models import Stage
    from nhip.releases.preparing import prepare_release
    from nhip.releases.releasing import approve, drop, return_to_draft, schedule, send_to_review

    by = _person(asked.by)
    if asked.action == "prepare":
        corrects = _release(asked.corrects) if asked.corrects else None
        prepare_release(
            asked.release,
            by=by,
            corrects=corrects,
            reason=asked.reason,
            stage=Stage.ESTIMATE if asked.estimate else Stage.OFFICIAL,
            as_of=_moment(asked.as_of, "--as-of"),
        )
        return
    release = _release(asked.release)
    if asked.action == "review":
        send_to_review(release, by=by, note=asked.reason)
    elif asked.action == "approve":
        approve(release, by=by, note=asked.reason)
    elif asked.action == "publish":
        schedule(release, _moment(asked.at, "--at"), by=by, note=asked.reason)
    elif asked.action == "return":
        return_to_draft(release, by=by, note=asked.reason)
    else:
        drop(release, by=by, note=asked.reason)


def _person(name: str | None) -> User | str:
    from nhip.people.models import User
    from nhip.registry.actions import SYSTEM

    if name is None:
        return SYSTEM
    found = User.objects.filter(username=name).first()
    if found is None:
        raise CommandFault("C004", "không có người dùng này.", "there is no such person.", option="--by", value=name)
    return found


def _release(slug: str) -> Release:
    from nhip.releases.models import Release
    from nhip.releases.reading import release_by_slug

    view = release_by_slug(slug.replace("/", "--"), unpublished=True)
    if view is None:
        raise CommandFault(
            "C004",
            "không có bản công bố này; nhip release list liệt kê các bản.",
            "there is no such release; nhip release list lists them.",
            value=slug,
        )
    return Release.objects.get(pk=view.id)


def _moment(text: str | None, option: str) -> datetime | None:
    from django.utils import timezone

    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise CommandFault(
            "C004",
            "thời điểm viết theo dạng 2024-01-25 08:00.",
            "a moment is written like 2024-01-25 08:00.",
            option=option,
            value=text,
        ) from wrong
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _list(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    from django.utils import timezone

    from nhip.releases.reading import all_releases

    views = all_releases(tongue.code, unpublished=True)
    if asked.json:
        rows: list[dict[str, Any]] = [
            {
                "release": each.slug,
                "kind": each.kind,
                "state": each.state,
                "published_at": each.published_at.isoformat() if each.published_at else None,
                "prepared_by": each.prepared_by,
                "approved_by": each.approved_by,
                "corrects": each.corrects,
                "corrected_by": each.corrected_by,
                "run": each.run.id,
                "hash": each.hash,
            }
            for each in views
        ]
        print_json({"ok": True, "releases": rows})
        return Exit.DONE
    if not views:
        print(tongue("Chưa có bản công bố nào.", "There are no releases yet."))
        return Exit.DONE
    columns = [
        tongue("Bản", "Release"),
        tongue("Kỳ", "Period"),
        tongue("Trạng thái", "State"),
        tongue("Công bố lúc", "Published at"),
        tongue("Người soạn", "Prepared by"),
        tongue("Người duyệt", "Approved by"),
    ]
    texts = [
        [
            each.slug,
            each.period_words,
            each.state_words
            + (
                tongue(f", thay bằng {each.corrected_by}", f", replaced by {each.corrected_by}")
                if each.corrected_by
                else ""
            ),
            f"{timezone.localtime(each.published_at):%Y-%m-%d %H:%M:%S}" if each.published_at else "–",
            each.prepared_by,
            each.approved_by or "–",
        ]
        for each in views
    ]
    print(table(columns, texts, left=len(columns)))
    return Exit.DONE
