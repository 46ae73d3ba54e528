"""What is looked at before a workbook is unpacked: an .xlsx is a zip of XML, and both can be made to explode.

All limits are judged by the table of contents, which the reader then holds each part to: Python's zipfile never
gives out more bytes of a part than its entry declares, and checks its sum.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Final
from xml.parsers import expat

from nhip.intake.faults import Fault, fault
from nhip.intake.reading.cells import FileKind
from nhip.intake.reading.kinds import ARCHIVES

__all__ = ["BROKEN", "LIMITS", "Limits", "check_sums", "inspect"]

MB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest legal workbook."""

    file: int = 20 * MB
    entries: int = 2_000
    unpacked: int = 512 * MB
    # A part that is read whole: styles, names, shared texts; sheets are read as a stream.
    part: int = 48 * MB
    ratio: int = 200
    # Below this much a part may be packed as it likes.
    ratio_from: int = 4 * MB
    cells: int = 400_000
    text: int = 100_000


LIMITS: Final = Limits()

# What zipfile raises on an archive that is not whole.
BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError)

_XML: Final = (".xml", ".rels", ".vml")
_STREAMED: Final = ("xl/worksheets/", "xl/media/", "content.xml")
_PROLOG: Final = 64 * 1024
_OOXML: Final = "[Content_Types].xml"


def inspect(content: bytes, name: str, limits: Limits = LIMITS) -> tuple[FileKind, zipfile.ZipFile, list[Fault]]:
    """Open a zip, tell which workbook it is, and refuse everything that could hurt.

    Returns the kind, the open archive and remarks.

    Raises:
        Fault: N102 to N117, see the catalogue.
    """
    if len(content) > limits.file:
        raise fault("N102", file=name, most=limits.file // MB)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        infos = archive.infolist()
    except BROKEN as error:
        raise fault("N103", file=name, reason="zip") from error
    _sizes(infos, len(content), name, limits)
    for info in infos:
        _path(info.filename, name)
    try:
        kind = _kind(archive, name)
        for info in infos:
            _look_inside(archive, info, name)
    except BROKEN as error:
        raise fault("N103", file=name, reason="zip") from error
    links = any(info.filename.startswith("xl/externalLinks/") for info in infos)
    return kind, archive, [fault("N151", file=name)] if links else []


def check_sums(archive: zipfile.ZipFile, name: str) -> None:
    """Unpack everything once, keeping nothing, so that a reader that trusts no table of contents meets no lie.

    Raises:
        Fault: N103, a part is not what the table of contents says.
    """
    for info in archive.infolist():
        try:
            with archive.open(info) as part:
                while part.read(MB):
                    pass
        except BROKEN as error:
            raise fault("N103", file=name, reason=info.filename) from error


def _sizes(infos: list[zipfile.ZipInfo], size: int, name: str, limits: Limits) -> None:
    if len(infos) > limits.entries:
        raise fault("N108", file=name, found=len(infos), most=limits.entries)
    if any(info.flag_bits & 1 for info in infos):
        raise fault("N104", file=name)
    # Worst first, so that a bomb is called a bomb.
    for info in sorted(infos, key=lambda info: -info.file_size):
        ratio = info.file_size // max(info.compress_size, 1)
        if info.file_size > limits.ratio_from and ratio > limits.ratio:
            raise fault("N110", file=name, found=ratio)
    total = sum(info.file_size for info in infos)
    if total > limits.unpacked:
        raise fault("N109", file=name, found=total // MB, most=limits.unpacked // MB)
    if total > limits.ratio_from and total // size > limits.ratio:
        raise fault("N110", file=name, found=total // size)
    for info in infos:
        if info.file_size > limits.part and not info.filename.startswith(_STREAMED):
            raise fault("N109", file=name, found=info.file_size // MB, most=limits.part // MB)


def _path(entry: str, name: str) -> None:
    parts = PurePosixPath(entry).parts
    if entry.startswith("/") or ".." in parts or "\\" in entry or ":" in entry or "\0" in entry:
        raise fault("N112", file=name, entry=entry[:100])


def _kind(archive: zipfile.ZipFile, name: str) -> FileKind:
    names = set(archive.namelist())
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        kind = archive.read("mimetype")
        if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            if b"encryption-data" in archive.read("META-INF/manifest.xml")[:MB]:
                raise fault("N104", file=name)
            return FileKind.ODS
        raise fault("N106", file=name, found_vi="tài liệu OpenDocument", found_en="an OpenDocument text")
    if _OOXML not in names:
        raise fault("N107", file=name)
    if any(entry.lower().endswith("vbaproject.bin") for entry in names):
        raise fault("N105", file=name)
    if "xl/workbook.bin" in names:
        return FileKind.XLSB
    if any(entry.startswith("word/") for entry in names):
        raise fault("N106", file=name, found_vi="tài liệu Word", found_en="a Word document")
    if any(entry.startswith("ppt/") for entry in names):
        raise fault("N106", file=name, found_vi="bài trình chiếu", found_en="a presentation")
    if "xl/workbook.xml" in names:
        if b"purl.oclc.org/ooxml" in archive.read("xl/workbook.xml"):
            raise fault("N117", file=name)
        return FileKind.XLSX
    if any(entry.startswith("xl/") for entry in names):
        return FileKind.XLSX
    raise fault("N107", file=name)


def _look_inside(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> None:
    if info.is_dir():
        return
    with archive.open(info) as part:
        if info.filename.lower().endswith(_XML):
            _prolog(part, info.filename, name)
        elif part.read(8).startswith(ARCHIVES):
            raise fault("N111", file=name, entry=info.filename[:100])


class _Root(Exception):
    """The root element has begun, and with it the place for declarations is over."""


def _prolog(part: IO[bytes], entry: str, name: str) -> None:
    """Refuse a declaration of entities. It can only stand before the root element, so only so much is read."""
    parser = expat.ParserCreate()

    def declared(*_: object) -> None:
        raise fault("N113", file=name, entry=entry[:100])

    def begun(*_: object) -> None:
        raise _Root

    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.StartElementHandler = begun
    read = 0
    try:
        while chunk := part.read(4096):
            parser.Parse(chunk, False)
            read += len(chunk)
            if read > _PROLOG:
                raise fault("N113", file=name, entry=entry[:100])
    except _Root:
        return
    except expat.ExpatError as error:
        raise fault("N103", file=name, reason=entry[:100]) from error
