"""An argument parser whose help and faults are in the language of the user."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, Final, NoReturn

from nhip.cli.outcome import CommandFault
from nhip.cli.tongue import Tongue

# argparse's sentences (Python 3.11 to 3.13), and what is said instead.
_SENTENCES: Final = (
    (
        r"argument (?P<what>.+?): invalid choice: '?(?P<value>.*?)'? \(choose from (?P<choices>.+)\)",
        ("C001", "«{value}» không dùng được cho {what}{near}", "“{value}” cannot be used for {what}{near}"),
    ),
    (
        r"unrecognized arguments: (?P<value>.+)",
        ("C002", "không có tuỳ chọn {value}{near}", "there is no option {value}{near}"),
    ),
    (
        r"ambiguous option: (?P<value>\S+) could match (?P<choices>.+)",
        ("C002", "{value} có thể là {choices}; hãy viết đủ.", "{value} may be {choices}; write it in full."),
    ),
    (
        r"the following arguments are required: (?P<what>.+)",
        ("C003", "thiếu {what}.", "{what} is missing."),
    ),
    (
        r"argument (?P<what>.+?): expected .*",
        ("C003", "sau {what} phải có giá trị.", "a value must follow {what}."),
    ),
    (
        r"argument (?P<what>.+?): not allowed with argument (?P<other>.+)",
        ("C004", "{what} không đi cùng {other}.", "{what} does not go with {other}."),
    ),
    (
        r"argument (?P<what>.+?): invalid \w+ value: (?P<value>.+)",
        ("C004", "{value} không phải là giá trị của {what}.", "{value} is not a value for {what}."),
    ),
)
_SEE: Final = ("Xem: {prog} --help", "See: {prog} --help")


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the examples as they are written; the heading of the usage line follows the language."""

    tongue = Tongue()

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self.tongue("Cách dùng: ", "Usage: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Raises `CommandFault` where argparse would print and leave."""

    def __init__(self, *, tongue: Tongue, **options: Any) -> None:
        self.tongue = tongue
        self.words: Sequence[str] = ()
        self.commands: dict[str, Parser] = {}

        class LocalFormatter(Formatter):
            pass

        LocalFormatter.tongue = tongue
        super().__init__(formatter_class=LocalFormatter, add_help=False, allow_abbrev=False, **options)
        self._positionals.title = tongue("Đối số", "Arguments")
        self._optionals.title = tongue("Tuỳ chọn", "Options")
        self.add_argument("-h", "--help", action="help", help=tongue("in lời giúp này", "print this help"))

    def error(self, message: str) -> NoReturn:
        tail = self.tongue(*_SEE).format(prog=self.prog)
        for pattern, (number, vi, en) in _SENTENCES:
            found = re.fullmatch(pattern, message)
            if found:
                words = found.groupdict()
                fields = words | {"near": self._near(words)}
                raise CommandFault(number, f"{vi.format(**fields)} {tail}", f"{en.format(**fields)} {tail}")
        raise CommandFault("C004", f"{message}. {tail}", f"{message}. {tail}")

    def _near(self, words: dict[str, str]) -> str:
        """Name the nearest thing that exists: of the choices, or of the options of this command."""
        value = (words.get("value") or "").split(maxsplit=1)[:1]
        if not value:
            return "."
        if "choices" in words:
            known = [word.strip(" '\"") for word in words["choices"].split(",")]
        else:
            known = [option for parser in self._concerned() for option in parser._option_string_actions]
        near = get_close_matches(value[0].strip("'\"").split("=")[0], known, n=1, cutoff=0.5)
        if near:
            return self.tongue(f"; có phải là {near[0]}?", f"; did you mean {near[0]}?")
        listed = ", ".join(known)
        return self.tongue(f"; có: {listed}.", f"; there are: {listed}.") if "choices" in words else "."

    def _concerned(self) -> list[Parser]:
        """This parser and that of the command: argparse lets the first complain of the second's options."""
        named = [parser for name, parser in self.commands.items() if name in self.words]
        return [*named, self]
