"""`nhip report`: the report of a period, as Word, PDF and page."""

from __future__ import annotations

import argparse
from pathlib import Path

from nhip.cli.outcome import CommandFault, Exit, print_json
from nhip.cli.tongue import LANGUAGES, Tongue

NAME = "report"
SUMMARY = ("viết báo cáo của một kỳ: DOCX, PDF, HTML", "write the report of a period: DOCX, PDF, HTML")
DETAILS = (
    """\
Lấy số liệu của bản công bố của kỳ; chưa có thì lấy lần tính mới nhất, như cán bộ được xem. Viết hai lần từ một bản
công bố cho ra các tệp giống nhau từng byte.

Ví dụ:
  nhip report 2023 --format docx,pdf,html --lang vi --out báo-cáo
  nhip report 2023-Q3 --format docx --lang en
  nhip report 2023 --public --format html --out công-khai""",
    """\
Takes the figures of the period's release; where there is none, the newest compilation, as officials may see it.
Written twice from one release, the files are the same to the byte.

Examples:
  nhip report 2023 --format docx,pdf,html --lang vi --out reports
  nhip report 2023-Q3 --format docx --lang en
  nhip report 2023 --public --format html --out public""",
)
FORMATS = ("docx", "pdf", "html")


def add_options(parser: argparse.ArgumentParser, tongue: Tongue) -> None:
    """Declare the options."""
    parser.add_argument(
        "period",
        metavar=tongue("KỲ", "PERIOD"),
        help=tongue("2023-12, 2023-Q4, 2023-H1, 2023-01/2023-09 hoặc 2023", "2023-12, 2023-Q4, 2023-H1 or 2023"),
    )
    parser.add_argument(
        "--format",
        default="docx,pdf",
        metavar=tongue("LOẠI", "KINDS"),
        help=tongue("docx, pdf, html, cách nhau bằng dấu phẩy", "docx, pdf, html, separated by commas"),
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(),
        metavar=tongue("THƯ_MỤC", "FOLDER"),
        help=tongue("nơi ghi (mặc định thư mục hiện tại)", "where to write (default: here)"),
    )
    parser.add_argument(
        "--public",
        action="store_true",
        help=tongue("như người ngoài được xem: số liệu mật được che", "as everybody may see it: secrets are hidden"),
    )
    parser.add_argument(
        "--site",
        default="",
        metavar="URL",
        help=tongue("địa chỉ trang, đặt trước các liên kết trong HTML", "address of the site, before links in HTML"),
    )


def run(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Compose, write all formats, and only then put the files in place."""
    from nhip.cli.atomic import write_bytes
    from nhip.cli.reported import made

    formats = [each.strip() for each in asked.format.split(",") if each.strip()]
    unknown = [each for each in formats if each not in FORMATS]
    if unknown or not formats:
        raise CommandFault(
            "C003",
            f"--format nhận: {', '.join(FORMATS)}.",
            f"--format takes: {', '.join(FORMATS)}.",
            option="--format",
            value=", ".join(unknown),
        )
    language = tongue.code if tongue.code in LANGUAGES else "vi"
    files = made(asked.period, language, formats, public=asked.public, site=asked.site)
    asked.out.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in files.items():
        write_bytes(asked.out / name, content)
        written.append({"file": str(asked.out / name), "bytes": len(content)})
    if asked.json:
        print_json({"ok": True, "files": written})
    else:
        for each in written:
            print(tongue(f"Đã ghi {each['file']}", f"Wrote {each['file']}"))
    return Exit.DONE
