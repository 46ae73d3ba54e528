"""Examples in the docstrings of the engine run, and give what they say."""

import doctest
import importlib
import pkgutil
from importlib.util import find_spec

import pytest

ROOMS = ["nhip.engine", "nhip.figures"]


def modules() -> list[str]:
    """Return the names of all modules of the rooms, without tests."""
    found = []
    for room in ROOMS:
        spec = find_spec(room)
        if spec and spec.submodule_search_locations:
            inside = pkgutil.walk_packages(spec.submodule_search_locations, f"{room}.")
            names = [module.name for module in inside]
            found += [room, *(name for name in names if ".tests" not in name and "__main__" not in name)]
    return found


@pytest.mark.parametrize("name", modules())
def test_examples_run(name, capsys):
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    assert result.failed == 0, capsys.readouterr().out
