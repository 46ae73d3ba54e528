"""A small province whose reports are in, and the people who write about it."""

from nhip.portal.releases.tests.conftest import enter
from nhip.releases.tests.conftest import folder, province

__all__ = ["enter", "folder", "province"]
