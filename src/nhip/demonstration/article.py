"""The newspaper article that the demonstration is made from, as a document that records can rest on."""

from __future__ import annotations

from datetime import date
from typing import Final

from nhip.demonstration.claims import SOURCE
from nhip.registry.actions import SYSTEM
from nhip.registry.documents import keep_document
from nhip.registry.models import Document

__all__ = ["article"]

NUMBER: Final = "Báo Lạng Sơn, 09/02/2024"
ISSUED: Final = date(2024, 2, 9)


def article() -> Document:
    """Return the document, kept the first time it is asked for."""
    found = Document.objects.standing().defer("content").filter(number=NUMBER).first()
    return found or keep_document(
        SYSTEM,
        NUMBER,
        title="Sản xuất công nghiệp: những dấu ấn tăng trưởng",
        authority="Báo Lạng Sơn",
        issued_on=ISSUED,
        source=SOURCE,
        public=True,
    )
