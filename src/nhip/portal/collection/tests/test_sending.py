"""The officer's way in for files of many enterprises."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nhip.intake.imports.models import BatchState, ImportBatch
from nhip.intake.models import Observation
from nhip.intake.sheets.columns import code_of
from nhip.intake.sheets.rows import rows_for
from nhip.intake.sheets.template import many_workbook

FIELDS = {"opening_stock": 8, "production": 52, "sales": 50, "closing_stock": 10, "value": 1500, "forecast": 51}


@pytest.fixture
def filled(mine, kiln, month):
    """Return a function that gives a workbook of two enterprises, with these numbers in every row."""

    def filled(**numbers: object) -> bytes:
        firms = [mine.tax_code, kiln.tax_code]
        made = many_workbook(rows_for(firms, month.period, stage=month.stage, language="en"), month.period, month.stage)
        book = openpyxl.load_workbook(io.BytesIO(made))
        sheet = next(each for each in book.worksheets if _columns(each))
        columns, header = _columns(sheet)
        for row in range(header + 1, sheet.max_row + 1):
            for field, value in {**FIELDS, **numbers}.items():
                if field in columns and sheet.cell(row, columns["product"]).value:
                    sheet.cell(row, columns[field]).value = value
        kept = io.BytesIO()
        book.save(kept)
        return kept.getvalue()

    return filled


def _columns(sheet) -> tuple[dict[str, int], int] | None:
    for row in sheet.iter_rows(max_row=12):
        found = {code_of(str(cell.value)): cell.column for cell in row if cell.value}
        if {"product", "production"} <= set(found):
            return found, row[0].row
    return None


def send(client, content: bytes, do: str, **more: str):
    file = SimpleUploadedFile("many.xlsx", content)
    return client.post(reverse("collection:send"), {"file": file, "do": do, "key": f"{do}-1", **more})


def test_trying_out_changes_nothing(enter, filled):
    answer = send(enter("officer"), filled(), "try")
    assert answer.status_code == 200, answer.content.decode()
    assert "Chưa có gì thay đổi" in answer.content.decode()
    assert not ImportBatch.objects.exists()
    assert not Observation.objects.exists()


def test_a_file_is_taken_in_whole_and_once(enter, filled, mine, kiln):
    client, content = enter("officer"), filled()
    for _ in range(2):
        answer = send(client, content, "take", reason="confirmed")
        assert answer.status_code == 302, answer.content.decode()
        assert answer.url == reverse("collection:imports")
    assert [each.state for each in ImportBatch.objects.all()] == [BatchState.DONE]
    assert set(Observation.objects.values_list("enterprise__name", flat=True)) == {mine.name, kiln.name}


def test_a_wrong_file_is_refused_and_comes_back_marked(enter, filled):
    client = enter("officer")
    answer = send(client, filled(production=-5), "take", reason="confirmed")
    assert answer.status_code == 422
    batch = ImportBatch.objects.get()
    assert batch.state == BatchState.FAILED
    assert not Observation.objects.exists()
    marked = client.get(reverse("collection:batch_marked", args=[batch.pk]))
    book = openpyxl.load_workbook(io.BytesIO(marked.content))
    assert any(cell.comment for sheet in book for row in sheet.iter_rows() for cell in row)


def test_what_is_no_file_is_told(enter):
    client = enter("officer")
    assert client.post(reverse("collection:send"), {"do": "try"}).status_code == 422
    unreadable = send(client, b"\x00\x01\x02", "try")
    assert unreadable.status_code == 422
    assert "N1" in unreadable.content.decode()
