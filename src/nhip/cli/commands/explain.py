"""`nhip explain`: from a number down to the reports it was made of."""

from __future__ import annotations

import argparse

from nhip.cli.commands.compile import add_source, must_have_scheme
from nhip.cli.outcome import CommandFault, Exit
from nhip.cli.tongue import Tongue

NAME = "explain"
SUMMARY = ("mở một con số: từ đâu mà ra", "open a number: what it was made of")
DETAILS = (
    """\
Không có --reports: mở số liệu trong cơ sở dữ liệu. --depth đi xuống nhiều bước, đến tận từng báo cáo.

Ví dụ:
  nhip explain TOTAL 2023-12
  nhip explain C 2023-12 --depth 3
  nhip explain 0510 2023-06 --reports báo-cáo.csv --scheme phương-án/
  nhip explain General 2025-06 --reports thành-phần.csv --components --scheme phương-án/ --json""",
    """\
Without --reports: opens what is in the database. --depth walks down several steps, to the single reports.

Examples:
  nhip explain TOTAL 2023-12
  nhip explain C 2023-12 --depth 3
  nhip explain 0510 2023-06 --reports reports.csv --scheme scheme/
  nhip explain General 2025-06 --reports components.csv --components --scheme scheme/ --json""",
)


def add_options(parser: argparse.ArgumentParser, tongue: Tongue) -> None:
    """Declare the options."""
    parser.add_argument("node", metavar=tongue("MÃ", "NODE"), help=tongue("mã trong phân loại", "code in the tree"))
    parser.add_argument(
        "period", metavar=tongue("KỲ", "PERIOD"), help=tongue("tháng, ví dụ 2023-12", "month, such as 2023-12")
    )
    parser.add_argument(
        "--depth",
        type=int,
        default=1,
        metavar="N",
        help=tongue("số bước đi xuống (mặc định 1)", "how many steps to walk down (default 1)"),
    )
    add_source(parser, tongue, positional=False)


def run(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Choose between files and the database."""
    if asked.depth < 1:
        raise CommandFault(
            "C004", "--depth phải từ 1 trở lên.", "--depth must be 1 or more.", option="--depth", value=asked.depth
        )
    if asked.reports is None:
        for name in ("scheme", "components", "prepared"):
            if getattr(asked, name):
                raise CommandFault(
                    "C003", f"--{name} cần --reports TỆP.", f"--{name} needs --reports FILE.", option=f"--{name}"
                )
        from nhip.cli.explained import explain_database

        return explain_database(asked, tongue)
    must_have_scheme(asked)
    from nhip.cli.explained import explain_files

    return explain_files(asked, tongue)
