"""Rules that hold for every file of the house."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = {".py", ".html", ".css", ".js", ".sh"}
TEXT = CODE | {".md", ".toml", ".txt", ".in", ".cfg", ".yml", ".yaml", ".json", ".csv", ".po", ""}
NOT_OURS = {"vendor", "migrations"}
VARIABLE = re.compile(r"""["'](NHIP_[A-Z_]+|DATABASE_URL)["']|\$[({]?(NHIP_[A-Z_]+)""")


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """Return the files of the house: those git keeps, and new ones it does not ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("NOT CHECKED: these sources are not a git checkout")
    paths = [ROOT / name for name in done.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and not NOT_OURS & set(path.parts)]


def test_no_file_is_longer_than_400_lines(files):
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files if path.suffix in CODE}
    assert not {str(path.relative_to(ROOT)): lines for path, lines in lengths.items() if lines > 400}


def test_locks_name_no_address():
    for name in ("run", "dev"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        assert not re.findall(r"\w+://|file:|--(?:extra-)?index-url|--find-links| @ ", lock)
        entries = re.split(r"\n(?=[a-z0-9])", lock)[1:]
        assert len(entries) > 10
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_locks_agree():
    def pins(name: str) -> set[str]:
        lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        # The tools may want an extra of a package that runs without it.
        return {
            re.sub(r"\[.*\]", "", line.split(" ")[0]) for line in lock.splitlines() if re.match(r"[a-z0-9].*==", line)
        }

    assert pins("run") <= pins("dev")


def test_no_file_names_a_path_of_one_machine(files):
    pattern = re.compile(r"(?<![\w.])/(?:" + "|".join(("work", "root", "home/[a-z]+")) + r")/")
    faults = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        if path.suffix in TEXT and path.stat().st_size < 1_000_000
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not faults


def test_every_variable_of_the_environment_is_documented(files):
    used = {
        next(filter(None, match))
        for path in files
        if path.suffix == ".py" or path.name in {"Makefile", "run"}
        for match in VARIABLE.findall(path.read_text(encoding="utf-8"))
    }
    page = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE))
    assert used - documented == set()
    # The command reads the port.
    assert documented - used <= {"DJANGO_SETTINGS_MODULE", "NHIP_PORT"}


def test_decisions_are_listed():
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    pages = sorted(folder.glob("[0-9]*.md"))
    assert pages
    assert [page.name for page in pages if page.name not in index] == []
    assert len({page.name[:4] for page in pages}) == len(pages)


def test_every_make_target_is_explained():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    explained = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert set(phony[1].split()) - explained == {"browser"}
