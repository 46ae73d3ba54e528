"""Mutations of good files: whatever comes, the answer is a table or a fault with a sentence, never an exception."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from nhip.intake.faults import Fault
from nhip.intake.imports.examination import examine, marked_copy
from nhip.intake.sheets.template import csv_of
from nhip.intake.tests.files.making import changed, many, plan, rows, single, text

# `make soak` tries five thousand.
CASES = 5_000 if os.environ.get("NHIP_SOAK") else 300
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province"), pytest.mark.slow]

NASTY = (
    "", "-", "…", "=1+1", "1.234", "1,234", "1e309", "NaN", "-0", "９", "٣", "\u200b", "\ufeff", "A" * 300, "'", '"',
    "12/2023", "2023-13", "31/02/2023", "#REF!", "TRUE", "0x10", "1/2", "½", "−5", "\u202e5", "tấn", "<b>", "%s", "{0}",
    "{value}", "\\", "None", "9" * 60, "0." + "0" * 40 + "1", "không sản xuất", "production", "Mã sản phẩm",
)  # fmt: skip


def of_bytes(draw: random.Random, content: bytes) -> bytes:
    """Change, drop or double some bytes, or cut the end off."""
    found = bytearray(content)
    for _ in range(draw.randrange(1, 8)):
        if not found:
            break
        at = draw.randrange(len(found))
        kind = draw.randrange(4)
        if kind == 0:
            found[at] = draw.randrange(256)
        elif kind == 1:
            del found[at : at + draw.randrange(1, 50)]
        elif kind == 2:
            found[at:at] = found[at : at + draw.randrange(1, 50)]
        else:
            found = found[: max(at, 1)]
    return bytes(found)


def of_parts(draw: random.Random, content: bytes) -> bytes:
    """Change the XML inside, and pack it properly again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        victim = draw.choice([name for name in names if "worksheets" in name or draw.random() < 0.3] or names)
        for name in names:
            part = source.read(name)
            if name == victim:
                if draw.random() < 0.05:
                    continue  # a part that is missing
                part = of_tags(draw, part) if draw.random() < 0.7 else of_bytes(draw, part)
            target.writestr(name, part)
    return out.getvalue()


def of_tags(draw: random.Random, part: bytes) -> bytes:
    """Change the XML between or inside its tags, so that it stays XML for the most part."""
    pieces = part.split(b"<")
    for _ in range(draw.randrange(1, 5)):
        at = draw.randrange(1, len(pieces))
        tag, close, words = pieces[at].partition(b">")
        kind = draw.randrange(4)
        if kind == 0:
            nasty = draw.choice(NASTY).replace("&", "&amp;").replace("<", "&lt;").encode()
            pieces[at] = tag + close + nasty
        elif kind == 1:
            pieces[at] = tag.replace(b'"n"', b'"s"').replace(b't="s"', b't="e"').replace(b"r=", b"R=") + close + words
        elif kind == 2:
            pieces[at] = tag.replace(b"1", b"99999999", 1) + close + words
        else:
            pieces[at:at] = [pieces[draw.randrange(1, len(pieces))]]
    return b"<".join(pieces)


def of_cells(draw: random.Random, content: bytes) -> bytes:
    """Put odd texts into some cells of a CSV file."""
    lines = [line.split(",") for line in content.decode("utf-8-sig").split("\r\n")]
    for _ in range(draw.randrange(1, 6)):
        line = draw.choice(lines)
        line[draw.randrange(len(line))] = draw.choice(NASTY)
    if draw.random() < 0.2:
        draw.shuffle(lines)
    return "\r\n".join(map(",".join, lines)).encode(draw.choice(["utf-8", "utf-8-sig", "utf-16"]))


def of_values(draw: random.Random, content: bytes) -> bytes:
    """Put odd values into some cells of a workbook, as a person would."""

    def change(book: Any) -> None:
        sheet = draw.choice(book.worksheets)
        for _ in range(draw.randrange(1, 8)):
            cell = sheet.cell(draw.randrange(1, 9), draw.randrange(1, 16))
            try:
                cell.value = draw.choice([*NASTY, None, True, -1, 0.1, 1e300, 10**15])
            except (ValueError, AttributeError):
                continue  # openpyxl itself refuses some, and half of a merged cell
        if draw.random() < 0.1:
            sheet.merge_cells(start_row=4, start_column=draw.randrange(1, 5), end_row=6, end_column=8)
        if draw.random() < 0.1:
            sheet.delete_rows(draw.randrange(1, 7))

    return changed(content, change)


GOOD: list[tuple[Callable[[], bytes], tuple[Callable[..., bytes], ...]]] = [
    (many, (of_bytes, of_parts, of_values)),
    (single, (of_bytes, of_parts, of_values)),
    (plan, (of_parts, of_values)),
    (text, (of_bytes, of_cells)),
    (lambda: csv_of(rows(), "2023-12") * 3, (of_bytes, of_cells)),
]


def test_no_mutation_goes_unhandled():
    draw = random.Random(20240105)
    good = [(make(), mutations) for make, mutations in GOOD]
    sentences: set[str] = set()
    answers = {"fault": 0, "errors": 0, "good": 0}
    for number in range(CASES):
        content, mutations = draw.choice(good)
        mutation = draw.choice(mutations)
        mutated = mutation(draw, content)
        try:
            found = examine(mutated, f"{number}.xlsx")
        except Fault as wrong:
            sentences.add(wrong.message("vi"))
            answers["fault"] += 1
            continue
        for finding in found.findings:
            assert finding.places[0].row or finding.places[0].sheet or finding.number == "N204"
            assert finding.message("vi") != finding.message("en")
        answers["errors" if found.errors else "good"] += 1
        if found.findings and number % 10 == 0:
            marked_copy(mutated, found)
    assert all(";" in sentence for sentence in sentences)
    # The mutations are neither all fatal nor all harmless.
    assert all(count > CASES // 50 for count in answers.values()), answers
