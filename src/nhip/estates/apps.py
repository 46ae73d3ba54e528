"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EstatesConfig(AppConfig):
    """Zones and clusters."""

    name = "nhip.estates"
    verbose_name = _("Zones and clusters")
