"""The search: with and without diacritics, by code, by other words; fast on ten thousand series."""

import time
from datetime import date

import pytest

from nhip.portal.search.finding import Entry, find, jump
from nhip.portal.search.synonyms import ways_to_say
from nhip.portal.series.tests.conftest import enter, february, folder, fresh, province
from nhip.portal.series.view import View

__all__ = ["enter", "february", "folder", "fresh", "province"]

DAY = date(2024, 1, 1)
NAMES = {"23941": "Sản xuất xi măng", "35": "Sản xuất và phân phối điện", "68": "Diện tích đất", "0810": "Khai thác đá"}
ENTRIES = [Entry.of(code, name, "IIP", "Chỉ số", View("IIP", code)) for code, name in NAMES.items()]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("xi măng", "23941"),
        ("XI MANG", "23941"),
        ("ximang", "23941"),
        ("cement", "23941"),
        ("điện", "35"),
        ("điện lực", "35"),
        ("diện tích", "68"),
        ("0810", "0810"),
        ("khai thac da", "0810"),
    ],
)
def test_the_best_answer_comes_first(question, code):
    assert find(ENTRIES, question, DAY)[0].code == code


def test_who_writes_the_marks_means_them():
    assert [each.code for each in find(ENTRIES, "điện", DAY)] == ["35", "68"]
    assert find(ENTRIES, "diện", DAY)[0].code == "68"


def test_other_words_hold_from_their_day():
    assert ways_to_say("ccn na duong", date(2017, 7, 14)) == ["ccn na duong"]
    assert "cụm công nghiệp na duong" in ways_to_say("ccn na duong", date(2017, 7, 15))


def test_a_code_or_a_whole_name_leads_straight_on():
    assert jump(find(ENTRIES, "35", DAY), "35") == ENTRIES[1]
    assert jump(find(ENTRIES, "san xuat xi mang", DAY), "san xuat xi mang") == ENTRIES[0]
    assert jump(find(ENTRIES, "san xuat", DAY), "san xuat") is None
    assert jump([], "x") is None


def test_ten_thousand_series_are_searched_at_once():
    many = [
        Entry.of(
            f"{at:05d}", f"Sản xuất mặt hàng số {at} của ngành {at % 97}", "IIP", "Chỉ số", View("IIP", f"{at:05d}")
        )
        for at in range(10_000)
    ]
    begin = time.process_time()
    found = find(many, "mat hang 9999", DAY)
    spent = time.process_time() - begin
    assert found[0].code == "09999"
    assert spent < 0.1


@pytest.mark.django_db
def test_the_page_leads_to_a_series_or_lists(client, february):
    assert client.get("/vi/search/", {"q": "gach"}).url == "/vi/series/IIP/bricks/"
    assert client.get("/en/search/", {"q": "C"}).url == "/en/series/IIP/C/"
    listed = client.get("/vi/search/", {"q": "gach", "list": "1"}).content.decode()
    assert "/vi/series/IIP/bricks/" in listed
    pages = client.get("/vi/search/", {"q": "lich cong bo"}).content.decode()
    assert "/vi/releases/calendar/" in pages
    nothing = client.get("/en/search/", {"q": "<zzz>"}).content.decode()
    assert "Nothing answers “&lt;zzz&gt;”" in nothing
    assert client.post("/vi/search/").status_code == 405
