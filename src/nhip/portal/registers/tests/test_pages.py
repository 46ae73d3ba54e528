"""The pages of the registers: what they show, whom they let in, and how many questions they ask."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from nhip.people.roles import Role
from nhip.registry.models import (
    AuditEntry,
    Boundary,
    Consent,
    Enterprise,
    EnterpriseEvent,
    Industry,
    KeyProduct,
    Merger,
    Place,
    Product,
    RegisterFile,
)
from nhip.registry.registers.register import registers

pytestmark = pytest.mark.django_db

LISTS = list(registers())


def text_of(answer) -> str:
    main = answer.content.decode().split("<main", 1)[-1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", LISTS)
def test_every_list_and_form_opens(province, client, person, name, language):
    KeyProduct.objects.create(year=2025, position=1, code="veneer", name_vi="Ván bóc", unit="m³")
    client.force_login(person(Role.STATISTICIAN))
    for page in ("list", "add", "import"):
        answer = client.get(reverse(f"registers:{page}", args=[name]).replace("/vi/", f"/{language}/"))
        assert answer.status_code == 200, (name, page)
    for row in registers()[name].rows()[:3]:
        for page in ("", "change/"):
            assert client.get(f"/{language}/registers/{name}/{row.pk}/{page}").status_code == 200


def test_the_index_counts(province, officer):
    assert "Doanh nghiệp 2" in text_of(officer.get("/vi/registers/"))


@pytest.mark.parametrize("question", ["dong banh", "ĐỒNG", "Đồng Bành", "99000000 16", "9900000016"])
def test_search_needs_no_marks(province, officer, question):
    page = text_of(officer.get("/vi/registers/enterprises/", {"q": question}))
    assert ("Công ty Đồng Bành" in page) is (" " not in question or "anh" in question.lower() or "à" in question)
    assert "Ánh Dương" not in page


def test_every_list_that_can_be_searched_has_a_box_for_it(province, officer):
    for name, each in registers().items():
        assert ('type="search"' in officer.get(f"/vi/registers/{name}/").content.decode()) is each.searchable, name


def test_a_former_name_finds_the_place_of_today_and_says_so(province, officer):
    page = text_of(officer.get("/vi/registers/places/", {"q": "hoa thang"}))
    assert "xã Tuấn Sơn" in page
    assert "trước đây là xã Hòa Thắng, huyện Hữu Lũng" in page
    ended = text_of(officer.get("/vi/registers/places/", {"q": "hoa thang", "in_force": "ended"}))
    assert "xã Hòa Thắng" in ended
    assert "Tuấn Sơn" not in ended


def test_lists_are_in_the_order_of_the_alphabet(province, officer):
    page = text_of(officer.get("/vi/registers/enterprises/"))
    assert page.index("Ánh Dương") < page.index("Đồng Bành")
    newest = text_of(officer.get("/vi/registers/enterprises/", {"sort": "tax_code"}))
    assert newest.index("Đồng Bành") < newest.index("Ánh Dương")


def test_filters_narrow_and_unknown_values_do_not(province, officer):
    Enterprise.objects.filter(tax_code="9900000023").update(size="large", exited_on=date(2024, 1, 1))
    EnterpriseEvent.objects.create(
        enterprise=Enterprise.objects.get(tax_code="9900000016"), kind="suspension", on=date(2024, 1, 1)
    )

    def found(**question: str) -> set[str]:
        page = text_of(officer.get("/vi/registers/enterprises/", question))
        return {name for name in ("Đồng Bành", "Ánh Dương") if name in page}

    assert found(size="large") == {"Ánh Dương"}
    assert found(state="left") == {"Ánh Dương"}
    assert found(state="suspended") == {"Đồng Bành"}
    assert found(state="active") == set()
    assert found(division="16") == {"Đồng Bành", "Ánh Dương"}
    assert found(size="x", place="'", page="99", sort="!") == {"Đồng Bành", "Ánh Dương"}


def test_lists_ask_few_questions_of_the_database_however_long_they_are(officer, django_assert_max_num_queries):
    Enterprise.objects.bulk_create(
        Enterprise(tax_code=f"{number:010d}", name=f"Công ty số {number}") for number in range(5000)
    )
    with django_assert_max_num_queries(16):
        answer = officer.get("/vi/registers/enterprises/", {"page": "40"})
    assert "Công ty số" in text_of(answer)
    with django_assert_max_num_queries(16):
        officer.get("/vi/registers/enterprises/", {"q": "cong ty 4999"})


def test_a_row_is_added_and_changed_with_its_history(province, officer):
    page = "/vi/registers/enterprises/add/"
    typed = {"tax_code": "0300588569", "name": "Công ty Ví Dụ", "place": "06457", "entered_on": "01/03/2024"}
    answer = officer.post(page, typed)
    made = Enterprise.objects.get(tax_code="0300588569")
    assert answer.url == f"/vi/registers/enterprises/{made.pk}/"
    assert made.place
    assert (made.place.name, made.entered_on) == ("xã Tuấn Sơn", date(2024, 3, 1))

    change = f"/vi/registers/enterprises/{made.pk}/change/"
    seen = re.search(r'name="seen" value="([^"]+)"', officer.get(change).content.decode())
    assert seen
    officer.post(change, {**typed, "place": "06457@2025-07-01", "size": "small", "seen": seen[1]})
    assert Enterprise.objects.get(pk=made.pk).size == "small"
    shown = text_of(officer.get(answer.url))
    assert "officer: sửa" in shown
    assert "Quy mô nhỏ" in shown
    assert AuditEntry.objects.filter(subject=f"enterprises {made.pk}").count() == 2


def test_what_is_wrong_stands_at_its_field_and_nothing_is_saved(province, officer):
    typed = {"tax_code": "0300588560", "name": "", "place": "99999", "exited_on": "31/02/2024"}
    page = text_of(officer.post("/vi/registers/enterprises/add/", typed))
    assert "chữ số kiểm tra" in page
    assert Enterprise.objects.count() == 2
    assert not AuditEntry.objects.filter(act="enterprises.added", actor="officer").exists()
    page = text_of(
        officer.post("/vi/registers/enterprises/add/", {"tax_code": "0300588569", "name": "x", "place": "99999"})
    )
    assert "«99999» không có trong danh mục" in page
    again = text_of(officer.post("/vi/registers/enterprises/add/", {"tax_code": "9900000016", "name": "x"}))
    assert "đã có trong danh mục" in again


def test_the_second_of_two_who_change_a_row_is_told(province, officer):
    made = Enterprise.objects.get(tax_code="9900000016")
    change = f"/vi/registers/enterprises/{made.pk}/change/"
    seen = re.search(r'name="seen" value="([^"]+)"', officer.get(change).content.decode())
    assert seen
    typed = {"tax_code": "9900000016", "name": "Tên thứ nhất", "seen": seen[1]}
    assert officer.post(change, typed).status_code == 302
    answer = officer.post(change, {**typed, "name": "Tên thứ hai"})
    assert answer.status_code == 409
    assert "Tên thứ nhất" in text_of(answer)
    assert 'value="Tên thứ hai"' in answer.content.decode()
    assert Enterprise.objects.get(pk=made.pk).name == "Tên thứ nhất"
    fresh = re.search(r'name="seen" value="([^"]+)"', answer.content.decode())
    assert fresh
    assert officer.post(change, {**typed, "name": "Tên thứ hai", "seen": fresh[1]}).status_code == 302


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_file_goes_out_is_changed_comes_in_and_is_imported_once_confirmed(province, officer, kind):
    content = officer.get(f"/vi/registers/enterprises.{kind}").content
    if kind == "xlsx":
        book: Any = load_workbook(io.BytesIO(content))
        assert book.active["A2"].value == "9900000023"
        book.active["B2"] = "Công ty Ánh Sáng"
        out = io.BytesIO()
        book.save(out)
        content = out.getvalue()
    else:
        content = content.replace("Công ty Ánh Dương".encode(), "Công ty Ánh Sáng".encode())
    page = "/vi/registers/enterprises/import/"
    checked = officer.post(page, {"file": SimpleUploadedFile(f"dn.{kind}", content)})
    assert "0 mục thêm mới, 1 sửa, 1 giữ nguyên" in text_of(checked)
    assert not Enterprise.objects.filter(name="Công ty Ánh Sáng").exists()
    kept = RegisterFile.objects.get()
    assert bytes(kept.content) == content
    assert officer.post(page, {"file_id": kept.pk}).status_code == 302
    assert Enterprise.objects.get(tax_code="9900000023").name == "Công ty Ánh Sáng"
    officer.post(page, {"file_id": kept.pk})
    assert AuditEntry.objects.filter(act="enterprises.imported").count() == 1


def test_faults_of_a_file_name_their_cells(province, officer):
    rows = "Mã số thuế,Tên,Ngày vào hoạt động\n0300588560,Sai số,2024-01-01\n0101248141,Sai ngày,31/02/2024\n"
    answer = officer.post("/vi/registers/enterprises/import/", {"file": SimpleUploadedFile("x.csv", rows.encode())})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "2 lỗi" in page
    assert "E611" in page
    assert "0300588560" in page
    assert "E604" in page
    assert "31/02/2024" in page
    assert (
        officer.post("/vi/registers/enterprises/import/", {"file_id": RegisterFile.objects.get().pk}).status_code == 422
    )
    assert Enterprise.objects.count() == 2


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04 broken", "Tên\n".encode("utf-16")])
def test_what_is_no_table_is_refused_with_a_sentence(province, officer, content):
    answer = officer.post("/vi/registers/places/import/", {"file": SimpleUploadedFile("x.xlsx", content)})
    assert answer.status_code in {200, 422}
    assert "tệp" in text_of(answer).lower()
    assert not RegisterFile.objects.exists()


def test_a_duplicate_is_previewed_merged_and_taken_back(province, officer):
    kept = Enterprise.objects.get(tax_code="9900000023")
    away = Enterprise.objects.get(tax_code="9900000016")
    page = f"/vi/registers/enterprises/{kept.pk}/merge/"
    shown = text_of(officer.get(page, {"duplicate": "9900000016"}))
    assert "Công ty Đồng Bành" in shown
    assert "sản phẩm phải báo cáo: 1" in shown
    assert "đồng ý công bố: 1" in shown
    assert officer.post(page, {"duplicate": "9900000016"}).status_code == 302
    assert kept.reportings.count() == 1
    assert kept.consents.count() == 1
    listed = text_of(officer.get("/vi/registers/enterprises/"))
    assert "Đồng Bành" not in listed
    gone = text_of(officer.get(f"/vi/registers/enterprises/{away.pk}/"))
    assert "đã được gộp vào: Công ty Ánh Dương" in gone
    merger = Merger.objects.get()
    assert "Hoàn tác" in text_of(officer.get(f"/vi/registers/enterprises/{kept.pk}/"))
    officer.post(f"/vi/registers/enterprises/merging/{merger.pk}/undo/")
    assert kept.reportings.count() == 0
    assert away.consents.count() == 1
    assert "Đồng Bành" in text_of(officer.get("/vi/registers/enterprises/"))
    officer.post(f"/vi/registers/enterprises/merging/{merger.pk}/undo/")
    assert AuditEntry.objects.filter(act="enterprises.unmerged").count() == 2


def test_merging_with_itself_is_refused_in_words(province, officer):
    kept = Enterprise.objects.get(tax_code="9900000023")
    page = f"/vi/registers/enterprises/{kept.pk}/merge/"
    assert "E650" in text_of(officer.get(page, {"duplicate": kept.tax_code}))
    assert "E608" in text_of(officer.get(page, {"duplicate": "nothing"}))
    industry = Industry.objects.get(classification__code="VSIC2018", code="1621")
    assert officer.get(f"/vi/registers/industries/{industry.pk}/merge/").status_code == 404


def test_a_boundary_is_drawn(province, officer):
    feature = (
        b'{"type":"Feature","properties":{"code":"06457"},"geometry":{"type":"Polygon","coordinates":'
        b"[[[106,21],[106.1,21],[106.1,21.1],[106,21]]]}}"
    )
    answer = officer.post("/vi/registers/places/boundaries/", {"file": SimpleUploadedFile("b.geojson", feature)})
    assert answer.status_code == 302
    place = Boundary.objects.get().place
    assert place.name == "xã Tuấn Sơn"
    assert '<path d="M0.0' in officer.get(f"/vi/registers/places/{place.pk}/").content.decode()
    bad = officer.post("/vi/registers/places/boundaries/", {"file": SimpleUploadedFile("b.geojson", b"{}")})
    assert "E649" in text_of(bad)


CHANGING = [
    "enterprises/add/",
    "enterprises/{row}/change/",
    "enterprises/import/",
    "enterprises/{row}/merge/",
    "places/boundaries/",
]


@pytest.mark.parametrize(
    ("role", "reads", "changes"),
    [
        (None, 403, 403),
        (Role.REPORTER, 403, 403),
        (Role.OFFICER, 200, 200),
        (Role.STATISTICIAN, 200, 200),
        (Role.APPROVER, 200, 403),
        (Role.LEADER, 200, 403),
        (Role.ADMINISTRATOR, 403, 403),
    ],
)
def test_who_reads_and_who_changes(province, client, person, role, reads, changes):
    client.force_login(person(role))
    row = Enterprise.objects.get(tax_code="9900000016").pk
    for page in ("", "enterprises/", f"enterprises/{row}/", "enterprises.csv"):
        assert client.get(f"/vi/registers/{page}").status_code == reads, page
    for page in CHANGING:
        assert client.get(f"/vi/registers/{page.format(row=row)}").status_code == changes, page
    offered = "/change/" in client.get(f"/vi/registers/enterprises/{row}/").content.decode()
    assert offered is (changes == 200)


def test_a_stranger_is_sent_to_sign_in(province):
    for page in ("", "enterprises/", "enterprises.xlsx", "enterprises/add/", "enterprises/import/"):
        answer = Client().get(f"/vi/registers/{page}")
        assert answer.status_code == 302, page
        assert "/account/sign-in/" in answer["Location"]


def test_consent_is_the_statisticians(province, client, person):
    typed = {"enterprise": "9900000016", "product": "16210-01", "valid_from": "01/01/2025", "document": "5/CV"}
    client.force_login(person(Role.OFFICER))
    assert client.post("/vi/registers/consents/add/", typed).status_code == 403
    assert Consent.objects.count() == 1
    client.force_login(person(Role.STATISTICIAN))
    assert client.post("/vi/registers/consents/add/", typed).status_code == 302
    assert Consent.objects.get(document="5/CV").valid_from == date(2025, 1, 1)


@pytest.mark.parametrize(
    "page", ["nothing/", "nothing/1/", "enterprises/999999/", "enterprises.pdf", "places/merging/1/undo/"]
)
def test_what_is_not_there(province, officer, page):
    assert officer.get(f"/vi/registers/{page}").status_code in {404, 405}


def test_a_formula_in_a_name_leaves_as_text(province, officer):
    Product.objects.create(code="05", name_vi="=1+1", unit="tấn")
    book: Any = load_workbook(io.BytesIO(officer.get("/vi/registers/products.xlsx").content))
    cells = {row[1].value: row[1].data_type for row in book.active.iter_rows(min_row=2)}
    assert cells["=1+1"] == "s"
    assert b"'=1+1" in officer.get("/vi/registers/products.csv").content


def test_a_place_shows_what_it_came_from(province, officer):
    place = Place.objects.get(code="05977", valid_from=date(2025, 7, 1))
    page = text_of(officer.get(f"/vi/registers/places/{place.pk}/"))
    assert "phường Vĩnh Trại" in page
    assert "xã Yên Trạch" in page
