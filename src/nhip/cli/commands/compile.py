"""`nhip compile`: from reports to the index, on files or on the database."""

from __future__ import annotations

import argparse
from pathlib import Path

from nhip.cli.outcome import CommandFault, Exit
from nhip.cli.tongue import Tongue

NAME = "compile"
SUMMARY = ("tính chỉ số từ báo cáo", "compile the index from reports")
DETAILS = (
    """\
Không có tệp: tính từ cơ sở dữ liệu. Có tệp: chỉ dùng các tệp đó, không chạm đến cơ sở dữ liệu.

Báo cáo:   enterprise,product,period,quantity[,state][,unit]     kỳ viết 2023-04
Chỉ số thành phần (--components): node,period,index
Kết quả:   node,period,epoch,index     chưa làm tròn, trừ khi phương án quy định làm tròn từng bước

Ví dụ:
  nhip compile báo-cáo.csv --scheme phương-án/                       chỉ in kết quả chính
  nhip compile báo-cáo.parquet --scheme phương-án/ --out chỉ-số.parquet --engine duckdb
  nhip compile báo-cáo.csv --scheme phương-án/ --out chỉ-số.csv --quality chất-lượng.csv --imputed ước-tính.csv
  nhip compile kho/ --prepared --out chỉ-số.parquet
  nhip compile thành-phần.csv --components --scheme phương-án/ --check đã-công-bố.csv
  nhip compile                                                       tính từ cơ sở dữ liệu

Các tệp kết quả hoặc có đủ, hoặc không có gì. --check so với số đã công bố và thoát với mã 1 nếu có số khác.""",
    """\
Without a file: compile from the database. With one: only the files named, the database is not touched.

Reports:   enterprise,product,period,quantity[,state][,unit]     periods are written 2023-04
Component indices (--components): node,period,index
Result:    node,period,epoch,index     unrounded, unless the scheme rounds at every step

Examples:
  nhip compile reports.csv --scheme scheme/                          only print the headline figures
  nhip compile reports.parquet --scheme scheme/ --out indices.parquet --engine duckdb
  nhip compile reports.csv --scheme scheme/ --out indices.csv --quality quality.csv --imputed imputed.csv
  nhip compile store/ --prepared --out indices.parquet
  nhip compile components.csv --components --scheme scheme/ --check published.csv
  nhip compile                                                       from the database

The files of the result appear all together or not at all. --check compares with what was published, and exits with 1
if a number differs.""",
)
ENGINES = ("polars", "duckdb", "spark")
IMPUTATIONS = ("insee", "matched", "class", "carry_forward")
SUFFIXES = (".csv", ".parquet")
FILE_OPTIONS = ("scheme", "out", "quality", "imputed", "check", "components", "prepared")


def add_options(parser: argparse.ArgumentParser, tongue: Tongue) -> None:
    """Declare the options."""
    add_source(parser, tongue)
    folder, file_ = tongue("TỆP", "FILE"), tongue("TỆP", "FILE")
    out = parser.add_argument_group(tongue("Kết quả", "Results"))
    out.add_argument(
        "--out", type=Path, metavar=file_, help=tongue("tệp chỉ số, .csv hoặc .parquet", "indices, .csv or .parquet")
    )
    out.add_argument(
        "--quality",
        type=Path,
        metavar=file_,
        help=tongue("tỷ lệ trả lời và tỷ trọng ước tính của mọi mã", "response rates and imputed shares of every node"),
    )
    out.add_argument(
        "--imputed",
        type=Path,
        metavar=folder,
        help=tongue("mọi giá trị ước tính và quy tắc đã dùng", "every imputed value and the rule it came from"),
    )
    out.add_argument(
        "--check",
        type=Path,
        metavar=file_,
        help=tongue(
            "so với số đã công bố: measure,node,period,value",
            "compare with what was published: measure,node,period,value",
        ),
    )
    out.add_argument(
        "--period",
        metavar="YYYY-MM",
        help=tongue(
            "kỳ của bảng kết quả chính (mặc định: kỳ cuối)", "period of the headline table (default: the last)"
        ),
    )


def add_source(parser: argparse.ArgumentParser, tongue: Tongue, *, positional: bool = True) -> None:
    """Options that say what is compiled and how; `nhip explain` has them too."""
    about = tongue("báo cáo: .csv, .parquet, hoặc kho (--prepared)", "reports: .csv, .parquet, or a store (--prepared)")
    source = parser.add_argument_group(tongue("Đầu vào", "Input"))
    if positional:
        parser.add_argument("reports", type=Path, nargs="?", help=about)
    else:
        source.add_argument("--reports", type=Path, metavar=tongue("TỆP", "FILE"), help=about)
    source.add_argument(
        "--scheme",
        type=Path,
        metavar=tongue("THƯ_MỤC", "FOLDER"),
        help=tongue("thư mục phương án", "folder of the scheme"),
    )
    kind = source.add_mutually_exclusive_group()
    kind.add_argument(
        "--components",
        action="store_true",
        help=tongue("tệp chứa chỉ số thành phần, không phải báo cáo", "the file holds component indices, not reports"),
    )
    kind.add_argument(
        "--prepared",
        action="store_true",
        help=tongue("đầu vào là kho của nhip prepare", "the input is a store of nhip prepare"),
    )
    source.add_argument(
        "--engine",
        choices=ENGINES,
        default="polars",
        help=tongue("bộ máy tính (mặc định polars)", "engine (default polars)"),
    )
    source.add_argument(
        "--imputation",
        choices=IMPUTATIONS,
        help=tongue(
            "cách ước tính báo cáo thiếu (mặc định insee)", "how missing reports are estimated (default insee)"
        ),
    )


def run(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Choose between files and the database; refuse what cannot go together before anything is read."""
    if asked.reports is None:
        given = [f"--{name}" for name in FILE_OPTIONS if getattr(asked, name)]
        if given:
            raise CommandFault(
                "C003",
                f"{given[0]} cần tệp báo cáo: nhip compile TỆP --scheme THƯ_MỤC",
                f"{given[0]} needs a file of reports: nhip compile FILE --scheme FOLDER",
                option=given[0],
            )
        from nhip.cli.database import compile_database

        return compile_database(asked, tongue)
    must_have_scheme(asked)
    for name in ("out", "quality", "imputed"):
        _must_be_writable(getattr(asked, name), f"--{name}", asked.reports)
    from nhip.cli.files import compile_files

    return compile_files(asked, tongue)


def must_have_scheme(asked: argparse.Namespace) -> None:
    """A file says nothing without a tree and weights; a store has its own."""
    if asked.prepared and asked.imputation:
        raise CommandFault(
            "C004",
            "--imputation không đi cùng --prepared: kho đã có ước tính; hãy dùng nhip prepare --imputation.",
            "--imputation does not go with --prepared: a store holds its estimates; use nhip prepare --imputation.",
            option="--imputation",
            value=asked.imputation,
        )
    if asked.scheme is None and not asked.prepared:
        raise CommandFault(
            "C003",
            "thiếu --scheme: thư mục có policy, nodes, epochs và weights.",
            "--scheme is missing: the folder with policy, nodes, epochs and weights.",
        )


def _must_be_writable(path: Path | None, option: str, source: Path) -> None:
    if path is None:
        return
    if path.suffix not in SUFFIXES:
        raise CommandFault(
            "C005",
            "tệp kết quả phải có đuôi .csv hoặc .parquet.",
            "a result is written as .csv or .parquet.",
            option=option,
            value=path,
        )
    if not path.parent.is_dir():
        raise CommandFault(
            "C005",
            f"chưa có thư mục {path.parent}; hãy tạo trước.",
            f"there is no folder {path.parent}; make it first.",
            option=option,
            value=path,
        )
    if path.exists() and source.exists() and path.samefile(source):
        raise CommandFault(
            "C005",
            "kết quả sẽ ghi đè lên báo cáo; hãy chọn tên khác.",
            "the result would replace the reports; choose another name.",
            option=option,
            value=path,
        )
