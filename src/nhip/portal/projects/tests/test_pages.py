"""Pages of projects and plants: what they show, to whom, how wrong input comes back, and how much they ask."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nhip.people.roles import Role
from nhip.plans.models import Milestone, Outage, PlantMonth, Project, ProjectRecord, ProjectStatement
from nhip.plans.projects.actions import date_milestone, state
from nhip.plans.projects.reading import read_span
from nhip.plans.tests.given import a_project
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import Consent, Document, Place, Product
from nhip.registry.standard import load_standard_registers

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    main = answer.content.decode().split("<main", 1)[-1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.fixture
def na_duong() -> Project:
    """Return Na Dương II with its conflicting milestones and amounts, as published."""
    project = a_project("na-duong-2", name="Nhiệt điện Na Dương II", kind="thermal").project
    for value in ("4194", "4089", "4080"):
        state(SYSTEM_KEEPER, project, {"attribute": "capital", "value": Decimal(value), "source": f"nguồn {value}"})
    for kind, sort, when, words in (
        ("ceremony", "actual", "16/10/2015", ""),
        ("works", "actual", "04/2024", ""),
        ("operation", "planned", "2018", ""),
        ("operation", "promised", "2026/27", "2026/27"),
    ):
        span = read_span(when)
        step = {"kind": kind, "sort": sort, "earliest": span.earliest, "latest": span.latest, "words": words}
        date_milestone(SYSTEM_KEEPER, project, {**step, "source": f"nguồn {when}"})
    return project


def test_everybody_sees_all_that_sources_say_side_by_side(client, na_duong):
    page = text_of(client.get("/vi/projects/na-duong-2/"))
    for words in ("4.194 tỷ đồng", "4.089 tỷ đồng", "4.080 tỷ đồng", "nguồn 4089", "các nguồn khác nhau"):
        assert words.replace(" ", "\N{NO-BREAK SPACE}") in page or words in page
    for words in ("16/10/2015", "04/2024", "2018", "2026/27", "nguồn 2026/27", "chưa đạt; đã chậm từ"):
        assert words in page
    assert "Lịch sử" not in page
    english = text_of(client.get("/en/projects/na-duong-2/"))
    assert "not reached; late by" in english
    assert "Groundbreaking ceremony" in english


def test_the_list_narrows_by_words_without_marks_kind_milestone_and_former_place(client, na_duong, things):
    load_standard_registers()
    place = Place.objects.get(code="06457", valid_from=date(2025, 7, 1))
    a_project("go", name="Ván ép Đồi Quế", kind="industrial", place=place)

    def found(**asked: str) -> set[str]:
        page = text_of(client.get("/vi/projects/", asked))
        return {name for name in ("Na Dương II", "Suối Lau", "Đồi Quế") if name in page}

    assert found() == {"Na Dương II", "Suối Lau", "Đồi Quế"}
    assert found(q="na duong") == {"Na Dương II"}
    assert found(kind="hydro") == {"Suối Lau"}
    assert found(stage="works") == {"Na Dương II"}
    assert found(stage="none") == {"Đồi Quế"}
    assert found(place="hoa thang") == {"Đồi Quế"}
    assert found(kind="x", stage="'", q="\0", page="99") == {"Na Dương II", "Suối Lau", "Đồi Quế"}


def test_the_list_and_the_page_ask_few_questions_however_much_there_is(client, django_assert_num_queries):
    projects = [Project(code=f"p{n}", recorded_by="x") for n in range(2000)]
    Project.objects.bulk_create(projects)
    kept = list(Project.objects.all())
    ProjectRecord.objects.bulk_create(
        ProjectRecord(project=each, name=f"Dự án {each.code}", kind="wind", recorded_by="x") for each in kept
    )
    day = date(2023, 1, 1)
    Milestone.objects.bulk_create(
        Milestone(project=each, kind="call", sort="actual", earliest=day, latest=day, recorded_by="x") for each in kept
    )
    with django_assert_num_queries(2):
        assert "2.000 dự án" in text_of(client.get("/vi/projects/", {"page": "3"}))
    for number in range(40):
        said = {"attribute": "capital", "value": Decimal(number + 1), "source": "báo"}
        state(SYSTEM_KEEPER, kept[0], said)
    with django_assert_num_queries(4):
        assert client.get(f"/vi/projects/{kept[0].code}/").status_code == 200


def test_a_source_is_entered_with_a_month_only_and_a_document_with_its_file(officer):
    page = "/vi/projects/plant/milestones/add/"
    typed = {"kind": "grid", "sort": "planned", "earliest": "03/2023", "document": "12/QĐ-UBND"}
    file = SimpleUploadedFile("qd.pdf", b"%PDF-1.7", "application/pdf")
    answer = officer.post(page, {**typed, "document_file": file})
    assert answer.url == "/vi/projects/plant/"
    kept = Milestone.objects.get(kind="grid")
    assert (kept.earliest, kept.latest) == (date(2023, 3, 1), date(2023, 3, 31))
    assert kept.document
    assert (kept.document.number, bytes(kept.document.content)) == ("12/QĐ-UBND", b"%PDF-1.7")
    shown = text_of(officer.get("/vi/projects/plant/"))
    assert "12/QĐ-UBND" in shown
    assert "thêm mốc" in shown
    again = {**typed, "document": f"#{kept.document.pk}", "kind": "works"}
    assert officer.post(page, again).status_code == 302
    assert Document.objects.count() == 1


def test_what_is_wrong_stands_at_its_box_with_its_number_and_what_was_typed_stays(officer):
    page = "/vi/projects/plant/milestones/add/"
    before = Milestone.objects.count()
    for typed, number in (
        ({"earliest": "04/24", "source": "báo"}, "E809"),
        ({"earliest": "31/12/0202", "source": "báo"}, "E804"),
        ({"earliest": "2018", "source": ""}, "E806"),
        ({"earliest": "2018", "source": "báo", "document": "99/QĐ"}, "E808"),
    ):
        answer = officer.post(page, {"kind": "grid", "sort": "planned", "words": "nguyên văn", **typed})
        shown = answer.content.decode()
        assert number in shown
        assert "nguyên văn" in shown
    assert Milestone.objects.count() == before


def test_an_ambiguous_number_is_asked_about_and_never_guessed(officer):
    typed = {"attribute": "capacity", "value": "1.234", "source": "báo"}
    answer = officer.post("/vi/projects/plant/statements/add/", typed)
    assert "E770" in answer.content.decode()
    assert ProjectStatement.objects.count() == 1
    assert officer.post("/vi/projects/plant/statements/add/", {**typed, "value": "13,75"}).status_code == 302
    assert ProjectStatement.objects.latest("pk").value == Decimal("13.75")


def test_a_correction_keeps_the_old_and_the_second_of_two_is_told(officer, things):
    page = f"/vi/projects/plant/statements/{things['statement']}/"
    form = officer.get(page).content.decode()
    assert 'value="18' in form
    typed = {"attribute": "capacity", "value": "20", "source": "báo", "reason": "đọc nhầm"}
    assert officer.post(page, {**typed, "reason": ""}).status_code == 200
    assert officer.post(page, typed).status_code == 302
    answer = officer.post(page, {**typed, "value": "25"})
    assert answer.status_code == 409
    assert "E800" in answer.content.decode()
    assert ProjectStatement.objects.known_at().get().value == 20
    shown = text_of(officer.get("/vi/projects/plant/"))
    assert "đọc nhầm" in shown


def test_a_project_is_added_described_and_withdrawn(officer):
    typed = {"code": "dien-gio", "name": "Điện gió", "kind": "wind"}
    assert officer.post("/vi/projects/add/", typed).url == "/vi/projects/dien-gio/"
    record = ProjectRecord.objects.known_at().get(project__code="dien-gio")
    change = "/vi/projects/dien-gio/change/"
    better = {"name": "Điện gió Mây Ngàn", "kind": "wind", "reason": "đủ tên", "seen": str(record.pk)}
    assert officer.post(change, better).status_code == 302
    assert officer.post(change, better).status_code == 409
    assert officer.post(change, {"withdraw": "1", "reason": ""}).status_code == 200
    assert officer.post(change, {**better, "seen": "x"}).status_code == 200
    assert officer.post(change, {"withdraw": "1", "reason": "trùng", "seen": "x"}).url == "/vi/projects/"
    assert officer.get("/vi/projects/dien-gio/").status_code == 404


def test_a_plant_is_seen_by_its_reporter_and_officials_and_by_all_after_consent(client, signed_in, things, enterprise):
    page = "/vi/projects/plant/plant/"
    assert client.get(page).status_code == 302
    assert signed_in(Role.LEADER).get(page).status_code == 403
    shown = text_of(signed_in(Role.REPORTER).get(page))
    assert "4.000.000" in shown
    assert "sét" in shown
    assert "12,0" in shown
    product = Product.objects.create(code="35110-01", name_vi="Điện", unit="triệu kWh")
    Consent.objects.create(enterprise=enterprise, product=product, document="12/CV")
    assert client.get(page).status_code == 302
    a_project("open", name="Thủy điện mở", enterprise=enterprise, product=product)
    assert client.get("/vi/projects/open/plant/").status_code == 200


def test_a_reporter_reports_a_month_and_an_outage_of_his_own_plant(signed_in, things):
    reporter = signed_in(Role.REPORTER)
    assert "Thủy điện Suối Lau" in text_of(reporter.get("/vi/projects/plants/"))
    typed = {"month": "02/2023", "state": "reported", "output": "3.500.000", "available_hours": "672"}
    answer = reporter.post("/vi/projects/plant/months/add/", {**typed, "output": "99.000.000"})
    assert "E810" in answer.content.decode()
    assert reporter.post("/vi/projects/plant/months/add/", typed).status_code == 302
    assert PlantMonth.objects.known_at().get(month="2023-02").output == 3_500_000
    stop = {"began": "05/02/2023 06:30", "ended": "05/02/2023 09:00", "cause": "sét"}
    assert reporter.post("/vi/projects/plant/outages/add/", stop).status_code == 302
    kept = Outage.objects.latest("pk")
    assert kept.ended
    assert (kept.ended - kept.began).total_seconds() == 9000
    away = f"/vi/projects/plant/outages/{kept.pk}/"
    assert reporter.post(away, {"withdraw": "1", "reason": "nhầm tổ máy"}).status_code == 302
    assert Outage.objects.known_at().count() == 1
