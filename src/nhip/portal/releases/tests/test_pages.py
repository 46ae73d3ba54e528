"""What the pages of releases say, to whom, and how many questions they ask."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from nhip.portal.releases.fields import read_period
from nhip.releases.calendar import move_day, set_day
from nhip.releases.models import Release
from nhip.releases.preparing import attach_file, prepare_release
from nhip.releases.releasing import approve, schedule, send_to_review
from nhip.releases.tests.conftest import publish

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_public_sees_what_is_published_and_officials_the_rest(province, client, enter):
    publish("2023-01")
    prepare_release("2023-02", by="lan")
    public, officer = text(client.get("/vi/releases/")), text(enter("officer").get("/vi/releases/"))
    assert "Tháng 1/2023" in public
    assert "Tháng 2/2023" not in public
    assert "Tháng 2/2023" in officer
    assert client.get("/vi/releases/2023-02/").status_code == 404
    assert client.get("/vi/figure/2023-02/IIP/2023-02/same_month/TOTAL/").status_code == 404
    assert enter("leader").get("/vi/figure/2023-02/IIP/2023-02/same_month/TOTAL/").status_code == 200
    run = Release.objects.get(period="2023-02").bases.get().run_id
    assert client.get(f"/vi/figure/run-{run}/IIP/2023-02/same_month/TOTAL/").status_code == 404
    assert enter("officer").get(f"/vi/figure/run-{run}/IIP/2023-02/same_month/TOTAL/").status_code == 200


def test_a_file_is_handed_out_byte_for_byte_from_its_second_on(province, client):
    release = prepare_release("2023-02", by="lan")
    file = attach_file(release, "report", "vi", "báo cáo.pdf", b"%PDF-1.7 x", "application/pdf", by="lan")
    send_to_review(release, by="lan")
    approve(release, by="duyet")
    schedule(release, timezone.now() + timedelta(hours=1), by="duyet")
    address = f"/vi/releases/2023-02/file/{file.pk}/"
    assert client.get(address).status_code == 404
    schedule(release, by="duyet", note="Sớm hơn.")
    answer = client.get(address)
    assert (answer.content, answer["Content-Type"]) == (b"%PDF-1.7 x", "application/pdf")
    assert "b%C3%A1o%20c%C3%A1o.pdf" in answer["Content-Disposition"]
    assert client.get(f"/vi/releases/2023-02/file/{file.pk + 1}/").status_code == 404


def test_what_is_in_the_way_is_said_on_the_page(province, enter):
    statistician = enter("statistician")
    made = statistician.post("/vi/releases/prepare/", {"period": "2022-12"}, follow=True)
    assert "E559" in text(made)
    sent = statistician.post("/vi/releases/2022-12/act/review/", follow=True)
    assert "so với cùng tháng năm trước, còn thiếu" in text(sent) or "E559" in text(sent)
    assert "Đang soạn" in text(sent)
    wrong = statistician.post("/vi/releases/prepare/", {"period": "2023-13"})
    assert "«2023-13» không phải kỳ công bố" in text(wrong)
    assert 'value="2023-13"' in text(wrong)


def test_the_feed_tells_what_was_published(province, client):
    publish("2023-01")
    prepare_release("2023-02", by="lan")
    root = ET.fromstring(client.get("/vi/releases/feed/").content)  # noqa: S314 - our own feed
    items = root.findall("channel/item")
    assert [each.findtext("title") for each in items] == ["Tháng 1/2023"]
    assert items[0].findtext("link", "").endswith("/vi/releases/2023-01/")
    assert "minh hoạ" in items[0].findtext("description", "")


def test_the_calendar_shows_a_moved_day_with_its_reason(province, client, enter):
    entry = set_day("2023-03", datetime(2999, 4, 22, 1, tzinfo=UTC), by="lan")
    move_day(entry, datetime(2999, 4, 25, 1, tzinfo=UTC), "Nghỉ lễ.", by="lan")
    page = text(client.get("/vi/releases/calendar/"))
    assert "25/04/2999" in page
    assert "<s>22/04/2999 08:00</s> – Nghỉ lễ." in page
    approver = enter("approver")
    answer = approver.post("/vi/releases/calendar/add/", {"period": "2023-04", "planned_at": "2999-05-22T08:00"})
    assert answer.status_code == 302
    assert "22/05/2999" in text(client.get("/vi/releases/calendar/"))


def test_days_of_the_calendar_are_written_as_dates_are_everywhere(province, client, enter):
    approver, entry = enter("approver"), set_day("2023-03", datetime(2999, 4, 22, 1, 0, 30, tzinfo=UTC), by="lan")
    address = f"/vi/releases/calendar/{entry.pk}/"
    page = text(approver.get(address))
    assert "Đổi ngày công bố: Tháng 3/2023" in page
    assert 'value="22/04/2999 08:00:30"' in page
    wrong = text(approver.post(address, {"planned_at": "31/02/2999 08:00", "reason": "Nghỉ lễ."}))
    assert "«31/02/2999 08:00» không phải ngày giờ" in wrong
    approver.post(address, {"planned_at": "25/04/2999 09:30", "reason": "Nghỉ lễ."})
    page = text(client.get("/vi/releases/calendar/"))
    assert "<strong>25/04/2999</strong> 09:30" in page


def test_a_second_of_publication_that_cannot_be_read_is_said(province, enter):
    release = prepare_release("2023-02", by="lan")
    send_to_review(release, by="lan")
    approve(release, by="duyet")
    approver, address = enter("approver"), "/vi/releases/2023-02/schedule/"
    wrong = text(approver.post(address, {"publish_at": "31/02/2999 08:00"}, follow=True))
    assert "Công bố lúc: «31/02/2999 08:00» không phải ngày giờ" in wrong
    set_to = text(approver.post(address, {"publish_at": "28/02/2999 08:00"}, follow=True))
    assert "28/02/2999 08:00:00" in set_to
    missing = text(approver.post(address, {"publish_at": "01/03/2999 08:00", "note": ""}, follow=True))
    assert "Lý do thay đổi" in missing


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("2/2023", "2023-02"),
        ("Tháng 02/2023", "2023-02"),
        ("2023-02", "2023-02"),
        ("quý IV/2023", "2023-Q4"),
        ("Q1 2023", "2023-Q1"),
        ("6 tháng đầu năm 2023", "2023-H1"),
        ("9 months 2023", "2023-01/2023-09"),
        ("năm 2023", "2023"),
    ],
)
def test_periods_are_read_as_people_write_them(said, period):
    assert str(read_period(said)) == period


@pytest.mark.parametrize("said", ["13/2023", "quý V/2023", "2/23", "tháng hai", "7 tháng 2023", "0/2023"])
def test_what_is_no_period_is_not_guessed(said):
    with pytest.raises(ValueError, match=r"."):
        read_period(said)


def test_revisions_are_shown_as_a_triangle(province, client):
    publish("2023-01")
    publish("2023-02")
    page = text(client.get("/vi/releases/revisions/?indicator=IIP&subject=coal&comparison=base_month"))
    assert "Tháng 1/2023" in page
    assert "120,00" in page
    assert "Mức chỉnh lại tuyệt đối bình quân" in page
    assert "quá một lần" in text(client.get("/vi/releases/revisions/?indicator=KEY_LISTED&subject=nowhere"))


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/vi/releases/", 5),
        ("/vi/releases/2023-02/", 23),
        ("/vi/figure/2023-02/IIP/2023-02/same_month/TOTAL/", 24),
        ("/vi/releases/calendar/", 2),
        ("/vi/releases/revisions/", 13),
    ],
)
def test_questions_are_counted(province, client, address, most, django_assert_max_num_queries):
    publish("2023-01")
    publish("2023-02")
    client.get(address)
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200
