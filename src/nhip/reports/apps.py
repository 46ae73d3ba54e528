"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Words, tables, charts and documents."""

    name = "nhip.reports"
    verbose_name = _("Reports")
