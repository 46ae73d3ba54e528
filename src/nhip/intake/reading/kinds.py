"""What a file is, told from its first bytes and never from its name."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from nhip.intake.faults import Fault, fault
from nhip.intake.reading.cells import FileKind

__all__ = ["ARCHIVES", "OLE", "ZIP", "ole_kind", "suspect", "wrong_suffix"]

ZIP: Final = b"PK\x03\x04"
OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
ARCHIVES: Final = (ZIP, b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\x00")

# First bytes → what to call it (vi, en)
_OTHERS: Final = (
    (b"%PDF-", "tài liệu PDF", "a PDF document"),
    (b"\x89PNG", "hình ảnh", "a picture"),
    (b"\xff\xd8\xff", "hình ảnh", "a picture"),
    (b"GIF8", "hình ảnh", "a picture"),
    (b"{\\rtf", "văn bản RTF", "an RTF document"),
    (b"MZ", "chương trình", "a program"),
    (b"\x7fELF", "chương trình", "a program"),
    (b"SQLite format 3\x00", "cơ sở dữ liệu", "a database"),
)
_MARKUP: Final = (
    (b"<html", "trang web", "a web page"),
    (b"<!doctype", "trang web", "a web page"),
    (b"<table", "trang web", "a web page"),
    (b"<?xml", "tài liệu XML", "an XML document"),
)
_LOOK_AT: Final = 1024


def suspect(content: bytes, name: str) -> None:
    """Refuse what is plainly something else than a workbook or a text with delimiters.

    Raises:
        Fault: N101, N106 or N107.
    """
    if not content:
        raise fault("N101", file=name)
    for start, vi, en in _OTHERS:
        if content.startswith(start):
            raise fault("N106", file=name, found_vi=vi, found_en=en)
    if content.startswith(ARCHIVES[2:]):
        raise fault("N107", file=name)
    head = content[:_LOOK_AT].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n").lower()
    for start, vi, en in _MARKUP:
        if head.startswith(start):
            raise fault("N106", file=name, found_vi=vi, found_en=en)


def ole_kind(content: bytes, name: str) -> FileKind:
    """Tell what is in a compound file: an .xls workbook, or something to refuse.

    Raises:
        Fault: N103, N104 or N106.
    """
    if _has_stream(content, "EncryptedPackage"):
        raise fault("N104", file=name)
    if _has_stream(content, "_VBA_PROJECT_CUR"):
        raise fault("N105", file=name)
    if any(_has_stream(content, stream) for stream in ("Workbook", "WORKBOOK", "Book", "BOOK")):
        return FileKind.XLS
    if _has_stream(content, "WordDocument"):
        raise fault("N106", file=name, found_vi="tài liệu Word", found_en="a Word document")
    if _has_stream(content, "PowerPoint Document"):
        raise fault("N106", file=name, found_vi="bài trình chiếu", found_en="a presentation")
    raise fault("N103", file=name, reason="OLE")


def _has_stream(content: bytes, stream: str) -> bool:
    """Tell whether the directory names a stream: UTF-16, padded, at the start of an entry of 128 bytes."""
    wanted = stream.encode("utf-16-le") + b"\0\0"
    place = content.find(wanted)
    while place >= 0:
        if place % 128 == 0:
            return True
        place = content.find(wanted, place + 1)
    return False


def wrong_suffix(name: str, kind: FileKind) -> Fault | None:
    """Return a remark if the name says another kind than the content."""
    suffix = PurePath(name).suffix.lower()
    fitting = {FileKind.CSV: {".csv", ".txt", ".tsv", ""}, FileKind.XLSX: {".xlsx", ".xltx", ""}}
    if suffix in fitting.get(kind, {f".{kind}", ""}):
        return None
    return fault("N154", file=name, suffix=suffix, kind=str(kind))
