"""Every file of the two tables goes through the whole of intake; each failure names a cell and says what to do."""

from __future__ import annotations

import pytest

from nhip.intake.faults import Fault
from nhip.intake.imports.examination import examine, marked_copy
from nhip.intake.models import Observation
from nhip.intake.reading.workbooks import read_workbook
from nhip.intake.tests.files.making import Case
from nhip.intake.tests.files.should_fail import SHOULD_FAIL
from nhip.intake.tests.files.should_pass import SHOULD_PASS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


def test_there_are_enough_files_and_their_names_differ():
    names = [case.name for case in SHOULD_PASS] + [case.name for case in SHOULD_FAIL]
    assert len(names) == len(set(names)) >= 80


@pytest.mark.parametrize("case", SHOULD_PASS, ids=lambda case: case.name)
def test_should_pass(case: Case):
    found = examine(case.content(), case.name, **case.asked)
    assert [each.message("en") for each in found.findings] == []
    assert 1 <= found.rows <= 2


@pytest.mark.parametrize("case", SHOULD_FAIL, ids=lambda case: case.name)
def test_should_fail(case: Case):
    content = case.content()
    before = Observation.objects.count()
    try:
        found = examine(content, case.name, **case.asked)
    except Fault as wrong:
        # The file as a whole.
        assert not case.warning
        told = wrong.as_dict()
        assert (told["number"], told["where"].get("row"), told["where"].get("column")) == (case.number, *case.where)
    else:
        one = next((each for each in found.findings if each.number == case.number), None)
        assert one is not None, [each.message("en") for each in found.findings]
        assert (one.places[0].row, one.places[0].column) == case.where
        assert one.is_error is not case.warning
        told = one.fault(case.name).as_dict()
        if not one.is_error:
            assert found.errors == []
        marked = read_workbook(marked_copy(content, found), case.name)
        assert any(case.number in cell.text for cell in marked.sheets[0].cells)
    assert "?" not in told["vi"] + told["en"]
    assert ";" in told["vi"]
    assert Observation.objects.count() == before
