"""Photographs of the news: looked at before they are kept, and rid of what cameras write into files."""

from __future__ import annotations

import base64
import hashlib
import struct
from datetime import datetime
from typing import Final, NamedTuple

import resvg_py
from django.db import transaction
from django.utils import timezone

from nhip.people.rights_reports import may_edit_news
from nhip.registry.actions import audit
from nhip.releases.steps import Person, may, name_of
from nhip.reports.faults import fault
from nhip.reports.models import Photograph

__all__ = ["MOST_BYTES", "add_photograph", "cleaned", "size_of"]

MOST_BYTES: Final = 4 * 1024 * 1024
LEAST, MOST = 200, 6000
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# Segments of a JPEG that are the picture itself; the others are notes: place, camera, thumbnails, comments.
_NOTES: Final = frozenset({*range(0xE1, 0xF0), 0xFE})
_WITHOUT_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN: Final = 0xDA
# A colour profile is an APP2 segment that begins so; without it colours change.
_PROFILE: Final = b"ICC_PROFILE\x00"
_CHUNKS: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"iCCP", b"cHRM"})


class Picture(NamedTuple):
    """A picture without its notes."""

    content: bytes
    media_type: str
    width: int
    height: int


def add_photograph(
    by: Person, name: str, content: bytes, credit: str, *, illustrative: bool = False, at: datetime | None = None
) -> Photograph:
    """Keep a photograph; the same one is kept once.

    Raises:
        Refused; Fault: E860 to E863, it is no picture, too large, too small, or without a credit.
    """
    may(by, may_edit_news)
    if not credit.strip():
        raise fault("E863")
    picture = cleaned(name, content)
    sha256 = hashlib.sha256(picture.content).hexdigest()
    known = Photograph.objects.filter(sha256=sha256).first()
    if known is not None:
        return known
    with transaction.atomic():
        kept = Photograph.objects.create(
            name=name[-255:],
            media_type=picture.media_type,
            content=picture.content,
            sha256=sha256,
            width=picture.width,
            height=picture.height,
            credit=credit,
            illustrative=illustrative,
            recorded_at=at or timezone.now(),
            recorded_by=name_of(by),
        )
        audit(name_of(by), "news.photograph", f"photograph {kept.pk}", new={"name": kept.name, "sha256": sha256})
    return kept


def cleaned(name: str, content: bytes) -> Picture:
    """Return a picture without its notes, after it was really drawn once.

    Raises:
        Fault: E860 it cannot be read, E861 too many bytes, E862 too few or too many pixels.
    """
    if len(content) > MOST_BYTES:
        raise fault("E861", file=name, most=MOST_BYTES // 1024**2)
    try:
        if content.startswith(_JPEG):
            media_type, clean = "image/jpeg", _clean_jpeg(content)
        elif content.startswith(_PNG):
            media_type, clean = "image/png", _clean_png(content)
        else:
            raise fault("E860", file=name)
        width, height = size_of(clean)
    except (IndexError, struct.error, ValueError) as wrong:
        raise fault("E860", file=name) from wrong
    if not (LEAST <= width <= MOST and LEAST <= height <= MOST):
        raise fault("E862", file=name, width=width, height=height, least=LEAST, most=MOST)
    _draw(name, clean, media_type)
    return Picture(clean, media_type, width, height)


def _draw(name: str, content: bytes, media_type: str) -> None:
    """Draw it small, so that a file that only looks like a picture is found.

    Raises:
        Fault: nothing was drawn.
    """
    data = base64.b64encode(content).decode()
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">'
        f'<image width="32" height="32" href="data:{media_type};base64,{data}"/></svg>'
    )
    empty = '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"></svg>'
    if resvg_py.svg_to_bytes(svg_string=svg) == resvg_py.svg_to_bytes(svg_string=empty):
        raise fault("E860", file=name)


def size_of(content: bytes) -> tuple[int, int]:
    """Return width and height of a JPEG or PNG.

    Raises:
        ValueError: it has none.
    """
    if content.startswith(_PNG):
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    for marker, start, _end in _segments(content):
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[start + 5 : start + 9])
            return width, height
    raise ValueError("no frame")


def _segments(content: bytes) -> list[tuple[int, int, int]]:
    """Return marker, start and end of each segment of a JPEG, the last one with all that follows it."""
    found, at = [], 2
    while at < len(content):
        if content[at] != 0xFF:
            raise ValueError("no marker")
        marker = content[at + 1]
        if marker == _START_OF_SCAN:
            found.append((marker, at, len(content)))
            return found
        length = 0 if marker in _WITHOUT_LENGTH else struct.unpack(">H", content[at + 2 : at + 4])[0]
        end = at + 2 + length
        found.append((marker, at, end))
        at = end
    raise ValueError("no scan")


def _clean_jpeg(content: bytes) -> bytes:
    kept = [content[:2]]
    for marker, start, end in _segments(content):
        profile = marker == 0xE2 and content[start + 4 : start + 16] == _PROFILE
        if marker not in _NOTES or profile:
            kept.append(content[start:end])
    return b"".join(kept)


def _clean_png(content: bytes) -> bytes:
    kept, at = [content[:8]], 8
    while at < len(content):
        length = struct.unpack(">I", content[at : at + 4])[0]
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise ValueError("cut off")
        if name in _CHUNKS:
            kept.append(content[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
    raise ValueError("no end")
