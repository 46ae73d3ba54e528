"""What officials do with a zone or cluster: record, correct, withdraw, with documents; and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nhip.estates.models import (
    AreaStatement,
    Estate,
    EstateEvent,
    EstateRecord,
    Lease,
    LotRecord,
    Operation,
    Phase,
    TenantProject,
)
from nhip.people.roles import Role
from nhip.portal.estates.tests.conftest import PDF
from nhip.registry.documents import withdraw_document
from nhip.registry.models import AuditEntry, Document

pytestmark = pytest.mark.django_db
CLUSTER = "/vi/estates/CCN-DINH-LAP/keep/"
ZONE = "/vi/estates/KCN-VSIP/keep/"


def known(model, **where):
    return model.objects.known_at().filter(**where)


def post(client: Client, address: str, **typed: object):
    return client.post(address, typed)


def refused(answer, *words: str, status: int = 422) -> str:
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == status, page[-2000:]
    for each in words:
        assert each in page, each
    return page


@pytest.fixture
def event(province, officer) -> EstateEvent:
    """Return an establishment that was recorded through the page, with its file."""
    answer = post(
        officer,
        f"{CLUSTER}event/",
        kind="established",
        when="20/09/2023",
        document_number="1500/QĐ-UBND",
        authority="UBND tỉnh Lạng Sơn",
        file=SimpleUploadedFile("1500.pdf", PDF),
        public="on",
        source="Công báo tỉnh",
    )
    assert (answer.status_code, answer["Location"]) == (302, CLUSTER)
    return known(EstateEvent, kind="established", estate__code="CCN-DINH-LAP").get()


def test_an_event_is_recorded_with_its_file_which_everybody_may_read(event, client):
    assert (event.on, event.precision, event.document_number) == (date(2023, 9, 20), "day", "1500/QĐ-UBND")
    kept = Document.objects.get(number="1500/QĐ-UBND")
    assert event.document == kept
    assert (bytes(kept.content), kept.authority, kept.issued_on) == (PDF, "UBND tỉnh Lạng Sơn", date(2023, 9, 20))
    page = client.get("/vi/estates/CCN-DINH-LAP/").content.decode()
    assert f'href="/vi/documents/{kept.pk}/">1500/QĐ-UBND</a>' in page
    assert "Đã thành lập" in page


def test_a_correction_keeps_what_it_corrects(event, officer):
    address = f"{CLUSTER}event/{event.pk}/"
    form = officer.get(address)
    assert 'value="20/09/2023"' in form.content.decode()
    typed = {**form.context["form"].initial, "when": "09/2023", "reason": "văn bản chỉ ghi tháng"}
    assert post(officer, address, **typed).status_code == 302
    now = known(EstateEvent, kind="established", estate__code="CCN-DINH-LAP").get()
    assert (now.on, now.until, now.replaces, now.document) == (
        date(2023, 9, 1),
        date(2023, 9, 30),
        event,
        event.document,
    )
    page = " ".join(officer.get(CLUSTER).content.decode().split())
    assert "<del>20/09/2023</del> → 09/2023" in page
    assert "văn bản chỉ ghi tháng" in page
    assert AuditEntry.objects.filter(act="estate.event_recorded").count() >= 2


def test_of_two_who_correct_one_version_the_second_sees_the_newer_one_and_goes_on_from_it(event, officer, enter):
    address = f"{CLUSTER}event/{event.pk}/"
    typed = {**officer.get(address).context["form"].initial, "reason": "lý do"}
    assert post(officer, address, **{**typed, "note": "của người thứ nhất"}).status_code == 302
    other = enter(Role.STATISTICIAN)
    late = post(other, address, **{**typed, "note": "của người thứ hai"})
    page = refused(late, "E710", "của người thứ nhất", 'value="của người thứ hai"', status=409)
    newest = known(EstateEvent, kind="established", estate__code="CCN-DINH-LAP").get()
    assert newest.note == "của người thứ nhất"
    assert f'action="{CLUSTER}event/{newest.pk}/"' in page
    assert post(other, f"{CLUSTER}event/{newest.pk}/", **{**typed, "note": "của người thứ hai"}).status_code == 302
    assert known(EstateEvent, kind="established", estate__code="CCN-DINH-LAP").get().note == "của người thứ hai"


def test_a_withdrawn_event_stays_on_record_and_no_longer_counts(event, officer, client):
    address = f"{CLUSTER}event/{event.pk}/withdraw/"
    assert "1500/QĐ-UBND" in officer.get(address).content.decode()
    refused(post(officer, address, reason=""))
    assert post(officer, address, reason="nhập nhầm cụm").status_code == 302
    assert not known(EstateEvent, kind="established", estate__code="CCN-DINH-LAP").exists()
    page = officer.get(CLUSTER).content.decode()
    assert "đã rút" in page
    assert "nhập nhầm cụm" in page
    assert "1500/QĐ-UBND" not in client.get("/vi/estates/CCN-DINH-LAP/").content.decode()
    assert officer.get(f"{CLUSTER}event/{event.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"when": "31/02/2023"}, ["E772", 'value="31/02/2023"']),
        ({"when": "01/01/0202"}, ["E704", 'value="01/01/0202"', 'id="id_when_error"']),
        ({"when": "01/01/2021", "kind": "groundbreaking"}, ["E715", "01/01/2021"]),
        ({"kind": "repealed"}, ["E717"]),
        ({"kind": ""}, ["id_kind_error"]),
        ({"document": "999999"}, ["id_document_error"]),
    ],
)
def test_bad_input_stays_as_typed_and_is_told_by_its_box(province, officer, typed, words):
    before = EstateEvent.objects.count()
    answer = post(
        officer, f"{CLUSTER}event/", **{"kind": "established", "when": "20/09/2023", "note": "giữ lại", **typed}
    )
    refused(answer, *words, 'value="giữ lại"')
    assert EstateEvent.objects.count() == before


def test_a_file_without_a_number_is_not_kept(province, officer):
    before = Document.objects.count()
    file = SimpleUploadedFile("a.pdf", PDF)
    answer = post(officer, f"{CLUSTER}event/", kind="established", when="20/09/2023", file=file)
    refused(answer, "E776", "Hãy chọn lại tệp.")
    refused(
        post(
            officer,
            f"{CLUSTER}event/",
            kind="repealed",
            when="20/09/2023",
            document_number="1/QĐ",
            file=SimpleUploadedFile("a.pdf", PDF),
        ),
        "E717",
    )
    assert Document.objects.count() == before


def test_a_withdrawn_document_is_refused_by_its_box(province, officer, decision):
    page = officer.get(f"{CLUSTER}event/").content.decode()
    assert f'<option value="{decision.pk}">501/QĐ-TTg' in page
    withdraw_document("nhip", decision, "nhầm")
    answer = post(officer, f"{CLUSTER}event/", kind="established", when="20/09/2023", document=decision.pk)
    refused(answer, 'id="id_document_error"')


def test_a_description_is_written_shown_and_corrected(province, officer, client):
    address = f"{CLUSTER}description/"
    typed = {
        "valid_from": "01/10/2023",
        "places": "xã Đình Lập (06613)",
        "latitude": "21,54",
        "longitude": "107,1",
        "sectors": "16; 23",
        "sector_words": "Chế biến gỗ",
        "registered_capital": "1.234,5",
        "price_from": "60",
        "price_unit": "USD/m²",
        "contact_phone": "0205",
        "source": "quyết định",
    }
    refused(post(officer, address, **{**typed, "places": "xã Không Có"}), "E774", "xã Không Có", 'value="Chế biến gỗ"')
    refused(post(officer, address, **{**typed, "sectors": "16; 99"}), "E777", 'value="16; 99"')
    refused(post(officer, address, **{**typed, "tax_code": "0300588569"}), "E773", "id_tax_code_error")
    refused(post(officer, address, **{**typed, "longitude": "99"}), "E709")
    refused(post(officer, address, **{**typed, "registered_capital": "1.234"}), "E770", 'value="1.234"')
    assert post(officer, address, **typed).status_code == 302
    row = known(EstateRecord, estate__code="CCN-DINH-LAP").get()
    assert (row.sectors, row.registered_capital, row.latitude) == (["16", "23"], Decimal("1234.5"), Decimal("21.54"))
    page = client.get("/vi/estates/CCN-DINH-LAP/").content.decode()
    assert "Chế biến gỗ" in page
    assert "Xã Đình Lập" in page
    again = officer.get(f"{address}{row.pk}/").context["form"].initial
    corrected = {name: value for name, value in again.items() if value not in (None, "")} | {
        "valid_from": "01/10/2023",
        "sector_words": "Chế biến lâm sản",
        "reason": "theo quyết định",
    }
    for name in ("latitude", "longitude", "registered_capital", "price_from"):
        corrected[name] = typed[name]
    assert post(officer, f"{address}{row.pk}/", **corrected).status_code == 302
    assert known(EstateRecord, estate__code="CCN-DINH-LAP").get().sector_words == "Chế biến lâm sản"


def test_areas_lots_leases_projects_and_enterprises_are_recorded(province, officer):
    assert post(officer, f"{CLUSTER}phase/", number="1", name="Giai đoạn đầu").status_code == 302
    refused(post(officer, f"{CLUSTER}phase/", number="1"), "E731")
    assert Phase.objects.get(estate__code="CCN-DINH-LAP").name == "Giai đoạn đầu"
    area = {"kind": "industrial", "hectares": "20,5", "valid_from": "01/01/2023"}
    assert post(officer, f"{CLUSTER}area/", **area).status_code == 302
    refused(post(officer, f"{CLUSTER}area/", **area), "E732", "id_valid_from_error")
    assert known(AreaStatement, estate__code="CCN-DINH-LAP").get().hectares == Decimal("20.5")
    lot = {"code": "A1", "use": "industrial", "hectares": "10", "valid_from": "01/01/2023", "phase": "1"}
    refused(post(officer, f"{CLUSTER}lot/", **{**lot, "hectares": "30"}), "E724", "id_hectares_error")
    assert post(officer, f"{CLUSTER}lot/", **lot).status_code == 302
    assert known(LotRecord, lot__code="A1", estate__code="CCN-DINH-LAP").get().phase.number == 1
    project = {
        "certificate_code": "123/GCN",
        "name": "Xưởng ván bóc",
        "tenant_name": "Công ty Gỗ",
        "approved_on": "01/02/2023",
        "registered_capital": "45,5",
        "jobs": "120",
    }
    refused(post(officer, f"{CLUSTER}project/", **{**project, "jobs": "12,5"}), "E707", "id_jobs_error")
    assert post(officer, f"{CLUSTER}project/", **project).status_code == 302
    kept = known(TenantProject, estate__code="CCN-DINH-LAP").get()
    assert (kept.jobs, kept.registered_capital) == (120, Decimal("45.5"))
    lease = {
        "lot": "A1",
        "tenant_name": "Công ty Gỗ",
        "project": kept.pk,
        "hectares": "6",
        "starts_on": "01/03/2023",
        "price": "55",
        "price_unit": "USD/m²",
    }
    assert post(officer, f"{CLUSTER}lease/", **lease).status_code == 302
    more = refused(post(officer, f"{CLUSTER}lease/", **{**lease, "tenant_name": "Công ty Khác", "project": ""}), "E722")
    assert 'id="id_hectares_error"' in more
    working = {"name": "Công ty Gỗ", "starts_on": "01/04/2023"}
    assert post(officer, f"{CLUSTER}enterprise/", **working).status_code == 302
    refused(post(officer, f"{CLUSTER}enterprise/", **working), "E730", "id_tax_code_error")
    assert known(Operation, estate__code="CCN-DINH-LAP").count() == 1
    page = officer.get(CLUSTER).content.decode()
    for words in ("Xưởng ván bóc", "20,5", "Công ty Gỗ", "55"):
        assert words in page


def test_a_lease_ends(province, officer):
    lease = known(Lease, estate__code="KCN-VSIP").get()
    address = f"{ZONE}lease/{lease.pk}/end/"
    assert "A1" in officer.get(address).content.decode()
    refused(post(officer, address, ends_on="01/01/2023", reason="trả đất"), "E705", 'value="01/01/2023"')
    assert post(officer, address, ends_on="31/12/2023", reason="trả đất").status_code == 302
    assert known(Lease, estate__code="KCN-VSIP").get().ends_on == date(2023, 12, 31)


def test_an_estate_is_added(province, officer, client):
    typed = {"kind": "cluster", "code": "CCN-MINH-SON", "name": "Cụm công nghiệp Minh Sơn"}
    refused(post(officer, "/vi/estates/add/", **{**typed, "code": "CCN Minh Sơn"}), "E701", "id_code_error")
    answer = post(officer, "/vi/estates/add/", **typed)
    assert (answer.status_code, answer["Location"]) == (302, "/vi/estates/CCN-MINH-SON/keep/")
    assert Estate.objects.get(code="CCN-MINH-SON").name == "Cụm công nghiệp Minh Sơn"
    assert client.get("/vi/estates/CCN-MINH-SON/").status_code == 200


def test_nobody_else_keeps_them(province, client, enter):
    assert client.get(CLUSTER).status_code == 302
    leader = enter(Role.LEADER)
    assert leader.get(CLUSTER).status_code == 403
    assert post(leader, f"{CLUSTER}event/", kind="established", when="2023").status_code == 403
    assert leader.get(f"{CLUSTER}nothing/").status_code in {403, 404}


def test_the_working_page_asks_a_fixed_number_of_questions(province, officer, django_assert_num_queries):
    officer.get(ZONE)
    with django_assert_num_queries(15):
        officer.get(ZONE)
    for number in range(5):
        post(officer, f"{ZONE}lot/", code=f"B{number}", use="industrial", hectares="1", valid_from="01/01/2024")
    with django_assert_num_queries(15):
        officer.get(ZONE)
