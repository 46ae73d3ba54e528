"""The pages of dossiers: what they say, how many questions they ask, and that a refused form changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from nhip.estates.dossiers.acts import record_entry, start_dossier
from nhip.estates.models import DossierEntry, EstateEvent
from nhip.people.roles import Role
from nhip.portal.dossiers.tests.conftest import days_ago
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import Document


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_says_what_is_late_and_who_acts(enter, late):
    page = text(enter(Role.LEADER).get("/vi/dossiers/?show=overdue"))
    assert "Thành lập CCN Thử" in page
    assert "UBND cấp xã" in page
    assert "quá hạn" in page.lower()
    assert "6 ngày làm việc" in page


def test_the_list_asks_a_fixed_number_of_questions(enter, late, django_assert_max_num_queries):
    client = enter(Role.LEADER)
    for number in range(30):
        start_dossier(SYSTEM_KEEPER, "cluster", f"Hồ sơ {number}", "A", days_ago(1))
    client.get("/vi/dossiers/")
    with django_assert_max_num_queries(6):
        client.get("/vi/dossiers/?show=all")


def test_search_knows_no_diacritics_and_keeps_counts(enter, late):
    client = enter(Role.OFFICER)
    assert "Thành lập CCN Thử" in text(client.get("/vi/dossiers/?q=cong ty ha tang"))
    assert "Thành lập CCN Thử" not in text(client.get("/vi/dossiers/?q=khong co"))


def test_a_dossier_shows_steps_reference_and_conditions(enter, late):
    page = text(enter(Role.LEADER).get(reverse("dossiers:dossier", args=[late.pk])))
    assert "Nghị định 32/2024/NĐ-CP, khoản 1 điều 10" in page
    assert "Điều kiện" in page
    assert "Ghi hoàn thành bước" not in page


def test_a_dossier_asks_a_fixed_number_of_questions(enter, late, django_assert_max_num_queries):
    client = enter(Role.OFFICER)
    address = reverse("dossiers:dossier", args=[late.pk])
    client.get(address)
    with django_assert_max_num_queries(24):
        client.get(address)


def test_a_step_is_recorded_with_its_document(enter, late):
    client = enter(Role.OFFICER)
    file = SimpleUploadedFile("thong-bao.pdf", b"%PDF-1.7 x")
    filled = {"step-step": "call", "step-on": str(days_ago(5)), "step-document_number": "12/TB-UBND", "step-file": file}
    answer = client.post(reverse("dossiers:step", args=[late.pk]), filled, follow=True)
    assert "12/TB-UBND" in text(answer)
    document = Document.objects.get()
    got = client.get(reverse("dossiers:document", args=[late.pk, document.pk]))
    assert (got.content, got["Content-Type"]) == (b"%PDF-1.7 x", "application/pdf")
    assert got["Content-Disposition"].startswith("attachment")
    assert client.get(reverse("dossiers:document", args=[late.pk + 1, document.pk])).status_code == 404


def test_a_refused_form_keeps_what_was_typed_and_no_document(enter, late):
    client = enter(Role.OFFICER)
    filled = {
        "step-step": "decision",
        "step-on": str(days_ago(5)),
        "step-document_number": "12/QĐ",
        "step-file": SimpleUploadedFile("a.pdf", b"%PDF"),
    }
    page = text(client.post(reverse("dossiers:step", args=[late.pk]), filled))
    assert "E748" in page
    assert "12/QĐ" in page
    assert not Document.objects.exists()
    assert DossierEntry.objects.count() == 1


def test_a_day_in_the_future_is_refused_in_words(enter, late):
    client = enter(Role.OFFICER)
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = text(client.post(reverse("dossiers:clock", args=[late.pk]), {"stopped": "", "clock-on": str(tomorrow)}))
    assert "E743" in page


def test_the_clock_somebody_else_stopped_is_not_stopped_twice(enter, late):
    client = enter(Role.OFFICER)
    record_entry(SYSTEM_KEEPER, late, "returned", days_ago(6))
    page = text(client.post(reverse("dossiers:clock", args=[late.pk]), {"stopped": "", "clock-on": str(days_ago(5))}))
    assert "E749" in page


def test_an_entry_is_corrected_and_withdrawn(enter, late):
    client = enter(Role.OFFICER)
    entry = record_entry(SYSTEM_KEEPER, late, "done", days_ago(5), "call")
    address = reverse("dossiers:correct", args=[late.pk, entry.pk])
    assert "Sửa mục đã ghi" in text(client.get(address))
    client.post(address, {"on": str(days_ago(4)), "document_number": "1/TB", "note": "", "reason": "nhầm ngày"})
    newer = DossierEntry.objects.get(replaces=entry)
    assert (newer.on, newer.document_number) == (days_ago(4), "1/TB")
    assert "E754" in text(client.post(address, {"on": str(days_ago(3)), "reason": "lần nữa"}))
    client.post(reverse("dossiers:correct", args=[late.pk, newer.pk]), {"reason": "chưa làm", "withdraw": "1"})
    assert not DossierEntry.objects.filter(step="call").known_at().exists()


def test_a_dossier_starts_and_ends(enter, cluster):
    client = enter(Role.STATISTICIAN)
    filled = {"kind": "cluster", "purpose": "establish", "name": "Hồ sơ mới", "applicant": "Công ty A"}
    page = text(client.post("/vi/dossiers/start/", {**filled, "on": "2016-01-04"}))
    assert "E740" in page
    client.post("/vi/dossiers/start/", {**filled, "on": str(days_ago(3)), "estate": str(cluster.pk)})
    entry = DossierEntry.objects.get()
    assert EstateEvent.objects.get().kind == "requested"
    address = reverse("dossiers:end", args=[entry.dossier_id])
    client.post(address, {"end-kind": "withdrawn", "end-on": str(days_ago(1))})
    page = text(client.get(reverse("dossiers:dossier", args=[entry.dossier_id])))
    assert "Người đề nghị rút hồ sơ" in page
    assert "Dừng tính thời hạn" not in page


def test_a_dossier_is_told_its_estate_later(enter, cluster):
    client = enter(Role.OFFICER)
    dossier = start_dossier(SYSTEM_KEEPER, "cluster", "Hồ sơ", "A", days_ago(3))
    client.post(reverse("dossiers:estate", args=[dossier.pk]), {"estate-estate": str(cluster.pk)})
    assert EstateEvent.objects.get().estate == cluster


@pytest.mark.django_db
def test_everybody_reads_the_law(client):
    page = text(client.get("/vi/dossiers/law/"))
    assert "Nghị định 68/2017/NĐ-CP" in page
    assert "khoản 2, khoản 3 điều 147" in page
    version = text(client.get("/vi/dossiers/law/cluster/2023/6/2/"))
    assert "15 ngày làm việc" in version
    assert "08 bộ" in version
    assert "25 days" in text(client.get("/en/dossiers/law/cluster/2024/6/2/"))
    for wrong in ("cluster/2010/1/1", "park/2024/1/1", "cluster/2024/2/31"):
        assert client.get(f"/vi/dossiers/law/{wrong}/").status_code == 404


def test_the_form_speaks_the_language_of_the_page(enter):
    client = enter(Role.OFFICER)
    assert "at most 20 MB" in text(client.get("/en/dossiers/start/"))
    assert "không quá 20 MB" in text(client.get("/vi/dossiers/start/"))


def test_the_answer_to_a_condition_stands_with_its_paper_one_click_away(enter, late):
    client = enter(Role.OFFICER)
    own = reverse("dossiers:dossier", args=[late.pk])
    address = reverse("dossiers:condition", args=[late.pk, "land_planned"])
    assert address in text(client.get(own))
    filled = {"met": "yes", "document_number": "12/TB-UBND", "on": str(days_ago(2))}
    assert "E762" not in text(client.get(address))
    paper = SimpleUploadedFile("12.pdf", b"%PDF-1.7 plan", "application/pdf")
    client.post(address, {**filled, "file": paper})
    page = text(client.get(own))
    document = Document.objects.get(number="12/TB-UBND")
    link = reverse("dossiers:document", args=[late.pk, document.pk])
    assert "theo xác nhận của officer" in page
    assert link in page
    assert b"".join(client.get(link)) == b"%PDF-1.7 plan"
    assert "Ghi kết quả" not in text(enter(Role.LEADER).get(own)).split("Đất phù hợp")[1].split("</li>")[0]
    kept = late.statements.get()
    client.post(address, {"seen": str(kept.pk), "reason": "nhầm", "withdraw": "1"})
    assert "theo xác nhận của officer" not in text(client.get(own))


def test_a_condition_that_a_register_tells_is_not_asked_of_anybody(enter, late):
    assert enter(Role.OFFICER).get(reverse("dossiers:condition", args=[late.pk, "nothing"])).status_code == 404
