"""Pages of series, their files and frames, on the small province: its figures are known by hand."""

import csv
import io
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from nhip.portal.embed.policy import POLICY
from nhip.registry.models import Consent
from nhip.releases.models import Suppression
from nhip.releases.preparing import prepare_release
from nhip.releases.releasing import approve, schedule, send_to_review
from nhip.releases.tests.conftest import publish

pytestmark = pytest.mark.django_db

# Bricks 10 + 10 on a base of 20, salt 22 on a base of 10: 0.6 × 100 + 0.4 × 220.
MANUFACTURING = 148.0
# January: bricks 20 on 20, salt 11 on 10.
JANUARY = 104.0


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[-600:]
    return answer.content.decode()


def test_a_series_tells_everything_that_has_to_be_known(client, february):
    vietnamese, english = text_of(client, "/vi/series/IIP/C/"), text_of(client, "/en/series/IIP/C/")
    for word in (
        "148,00",
        "104,00",
        "+48,00",
        "Nội dung chỉ tiêu",
        "Độ chắc chắn",
        "Các lần chỉnh lại",
        "Bảng số liệu",
    ):
        assert word in vietnamese, word
    for word in ("148.00", "What it measures", "How sure it is", "Revisions", "Next update", "data-specification"):
        assert word in english, word
    assert '"/en/series/IIP/C/"' in english.replace("http://testserver", "")


def test_comparisons_and_lengths_of_period_are_views_of_their_own(client, february):
    growth = text_of(client, "/vi/series/IIP/C/?compare=same_month")
    assert "+48,00" in growth
    assert 'aria-current="true">So với cùng tháng năm trước' in growth
    since = text_of(client, "/vi/series/IIP/C/?by=cumulative")
    # Of two months (104 + 148) on two of 100.
    assert "+26,00" in since
    assert "2 tháng năm 2023" in since


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/vi/series/NONE/", "E870"),
        ("/vi/series/IIP/ZZ/", "E870"),
        ("/en/series/IIP/C/?of=2031-01", "E871"),
        ("/vi/series/IIP/C/?of=2023-02v9", "E871"),
        ("/en/series/IIP/C/?compare=yesterday", "E872"),
        ("/vi/series/IIP/C/?by=week", "E872"),
        ("/vi/series/IIP/?period=1999-01", "E873"),
        ("/vi/data/csv/IIP/ZZ/", "E870"),
        ("/vi/embed/IIP/ZZ/", "E870"),
    ],
)
def test_what_is_not_there_is_said_under_its_number(client, february, address, number):
    answer = client.get(address)
    assert answer.status_code == 404
    assert number in answer.content.decode()


def test_before_the_first_release_there_is_nothing_to_see(client, province):
    assert "E874" in client.get("/vi/series/").content.decode()
    assert client.get("/vi/series/IIP/").status_code == 404
    assert client.get("/vi/search/?q=gach").status_code == 200


def test_a_workbook_has_numbers_as_numbers(client, february):
    answer = client.get("/vi/data/xlsx/IIP/C/")
    book = load_workbook(io.BytesIO(answer.content))
    data, notes = book.worksheets
    head = [cell.value for cell in data[1]]
    rows = {row[0].value: row for row in data.iter_rows(min_row=2)}
    assert head[:2] == ["Kỳ", "Kỳ, ghi bằng chữ"]
    assert rows["2023-02"][2].value == MANUFACTURING
    assert rows["2023-01"][2].value == JANUARY
    assert rows["2023-02"][2].data_type == "n"
    assert rows["2023-02"][2].number_format == "#,##0.00"
    assert rows["2022-01"][3].value is None
    told = {row[0].value: row[1].value for row in notes.iter_rows()}
    assert told["Bản công bố"] == "2023-02"
    assert told["Địa chỉ"] == "http://testserver/vi/series/IIP/C/?of=2023-02"
    assert "2023-02.xlsx" in answer["Content-Disposition"]


def test_a_csv_is_read_by_programs_whatever_the_language(client, february):
    for language in ("vi", "en"):
        content = client.get(f"/{language}/data/csv/IIP/C/").content
        assert content.startswith(b"\xef\xbb\xbf")
        rows = {row[0]: row for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))}
        assert float(rows["2023-02"][2]) == MANUFACTURING
        assert rows["2022-01"][3] == ""


def test_pictures_are_pictures(client, february):
    png, svg = client.get("/vi/data/png/IIP/C/"), client.get("/vi/data/svg/IIP/?show=multiples")
    assert png.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert png["Content-Type"] == "image/png"
    assert ET.fromstring(svg.content).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own drawing
    assert b"style" not in svg.content.lower().split(b"<path")[0]


def test_subjects_side_by_side_are_sorted_by_contribution(client, february):
    content = client.get("/vi/data/csv/IIP/?level=product&period=2023-02").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))[1:]
    # Salt +120 % × 0.40 × 0.75 = +36 points, bricks 0, coal −10 % × 0.25 = −2.5 points.
    assert [row[0] for row in rows] == ["salt", "bricks", "coal"]
    assert [float(row[3]) for row in rows] == [36.0, 0.0, -2.5]


def test_a_secret_series_is_not_told_in_any_form(client, province):
    Consent.objects.all().delete()
    publish("2023-02")
    secret = set(Suppression.objects.filter(indicator="IIP").values_list("subject", flat=True))
    assert "coal" in secret
    assert "E875" in client.get("/vi/series/IIP/coal/").content.decode()
    for form in ("xlsx", "csv", "png", "svg"):
        assert client.get(f"/vi/data/{form}/IIP/coal/").status_code == 404
    assert client.get("/vi/embed/IIP/coal/").status_code == 404
    assert secret >= {"coal", "bricks", "salt"}
    content = client.get("/en/data/csv/IIP/?level=product&period=2023-02").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))[1:]
    assert {(row[0], row[2]) for row in rows} == {(code, "confidential") for code in ("coal", "bricks", "salt")}
    assert client.get("/vi/embed/IIP/?level=product").status_code == 200


def test_a_frame_may_stand_in_other_pages_and_no_other_page_may(client, february):
    frame, page = client.get("/vi/embed/IIP/C/"), client.get("/vi/series/IIP/C/")
    assert frame["Content-Security-Policy"] == POLICY
    assert "frame-ancestors *" in POLICY
    assert "X-Frame-Options" not in frame
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert client.get("/vi/embed/IIP/C/")["Content-Security-Policy"] == POLICY


def test_a_frozen_view_stays_and_the_newest_follows(client, february, province):
    frozen, newest = "/vi/data/csv/IIP/C/?of=2023-02", "/vi/data/csv/IIP/C/"
    before = client.get(frozen).content
    january = publish("2023-01")
    assert client.get(frozen).content == before
    assert client.get(newest).content == before, "the newest period is what counts, not the newest release"
    assert client.get(f"/vi/data/csv/IIP/C/?of={january.slug}").status_code == 200


def test_nothing_is_seen_before_its_second(client, province):
    release = prepare_release("2023-02", by="lan")
    send_to_review(release, by="lan")
    approve(release, by="duyet")
    schedule(release, timezone.now() + timedelta(hours=1), by="duyet")
    assert client.get("/vi/series/IIP/C/").status_code == 404
    assert "E871" in client.get("/vi/series/IIP/C/?of=2023-02").content.decode()
    assert client.get("/vi/data/csv/IIP/C/?of=2023-02").status_code == 404


def test_a_kept_page_is_new_in_the_second_of_a_release(client, province):
    publish("2023-01")
    first = client.get("/vi/series/IIP/C/")
    assert client.get("/vi/series/IIP/C/", headers={"if-none-match": first["ETag"]}).status_code == 304
    publish("2023-02")
    second = client.get("/vi/series/IIP/C/", headers={"if-none-match": first["ETag"]})
    assert second.status_code == 200
    assert second["ETag"] != first["ETag"]
    assert "2023-02" in second.content.decode()


def test_who_is_signed_in_gets_a_page_of_his_own(client, february, enter):
    text_of(client, "/vi/series/IIP/C/")
    mine = enter("statistician").get("/vi/series/IIP/C/")
    assert "Người statistician" in mine.content.decode()
    assert "ETag" not in mine
    assert "Người statistician" not in text_of(client, "/vi/series/IIP/C/")
