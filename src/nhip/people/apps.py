"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """People and rights."""

    name = "nhip.people"
    verbose_name = _("People and rights")

    def ready(self) -> None:
        """Listen to sign-ins."""
        from nhip.people import listeners  # noqa: F401
