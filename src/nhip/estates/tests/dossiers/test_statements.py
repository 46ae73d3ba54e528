"""Statements on conditions that no register can answer: with a paper, corrected, withdrawn, by one person at a time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nhip.engine.faults import Fault
from nhip.estates.actions import add_estate, state_area
from nhip.estates.conditions import Answer, check, facts_of, with_statements
from nhip.estates.dossiers.acts import Said, start_dossier
from nhip.estates.dossiers.statements import state_condition, statements_of, withdraw_statement
from nhip.estates.models import ConditionStatement, Dossier
from nhip.registry.documents import keep_document, withdraw_document
from nhip.registry.keepers import SYSTEM_KEEPER as BY
from nhip.registry.models import AuditEntry

RECEIVED, ON = date(2024, 6, 3), date(2024, 6, 10)
PAPER = Said(document_number="12/TB-UBND")


@pytest.fixture
def dossier(db: None) -> Dossier:
    estate = add_estate(BY, "cluster", "CCN-A", "CCN A")
    return start_dossier(BY, "cluster", "Thành lập CCN A", "Công ty Hạ tầng", RECEIVED, estate=estate)


def answers(dossier: Dossier) -> dict[str, Answer]:
    estate = dossier.about.estate
    found = with_statements(check(facts_of(estate, dossier.purpose, RECEIVED), "vi"), statements_of(dossier))
    return {each.code: each.answer for each in found}


def test_what_nobody_stated_cannot_be_told_and_what_was_stated_is(dossier):
    assert answers(dossier)["land_planned"] is Answer.UNKNOWN
    state_condition(BY, dossier, "land_planned", True, ON, PAPER)
    state_condition(BY, dossier, "investor_able", False, ON, PAPER)
    found = answers(dossier)
    assert (found["land_planned"], found["investor_able"]) == (Answer.MET, Answer.NOT_MET)
    told = AuditEntry.objects.filter(act="dossier.condition_stated")
    assert told.count() == 2


def test_a_correction_keeps_the_old_and_a_withdrawal_leaves_the_question_open(dossier):
    first = state_condition(BY, dossier, "land_planned", True, ON, PAPER)
    second = state_condition(BY, dossier, "land_planned", False, ON, PAPER, replaces=first, reason="xem lại bản đồ")
    assert answers(dossier)["land_planned"] is Answer.NOT_MET
    withdraw_statement(BY, second, "nhầm hồ sơ")
    assert answers(dossier)["land_planned"] is Answer.UNKNOWN
    assert ConditionStatement.objects.count() == 3


def test_what_a_register_tells_no_statement_changes(dossier):
    state_condition(BY, dossier, "size", True, ON, PAPER)
    assert answers(dossier)["size"] is Answer.MET
    state_area(BY, dossier.about.estate, "total", Decimal(80), date(2024, 1, 1))
    assert answers(dossier)["size"] is Answer.NOT_MET


def test_the_paper_stands_beside_the_answer(dossier):
    paper = keep_document("x", "12/TB-UBND", issued_on=ON, file_name="12.pdf", content=b"%PDF-1.7")
    state_condition(BY, dossier, "land_planned", True, ON, Said(document=paper.pk))
    kept = statements_of(dossier)["land_planned"]
    assert (kept.document_id, kept.document_number) == (paper.pk, "12/TB-UBND")


@pytest.mark.parametrize(
    ("number", "said", "on"),
    [
        ("E762", Said(), ON),
        ("E762", Said(document_number="  "), ON),
        ("E743", PAPER, date(2999, 1, 1)),
        ("E657", Said(document=999_999, document_number="1"), ON),
    ],
)
def test_what_cannot_be_stated_is_refused_and_nothing_changes(dossier, number, said, on):
    with pytest.raises(Fault) as wrong:
        state_condition(BY, dossier, "land_planned", True, on, said)
    assert wrong.value.number == number
    assert not ConditionStatement.objects.exists()


def test_a_withdrawn_document_proves_nothing(dossier):
    paper = keep_document("x", "12/TB-UBND", issued_on=ON, file_name="12.pdf", content=b"%PDF-1.7")
    withdraw_document("x", paper, "nhầm tệp")
    with pytest.raises(Fault, match="E658"):
        state_condition(BY, dossier, "land_planned", True, ON, Said(document=paper.pk))


def test_whoever_was_slower_replaces_nothing(dossier):
    first = state_condition(BY, dossier, "land_planned", True, ON, PAPER)
    with pytest.raises(Fault) as wrong:
        state_condition(BY, dossier, "land_planned", False, ON, PAPER)
    assert wrong.value.number == "E754"
    state_condition(BY, dossier, "land_planned", False, ON, PAPER, replaces=first, reason="xem lại")
    with pytest.raises(Fault) as wrong:
        withdraw_statement(BY, first, "nhầm")
    assert wrong.value.number == "E754"


def test_a_correction_says_why(dossier):
    first = state_condition(BY, dossier, "land_planned", True, ON, PAPER)
    with pytest.raises(Fault) as wrong:
        state_condition(BY, dossier, "land_planned", False, ON, PAPER, replaces=first)
    assert wrong.value.number == "E755"
