"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReleasesConfig(AppConfig):
    """Compilations and figures."""

    name = "nhip.releases"
    verbose_name = _("Releases")
