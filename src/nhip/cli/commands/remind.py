"""`nhip remind`: the reminders that are due today. Run it once a day."""

from __future__ import annotations

import argparse

from nhip.cli.outcome import Exit, print_json
from nhip.cli.tongue import Tongue

NAME = "remind"
SUMMARY = (
    "nhắc doanh nghiệp chưa nộp báo cáo và báo lên trên nhiệm vụ quá hạn, theo quy tắc",
    "remind enterprises that have not submitted, and tell further up of late tasks, by the rules",
)
DETAILS = (
    """\
Chạy mỗi ngày một lần, ví dụ bằng cron. Chạy hai lần trong ngày không gửi gì hai lần; ngày bị bỏ lỡ được bù ở lần sau.
Doanh nghiệp đã nộp không bị nhắc. Người chưa có địa chỉ thư thấy lời nhắc ở trang «Việc cần làm».
Nhiệm vụ quá hạn được báo, mỗi mức một lần: người đứng đầu đơn vị chủ trì, phòng theo dõi, rồi lãnh đạo.

Ví dụ:
  nhip remind --site https://nhip.example.vn/""",
    """\
Run it once a day, for example from cron. Twice a day sends nothing twice; a day that was missed is made up for.
Who has submitted is not reminded. Somebody without an e-mail address sees a notice under “What I have to do”.
Late tasks are told of, once a level: to the head of the lead unit, to the division that follows them, to leaders.

Examples:
  nhip remind --site https://nhip.example.vn/""",
)


def add_options(parser: argparse.ArgumentParser, tongue: Tongue) -> None:
    """Declare the options."""
    parser.add_argument(
        "--site",
        default="",
        metavar="ADDRESS",
        help=tongue("địa chỉ trang ghi trong thư", "address of the site for the messages"),
    )


def run(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Send what is due, and say how much it was."""
    from nhip.cli.site import migrate

    migrate()
    from nhip.intake.collection.actions import remind_all
    from nhip.plans.tasks.escalating import escalate_all

    done = remind_all(site=asked.site)
    tasks = escalate_all(site=asked.site)
    sent, noticed, failed = done.sent + tasks.sent, done.noticed + tasks.noticed, done.failed + tasks.failed
    if asked.json:
        print_json({"ok": not failed, "sent": sent, "noticed": noticed, "failed": failed, "escalations": tasks.levels})
    else:
        print(
            tongue(
                f"Đã gửi {sent} thư; {noticed} lời nhắc chỉ hiện trên trang; {failed} thư lỗi; "
                f"{tasks.levels} lần báo lên trên về nhiệm vụ quá hạn.",
                f"{sent} messages sent; {noticed} notices on pages only; {failed} messages failed; "
                f"late tasks told of further up: {tasks.levels}.",
            )
        )
    return Exit.NO_ANSWER if failed else Exit.DONE
