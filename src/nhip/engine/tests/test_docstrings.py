"""Every example in the engine's docstrings runs, and shows what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from nhip import engine

MODULES = sorted(found.name for found in pkgutil.iter_modules(engine.__path__) if not found.ispkg)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_the_docstrings_hold(name):
    result = doctest.testmod(importlib.import_module(f"{engine.__name__}.{name}"))
    assert result.failed == 0
