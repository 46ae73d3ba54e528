"""Acts on documents: keep one, withdraw one. Whoever calls them has asked for the right."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Final

from django.db import transaction

from nhip.registry.actions import audit
from nhip.registry.faults import fault
from nhip.registry.models import Document, DocumentWithdrawal

__all__ = ["MOST_BYTES", "keep_document", "standing_document", "withdraw_document"]

MOST_BYTES: Final = 20 * 1024 * 1024
# What the first bytes of a file say it is; anything else is kept, and handed out, as plain bytes.
_KINDS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"PK\x03\x04", "application/zip"),
)


def keep_document(
    by: str,
    number: str,
    *,
    title: str = "",
    authority: str = "",
    issued_on: date | None = None,
    source: str = "",
    file_name: str = "",
    content: bytes | None = None,
    public: bool = False,
    illustrative: bool = False,
) -> Document:
    """Keep a document, with its file if there is one.

    Raises:
        Fault: it has no number, or the file is too large.
    """
    if not number.strip():
        raise fault("E655")
    if content is not None and len(content) > MOST_BYTES:
        raise fault("E641", file=file_name, most=MOST_BYTES // 1024**2)
    kind = next((name for start, name in _KINDS if (content or b"").startswith(start)), "application/octet-stream")
    with transaction.atomic():
        kept = Document.objects.create(
            number=number,
            title=title,
            authority=authority,
            issued_on=issued_on,
            source=source,
            file_name=file_name,
            media_type=kind if content else "",
            sha256=hashlib.sha256(content).hexdigest() if content else "",
            content=content,
            public=public,
            illustrative=illustrative,
            recorded_by=by,
        )
        told = {"number": kept.number, "title": kept.title, "file": kept.file_name, "sha256": kept.sha256}
        audit(by, "document.kept", f"document {kept.pk}", new=told)
    return kept


def withdraw_document(by: str, document: Document, reason: str) -> None:
    """Say that no new record may rest on a document.

    Raises:
        Fault: no reason was given, or it is withdrawn already.
    """
    if not reason.strip():
        raise fault("E656")
    standing_document(document.pk)
    with transaction.atomic():
        DocumentWithdrawal.objects.create(document=document, reason=reason, recorded_by=by)
        audit(by, "document.withdrawn", f"document {document.pk}", new={"reason": reason})


def standing_document(pk: int | None) -> Document | None:
    """Return a document that a record may rest on; None for none.

    Raises:
        Fault: there is no such document, or it was withdrawn.
    """
    if pk is None:
        return None
    found = Document.objects.defer("content").filter(pk=pk).first()
    if found is None:
        raise fault("E657", text=pk)
    if DocumentWithdrawal.objects.filter(pk=pk).exists():
        raise fault("E658", text=found.number)
    return found
