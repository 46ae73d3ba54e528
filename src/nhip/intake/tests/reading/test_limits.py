"""What could hurt is refused before it is unpacked: in a second, in little memory, with a sentence of its own."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from nhip.intake.faults import Fault
from nhip.intake.reading import legacy
from nhip.intake.reading.limits import LIMITS, Limits, check_sums
from nhip.intake.reading.workbooks import read_workbook
from nhip.intake.tests.reading import nasty
from nhip.intake.tests.reading.nasty import MB, book, ods, with_parts

SECOND = 1.0
MOST_MEMORY = 100 * MB
X = book(["x"])


def refused(content: bytes, name: str = "a.xlsx", limits: Limits = LIMITS) -> Fault:
    with pytest.raises(Fault) as caught:
        read_workbook(content, name, limits)
    return caught.value


@pytest.mark.parametrize(
    ("make", "number"),
    [
        (nasty.zip_bomb, "N110"),
        (nasty.lying_bomb, "N103"),
        (nasty.xml_bomb, "N113"),
        (lambda: nasty.xml_bomb("xl/styles.xml"), "N113"),
        (lambda: nasty.xml_bomb("xl/sharedStrings.xml"), "N113"),
        (lambda: nasty.xml_bomb("[Content_Types].xml"), "N113"),
        (lambda: nasty.xml_bomb(encoding="utf-16"), "N113"),
        (lambda: with_parts(X, {nasty.SHEET: b"<!--" + b"x" * 200_000 + b"-->"}), "N113"),
        (nasty.many_entries, "N108"),
        (lambda: bytes(LIMITS.file + 1), "N102"),
    ],
)
def test_bombs_are_refused_in_a_second_and_in_little_memory(make: Callable[[], bytes], number: str):
    content = make()
    tracemalloc.start()
    try:
        begun = time.process_time()
        fault = refused(content)
        spent = time.process_time() - begun
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert fault.number == number
    # Tracing itself slows everything down several times; without it each takes a tenth of a second at most.
    assert spent < 3 * SECOND
    assert peak < MOST_MEMORY


@pytest.mark.parametrize(
    ("content", "number"),
    [
        (with_parts(X, {"xl/embeddings/a.xlsx": X}), "N111"),
        (with_parts(X, {"xl/media/a.png": b"7z\xbc\xaf\x27\x1cxxxx"}), "N111"),
        (with_parts(X, {"../../etc/cron.d/x": b"x"}), "N112"),
        (with_parts(X, {"/etc/passwd": b"x"}), "N112"),
        (with_parts(X, {"C:\\x": b"x"}), "N112"),
        (with_parts(X, {"xl/vbaProject.bin": b"x"}), "N105"),
        (with_parts(X, {nasty.SHEET: b"<worksheet>"}), "N103"),
        (with_parts(X, {nasty.SHEET: b""}), "N103"),
        (with_parts(X, {"xl/workbook.xml": None}), "N103"),
        (nasty.sheet_xml('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "N103"),
        (nasty.sheet_xml('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), "N103"),
        (nasty.sheet_xml('<row r="1"><c r="A1" s="x"><v>1</v></c></row>'), "N103"),
        (nasty.sheet_xml('<row r="1048577"><c><v>1</v></c></row>'), "N103"),
        (nasty.sheet_xml('<row r="1"><c r="XFE1"><v>1</v></c></row>'), "N103"),
        (with_parts(X, {"[Content_Types].xml": None}), "N107"),
        (
            with_parts(X, {"xl/workbook.xml": b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'}),
            "N117",
        ),
    ],
)
def test_parts_that_do_not_belong(content, number):
    assert refused(content).number == number


def test_limits_count_cells_texts_and_sizes():
    content = book(*([number, f"t{number}"] for number in range(100)))
    assert refused(content, limits=Limits(cells=150)).fields["most"] == 150
    assert refused(content, limits=Limits(cells=150)).number == "N114"
    assert refused(book(["x" * 200]), limits=Limits(text=100)).number == "N121"
    assert refused(content, limits=Limits(unpacked=1000)).number == "N109"
    assert refused(content, limits=Limits(part=1000)).number == "N109"
    assert (
        refused(
            nasty.sheet_xml(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 200}</t></is></c></row>'),
            limits=Limits(text=100),
        ).number
        == "N121"
    )
    assert refused(b"a,b\n1,2\n3,4\n", "a.csv", Limits(cells=4)).number == "N114"


def test_a_tag_without_end_is_given_up():
    inner = "".join(f' a{number}="{number:x}{number * 7919:x}"' for number in range(300_000))
    fault = refused(nasty.sheet_xml(f"<row r='1'{inner}></row>"))
    assert fault.number == "N121"


def test_an_opendocument_bomb_is_contained():
    row = f'<table:table-row table:number-rows-repeated="1048576">{nasty.number_cell("1", 16384)}</table:table-row>'
    begun = time.process_time()
    assert refused(ods(row), "a.ods").number in {"N120", "N122"}
    assert time.process_time() - begun < SECOND


@pytest.mark.parametrize(("name", "ceiling"), [("_MEMORY", 8 * MB), ("_SECONDS", 0)])
def test_the_reader_of_old_kinds_has_a_ceiling(monkeypatch, name, ceiling):
    monkeypatch.setattr(legacy, name, ceiling)
    assert refused(nasty.OLD_XLS.read_bytes(), "a.xls").number in {"N120", "N122"}


def test_sums_are_checked_for_readers_that_trust_the_contents():
    with zipfile.ZipFile(io.BytesIO(nasty.lying_bomb())) as archive, pytest.raises(Fault) as caught:
        check_sums(archive, "a.xlsb")
    assert caught.value.number == "N103"


@pytest.mark.parametrize("cut", [10, 100, 1000, -1, -30, -200])
def test_a_file_cut_off(cut):
    assert refused(X[:cut]).number == "N103"
