"""The small province of the releases, published for February 2023."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nhip.portal.kept_pages import forget
from nhip.portal.releases.tests.conftest import enter, folder, province
from nhip.portal.search.finding import index_of
from nhip.portal.series.books import public_book
from nhip.releases.models import Release
from nhip.releases.schemes import load_scheme
from nhip.releases.tests.conftest import publish

__all__ = ["enter", "folder", "province"]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Let no test read what another has kept: a database begins to number its rows anew."""
    for remembered in (public_book, index_of, load_scheme):
        remembered.cache_clear()  # type: ignore[attr-defined]
    forget()
    yield
    forget()


@pytest.fixture
def february(province) -> Release:
    """Publish February. Enterprises that are made up have no secrets."""
    return publish("2023-02")
