"""A file of lots, leases or enterprises on the page of its estate: tried out first, then all of it or nothing."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nhip.estates.models import Lease, LotRecord, Operation
from nhip.registry.models import AuditEntry

pytestmark = pytest.mark.django_db
LOTS = "lot,use,hectares,valid_from\nLô 10,đất công nghiệp,2,01/02/2024\nLô 2,đất công nghiệp,3,01/02/2024\n"
LEASES = "lot,tenant,hectares,starts_on\nlô 2,Công ty A,3,01/03/2024\n"
WORK = "name,starts_on\nCông ty A,01/03/2024\n"
PARK = "/vi/estates/KCN-VSIP/keep/"


def send(client: Client, name: str, text: str):
    file = SimpleUploadedFile(f"{name}.csv", text.encode(), "text/csv")
    return client.post(f"{PARK}import/{name}/", {"file": file})


def confirm(client: Client, name: str, answer):
    number = re.search(r'name="file_id" value="([0-9]+)"', answer.content.decode())
    assert number is not None
    return client.post(f"{PARK}import/{name}/", {"file_id": number[1]})


@pytest.mark.parametrize(("name", "text", "model"), [("lot", LOTS, LotRecord), ("enterprise", WORK, Operation)])
def test_a_file_is_tried_out_and_then_taken_in(province, officer, name, text, model):
    before, told = model.objects.count(), AuditEntry.objects.count()
    tried = send(officer, name, text)
    assert tried.status_code == 200
    rows = text.count("\n") - 1
    assert f"Sẽ thêm {rows} mục" in tried.content.decode()
    assert (model.objects.count(), AuditEntry.objects.count()) == (before, told)
    done = confirm(officer, name, tried)
    assert done.status_code == 302
    assert model.objects.count() == before + rows
    page = officer.get(PARK).content.decode()
    if name == "lot":
        assert page.index("Lô 2,") < page.index("Lô 10,")
        assert confirm(officer, name, tried).status_code == 422
        assert model.objects.count() == before + rows


def test_leases_follow_their_lots(province, officer):
    refused = send(officer, "lease", LEASES)
    assert refused.status_code == 422
    assert "E721" in refused.content.decode()
    confirm(officer, "lot", send(officer, "lot", LOTS))
    assert confirm(officer, "lease", send(officer, "lease", LEASES)).status_code == 302
    assert Lease.objects.filter(lot__code="Lô 2").count() == 1


def test_a_fault_says_its_row_and_column_and_nothing_is_kept(province, officer):
    before = LotRecord.objects.count()
    answer = send(officer, "lot", LOTS + "Lô 3,đất công nghiệp,2 hay 3,01/02/2024\n")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "E606" in page
    assert re.search(r'data-label="Dòng">4</td>.*data-label="Cột">[Dd]iện tích', page)
    assert "file_id" not in page
    assert LotRecord.objects.count() == before


def test_what_was_not_checked_here_is_not_taken_in(province, officer):
    kept = send(officer, "lot", LOTS)
    number = re.search(r'name="file_id" value="([0-9]+)"', kept.content.decode())
    assert number is not None
    for address in ("/vi/estates/KCN-VSIP/keep/import/lease/", "/vi/estates/CCN-SO-2/keep/import/lot/"):
        assert officer.post(address, {"file_id": number[1]}).status_code == 404
    assert officer.get(f"{PARK}import/project/").status_code == 404


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_template_filled_in_comes_back_in(province, officer, language):
    address = f"/{language}/estates/KCN-VSIP/keep/import/lot/template.xlsx"
    assert address in officer.get(f"/{language}/estates/KCN-VSIP/keep/import/lot/").content.decode()
    answer = officer.get(address)
    assert answer["Content-Type"].endswith("sheet")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    use = "đất công nghiệp" if language == "vi" else "industrial land"
    for place, value in enumerate(("Lô 77", use, 2.5, "01/02/2024"), start=1):
        sheet.cell(2, place).value = value
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("mau.xlsx", out.getvalue())
    tried = officer.post(f"{PARK}import/lot/", {"file": file})
    assert tried.status_code == 200, tried.content.decode()
    assert len(heads) == 7
    confirm(officer, "lot", tried)
    assert LotRecord.objects.filter(lot__code="Lô 77", hectares="2.5").count() == 1
