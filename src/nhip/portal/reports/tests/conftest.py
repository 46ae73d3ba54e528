"""A small province whose reports are in, and the people who write about it."""

from __future__ import annotations

import pytest

from nhip.portal.releases.tests.conftest import enter
from nhip.releases.tests.conftest import folder, province
from nhip.reports.readiness import forget

__all__ = ["enter", "folder", "province"]


@pytest.fixture(autouse=True)
def _anew() -> None:
    """Look at every report anew: a database that was emptied gives the same numbers again."""
    forget()
