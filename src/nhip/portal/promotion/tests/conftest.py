"""The people and things of the pages of projects serve here too."""

from nhip.portal.projects.tests.conftest import enterprise, officer, signed_in, things

__all__ = ["enterprise", "officer", "signed_in", "things"]
