"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Targets, plans, projects, tasks."""

    name = "nhip.plans"
    verbose_name = _("Plans")
