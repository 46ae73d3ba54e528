"""The audit chain: one row for every act, each carrying the hash of the row before it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.registry.append_only import AppendOnly


class AuditEntry(AppendOnly):
    """Who did what to which thing, when and from where, and what it was before and after.

    The database refuses to change or remove rows (migration 0002), whatever program asks.
    """

    actor = models.CharField(_("who"), max_length=150)
    address = models.CharField(_("from where"), max_length=45, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    act = models.CharField(_("what"), max_length=60)
    subject = models.CharField(_("thing"), max_length=200)
    old = models.JSONField(_("before"), null=True)
    new = models.JSONField(_("after"), null=True)
    previous_hash = models.CharField(_("hash of the row before"), max_length=64, unique=True)
    hash = models.CharField(_("hash"), max_length=64, unique=True)

    class Meta(AppendOnly.Meta):
        verbose_name = _("audit row")
        verbose_name_plural = _("audit rows")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject"], name="audit_subject"),
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["actor"], name="audit_actor"),
            models.Index(fields=["act"], name="audit_act"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.act} {self.subject}"

    def computed_hash(self) -> str:
        """Return the hash of the row's content together with that of the row before."""
        content: list[Any] = [
            self.previous_hash,
            self.actor,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.act,
            self.subject,
            self.old,
            self.new,
        ]
        if self.address:  # what the command on the server does comes from no address
            content.append(self.address)
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class AuditHead(models.Model):
    """The end of the chain, in one row. Whoever adds a link holds this row, so that links never fork."""

    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_head_alone")]

    def __str__(self) -> str:
        return self.hash
