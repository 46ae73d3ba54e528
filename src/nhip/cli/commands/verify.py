"""`nhip verify`: look again at everything that is kept, and say what differs."""

from __future__ import annotations

import argparse

from nhip.cli.outcome import Exit, print_json
from nhip.cli.progress import steps
from nhip.cli.tongue import Tongue

NAME = "verify"
SUMMARY = (
    "kiểm tra lại mọi thứ đang lưu: tính lại, so mã băm, nói rõ chỗ khác",
    "look again at all that is kept: compute anew, compare hashes, say what differs",
)
DETAILS = (
    """\
Tính lại mọi lần tính từ những gì đã biết khi đó và so kết quả; so mã băm của mọi bản công bố, chữ, tệp, phương án, tệp
gốc; xem lại chuỗi nhật ký và các bảng suy ra. Không thay đổi gì. Mã thoát 0: không có gì khác;
1: có chỗ khác, đã in ra.

Ví dụ:
  nhip verify
  nhip verify --json""",
    """\
Computes every compilation again from what was known then, and compares; compares the hashes of all releases, texts,
files, schemes and source files; looks at the audit chain and at derived tables. Nothing is changed. Exit code 0:
nothing differs; 1: something does, and is printed.

Examples:
  nhip verify
  nhip verify --json""",
)


def add_options(parser: argparse.ArgumentParser, tongue: Tongue) -> None:
    """It has no options of its own."""


def run(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Look at everything, and tell."""
    from nhip.cli.site import migrate

    words = {
        "audit": tongue("Nhật ký", "Audit"),
        "files": tongue("Tệp gốc", "Source files"),
        "schemes": tongue("Phương án", "Schemes"),
        "runs": tongue("Các lần tính", "Compilations"),
        "releases": tongue("Các bản công bố", "Releases"),
        "rooms": tongue("Bảng suy ra", "Derived tables"),
    }
    with steps(list(words.values()), wanted=not asked.json) as step:
        migrate()
        from nhip.releases.verifying import verify

        found = verify(lambda name: step(words[name]))
    if asked.json:
        print_json(
            {
                "ok": found.sound,
                "runs": found.runs,
                "releases": found.releases,
                "files": found.files,
                "other_programs": [{"run": run, "version": version} for run, version in found.other_programs],
                "other_rules": found.other_rules,
                "faults": [fault.as_dict() for fault in found.faults],
            }
        )
        return Exit.DONE if found.sound else Exit.NO_ANSWER
    for number, version in found.other_programs:
        print(
            tongue(
                f"Lần tính {number} do phiên bản {version} của chương trình thực hiện.",
                f"Run {number} was made by version {version} of the program.",
            )
        )
    for slug in found.other_rules:
        print(
            tongue(
                f"Bản công bố {slug} theo các quy định khác với quy định hiện nay.",
                f"Release {slug} was made by other rules than those that are kept now.",
            )
        )
    for fault in found.faults:
        print(fault.message(tongue.code))
    counts = (found.runs, found.releases, found.files)
    if found.sound:
        print(
            tongue(
                "Không có gì khác: {} lần tính, {} bản công bố, {} tệp.",
                "Nothing differs: {} compilations, {} releases, {} files.",
            ).format(*counts)
        )
        return Exit.DONE
    print(
        tongue(
            "Có {} chỗ khác; đã xem {} lần tính, {} bản công bố, {} tệp.",
            "{} differences; looked at {} compilations, {} releases, {} files.",
        ).format(len(found.faults), *counts)
    )
    return Exit.NO_ANSWER
