"""How a run ends: the exit code, and the sentence on the screen when something is wrong."""

from __future__ import annotations

import json
import os
import sys
import traceback
from enum import IntEnum
from typing import Any, Final

from nhip.cli.tongue import Tongue

# A file with a wrong column has as many faults as rows; the first ones are enough to see that.
SHOWN_FAULTS: Final = 20


class Exit(IntEnum):
    """Exit codes that scripts can trust; docs/cli.md explains them."""

    DONE = 0
    NO_ANSWER = 1
    BAD_INPUT = 2
    INTERNAL = 3
    INTERRUPTED = 130


# Faults of the engine which say that the input is sound, but does not hold what was asked for.
NO_ANSWER: Final = frozenset({"E404", "E405", "E799", "C010", "C011"})


class CommandFault(Exception):
    """A fault of the command line itself, told like those of the engine: number, where, what, what to do."""

    def __init__(self, number: str, vi: str, en: str, **where: Any) -> None:
        super().__init__(f"{number} {en}")
        self.number, self.vi, self.en = number, vi, en
        self.where = {key: str(value) for key, value in where.items() if value is not None}

    def message(self, lang: str = "vi") -> str:
        place = ", ".join(self.where.values())
        text = self.vi if lang == "vi" else self.en
        return f"{self.number} {place}: {text}" if place else f"{self.number} {text}"

    def as_dict(self) -> dict[str, Any]:
        return {"number": self.number, "where": self.where, "vi": self.message("vi"), "en": self.message("en")}


def report(wrong: BaseException, tongue: Tongue, *, as_json: bool) -> Exit:
    """Print what is wrong on the error stream (with --json also as JSON on the output) and return the exit code.

    Nobody but a programmer is helped by a traceback: it is printed only when NHIP_DEBUG is set.
    """
    if os.environ.get("NHIP_DEBUG"):
        traceback.print_exception(wrong)
    faults = _faults(wrong)
    if not faults:
        faults = [_unforeseen(wrong)]
        code = Exit.BAD_INPUT if isinstance(wrong, OSError) else Exit.INTERNAL
    else:
        code = Exit.NO_ANSWER if all(fault.number in NO_ANSWER for fault in faults) else Exit.BAD_INPUT
    for fault in faults[:SHOWN_FAULTS]:
        print(fault.message(tongue.code), file=sys.stderr)
    if (more := len(faults) - SHOWN_FAULTS) > 0:
        print(tongue(f"… và {more} lỗi nữa.", f"… and {more} more faults."), file=sys.stderr)
    if as_json:
        print_json({"ok": False, "exit": int(code), "faults": [fault.as_dict() for fault in faults]})
    return code


def _faults(wrong: BaseException) -> list[Any]:
    """One fault or several; the engine's classes are known by their shape, so that they need not be loaded."""
    several = getattr(wrong, "faults", None)
    if several:
        return list(several)
    return [wrong] if hasattr(wrong, "as_dict") and hasattr(wrong, "message") else []


def _unforeseen(wrong: BaseException) -> CommandFault:
    if isinstance(wrong, OSError):
        reason = wrong.strerror or str(wrong)
        return CommandFault(
            "C006",
            f"không đọc hoặc ghi được ({reason}); hãy kiểm tra đường dẫn, quyền và chỗ trống trên đĩa.",
            f"cannot be read or written ({reason}); check the path, the permissions and the space on the disk.",
            file=wrong.filename,
        )
    kind = type(wrong).__name__
    return CommandFault(
        "C099",
        f"chương trình gặp lỗi ngoài dự kiến ({kind}: {_line(wrong)}); hãy chạy lại với NHIP_DEBUG=1 và gửi kết quả "
        "cho người bảo trì.",
        f"the program met something it does not expect ({kind}: {_line(wrong)}); run it again with NHIP_DEBUG=1 and "
        "send what it prints to the maintainers.",
    )


def _line(wrong: BaseException) -> str:
    return " ".join(str(wrong).split())[:200]


def print_json(content: Any) -> None:
    """Print machine-readable output: one JSON object, UTF-8, on one line."""
    print(json.dumps(content, ensure_ascii=False, default=str))
