"""Examples in docstrings run, and give what they say. The engine's own tests see to the engine's."""

import doctest
import importlib
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[1] / "src"


def modules() -> list[str]:
    """Return the names of the modules outside the engine that show examples."""
    paths = [
        path.relative_to(SRC).with_suffix("")
        for path in sorted((SRC / "nhip").rglob("*.py"))
        if not {"engine", "tests", "migrations"} & set(path.parts) and ">>> " in path.read_text(encoding="utf-8")
    ]
    return [".".join(path.parts).removesuffix(".__init__") for path in paths]


@pytest.mark.parametrize("name", modules())
def test_examples_run(name, capsys):
    options = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    result = doctest.testmod(importlib.import_module(name), optionflags=options)
    assert result.attempted > 0
    assert result.failed == 0, capsys.readouterr().out
