"""What an investor sees without signing in."""

from __future__ import annotations

import io

import pypdf
import pytest
from django.test import Client

from nhip.estates.tests.makers import cluster
from nhip.people.roles import Role
from nhip.portal.estates.tests.conftest import PDF
from nhip.registry.documents import keep_document, withdraw_document
from nhip.registry.models import Boundary

pytestmark = pytest.mark.django_db
LIST = "/vi/estates/"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return " ".join(answer.content.decode().split())


def names(client: Client, question: str = "") -> list[str]:
    answer = client.get(LIST + question)
    assert answer.status_code == 200, answer.headers
    return [each["row"].code for each in answer.context["rows"]]


def test_the_list_is_in_the_order_of_the_alphabet_and_says_what_matters(client, province):
    assert names(client) == ["CCN-DINH-LAP", "CCN-SO-2", "KCN-VSIP"]
    page = text(client, LIST)
    for words in (
        "395,00 ha",
        "5,95 %",
        "90–110,50 USD/m²",
        "Đã thành lập",
        "Trong quy hoạch",
    ):
        assert words in page
    assert "777" not in page


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("?q=vsip", ["KCN-VSIP"]),
        ("?q=c%E1%BB%A5m+dinh", ["CCN-DINH-LAP"]),
        ("?kind=zone", ["KCN-VSIP"]),
        ("?stage=planned", ["CCN-DINH-LAP"]),
        ("?stage=operating", ["CCN-SO-2"]),
        ("?sector=16", ["CCN-SO-2"]),
        ("?free=5", ["KCN-VSIP"]),
        ("?free=395,5", []),
        ("?price=100", ["KCN-VSIP"]),
        ("?price=89,99", []),
        ("?place=hoa+thang", ["KCN-VSIP"]),
        ("?place=Tu%E1%BA%A5n+S%C6%A1n", ["KCN-VSIP"]),
        ("?stage=nonsense", ["CCN-DINH-LAP", "CCN-SO-2", "KCN-VSIP"]),
        ("?page=99", ["CCN-DINH-LAP", "CCN-SO-2", "KCN-VSIP"]),
    ],
)
def test_filters_narrow_the_list(client, province, question, found):
    assert names(client, question) == found


def test_the_address_is_as_short_as_what_is_asked(client, province):
    answer = client.get(f"{LIST}?q=&place=&kind=&stage=operating&sector=&free=&price=&page=1")
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}?stage=operating")
    answer = client.get(f"{LIST}?q=&kind=")
    assert (answer.status_code, answer["Location"]) == (302, LIST)


def test_a_number_that_can_be_two_is_asked_and_stays_as_typed(client, province):
    page = text(client, f"{LIST}?free=1.234")
    assert "E770" in page
    assert 'value="1.234"' in page
    assert names(client, "?free=1.234") == ["CCN-DINH-LAP", "CCN-SO-2", "KCN-VSIP"]


def test_nothing_found_is_said(client, province):
    assert "Hãy tìm với ít từ hơn" in text(client, f"{LIST}?q=khongco")
    assert names(client, "?q=khongco") == []


def test_the_map_has_a_numbered_link_for_each_estate_with_a_position(client, province):
    answer = client.get(LIST)
    numbered = {pin.spot.number: pin.spot.code for pin in answer.context["pins"] if pin.spot.number}
    assert numbered == {2: "CCN-SO-2", 3: "KCN-VSIP"}
    page = " ".join(answer.content.decode().split())
    assert 'href="/vi/estates/KCN-VSIP/" aria-label="3. Cụm KCN-VSIP, Đã thành lập"' in page
    assert "thanglequoc/vietnamese-provinces-database (MIT)" in page
    narrowed = client.get(f"{LIST}?kind=zone").context["pins"]
    assert [(pin.spot.code, pin.spot.number) for pin in narrowed] == [("CCN-SO-2", None), ("KCN-VSIP", 1)]


def test_without_boundaries_the_list_has_everything(client, province):
    Boundary.objects.all().delete()
    answer = client.get(LIST)
    assert answer.context["ground"] is None
    assert names(client) == ["CCN-DINH-LAP", "CCN-SO-2", "KCN-VSIP"]
    assert "Chưa có bản đồ" in answer.content.decode()


def test_the_list_asks_a_fixed_number_of_questions(client, province, django_assert_num_queries):
    client.get(LIST)
    with django_assert_num_queries(16):
        client.get(LIST)
    for number in range(20):
        cluster(f"CCN-THEM-{number}", industrial="10")
    with django_assert_num_queries(16):
        client.get(LIST)


def test_the_page_of_an_estate_says_its_life_its_land_and_whom_to_ask(client, province):
    page = text(client, f"{LIST}KCN-VSIP/")
    for words in (
        "15/05/2023",
        "501/QĐ-TTg</a>, Thủ tướng Chính phủ",
        "03/2022",
        "baophapluat.vn",
        "395,00 ha",
        "599,76 ha",
        "giai đoạn 3: 149,76 ha",
        "6.361,3 tỷ đồng",
        "tel:02053812345",
        "Nghị định 35/2022/NĐ-CP",
        "Tỷ lệ lấp đầy từ",
    ):
        assert words in page, words
    assert "777" not in page
    assert "Cập nhật hồ sơ" not in page


def test_an_estate_of_which_little_is_known_has_a_page_too(client, province):
    page = text(client, f"{LIST}CCN-DINH-LAP/")
    assert "Chưa công bố diện tích đất cho thuê" in page
    assert "Chưa có đầu mối liên hệ" in page
    assert "Trong quy hoạch" in page
    missing = client.get(f"{LIST}CCN-KHONG-CO/")
    assert missing.status_code == 404
    assert "Không có khu, cụm công nghiệp nào mang mã này" in missing.content.decode()


def test_the_page_of_an_estate_asks_a_fixed_number_of_questions(client, province, django_assert_num_queries):
    client.get(f"{LIST}KCN-VSIP/")
    with django_assert_num_queries(13):
        client.get(f"{LIST}KCN-VSIP/")


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Đã thành lập (15/05/2023)"), ("en", "Established (15/05/2023)")]
)
def test_the_sheet_is_one_page_and_the_same_each_time(client, province, language, words):
    first = client.get(f"/{language}/estates/KCN-VSIP/sheet.pdf")
    assert first["Content-Type"] == "application/pdf"
    pages = pypdf.PdfReader(io.BytesIO(first.content)).pages
    assert len(pages) == 1
    told = " ".join(pages[0].extract_text().split())
    assert words in told
    assert "501/QĐ-TTg" in told
    assert first.content == client.get(f"/{language}/estates/KCN-VSIP/sheet.pdf").content


def test_a_public_document_is_handed_out_and_no_other(client, province, decision, enter):
    address = f"/vi/documents/{decision.pk}/"
    answer = client.get(address)
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''501-Q%C4%90-TTg.pdf")
    secret = keep_document("nhip", "12/CV", file_name="x.html", content=b"<script>", public=False)
    assert client.get(f"/vi/documents/{secret.pk}/").status_code == 404
    kept = enter(Role.OFFICER).get(f"/vi/documents/{secret.pk}/")
    assert (kept["Content-Type"], kept["Content-Disposition"]) == (
        "application/octet-stream",
        'attachment; filename="x.html"',
    )
    withdraw_document("nhip", decision, "nhầm")
    assert client.get(address).status_code == 404


def test_counts_say_which_event_and_as_of_which_day(client, province):
    answer = client.get("/vi/estates/counts/?day=31/12/2023")
    rows = {(kind, row.kind): row for kind, _, found in answer.context["kinds"] for row in found}
    zone = rows["zone", "established"]
    assert [each.text for each in (zone.by_day, zone.this_year, zone.last_year)] == ["1", "1", "0"]
    assert rows["cluster", "established"].by_day.text == "1"
    assert rows["cluster", "planned"].last_year.text == "1"
    opened = client.get("/vi/estates/counts/?day=31/12/2023&kind=zone&event=established")
    assert [(each.code, each.day_words, each.document_number) for each in opened.context["opened"]] == [
        ("KCN-VSIP", "15/05/2023", "501/QĐ-TTg")
    ]
    before = client.get("/vi/estates/counts/?day=14/05/2023&kind=zone&event=established")
    assert before.context["opened"] == []
    wrong = client.get("/vi/estates/counts/?day=31/02/2023").content.decode()
    assert "E775" in wrong
    assert 'value="31/02/2023"' in wrong
