"""Files that go wrong on purpose, made on the spot; `old.xls` alone is kept, since nothing here writes that kind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from nhip.intake.reading.kinds import OLE
from nhip.intake.reading.letters_tables import TCVN3, VISCII, VNI

OLD_XLS = Path(__file__).parent / "books" / "old.xls"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
MB = 1024 * 1024


def book(*rows: Sequence[Any], change: Callable[[Any], None] | None = None, title: str = "Sheet") -> bytes:
    """Make an .xlsx of these rows; `change` may do more to the openpyxl workbook."""
    made = openpyxl.Workbook()
    made.worksheets[0].title = title
    for row in rows:
        made.worksheets[0].append(list(row))
    if change is not None:
        change(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def with_parts(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Replace or add parts of a zip; None takes one out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(name for name in parts if name not in old.namelist())]:
            data = parts.get(name, b"") if name in parts else old.read(name)
            if data is not None:
                new.writestr(name, data)
    return buffer.getvalue()


def sheet_xml(rows: str | Iterable[str], *, before: str = "", after: str = "") -> bytes:
    """Make an .xlsx whose only sheet has this XML between the tags of its data."""
    head = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{NAMESPACE}">{before}<sheetData>'
    body = "".join((head, *rows, f"</sheetData>{after}</worksheet>"))
    return with_parts(book(["x"]), {SHEET: body.encode()})


def with_shared_texts(content: bytes, texts: str) -> bytes:
    """Give an .xlsx texts that its sheets share, as Excel writes them; openpyxl writes them into the cells."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    types = types.replace("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>')
    shared = f'<?xml version="1.0"?><sst xmlns="{NAMESPACE}">{texts}</sst>'
    return with_parts(content, {"[Content_Types].xml": types.encode(), "xl/sharedStrings.xml": shared.encode()})


def zip_bomb() -> bytes:
    """A sheet of 400 MB of spaces in less than one MB."""
    buffer = io.BytesIO(book(["x"]))
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/s2.xml", "w") as part,
    ):
        for _ in range(400):
            part.write(b" " * MB)
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """A part that declares a few bytes and unpacks to many."""
    content = bytearray(with_parts(book(["x"]), {"xl/worksheets/s2.xml": b"<a>" + b" " * 50 * MB + b"</a>"}))
    size = (50 * MB + 7).to_bytes(4, "little")
    return bytes(content.replace(size, (1000).to_bytes(4, "little")))


def xml_bomb(part: str = SHEET, encoding: str = "utf-8") -> bytes:
    """A billion laughs in a part."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE w [<!ENTITY l0 "ha">{entities}]>'
    text = f'<?xml version="1.0" encoding="{encoding}"?>{laughs}<worksheet xmlns="{NAMESPACE}">&l9;</worksheet>'
    return with_parts(book(["x"]), {part: text.encode(encoding)})


def many_entries(count: int = 20_000) -> bytes:
    return with_parts(book(["x"]), {f"xl/media/{number}.png": b"" for number in range(count)})


def encrypted() -> bytes:
    """The header and the one directory entry by which a workbook with a password is known."""
    return OLE + b"\0" * 1016 + "EncryptedPackage".encode("utf-16-le").ljust(128, b"\0") + b"\0" * 384


def million_blank_rows(columns: int = 0) -> bytes:
    """Content in the first and the last row a sheet can have, and a formatted blank row in every other."""
    styled = [(chr(65 + column)) for column in range(columns)]

    def row(number: int) -> str:
        cells = "".join(f'<c r="{letter}{number}" s="1"/>' for letter in styled)
        return f'<row r="{number}" spans="1:12" ht="15">{cells}</row>' if cells else f'<row r="{number}" ht="15"/>'

    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    last = '<row r="1048576"><c r="A1048576"><v>2</v></c></row>'
    return sheet_xml((first, *map(row, range(2, 1_048_576)), last))


def ods(rows: str) -> bytes:
    """An OpenDocument sheet with these rows."""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{office}office:1.0" '
        f'xmlns:table="{office}table:1.0" xmlns:text="{office}text:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Báo cáo">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{office}manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def number_cell(value: str, repeated: int = 1) -> str:
    """A cell of an OpenDocument sheet."""
    times = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    return (
        f'<table:table-cell{times} office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'
        "</table:table-cell>"
    )


def _backwards(table: Mapping[str, str]) -> dict[str, str]:
    return {new: old for old, new in reversed(list(table.items()))}


# Unicode back into the old encodings, as their fonts' letters appear in a workbook.
_TO_TCVN3 = {letter: chr(byte) for byte, letter in TCVN3.items()}
_TO_VISCII = {letter: chr(byte) for byte, letter in VISCII.items()}
_TO_VNI = _backwards(VNI)


def tcvn3(text: str) -> str:
    return "".join(_TO_TCVN3.get(sign, sign) for sign in text)


def viscii(text: str) -> str:
    return "".join(_TO_VISCII.get(sign, sign) for sign in text)


def vni(text: str) -> str:
    return "".join(_TO_VNI.get(sign, sign) for sign in text)
