"""Documents that records rest on: decisions, directives, minutes, letters; byte for byte where there is a file."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhip.registry.append_only import AppendOnly, AppendOnlyQuerySet
from nhip.registry.text import FoldedField, NfcField


class DocumentQuerySet(AppendOnlyQuerySet["Document"]):
    """Documents."""

    def standing(self) -> Self:
        """Leave out those that were withdrawn."""
        return self.filter(withdrawal=None)


class Document(AppendOnly):
    """A document, known by its number, its authority and its day. The file is kept if there is one.

    A document that was entered by mistake is withdrawn by a row of its own: records that rest on it keep it, and no
    new record may rest on it.
    """

    number = NfcField(_("number and symbol"), max_length=100)
    title = NfcField(_("abstract"), max_length=500, blank=True)
    title_folded = FoldedField(source=("number", "title"), max_length=600, db_index=True)
    authority = NfcField(_("issued by"), max_length=200, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    source = NfcField(_("where it was found"), max_length=300, blank=True)
    file_name = NfcField(_("name of the file"), max_length=255, blank=True)
    media_type = models.CharField(_("kind of the file"), max_length=100, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    content = models.BinaryField(_("content"), null=True)
    public = models.BooleanField(_("may be read by everybody"), default=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    objects: ClassVar[Any] = models.Manager.from_queryset(DocumentQuerySet)()

    class Meta(AppendOnly.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-issued_on", "id"]

    def __str__(self) -> str:
        return self.number


class DocumentWithdrawal(AppendOnly):
    """A document that no new record may rest on."""

    document = models.OneToOneField(
        Document, models.PROTECT, related_name="withdrawal", verbose_name=_("document"), primary_key=True
    )
    reason = NfcField(_("reason"), max_length=300)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    recorded_by = models.CharField(_("recorded by"), max_length=150, editable=False)

    class Meta(AppendOnly.Meta):
        verbose_name = _("withdrawal of a document")
        verbose_name_plural = _("withdrawals of documents")

    def __str__(self) -> str:
        return str(self.document_id)
