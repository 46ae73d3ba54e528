"""A room imports rooms on lower floors only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[1] / "src"
FLOORS = {
    "engine": 0,
    "figures": 0,
    "registry": 1,
    "people": 2,
    "intake": 3,
    "estates": 3,
    "plans": 4,
    "releases": 5,
    "reports": 6,
    "demonstration": 6,
    "portal": 7,
    "api": 7,
    "cli": 8,
    "config": 8,
}
# The command starts the site, so it may know the settings.
NEIGHBOURS = {("cli", "config")}


def imports(source: str, module: str, is_package: bool) -> Iterator[tuple[int, str]]:
    """Yield (line, full name) for everything a module imports, wherever in the module it does."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                up = node.level - is_package
                parents = module.split(".")
                base = ".".join([*parents[: len(parents) - up], *([base] if base else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def wrong(room: str, name: str) -> str | None:
    """Say why a module of `room` may not import `name`, or None if it may."""
    top, _, rest = name.partition(".")
    if room == "engine" and top == "django":
        return "the engine knows no Django"
    if top != "nhip":
        return None
    target = rest.partition(".")[0]
    if target == room or (room, target) in NEIGHBOURS:
        return None
    if target not in FLOORS:
        return "the engine stands alone" if room == "engine" else None
    if FLOORS[target] < FLOORS[room]:
        return None
    return f"{target} is on floor {FLOORS[target]}, {room} on floor {FLOORS[room]}"


def test_rooms_import_lower_floors_only():
    faults = []
    for path in sorted((SRC / "nhip").rglob("*.py")):
        parts = path.relative_to(SRC).with_suffix("").parts
        if len(parts) < 3:
            continue
        is_package = parts[-1] == "__init__"
        module = ".".join(parts[:-1] if is_package else parts)
        for line, name in imports(path.read_text(encoding="utf-8"), module, is_package):
            if reason := wrong(parts[1], name):
                faults.append(f"{path.relative_to(SRC)}:{line} imports {name}: {reason}")
    assert not faults, "\n".join(faults)


def test_every_room_has_a_floor():
    rooms = {path.parent.name for path in (SRC / "nhip").glob("*/__init__.py")}
    assert rooms <= set(FLOORS)


@pytest.mark.parametrize(
    ("room", "source", "allowed"),
    [
        ("engine", "import polars", True),
        ("engine", "from django.db import models", False),
        ("engine", "from nhip import figures", False),
        ("engine", "from nhip import __version__", False),
        ("engine", "from . import tree", True),
        ("registry", "from ..intake import models", False),
        ("registry", "from nhip.figures.periods import Month", True),
        ("releases", "def late():\n    import nhip.portal.views", False),
        ("portal", "from nhip.api import rest", False),
        ("cli", "from nhip.config.wsgi import application", True),
    ],
)
def test_the_rule_itself(room, source, allowed):
    found = [wrong(room, name) for _, name in imports(source, f"nhip.{room}.module", is_package=False)]
    assert (found == [None]) is allowed
