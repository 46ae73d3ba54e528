"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """Files and observations."""

    name = "nhip.intake"
    verbose_name = _("Intake")
