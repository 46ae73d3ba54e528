"""Registers as files: what goes out comes in again exactly, and what is wrong is named by its cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import Workbook, load_workbook

from nhip.registry.faults import Fault, Faults
from nhip.registry.folding import fold
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import (
    AuditEntry,
    Classification,
    Correspondence,
    Enterprise,
    Industry,
    KeyProduct,
    Place,
    Product,
    Succession,
    UnitConversion,
)
from nhip.registry.queries import broken_links
from nhip.registry.registers.actions import Imported, check_file, import_file
from nhip.registry.registers.columns import Values
from nhip.registry.registers.register import register, registers
from nhip.registry.registers.writing import write_csv, write_workbook
from nhip.registry.standard import load_standard_registers
from nhip.registry.tax_codes import check_digit

ENTERPRISES, PRODUCTS, CONVERSIONS, PLACES = map(register, ("enterprises", "products", "conversions", "places"))


def sheet(*rows: Sequence[object]) -> bytes:
    book: Any = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def everything(name: str) -> list[Values]:
    there = register(name)
    return sorted((there.values(row) for row in there.rows()), key=str)


def tax_codes() -> st.SearchStrategy[str]:
    nine = st.text("0123456789", min_size=9, max_size=9).filter(lambda text: check_digit(text) is not None)
    branch = st.one_of(st.just(""), st.text("0123456789", min_size=3, max_size=3))
    return st.builds(lambda first, rest: f"{first}{check_digit(first)}{rest}", nine, branch)


# What people type and what attackers type; control characters belong to no name.
NAMES = st.one_of(
    st.sampled_from(["=1+1", "-5", "+84", "@x", "'=1", "''", "007", "1.234", "31/12/2024", "Đồng Bành"]),
    st.sampled_from(["TRUE", '"a";b,c']),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=80),
).filter(lambda text: text.strip() and fold(text) and " ".join(text.split()) == text)
DAYS = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2099, 12, 31)))


class RoundTrips(TestCase):
    """Whatever is in a register: out, away, in again, and everything is as it was."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(
            st.tuples(tax_codes(), NAMES, st.sampled_from(["", "state", "private"]), DAYS, st.booleans()),
            min_size=1,
            max_size=6,
            unique_by=lambda row: row[0],
        ),
        st.sampled_from(["vi", "en"]),
        st.booleans(),
    )
    def test_enterprises(self, rows, language, as_workbook):
        for code, name, ownership, entered, illustrative in rows:
            Enterprise.objects.create(
                tax_code=code,
                name=name,
                short_name=name[:30].strip(),
                zone="007",
                ownership=ownership,
                entered_on=entered,
                illustrative=illustrative,
            )
        before = everything("enterprises")
        with override(language):
            content = (write_workbook if as_workbook else write_csv)(ENTERPRISES, ENTERPRISES.rows())
        file = "a.xlsx" if as_workbook else "a.csv"
        # The other language reads it too.
        with override("en" if language == "vi" else "vi"):
            assert import_file(SYSTEM_KEEPER, ENTERPRISES, content, file) == Imported(0, 0, len(rows))
            Enterprise.objects.all().delete()
            assert import_file(SYSTEM_KEEPER, ENTERPRISES, content, file) == Imported(len(rows), 0, 0)
        assert everything("enterprises") == before

    @settings(max_examples=40, deadline=None)
    @given(st.decimals("0.000000001", "999999999999999", places=9), st.booleans())
    def test_factors_to_their_last_digit(self, factor, as_workbook):
        product = Product.objects.create(code="0001", name_vi="Than", unit="tấn")
        UnitConversion.objects.create(product=product, unit="kg", factor=factor)
        # SQLite keeps fifteen digits; from there on nothing more is lost.
        factor = UnitConversion.objects.get().factor
        content = (write_workbook if as_workbook else write_csv)(CONVERSIONS, CONVERSIONS.rows())
        UnitConversion.objects.all().delete()
        import_file(SYSTEM_KEEPER, CONVERSIONS, content, "a.xlsx" if as_workbook else "a.csv")
        assert UnitConversion.objects.get().factor == factor


@pytest.mark.django_db
@pytest.mark.parametrize("write", [write_csv, write_workbook])
def test_the_standard_registers_go_out_and_come_in_again(write):
    load_standard_registers()
    names = ("classifications", "industries", "correspondences", "places", "successions")
    before = {name: everything(name) for name in names}
    files = {name: write(register(name), register(name).rows()) for name in names}
    Correspondence.objects.all().delete()
    Succession.objects.all().delete()
    for model in (Industry, Place):
        while model.objects.exists():
            model.objects.filter(parts=None).delete()
    Classification.objects.all().delete()
    suffix = "csv" if write is write_csv else "xlsx"
    for name in names:
        done = import_file(SYSTEM_KEEPER, register(name), files[name], f"{name}.{suffix}")
        assert done == Imported(len(before[name]), 0, 0)
    assert {name: everything(name) for name in names} == before
    assert broken_links() == []


@pytest.mark.django_db
def test_codes_keep_their_zeros_and_cells_their_types():
    Enterprise.objects.create(tax_code="0300588569", name="=1+1", zone="01", entered_on=date(2024, 3, 1))
    with override("vi"):
        book: Any = load_workbook(io.BytesIO(write_workbook(ENTERPRISES, ENTERPRISES.rows())))
        cells = {heading.value: cell for heading, cell in zip(*book.active, strict=True)}
        assert (cells["Mã số thuế"].value, cells["Mã số thuế"].data_type) == ("0300588569", "s")
        assert cells["Khu, cụm công nghiệp"].value == "01"
        assert cells["Ngày vào hoạt động"].value == datetime(2024, 3, 1)  # noqa: DTZ001 - openpyxl knows no zones
        assert (cells["Tên"].value, cells["Tên"].data_type) == ("=1+1", "s")
    rows = list(csv.reader(io.StringIO(write_csv(ENTERPRISES, ENTERPRISES.rows()).decode("utf-8-sig"))))
    assert rows[1][:2] == ["0300588569", "'=1+1"]


Named = tuple[str, object, object, object]


def found(content: bytes, name: str = "a.xlsx", *, into: str = "enterprises") -> list[Named]:
    try:
        plan, _ = check_file(SYSTEM_KEEPER, register(into), content, name)
    except Fault as fault:
        return [(fault.number, fault.fields.get("row"), fault.fields.get("column"), fault.fields.get("value"))]
    with pytest.raises((Fault, Faults)):
        import_file(SYSTEM_KEEPER, register(into), content, name)
    return [(f.number, f.fields.get("row"), f.fields.get("column"), f.fields.get("value")) for f in plan.faults]


HEAD = ["Mã số thuế", "Tên", "Địa bàn", "Ngày vào hoạt động", "Quy mô", "Minh họa"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["0300588560", "x"], ("E611", 2, "Mã số thuế", "0300588560")),
        ([300588569, "x"], ("E603", 2, "Mã số thuế", 300588569)),
        (["", "x"], ("E601", 2, "Mã số thuế", None)),
        (["0300588569", ""], ("E601", 2, "Tên", None)),
        (["0300588569", "=A1"], ("E614", 2, "Tên", "=A1")),
        (["0300588569", "#REF!"], ("E615", 2, "Tên", "#REF!")),
        (["0300588569", "x" * 301], ("E602", 2, "Tên", "x" * 301)),
        (["0300588569", "x", "99999"], ("E608", 2, "Địa bàn", "99999")),
        (["0300588569", "x", "05977"], ("E609", 2, "Địa bàn", "05977")),
        (["0300588569", "x", None, "31/02/2024"], ("E604", 2, "Ngày vào hoạt động", "31/02/2024")),
        (["0300588569", "x", None, "03/2024"], ("E604", 2, "Ngày vào hoạt động", "03/2024")),
        (["0300588569", "x", None, 45000], ("E604", 2, "Ngày vào hoạt động", 45000)),
        (["0300588569", "x", None, None, "khổng lồ"], ("E607", 2, "Quy mô", "khổng lồ")),
        (["0300588569", "x", None, None, None, "có lẽ"], ("E616", 2, "Minh họa", "có lẽ")),
    ],
)
def test_a_wrong_cell_is_named(cells, expected):
    # Two places of one code that both ended: neither is in force.
    Place.objects.create(code="05977", name="a", valid_to=date(2019, 12, 31))
    Place.objects.create(code="05977", name="b", valid_from=date(2020, 1, 1), valid_to=date(2025, 6, 30))
    assert found(sheet(HEAD, cells)) == [expected]
    assert not Enterprise.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "number"),
    [
        (sheet(HEAD), "a.xlsx", "E643"),
        (sheet(["Mã số thuế", "Tên", "Màu"], ["0300588569", "x", "đỏ"]), "a.xlsx", "E644"),
        (sheet(["Tên"], ["x"]), "a.xlsx", "E645"),
        (sheet(["Mã số thuế", "Tax code", "Tên"], ["0300588569", "1", "x"]), "a.xlsx", "E646"),
        (sheet(["Mã số thuế", "Tên"], ["0300588569", "x", "y"]), "a.xlsx", "E648"),
        (b"tax_code,name\n0300588569\n", "a.csv", "E648"),
        (b'tax_code,name\n0300588569,"x\n', "a.csv", "E642"),
        ("tax_code,name\n0300588569,x\n".encode("utf-16"), "a.csv", "E642"),
        (b"PK\x03\x04 and no more", "a.xlsx", "E642"),
        (b"\xd0\xcf\x11\xe0", "a.xls", "E640"),
        (b"x" * (10 * 1024 * 1024 + 1), "a.csv", "E641"),
    ],
)
def test_a_wrong_file_is_refused(content, name, number):
    assert [number for number, *_ in found(content, name)][:1] == [number]


@pytest.mark.django_db
def test_a_row_twice_in_one_file_or_merged_away_is_named():
    kept = Enterprise.objects.create(tax_code="0101248141", name="A")
    Enterprise.objects.create(tax_code="0100112437", name="B", duplicate_of=kept)
    rows = sheet(HEAD[:2], ["0300588569", "x"], ["0300588569", "y"], ["0100112437", "z"])
    assert [(number, row) for number, row, *_ in found(rows)] == [("E630", 3), ("E632", 4)]


@pytest.mark.django_db
def test_all_or_nothing():
    rows = sheet(HEAD[:2], ["0300588569", "x"], ["0101248141", ""])
    with pytest.raises(Fault):
        import_file(SYSTEM_KEEPER, ENTERPRISES, rows, "a.xlsx")
    assert not Enterprise.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_what_the_database_alone_refuses_is_a_fault_with_its_row():
    rows = sheet(
        ["Năm", "Mã", "Thứ tự", "Tên tiếng Việt", "Đơn vị"], [2024, "a", 1, "A", "tấn"], [2024, "b", 1, "B", "tấn"]
    )
    with pytest.raises(Fault) as caught:
        import_file(SYSTEM_KEEPER, register("key-products"), rows, "a.xlsx")
    assert (caught.value.number, caught.value.fields["row"]) == ("E635", 3)
    assert not KeyProduct.objects.exists()


@pytest.mark.django_db
def test_only_the_columns_of_the_file_change_and_each_row_has_its_history():
    one = Enterprise.objects.create(tax_code="0300588569", name="A", size="small", zone="07")
    done = import_file(SYSTEM_KEEPER, ENTERPRISES, sheet(["tax code", "size"], ["0300588569", "Vừa"]), "a.xlsx")
    assert done == Imported(0, 1, 0)
    one.refresh_from_db()
    assert (one.size, one.zone, one.name) == ("medium", "07", "A")
    entry = AuditEntry.objects.get(subject=f"enterprises {one.pk}")
    assert (entry.act, entry.old, entry.new) == ("enterprises.changed", {"size": "small"}, {"size": "medium"})


@pytest.mark.django_db
def test_places_of_one_file_may_belong_to_each_other_in_any_order_but_not_in_a_circle():
    head = ["Mã", "Tên", "Loại", "Thuộc", "Hiệu lực từ"]
    commune = ["06526", "xã Na Dương", "xã", "20@", date(2025, 7, 1)]
    rows = sheet(head, commune, ["20", "tỉnh Lạng Sơn", "tỉnh", None, None])
    assert import_file(SYSTEM_KEEPER, PLACES, rows, "a.xlsx") == Imported(2, 0, 0)
    child = Place.objects.get(code="06526")
    assert child.parent
    assert child.parent.code == "20"
    circle = sheet(head, ["a", "A", None, "b@", None], ["b", "B", None, "a@", None])
    with pytest.raises(Fault) as caught:
        import_file(SYSTEM_KEEPER, PLACES, circle, "a.xlsx")
    assert caught.value.number == "E634"


@pytest.mark.django_db
def test_semicolons_and_decimal_commas_of_a_vietnamese_excel():
    Product.objects.create(code="01", name_vi="Than", unit="tấn")
    content = "Sản phẩm;Đơn vị khác;Hệ số\r\n01;kg;0,0012\r\n01;g;1,234\r\n".encode("utf-8-sig")
    # 1,234 could be either; it is asked, not guessed.
    assert [(number, row) for number, row, *_ in found(content, "a.csv", into="conversions")] == [("E606", 3)]
    fine = content.replace(b"1,234", b"1.234")
    import_file(SYSTEM_KEEPER, CONVERSIONS, fine, "a.csv")
    assert [c.factor for c in UnitConversion.objects.order_by("unit")] == [Decimal("1.234"), Decimal("0.0012")]


def test_labels_are_distinct_in_every_language_so_that_a_header_means_one_column():
    for each in registers().values():
        for language in ("vi", "en"):
            with override(language):
                names = [fold(str(column.label)) for column in each.columns]
            assert len(set(names)) == len(names), (each.name, language)


@pytest.mark.django_db
def test_five_thousand_rows_are_imported_with_their_history(django_assert_max_num_queries):
    nines = [f"{n:09d}" for n in range(6000)]
    rows = [[f"{nine}{digit}", f"Công ty {nine}"] for nine in nines if (digit := check_digit(nine)) is not None]
    content = sheet(HEAD[:2], *rows[:5000])
    with django_assert_max_num_queries(200):
        assert import_file(SYSTEM_KEEPER, ENTERPRISES, content, "a.xlsx") == Imported(5000, 0, 0)
    assert AuditEntry.objects.count() == 5001
