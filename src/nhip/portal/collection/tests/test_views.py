"""The pages of collecting: who sees what, what they say, and how often they ask the database."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.urls import reverse

from nhip.intake.collection.models import Cell, CollectionPeriod, HandledRequest, Reminder, Step, Submission
from nhip.intake.models import Observation

FORM = "collection:form"


def at(name: str, *arguments: int) -> str:
    return reverse(name, args=arguments)


def words(answer) -> str:
    main = answer.content.decode().split("<main", 1)[-1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def posted(box, **texts: str) -> dict[str, str]:
    filled = {
        "opening_stock": "8",
        "production": "52",
        "sales": "50",
        "closing_stock": "10",
        "value": "1500",
        "forecast": "51",
    }
    return {f"box:{box(field)}": text for field, text in {**filled, **texts}.items()}


def test_a_clerk_sees_what_to_do(enter, mine, month, kiln):
    answer = enter("reporter").get(at("collection:tasks"))
    text = words(answer)
    assert "Công ty Than Na Dương" in text
    assert "Lò gạch" not in text
    assert "còn 5 ngày" in text


def test_the_form_shows_last_month_beside_the_boxes(enter, mine, month, last_month):
    text = words(enter("reporter").get(at(FORM, mine.pk, month.pk)))
    assert "Than nguyên khai" in text
    assert "04/2023: 50" in text


def test_filling_in_without_scripts(enter, mine, month, box, last_month):
    client = enter("reporter")
    page = client.get(at(FORM, mine.pk, month.pk)).content.decode()
    key = re.search(r'name="key" value="([0-9a-f]+)"', page)[1]
    data = {**posted(box), "key": key, "version": "0", "do": "submit"}
    for _ in range(20):
        answer = client.post(at(FORM, mine.pk, month.pk), data)
        assert answer.status_code == 302
        assert answer.url == at("collection:receipt", mine.pk, month.pk)
    assert Step.objects.count() == 1
    assert Cell.objects.count() == 6
    step = Step.objects.get()
    text = words(client.get(answer.url))
    assert f"Giấy biên nhận số {step.receipt}" in text
    assert step.file.sha256 in text


def test_errors_stand_beside_their_boxes(enter, mine, month, box, last_month):
    client = enter("reporter")
    answer = client.post(at(FORM, mine.pk, month.pk), {**posted(box, production="1.234"), "do": "submit"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "N131" in page
    assert 'aria-invalid="true"' in page
    assert Submission.objects.get().state == "draft"


def test_a_warning_asks_for_a_reason_and_takes_it(enter, mine, month, box, last_month):
    client = enter("reporter")
    data = {**posted(box, closing_stock="15"), "do": "submit"}
    answer = client.post(at(FORM, mine.pk, month.pk), data)
    assert answer.status_code == 422
    asked = re.findall(r'<select name="(reason:[^"]+)"', answer.content.decode())
    assert len(asked) == 1
    answer = client.post(at(FORM, mine.pk, month.pk), {**data, asked[0]: "orders", f"over:{box('closing_stock')}": "1"})
    assert answer.status_code == 302
    # Whoever decides is told that it waits with an unusual value, and led to the list of them.
    desk = enter("officer").get(at("tasks:today"))
    assert "1 báo cáo có số liệu bất thường: xem trước" in desk.content.decode()
    assert at("collection:inbox", month.pk) in desk.content.decode()
    assert "số liệu bất thường: xem" not in client.get(at("tasks:today")).content.decode()


def test_two_in_one_box_both_are_told(enter, mine, month, box, people):
    first, second = enter("reporter"), enter("colleague")
    save = at("collection:save", mine.pk, month.pk)
    name = box("production")
    assert first.post(save, {f"box:{name}": "52", f"over:{name}": "0"}).json()["numbers"] == {name: 1}
    told = second.post(save, {f"box:{name}": "60", f"over:{name}": "0"}).json()
    assert told["numbers"] == {}
    assert told["conflicts"] == [{"box": name, "mine": "60", "theirs": "52", "number": 1, "who": "Người reporter"}]
    page = second.post(at(FORM, mine.pk, month.pk), {f"box:{name}": "60", f"over:{name}": "0"})
    assert page.status_code == 409
    assert "Người reporter" in words(page)
    assert 'value="60"' in page.content.decode()
    again = second.post(at(FORM, mine.pk, month.pk), {f"box:{name}": "60", f"over:{name}": "1"})
    assert again.status_code == 302
    assert [cell.text for cell in Cell.objects.order_by("pk")] == ["52", "60"]


def test_a_save_sent_again_is_the_same_save(enter, mine, month, box):
    client, save, name = enter("reporter"), at("collection:save", mine.pk, month.pk), box("production")
    answers = [
        client.post(save, {f"box:{name}": "52", f"over:{name}": "0", "key": "abc"}).json()["numbers"] for _ in range(20)
    ]
    assert answers == [{name: 1}] * 20
    assert Cell.objects.count() == HandledRequest.objects.count() == 1


def test_a_save_after_submitting_is_refused_in_words(enter, mine, month, box, submitted):
    save, name = at("collection:save", mine.pk, month.pk), box("production")
    answer = enter("reporter").post(save, {f"box:{name}": "99", f"over:{name}": "1"})
    assert answer.status_code == 409
    assert answer.json()["number"] == "N603"


@pytest.mark.parametrize("name", ["stranger", "nobody", "leader", "administrator"])
def test_a_stranger_finds_nothing(enter, mine, month, submitted, name):
    client = enter(name)
    for address in (
        at(FORM, mine.pk, month.pk),
        at("collection:receipt", mine.pk, month.pk),
        at("collection:history", mine.pk),
        at("collection:upload", mine.pk, month.pk),
        at("collection:template", mine.pk, month.pk),
        at("collection:review", submitted.pk),
    ):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert "Than" not in words(answer)
    assert client.post(at("collection:save", mine.pk, month.pk), {"box:1-production": "1"}).status_code == 404
    assert client.post(at("collection:accept", submitted.pk), {"version": submitted.version}).status_code == 404


def test_a_reporter_decides_nothing(enter, submitted, month):
    client = enter("reporter")
    assert client.get(at("collection:review", submitted.pk)).status_code == 200
    for act in ("accept", "return", "reopen"):
        data = {"version": submitted.version, "comment": "x"}
        assert client.post(at(f"collection:{act}", submitted.pk), data).status_code == 403
    for name in ("close", "remind", "reopen_period"):
        assert client.post(at(f"collection:{name}", month.pk)).status_code == 403
    for name in ("latest_inbox", "latest_board", "imports", "open"):
        assert client.get(at(f"collection:{name}")).status_code == 403


def test_an_officer_accepts(enter, submitted):
    client = enter("officer")
    text = words(client.get(at("collection:review", submitted.pk)))
    assert "Than nguyên khai" in text
    answer = client.post(at("collection:accept", submitted.pk), {"version": submitted.version, "key": "k"}, follow=True)
    assert "Đã chấp nhận" in words(answer)
    assert Observation.objects.filter(period="2023-05").count() == 6


def test_an_officer_returns_and_the_clerk_sees_why_and_what_changed(enter, submitted, mine, month, box):
    officer, clerk = enter("officer"), enter("reporter")
    data = {
        "version": submitted.version,
        "comment": "Kiểm tra lại ô tiêu thụ.",
        "box": box("sales"),
        "box-comment": "Thiếu xuất khẩu",
    }
    officer.post(at("collection:return", submitted.pk), data)
    assert "Bị trả lại" in words(clerk.get(at("collection:tasks")))
    page = words(clerk.get(at(FORM, mine.pk, month.pk)))
    assert "Kiểm tra lại ô tiêu thụ." in page
    assert "Thiếu xuất khẩu" in page
    over = {
        f"over:{box(name)}": "1"
        for name in ("opening_stock", "production", "sales", "closing_stock", "value", "forecast")
    }
    answer = clerk.post(
        at(FORM, mine.pk, month.pk), {**posted(box, sales="51", closing_stock="9"), **over, "do": "submit"}
    )
    assert answer.status_code == 302
    page = officer.get(at("collection:review", submitted.pk)).content.decode()
    assert "<del>50</del> → <ins>51</ins>" in page


def test_a_correction_is_shown_before_it_is_done(enter, submitted, box):
    client = enter("officer")
    client.post(at("collection:accept", submitted.pk), {"version": submitted.version})
    submitted.refresh_from_db()
    data = {"version": submitted.version, "box": box("production"), "text": "53", "note": "Gọi điện"}
    page = client.post(at("collection:correct", submitted.pk), data)
    assert page.status_code == 200
    assert Observation.objects.filter(measure="production", period="2023-05").count() == 1
    client.post(at("collection:correct", submitted.pk), {**data, "do": "correct"})
    assert Observation.objects.filter(measure="production", period="2023-05").count() == 2


def test_the_board_counts_and_reminds_and_closes(enter, submitted, month, kiln, people):
    officer = enter("officer")
    text = words(officer.get(at("collection:board", month.pk)))
    assert "1 trên 2 doanh nghiệp" in text
    assert "50,0" in text
    officer.post(at("collection:remind", month.pk))
    officer.post(at("collection:remind", month.pk))
    assert [message.to for message in mail.outbox] == [["stranger@example.vn"]]
    assert Reminder.objects.count() == 1
    assert "nhắc" in words(enter("stranger").get(at("collection:tasks")))
    approver = enter("approver")
    answer = approver.post(at("collection:close", month.pk), follow=True)
    assert "N605" in words(answer)
    officer.post(at("collection:accept", submitted.pk), {"version": submitted.version})
    approver.post(at("collection:close", month.pk))
    assert CollectionPeriod.objects.get().closed_by == "approver"
    assert officer.post(at("collection:close", month.pk)).status_code == 403
    approver.post(at("collection:reopen_period", month.pk))
    assert not CollectionPeriod.objects.get().is_closed


def test_a_leader_sees_rates_and_no_report(enter, submitted, month):
    client = enter("leader")
    page = client.get(at("collection:board", month.pk)).content.decode()
    assert "50,0" in page
    assert at("collection:review", submitted.pk) not in page


def test_a_statistician_opens_a_collection(enter):
    client = enter("statistician")
    page = client.post(at("collection:open"), {"form": "monthly", "period": "2023-13", "stage": "official"})
    assert page.status_code == 422
    client.post(at("collection:open"), {"form": "monthly", "period": "2023-06", "stage": "official"})
    made = CollectionPeriod.objects.get()
    assert (str(made.deadline), made.opened_by) == ("2023-07-15", "statistician")
    assert "144/QĐ-TCTK" in made.reference
    again = client.post(at("collection:open"), {"form": "monthly", "period": "2023-06", "stage": "official"})
    assert "N616" in words(again)


def test_the_database_is_asked_a_fixed_number_of_times(
    enter, mine, month, last_month, submitted, django_assert_max_num_queries
):
    clerk, officer = enter("reporter"), enter("officer")
    for client, address, most in (
        (clerk, at("collection:tasks"), 22),
        (clerk, at(FORM, mine.pk, month.pk), 45),
        (officer, at("collection:board", month.pk), 24),
        (officer, at("collection:review", submitted.pk), 45),
    ):
        client.get(address)
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def test_nothing_on_the_pages_needs_inline_code(enter, mine, month, submitted):
    page = enter("officer").get(at("collection:review", submitted.pk)).content.decode()
    form = enter("reporter").get(at(FORM, mine.pk, month.pk)).content.decode()
    for text in (page, form):
        assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=", text)
