"""`nhip prepare`: sort and code reports once, so that every later compilation is fast."""

from __future__ import annotations

import argparse
from pathlib import Path

from nhip.cli.commands.compile import IMPUTATIONS
from nhip.cli.outcome import Exit, print_json
from nhip.cli.progress import steps
from nhip.cli.tongue import Tongue

NAME = "prepare"
SUMMARY = (
    "sắp xếp và mã hoá báo cáo một lần để tính nhanh về sau",
    "sort and code reports once, so that later compilations are fast",
)
DETAILS = (
    """\
Kho gồm các báo cáo đã kiểm tra, xếp theo doanh nghiệp, sản phẩm và tháng. Kho giữ cả phương án đã dùng.

Ví dụ:
  nhip prepare báo-cáo.parquet --scheme phương-án/ --out kho/
  nhip compile kho/ --prepared --out chỉ-số.parquet""",
    """\
The store holds the checked reports, sorted by enterprise, product and month. It keeps the scheme it was made with.

Examples:
  nhip prepare reports.parquet --scheme scheme/ --out store/
  nhip compile store/ --prepared --out indices.parquet""",
)


def add_options(parser: argparse.ArgumentParser, tongue: Tongue) -> None:
    """Declare the options."""
    parser.add_argument(
        "reports", type=Path, help=tongue("tệp báo cáo, .csv hoặc .parquet", "reports, .csv or .parquet")
    )
    parser.add_argument(
        "--scheme", type=Path, required=True, metavar="FOLDER", help=tongue("thư mục phương án", "folder of the scheme")
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help=tongue("thư mục của kho", "folder for the store")
    )
    parser.add_argument(
        "--imputation",
        choices=IMPUTATIONS,
        default="insee",
        help=tongue(
            "cách ước tính báo cáo thiếu (mặc định insee)", "how missing reports are estimated (default insee)"
        ),
    )


def run(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Read, check, sort and write; the engine itself writes the store whole or not at all."""
    from nhip.cli.files import read_faults
    from nhip.engine.scheme_io import read_scheme
    from nhip.engine.store import prepare

    reading, writing = tongue("Đọc phương án", "Reading the scheme"), tongue("Sắp xếp báo cáo", "Sorting the reports")
    with steps([reading, writing], wanted=not asked.json) as step:
        step(reading)
        scheme = read_scheme(asked.scheme)
        step(writing)
        with read_faults(asked.reports, tongue):
            prepare(asked.reports, scheme, asked.out, imputation=asked.imputation)
    if asked.json:
        print_json({"store": str(asked.out)})
    else:
        print(tongue(f"Kho đã sẵn sàng: {asked.out}", f"The store is ready: {asked.out}"))
    return Exit.DONE
