"""The file of a document, whatever record rests on it."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from nhip.people import rights_estates, rights_plans
from nhip.registry.models import Document

__all__ = ["document"]

# What a browser shows itself; everything else is handed out to be kept.
_SHOWN: Final = frozenset({"application/pdf", "image/png", "image/jpeg"})


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out a document: to everybody if it is public and stands, to those who keep the registers in any case."""
    kept = get_object_or_404(Document, pk=pk)
    open_to_all = kept.public and Document.objects.standing().filter(pk=pk).exists()
    keeps = rights_estates.may_edit_estates(request.user) or rights_plans.may_edit_projects(request.user)
    if not kept.sha256 or not (open_to_all or keeps):
        raise Http404
    answer = HttpResponse(bytes(kept.content or b""), content_type=kept.media_type or "application/octet-stream")
    name = kept.file_name or f"{pk}"
    answer["Content-Disposition"] = content_disposition_header(kept.media_type not in _SHOWN, name) or "attachment"
    answer["ETag"] = f'"{kept.sha256}"'
    return answer
