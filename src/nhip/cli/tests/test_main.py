"""The command as a whole: languages, help, faults of the command line, documentation, a light start."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from nhip.cli import main as command
from nhip.cli import tongue as tongues
from nhip.cli.tongue import Tongue

PAGE = Path(__file__).resolve().parents[4] / "docs" / "cli.md"
NAMES = [each.NAME for each in command.COMMANDS]


def test_every_command_and_option_is_documented():
    page = PAGE.read_text(encoding="utf-8")
    head, *chapters = re.split(r"^## ", page, flags=re.MULTILINE)
    by_name = {chapter.split("\n")[0].strip("`"): chapter for chapter in chapters}
    common = by_name["For all commands"]
    parser = command.build(Tongue("en"))
    missing = []
    for name, one in parser.commands.items():
        chapter = by_name.get(f"nhip {name}", "")
        words = [next(iter(reversed(action.option_strings)), action.dest) for action in one._actions]
        missing += [f"{name} {word}" for word in words if f"`{word}`" not in chapter + common]
        assert f"[`nhip {name}`](#nhip-{name})" in head
    assert missing == []


def test_nothing_is_documented_that_is_not_there():
    page = PAGE.read_text(encoding="utf-8")
    parser = command.build(Tongue("en"))
    known = {option for one in parser.commands.values() for option in one._option_string_actions}
    assert set(re.findall(r"`(--[a-z-]+)`", page)) <= known
    assert set(re.findall(r"^## `nhip (\w+)`", page, re.MULTILINE)) == set(NAMES)


def test_every_number_of_the_command_line_is_documented():
    sources = Path(command.__file__).parent.rglob("*.py")
    used = {number for path in sources if "tests" not in path.parts for number in
            re.findall(r'"(C0\d\d)"', path.read_text(encoding="utf-8"))}  # fmt: skip
    assert used == set(re.findall(r"^\| (C\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", [None, *NAMES])
def test_help_teaches_in_both_languages(language, name, capsys):
    words = [name] if name else []
    with pytest.raises(SystemExit) as left:
        command.main([*words, "--lang", language, "--help"])
    assert left.value.code == 0
    text = capsys.readouterr().out
    assert f"nhip {name or 'demo'}" in text
    start, example = {"vi": ("Cách dùng: nhip", "Ví dụ:"), "en": ("Usage: nhip", "Examples:")}[language]
    assert text.startswith(start)
    assert text.count(start.split(":")[0]) == 1
    if name:
        assert example in text
    english = {"options:", "usage:", "positional arguments:", "show this help message"}
    assert not {each for each in english if each in text}
    marked = {letter for letter in text.replace("Nhịp", "") if letter > "z" and unicodedata.name(letter)[:5] == "LATIN"}
    assert bool(marked) == (language == "vi")


def test_without_a_command_the_help_is_printed(capsys):
    assert command.main(["--lang", "en"]) == 0
    assert "Exit codes: 0 done" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["compiel"], "C001 “compiel” cannot be used for COMMAND; did you mean compile? See: nhip --help"),
        (
            ["dance"],
            "there are: demo, compile, explain, figures, report, prepare, serve, remind, people, release, verify, "
            "version.",
        ),
        (["compile", "--shceme", "x"], "C002 there is no option --shceme; did you mean --scheme?"),
        (["explain"], "C003 NODE, PERIOD is missing. See: nhip explain --help"),
        (["compile", "a.csv", "--engine"], "C003 a value must follow --engine."),
        (["compile", "a.csv", "--engine", "polar"], "C001 “polar” cannot be used for --engine; did you mean polars?"),
        (["compile", "a.csv", "--components", "--prepared"], "C004 --prepared does not go with --components."),
        (["compile", "a.csv", "--prepared", "--imputation", "class"], "C004 --imputation, class: --imputation does"),
        (["compile", "a.csv"], "C003 --scheme is missing"),
        (["compile", "--out", "x.csv"], "C003 --out: --out needs a file of reports"),
        (["compile", "a.csv", "--scheme", "s", "--out", "x.txt"], "C005 --out, x.txt: a result is written as"),
        (["compile", "a.csv", "--scheme", "s", "--out", "no/x.csv"], "C005 --out, no/x.csv: there is no folder no;"),
        (["explain", "T", "2023-01", "--depth", "0"], "C004 --depth, 0: --depth must be 1 or more."),
        (["explain", "T", "2023-01", "--depth", "deep"], "C004 'deep' is not a value for --depth."),
        (["explain", "T", "2023-01", "--prepared"], "C003 --prepared: --prepared needs --reports FILE."),
        (["serve", "--port", "70000"], "C004 --port, 70000: a port lies between 1 and 65535."),
    ],
)
def test_a_wrong_command_line_is_told_in_one_sentence(words, sentence, capsys):
    assert command.main([*words, "--lang", "en"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert sentence in told.err
    assert len(told.err.splitlines()) == 1


def test_the_same_in_vietnamese_and_for_programs(capsys):
    assert command.main(["compiel", "--lang", "vi", "--json"]) == 2
    told = capsys.readouterr()
    assert told.err == "C001 «compiel» không dùng được cho LỆNH; có phải là compile? Xem: nhip --help\n"
    assert [fault["number"] for fault in json.loads(told.out)["faults"]] == ["C001"]


@pytest.mark.parametrize(
    ("words", "environment", "code"),
    [
        ([], {}, "vi"),
        (["--lang", "en"], {"NHIP_LANG": "vi"}, "en"),
        (["--lang=en"], {}, "en"),
        ([], {"NHIP_LANG": "en", "LANG": "vi_VN.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "vi"),
        (["--", "--lang", "en"], {}, "vi"),
    ],
)
def test_the_language_is_found(words, environment, code):
    assert tongues.find(words, environment).code == code


def test_versions(capsys):
    from nhip import __version__

    assert command.main(["version", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["nhip"] == __version__
    assert found["polars"]
    assert command.main(["version", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith(f"nhip {__version__}\npython ")


def loaded(*words: object) -> set[str]:
    """Return the packages that a run of the command has loaded."""
    program = (
        "import sys; from nhip.cli.main import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('LOADED', *{name.split('.')[0] for name in sys.modules})"
    )
    command_ = [sys.executable, "-c", program, *map(str, words)]
    done = subprocess.run(command_, capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stdout.rsplit("LOADED", 1)[1].split())


HEAVY = {"django", "rich", "openpyxl", "polars", "duckdb", "pyarrow", "pyspark", "narwhals", "pandas", "numpy"}


def test_the_start_is_light(sound):
    assert loaded("--help") & HEAVY == set()
    assert loaded("version") & HEAVY == set()
    source = ["compile", sound / "reports.csv", "--scheme", sound / "scheme", "--out", sound / "out.parquet"]
    assert loaded(*source) & HEAVY == {"narwhals", "polars"}


def test_texts_are_in_composed_letters():
    for path in Path(command.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), path
