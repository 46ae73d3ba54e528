"""`nhip demo`: the illustrative province, from generated files to compiled figures, in one go."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from nhip.cli.outcome import Exit, print_json
from nhip.cli.progress import steps
from nhip.cli.tongue import Tongue

NAME = "demo"
SUMMARY = (
    "dựng tỉnh minh hoạ: tạo báo cáo, nhập, tính chỉ số, in kết quả",
    "make the demonstration province: write reports, take them in, compile, print the results",
)
DETAILS = (
    """\
Báo cáo của doanh nghiệp là số liệu minh hoạ; kết quả tính được bằng các số đã công bố (docs/demonstration.md).
Lần chạy sau không làm gì lại nếu chương trình và phương án không đổi.

Ví dụ:
  nhip demo
  nhip demo --folder var/demo --again
  nhip compile var/demo/reports/2023-12.csv --scheme var/demo/scheme""",
    """\
The reports of enterprises are illustrative; what is compiled from them equals the published figures
(docs/demonstration.md). A second run repeats nothing as long as program and scheme are the same.

Examples:
  nhip demo
  nhip demo --folder var/demo --again
  nhip demo --lang en --json""",
)


def add_options(parser: argparse.ArgumentParser, tongue: Tongue) -> None:
    """Declare the options."""
    parser.add_argument(
        "--folder",
        type=Path,
        metavar=tongue("THƯ_MỤC", "FOLDER"),
        help=tongue("nơi ghi các tệp (mặc định var/demo)", "where the files go (default var/demo)"),
    )
    parser.add_argument(
        "--again", action="store_true", help=tongue("làm lại từ đầu dù đã có", "do it all again, even if it is there")
    )


def run(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Generate, migrate, load, import, compile, check; every step may be repeated without harm."""
    from nhip.cli import database
    from nhip.cli.site import migrate

    names = [
        tongue("Tạo tỉnh minh hoạ", "Writing the province"),
        tongue("Mở cơ sở dữ liệu", "Opening the database"),
        tongue("Nạp danh mục", "Loading the registers"),
        tongue("Nhập báo cáo", "Taking in the reports"),
        tongue("Tính chỉ số", "Compiling"),
        tongue("Đối chiếu với số đã công bố", "Checking the claims"),
    ]
    with steps(names, wanted=not asked.json) as step:
        step(names[1])
        migrate()
        from nhip.cli.demonstration import Demonstration
        from nhip.cli.signins import as_text, sign_ins
        from nhip.config.settings.paths import NHIP_HOME
        from nhip.demonstration.promotion import load_followups
        from nhip.demonstration.tasks import seat_people

        demonstration = Demonstration(asked.folder or NHIP_HOME / "demo")
        fresh = asked.again or not demonstration.is_done()
        if fresh:
            step(names[0])
            demonstration.write()
            step(names[2])
            demonstration.load()
            step(names[3])
            demonstration.take_in()
            step(names[4])
            # What is recorded of earlier days comes before the compilation, which is said to know all of it.
            if people := sign_ins():
                seat_people({each["role"]: each["username"] for each in people})
                load_followups()
            demonstration.compile()
            step(names[5])
            demonstration.check()

    newest = database.newest_run(tongue)
    claims = demonstration.claims()
    people = sign_ins()
    if people:
        from nhip.cli.press import finish, set_letterheads, write_up
        from nhip.demonstration.collection import begin_collecting
        from nhip.demonstration.releases import make_calendar, make_releases

        who = {each["role"]: each["username"] for each in people}
        begin_collecting(who)
        make_calendar(who)
        set_letterheads()
        make_releases(who, finish)
        write_up(who)
    met = all(claim["met"] for claim in claims)
    if asked.json:
        content = database.as_json(newest, None, tongue)
        done = {"ok": met, "folder": str(demonstration.folder), "fresh": fresh}
        print_json({**done, **content, "claims": claims, "people": people})
    else:
        print(database.text(newest, None, tongue))
        print()
        print(_claims(claims, tongue))
        print()
        print(as_text(people, tongue))
    return Exit.DONE if met else Exit.NO_ANSWER


def _claims(claims: list[dict[str, Any]], tongue: Tongue) -> str:
    met = sum(claim["met"] for claim in claims)
    head = tongue(
        f"Đối chiếu với bài báo: {met} trên {len(claims)} điều khớp",
        f"The article's claims: {met} of {len(claims)} met",
    )
    words = [
        f"  {'✓' if claim['met'] else '✗'} {claim['claim']} {tongue(claim['vi'], claim['en'])}"
        f" ({tongue('tính được', 'compiled')}: {_found(claim['found'], tongue)})"
        for claim in claims
    ]
    return "\n".join([head, *words])


# The findings are worded in English; these are their words in Vietnamese.
_VIETNAMESE = {
    "IIP - target, points": "IIP trừ mục tiêu, điểm",
    "coal %": "than %",
    "cement %": "xi măng %",
    "stone %": "đá %",
    "bricks %": "gạch %",
    "above plan, thousand tonnes": "trên kế hoạch, nghìn tấn",
    "thousand tonnes": "nghìn tấn",
    "above plan %": "trên kế hoạch %",
    "% of plan": "% kế hoạch",
    "key products grown": "sản phẩm tăng",
    "thousand m3": "nghìn m³",
    "million": "triệu",
    "more than 2022": "hơn năm 2022",
    "entered 2023": "mới năm 2023",
    "enterprises": "doanh nghiệp",
}


def _found(text: str, tongue: Tongue) -> str:
    """What a check found, in the words and with the decimal sign of the language."""
    if tongue.code != "vi":
        return text
    from nhip.demonstration.claims_records import words

    for english, vietnamese in {**_VIETNAMESE, **words()}.items():
        text = text.replace(f"{english}:", f"{vietnamese}:")
    return re.sub(r"(?<=[0-9])\.(?=[0-9])", ",", text)
