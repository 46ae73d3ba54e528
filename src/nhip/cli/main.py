"""The `nhip` command: finds the language, the command and its options, and turns every fault into a sentence."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from nhip.cli import tongue as tongues
from nhip.cli.commands import compile as compile_
from nhip.cli.commands import demo, explain, figures, people, prepare, release, remind, serve, verify, version
from nhip.cli.commands import report as report_
from nhip.cli.outcome import Exit, report
from nhip.cli.tongue import LANGUAGES, Tongue
from nhip.cli.usage import Parser


class Command(Protocol):
    """What a file in `commands` offers. What a command needs to run, it imports inside `run`."""

    NAME: str
    SUMMARY: tuple[str, str]
    DETAILS: tuple[str, str]

    def add_options(self, parser: argparse.ArgumentParser, tongue: Tongue) -> None: ...

    def run(self, asked: argparse.Namespace, tongue: Tongue) -> Exit: ...


COMMANDS: tuple[Command, ...] = cast(
    "tuple[Command, ...]",
    (demo, compile_, explain, figures, report_, prepare, serve, remind, people, release, verify, version),
)

_ABOUT = (
    "Nhịp tính chỉ số sản xuất công nghiệp từ báo cáo của doanh nghiệp, và mở được từng con số đến tận báo cáo.",
    "Nhịp compiles an index of industrial production from enterprises' reports, and opens every number down to them.",
)
_EXAMPLES = (
    """\
Bắt đầu:
  nhip demo                                   dựng tỉnh minh hoạ, tính chỉ số, in kết quả
  nhip serve                                  mở các trang ở http://127.0.0.1:8000
  nhip compile báo-cáo.csv --scheme phương-án/ --out chỉ-số.csv
  nhip explain TOTAL 2023-12                  con số này từ đâu ra?
  nhip figures --period 2023                  mọi con số của năm 2023

Mã thoát: 0 xong · 1 câu hỏi không có lời đáp, hoặc kiểm tra không khớp · 2 đầu vào sai · 3 lỗi chương trình.
Ngôn ngữ: --lang vi|en, hoặc biến NHIP_LANG. Số: 1.234,5 (vi) hay 1,234.5 (en); --json luôn dùng dấu chấm.""",
    """\
To begin:
  nhip demo                                   make the demonstration province, compile it, print the results
  nhip serve                                  open the pages at http://127.0.0.1:8000
  nhip compile reports.csv --scheme scheme/ --out indices.csv
  nhip explain TOTAL 2023-12                  where does this number come from?
  nhip figures --period 2023                  every figure of 2023

Exit codes: 0 done · 1 the question has no answer, or a check does not agree · 2 bad input · 3 fault of the program.
Language: --lang vi|en, or the variable NHIP_LANG. Numbers: 1.234,5 (vi) or 1,234.5 (en); --json uses a point.""",
)


def build(tongue: Tongue) -> Parser:
    """The parser of all commands, in one language."""
    parser = Parser(tongue=tongue, prog="nhip", description=tongue(*_ABOUT), epilog=tongue(*_EXAMPLES))
    _common(parser, tongue)
    commands = parser.add_subparsers(
        dest="command", metavar=tongue("LỆNH", "COMMAND"), title=tongue("Lệnh", "Commands"), parser_class=Parser
    )
    for command in COMMANDS:
        summary = tongue(*command.SUMMARY)
        one = commands.add_parser(
            command.NAME, tongue=tongue, help=summary, description=summary, epilog=tongue(*command.DETAILS)
        )
        _common(one, tongue)
        command.add_options(one, tongue)
        one.set_defaults(chosen=command)
        parser.commands[command.NAME] = one
    return parser


def _common(parser: argparse.ArgumentParser, tongue: Tongue) -> None:
    # SUPPRESS: an option given before the command must survive the command's own default.
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=tongue("ngôn ngữ của chữ và số", "language of texts and numbers"),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help=tongue("in một đối tượng JSON cho máy đọc", "print one JSON object for programs"),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code, see `Exit`.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    tongue = tongues.find(words)
    as_json = "--json" in words
    _speak_utf8()
    try:
        parser = build(tongue)
        parser.words = words
        asked = parser.parse_args(words)
        asked.json = getattr(asked, "json", False)
        if asked.command is None:
            parser.print_help()
            return Exit.DONE
        return int(cast(Command, asked.chosen).run(asked, tongue))
    except KeyboardInterrupt:
        print(tongue("Đã dừng theo yêu cầu.", "Stopped as asked."), file=sys.stderr)
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has left. Python would complain once more when it flushes at the end.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except Exception as wrong:
        return report(wrong, tongue, as_json=as_json)


def _speak_utf8() -> None:
    """Vietnamese needs more letters than the C locale of a bare server offers."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (getattr(stream, "encoding", "") or "").lower() not in ("utf-8", "utf8"):
            reconfigure(encoding="utf-8", errors="replace")
