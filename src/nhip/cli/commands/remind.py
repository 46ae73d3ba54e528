"""`nhip remind`: the reminders that are due today. Run it once a day."""

from __future__ import annotations

import argparse

from nhip.cli.outcome import Exit, print_json
from nhip.cli.tongue import Tongue

NAME = "remind"
SUMMARY = (
    "nhắc các doanh nghiệp chưa nộp báo cáo, theo quy tắc",
    "remind enterprises that have not submitted, by the rules",
)
DETAILS = (
    """\
Chạy mỗi ngày một lần, ví dụ bằng cron. Chạy hai lần trong ngày không gửi gì hai lần; ngày bị bỏ lỡ được bù ở lần sau.
Doanh nghiệp đã nộp không bị nhắc. Người chưa có địa chỉ thư thấy lời nhắc ở trang «Việc cần làm».

Ví dụ:
  nhip remind --site https://nhip.example.vn/""",
    """\
Run it once a day, for example from cron. Twice a day sends nothing twice; a day that was missed is made up for.
Who has submitted is not reminded. Somebody without an e-mail address sees a notice under “What I have to do”.

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

    done = remind_all(site=asked.site)
    if asked.json:
        print_json({"ok": not done.failed, "sent": done.sent, "noticed": done.noticed, "failed": done.failed})
    else:
        print(
            tongue(
                f"Đã gửi {done.sent} thư; {done.noticed} lời nhắc chỉ hiện trên trang; {done.failed} thư lỗi.",
                f"{done.sent} messages sent; {done.noticed} notices on pages only; {done.failed} messages failed.",
            )
        )
    return Exit.NO_ANSWER if done.failed else Exit.DONE
