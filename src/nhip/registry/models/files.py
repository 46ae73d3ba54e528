"""Files of registers, byte for byte, so that what was checked is what is imported."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.registry.append_only import AppendOnly
from nhip.registry.text import NfcField


class RegisterFile(AppendOnly):
    """A file that was sent in for a register. Whether it was imported is told by the audit rows."""

    register = models.CharField(_("register"), max_length=40)
    name = NfcField(_("name"), max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    content = models.BinaryField(_("content"))
    received_at = models.DateTimeField(_("received at"), default=timezone.now, editable=False)
    received_by = models.CharField(_("received from"), max_length=150)

    class Meta(AppendOnly.Meta):
        verbose_name = _("file of a register")
        verbose_name_plural = _("files of registers")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["register", "sha256"], name="register_file_once")]

    def __str__(self) -> str:
        return self.name
