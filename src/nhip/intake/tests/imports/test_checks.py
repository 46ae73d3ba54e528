"""The rule book as a whole: numbers, words, questions to the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nhip.engine.faults import CATALOGUE
from nhip.intake import checks
from nhip.intake.checks.queries import QUERIES, context_for
from nhip.intake.faults_checks import SENTENCES
from nhip.intake.imports.examination import examine
from nhip.intake.returns import MONTHLY, PLAN, Severity
from nhip.intake.sheets.columns import COLUMNS, code_of, heading
from nhip.intake.sheets.instructions import instructions
from nhip.intake.tests.files.should_fail import SHOULD_FAIL

FOLDER = Path(checks.__file__).parent
HELPERS = {"__init__", "bounds", "context", "queries", "rule", "states", "texts"}


def test_every_rule_is_a_small_file_in_the_list():
    rules = {path.stem: path for path in FOLDER.glob("*.py") if path.stem not in HELPERS}
    listed = {*checks.MONTHLY_CHECKS, *checks.PLAN_CHECKS}
    assert {getattr(checks, name).CHECK for name in rules} == listed
    assert all(len(path.read_text(encoding="utf-8").splitlines()) < 90 for path in rules.values())
    numbers = [each.number for each in checks.MONTHLY_CHECKS]
    assert len(numbers) == len(set(numbers))


def test_every_rule_has_words_in_both_languages_and_a_file_that_breaks_it():
    broken = {case.number for case in SHOULD_FAIL}
    warned = {case.number for case in SHOULD_FAIL if case.warning}
    # N224 needs more enterprises than the province of the files has; it has a test of its own.
    for each in {*checks.MONTHLY_CHECKS, *checks.PLAN_CHECKS} - {checks.class_share.CHECK}:
        assert each.number in broken, each.number
        assert (each.number in warned) == (each.severity is Severity.WARNING)
        assert each.rule("vi") != each.rule("en")
    assert all(CATALOGUE[number] == pair for number, pair in SENTENCES.items())
    assert all(vi != en and ";" in vi + "; " for vi, en in SENTENCES.values())


def test_instructions_are_made_from_the_rules():
    assert [row[0] for row in instructions(MONTHLY, "vi")] == [each.number for each in checks.MONTHLY_CHECKS]
    assert len(instructions(PLAN, "en")) == len(checks.PLAN_CHECKS)
    assert all("{" not in text for row in instructions(MONTHLY, "en") for text in row)


def test_no_heading_means_two_columns():
    names: dict[str, str] = {}
    for column in COLUMNS.values():
        for name in (column.code, column.vi, column.en, *column.also):
            assert names.setdefault(name.casefold(), column.code) == column.code, name
            assert code_of(name) == column.code
    for code in ("production", "sales", "period"):
        assert code_of(heading(code, "vi", plan=True)) == code_of(heading(code, "en", plan=True)) == code


@pytest.mark.django_db
def test_checks_ask_the_database_a_fixed_number_of_questions(registers, book):
    found = examine(book(), "a.xlsx")
    for returns in (found.returns, found.returns[:1], ()):
        with CaptureQueriesContext(connection) as asked:
            context_for(returns, period="2023-12")
        assert len(asked) <= QUERIES
    with CaptureQueriesContext(connection) as asked:
        context_for(found.returns, period="2023-12")
    assert len(asked) == QUERIES
    with CaptureQueriesContext(connection) as asked:
        checks.run(found.returns, found.context)
    assert len(asked) == 0
