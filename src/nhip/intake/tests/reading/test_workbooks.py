"""Every kind of file becomes neutral cells, with its own rows, and nothing lost or made up."""

from __future__ import annotations

import ast
import hashlib
import time
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName

import nhip.intake.reading
from nhip.intake.faults import Fault
from nhip.intake.reading.cells import Cell, CellKind, FileKind, Workbook
from nhip.intake.reading.kinds import OLE
from nhip.intake.reading.numerals import NumberStyle
from nhip.intake.reading.outcomes import complaint, day_of, month_of, number_of
from nhip.intake.reading.workbooks import read_workbook
from nhip.intake.tests.reading import nasty
from nhip.intake.tests.reading.nasty import book, sheet_xml, with_parts, with_shared_texts


def values(workbook: Workbook, sheet: int = 0) -> dict[str, Any]:
    return {cell.address: cell.value for cell in workbook.sheets[sheet].cells}


def numbers(workbook: Workbook) -> list[str]:
    return [note.number for note in workbook.notes]


def refused(content: bytes, name: str) -> Fault:
    with pytest.raises(Fault) as caught:
        read_workbook(content, name)
    return caught.value


def test_values_of_every_kind():
    def change(made: Any) -> None:
        sheet = made.worksheets[0]
        sheet["A2"], sheet["B2"], sheet["C2"] = 1.0768, date(2025, 10, 31), True
        sheet["A2"].number_format = "0.0%"
        sheet["D2"] = "=1/0"
        sheet["E2"] = "#DIV/0!"
        sheet["F2"], sheet["G2"] = "  ", "\N{NO-BREAK SPACE}12\N{ZERO WIDTH SPACE}"

    content = book(["Tên", 0.1 + 0.2, -5, 12345678901234567890], change=change, title="Biểu 1")
    workbook = read_workbook(content, "a.xlsx")
    assert workbook.kind is FileKind.XLSX
    assert workbook.sha256 == hashlib.sha256(content).hexdigest()
    assert values(workbook) == {
        "A1": "Tên",
        "B1": Decimal("0.3"),
        "C1": Decimal(-5),
        "D1": Decimal("1.23456789012346E+19"),
        "A2": Decimal("1.0768"),
        "B2": date(2025, 10, 31),
        "C2": True,
        "D2": "=1/0",
        "E2": "#DIV/0!",
        "G2": "\N{NO-BREAK SPACE}12\N{ZERO WIDTH SPACE}",
    }
    sheet = workbook.sheets[0]
    kinds = [sheet.at(2, column).kind.value for column in range(1, 8)]
    assert kinds == ["number", "date", "truth", "formula", "error", "blank", "text"]
    assert sheet.at(2, 1).text == "107,7%"
    assert sheet.at(2, 4).computed
    assert {cell.sheet for cell in sheet.cells} == {"Biểu 1"}


def test_a_formula_with_its_result_is_a_value():
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A2</f><v>x</v></c>'
        '<c r="C1" t="str"><f>A2</f><v></v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="E1"><f t="shared" si="0"/></c></row>'
    )
    cells = read_workbook(sheet_xml(rows), "a.xlsx").sheets[0].cells
    assert [(cell.value, cell.kind, cell.computed) for cell in cells] == [
        (Decimal(2), CellKind.NUMBER, True),
        ("x", CellKind.TEXT, True),
        ("#DIV/0!", CellKind.ERROR, True),
        ("=", CellKind.FORMULA, True),
    ]


def test_cells_and_rows_without_addresses_count_on():
    rows = '<row><c><v>1</v></c><c s="0"/><c><v>2</v></c></row><row r="5"/><row><c><v>3</v></c></row>'
    assert values(read_workbook(sheet_xml(rows), "a.xlsx")) == {"A1": 1, "C1": 2, "A6": 3}


def test_rich_text_is_whole_and_phonetic_hints_are_not_text():
    rich = '<is><r><t>Sản </t></r><r><t>lượng</t></r><rPh sb="0" eb="1"><t>hint</t></rPh></is>'
    rows = f'<row r="1"><c r="A1" t="inlineStr">{rich}</c><c r="B1" t="s"><v>0</v></c></row>'
    content = with_shared_texts(sheet_xml(rows), f"<si>{rich[4:-5]}</si>")
    assert values(read_workbook(content, "a.xlsx")) == {"A1": "Sản lượng", "B1": "Sản lượng"}


def test_the_xml_may_have_prefixes_cdata_and_another_encoding():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<c r="A1"/>đ]]></t></is></c></row>'
    assert values(read_workbook(sheet_xml(rows), "a.xlsx")) == {"A1": '<c r="A1"/>đ'}
    text = (
        f'<?xml version="1.0" encoding="utf-16"?><x:worksheet xmlns:x="{nasty.NAMESPACE}"><x:sheetData>'
        '<x:row r="3"><x:c r="B3"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert values(read_workbook(with_parts(book(["x"]), {nasty.SHEET: text.encode("utf-16")}), "a.xlsx")) == {"B3": 7}


def test_numbers_and_days_that_cannot_be():
    rows = '<row r="1"><c r="A1"><v>nan</v></c><c r="B1"><v>1e999</v></c><c r="C1"><v>x</v></c></row>'
    cells = read_workbook(sheet_xml(rows), "a.xlsx").sheets[0].cells
    assert [cell.kind for cell in cells] == [CellKind.ERROR] * 3

    def change(made: Any) -> None:
        made.worksheets[0]["A1"] = 99_999_999
        made.worksheets[0]["A1"].number_format = "dd/mm/yyyy"

    assert values(read_workbook(book([], change=change), "a.xlsx")) == {"A1": Decimal(99_999_999)}


def test_the_calendar_of_old_macs():
    def change(made: Any) -> None:
        made.epoch = CALENDAR_MAC_1904

    workbook = read_workbook(book([datetime(2025, 10, 31, 7, 30)], change=change), "a.xlsx")  # noqa: DTZ001
    assert values(workbook) == {"A1": datetime(2025, 10, 31, 7, 30)}  # noqa: DTZ001


def test_merged_headers_hidden_sheets_rows_and_columns():
    def change(made: Any) -> None:
        sheet = made.worksheets[0]
        sheet.merge_cells("A1:C1")
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True
        other = made.create_sheet("Ẩn")
        other["A1"], other.sheet_state = "x", "veryHidden"

    workbook = read_workbook(book(["Sản lượng"], [1, 2, 3], [4, 5, 6], change=change), "a.xlsx")
    sheet = workbook.sheets[0]
    assert sheet.at(1, 2) == Cell("Sheet", 1, 2, "Sản lượng", CellKind.TEXT, merged_from="A1")
    assert [cell.address for cell in sheet.cells if cell.hidden] == ["A2", "B2", "C2", "C3"]
    assert [sheet.hidden for sheet in workbook.sheets] == [False, True]
    assert [(note.number, note.fields["sheet"], note.fields.get("count")) for note in workbook.notes] == [
        ("N152", "Ẩn", None),
        ("N153", "Sheet", 4),
    ]


def test_charts_names_and_links_do_not_disturb():
    def change(made: Any) -> None:
        made.create_chartsheet("Biểu đồ").add_chart(BarChart())
        made.create_sheet("Hai")["A1"] = 2
        made["Hai"].print_title_rows = "1:1"
        made["Hai"].defined_names["here"] = DefinedName("here", attr_text="Hai!$A$1")
        made.move_sheet("Biểu đồ", -1)

    content = with_parts(book([1], change=change), {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    workbook = read_workbook(content, "a.xlsx")
    assert [(sheet.name, len(sheet.cells)) for sheet in workbook.sheets] == [("Sheet", 1), ("Hai", 1)]
    assert numbers(workbook) == ["N151"]


@pytest.mark.parametrize("columns", [0, 1])
def test_a_million_blank_rows_cost_nothing(columns):
    content = nasty.million_blank_rows(columns)
    begun = time.process_time()
    workbook = read_workbook(content, "a.xlsx")
    spent = time.process_time() - begun
    assert values(workbook) == {"A1": 1, "A1048576": 2}
    assert workbook.sheets[0].blank_rows == 1_048_574
    assert [number for number, _ in workbook.sheets[0].rows()] == [1, 1_048_576]
    assert spent < 4


def test_five_thousand_rows_are_read_in_two_seconds():
    content = book(*([f"49{row:08}", f"Sản phẩm {row}", *(row * 1.37 + k for k in range(10))] for row in range(5000)))
    begun = time.process_time()
    workbook = read_workbook(content, "a.xlsx")
    assert time.process_time() - begun < 2
    assert len(workbook.sheets[0].cells) == 60_000


def test_an_old_workbook():
    content = nasty.OLD_XLS.read_bytes()
    workbook = read_workbook(content, "old.xls")
    assert workbook.kind is FileKind.XLS
    # An error and a formula without a result are blank to calamine.
    assert values(workbook) == {
        "B3": "Sản lượng",
        "B4": "Xi măng",
        "C4": Decimal("1234.5"),
        "C5": -7,
        "D5": True,
        "B6": date(2025, 10, 31),
    }
    assert workbook.sheets[0].at(3, 4).merged_from == "B3"
    assert workbook.sheets[1].hidden
    assert refused(content[:2000], "old.xls").number in {"N103", "N120"}
    assert refused(content[:1030] + b"\xff" * 3000, "old.xls").number in {"N103", "N120"}


def test_an_opendocument_sheet_keeps_its_rows():
    blank = '<table:table-row table:number-rows-repeated="7"><table:table-cell/></table:table-row>'
    row = f"<table:table-row><table:table-cell/>{nasty.number_cell('1234.5')}</table:table-row>"
    workbook = read_workbook(nasty.ods(blank + row), "a.ods")
    assert workbook.kind is FileKind.ODS
    assert values(workbook) == {"B8": Decimal("1234.5")}


TEXT = 'mã;tên;lượng\n01;Xi măng Đồng Bành;1.234,5\n\n02;"a;b\nc";\'=1\n'
CELLS = {
    "A1": "mã", "B1": "tên", "C1": "lượng", "A2": "01", "B2": "Xi măng Đồng Bành", "C2": "1.234,5",
    "A4": "02", "B4": "a;b\nc", "C4": "=1",
}  # fmt: skip


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_with_delimiters(encoding, delimiter):
    content = TEXT.replace(";", delimiter).encode(encoding)
    workbook = read_workbook(content, "a.csv")
    assert workbook.kind is FileKind.CSV
    assert values(workbook) == {**CELLS, "B4": f"a{delimiter}b\nc"}
    assert workbook.sheets[0].blank_rows == 1
    assert workbook.notes == ()


def test_commas_and_what_excel_writes_in_front():
    assert values(read_workbook(b"a,b\n1,2\n", "a.csv")) == {"A1": "a", "B1": "b", "A2": "1", "B2": "2"}
    assert values(read_workbook(b"sep=,\r\na;b,c\r\n", "a.csv")) == {"A2": "a;b", "B2": "c"}
    assert values(read_workbook("Cột\n1,5\n2,5\n".encode(), "a.csv"))["A1"] == "Cột"


def test_old_letters_are_converted_with_a_remark():
    rows: list[list[Any]] = [["Tªn s¶n phÈm", "S¶n l­îng"], ["Xi m¨ng", 5]]
    workbook = read_workbook(book(*rows, title="Th¸ng 10"), "a.xlsx")
    assert values(workbook) == {"A1": "Tên sản phẩm", "B1": "Sản lượng", "A2": "Xi măng", "B2": 5}
    assert workbook.sheets[0].name == workbook.sheets[0].cells[0].sheet == "Tháng 10"
    assert numbers(workbook) == ["N155"]
    csv = nasty.tcvn3("tên,lượng\nXi măng,5\nQuặng sắt,6\n").encode("latin-1")
    workbook = read_workbook(csv, "a.csv")
    assert [values(workbook)[cell] for cell in ("A1", "A2", "A3")] == ["tên", "Xi măng", "Quặng sắt"]
    assert numbers(workbook) == ["N155"]


def test_decomposed_text_is_composed():
    workbook = read_workbook(book(["Xi ma\u0306ng"], title="Tha\u0301ng"), "a.xlsx")
    assert values(workbook) == {"A1": "Xi măng"}
    assert workbook.sheets[0].name == "Tháng"


@pytest.mark.parametrize(
    ("content", "name", "number"),
    [
        (b"", "a.xlsx", "N101"),
        (b"%PDF-1.7", "a.xlsx", "N106"),
        (b"\xef\xbb\xbf\r\n <HTML><table>", "a.xls", "N106"),
        ("<html>".encode("utf-16"), "a.xls", "N106"),
        (b'<?xml version="1.0"?><Workbook/>', "a.xls", "N106"),
        (b"\x1f\x8b\x08", "a.gz", "N107"),
        (b"PK\x05\x06" + bytes(18), "a.zip", "N107"),
        (with_parts(book([1]), {"word/document.xml": b"<a/>"}), "a.docx", "N106"),
        (nasty.encrypted(), "a.xlsx", "N104"),
        (OLE + bytes(2000), "a.doc", "N103"),
        (
            nasty.encrypted().replace("EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")),
            "a",
            "N106",
        ),
        (b"a,b\n1,\0\n", "a.csv", "N116"),
        (b"a,b\n1,2\n\0\0\0\0", "a.csv", "N116"),
        (b'a,b\n1,"2\n', "a.csv", "N119"),
        ("Größe;Maß\n".encode("latin-1"), "a.csv", "N115"),
        (b"\xff\xfea", "a.csv", "N103"),
        (b'"' + b"x" * 200_000 + b'"', "a.csv", "N121"),
        (b" \n\n", "a.csv", "N118"),
        (book([]), "a.xlsx", "N118"),
    ],
)
def test_every_refusal_has_its_own_sentence(content, name, number):
    fault = refused(content, name)
    assert fault.number == number
    assert name in fault.message("vi")
    assert "?" not in fault.message("vi") + fault.message("en")


def test_the_content_decides_and_not_the_name():
    workbook = read_workbook(book([1]), "a.csv")
    assert (workbook.kind, numbers(workbook)) == (FileKind.XLSX, ["N154"])
    workbook = read_workbook(b"a,b\n1,2\n", "a.xls")
    assert (workbook.kind, numbers(workbook)) == (FileKind.CSV, ["N154"])


def test_cells_become_numbers_days_or_faults():
    def change(made: Any) -> None:
        made.worksheets[0]["G1"], made.worksheets[0]["H1"] = "=A1", "#N/A"

    row: list[Any] = [12.5, "1.234", "12 tấn", "10/31/2025", date(2025, 10, 1), "T10/2025"]
    sheet = read_workbook(book(row, change=change), "a.xlsx").sheets[0]
    cells = [sheet.at(1, column) for column in range(1, 10)]
    answers = [number_of(cell) for cell in cells]
    found = [complaint(cell, answer, "a.xlsx") for cell, answer in zip(cells, answers, strict=True)]
    assert [fault and fault.number for fault in found] == [
        None, "N131", "N132", "N132", "N132", "N132", "N133", "N134", None,
    ]  # fmt: skip
    assert found[1] is not None
    assert found[1].message("en").startswith("N131 a.xlsx, sheet “Sheet”, row 1, column “B”, value “1.234”: the number")
    assert "1,234 ≠ 1234" in found[1].message("vi")
    assert number_of(cells[1], NumberStyle.COMMA) == 1234
    day = complaint(cells[3], day_of(cells[3]), "a.xlsx", wanted_day=True)
    assert day is not None
    assert (day.number, day.fields["example"]) == ("N136", "31/10/2025")
    assert day_of(cells[4]) == date(2025, 10, 1)
    assert str(month_of(cells[5])) == "2025-10"
    wrong = complaint(cells[2], month_of(cells[2]), "a.xlsx", wanted_day=True)
    assert wrong is not None
    assert wrong.number == "N135"


@pytest.fixture(scope="module")
def valid() -> list[bytes]:
    rows: list[list[Any]] = [
        ["Tên", "Lượng", "Ngày"],
        ["Xi măng", 1.5, date(2025, 10, 1)],
        ["Gạch", "1.234,5", "10/2025"],
    ]
    return [book(*rows), TEXT.encode(), nasty.encrypted(), nasty.tcvn3(TEXT).encode("latin-1")]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 3), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), max_size=4), st.floats(0.5, 1.2))
def test_damaged_files_are_read_or_refused(valid, which, changes, cut):
    content = bytearray(valid[which])
    for place, data in changes:
        start = int(place * len(content))
        content[start : start + len(data)] = data
    try:
        workbook = read_workbook(bytes(content[: int(cut * len(content))]), "a.xlsx")
    except Fault as fault:
        number = fault.number
    else:
        number = "N1"
        assert any(sheet.cells for sheet in workbook.sheets)
    assert number.startswith("N1")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from("<>\"'&;/=9-A é\0"), st.booleans()), min_size=1, max_size=6))
def test_sheets_with_damaged_xml_are_read_or_refused(changes):
    text = list(
        '<row r="1" spans="1:3"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"><f>1+1</f><v>2.5</v></c></row>'
        '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>x</t></is></c><c r="B2" t="e"><v>#N/A</v></c></row>'
    )
    for place, sign, insert in changes:
        start = int(place * len(text))
        text[start : start + (not insert)] = [sign]
    try:
        workbook = read_workbook(
            sheet_xml("".join(text), after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'), "a.xlsx"
        )
    except Fault as fault:
        number = fault.number
    else:
        number = "N1"
        assert workbook.sheets[0].cells
    assert number.startswith("N1")


def test_the_package_knows_no_django():
    folder = Path(nhip.intake.reading.__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
                assert not any(name.split(".")[0] == "django" for name in names), path.name
                assert not any(name.startswith(("nhip.registry.text", "nhip.intake.models")) for name in names), (
                    path.name
                )
