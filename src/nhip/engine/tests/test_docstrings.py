"""Every example in the engine's docstrings runs, and shows what it says."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil

import pytest

from nhip import engine

MODULES = sorted(found.name for found in pkgutil.iter_modules(engine.__path__) if not found.ispkg)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_the_docstrings_hold(name):
    result = doctest.testmod(importlib.import_module(f"{engine.__name__}.{name}"))
    assert result.failed == 0


FUNCTIONS = sorted(name for name in engine.__all__ if inspect.isfunction(getattr(engine, name)))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_says_what_it_takes_and_where_it_comes_from(name):
    told = inspect.getdoc(getattr(engine, name)) or ""
    missing = [word for word in ("Args:", "Raises:", "Source:", ">>> ") if word not in told]
    assert not missing
