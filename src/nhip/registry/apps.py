"""The room as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """Registers."""

    name = "nhip.registry"
    verbose_name = _("Registers")
