"""Taking in a stream: hashed and written as it comes, refused the moment it is too long, never held in memory."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nhip.intake.faults import fault
from nhip.intake.reading.limits import LIMITS, MB

__all__ = ["Stored", "safe_name", "store"]

_MOST_NAME: Final = 120
# Separators, signs that shells and systems read, and marks that turn the direction of writing ("xslx.exe").
_UNSAFE: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as it was kept."""

    path: Path
    sha256: str
    size: int


def store(
    chunks: Iterable[bytes], folder: Path, name: str, *, most: int = LIMITS.file, declared: int | None = None
) -> Stored:
    """Keep a stream in a folder under its hash, and give the path.

    ``declared`` is the length that was announced: a stream announced too long is refused before its first byte, and
    one that breaks off is refused too. What is refused leaves nothing behind. The same content is kept once.

    Raises:
        Fault: N101, N102 or N123.
    """
    if declared is not None and declared > most:
        raise fault("N102", file=name, most=most // MB)
    digest, size = hashlib.sha256(), 0
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".coming-")
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > most:
                    raise fault("N102", file=name, most=most // MB)
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if declared is not None and size < declared:
            raise fault("N123", file=name, found=size, wanted=declared)
        if not size:
            raise fault("N101", file=name)
        path = folder / digest.hexdigest()
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return Stored(path, digest.hexdigest(), size)


def safe_name(name: str) -> str:
    """Return a name that is only a name: no path, nothing a shell or a system reads, at most 120 characters.

    >>> safe_name("../../etc/passwd"), safe_name(r"C:\\Users\\a\\Báo cáo.xlsx"), safe_name("")
    ('passwd', 'Báo cáo.xlsx', 'file')
    """
    base = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    clean = _UNSAFE.sub("", base).strip(" .")
    if _RESERVED.match(clean):
        clean = f"_{clean}"
    stem, dot, suffix = clean.rpartition(".")
    if dot and len(suffix) <= 10:
        clean = f"{stem[: _MOST_NAME - len(suffix) - 1]}.{suffix}"
    return clean[:_MOST_NAME] or "file"
