"""The neutral form of a month: places, keys and words."""

from __future__ import annotations

from decimal import Decimal

from nhip.intake.measures import FormMeasure
from nhip.intake.models import State
from nhip.intake.returns import BLANK, Entry, EntryState, Finding, Line, Place, Return, Severity, numbers


def test_a_box_knows_every_state_of_an_observation_and_one_more():
    assert set(EntryState) - set(State.values) == {"blank"}


def test_a_line_answers_for_boxes_it_does_not_have():
    entry = Entry(Decimal(0), EntryState.REPORTED, "0")
    line = Line("05200-01", "", {FormMeasure.PRODUCTION: entry})
    assert line.value("production") == 0
    assert line.entry("production").filled
    assert line.entry(FormMeasure.SALES) is BLANK
    one = Return("9900000016", "2023-12", "official", (line,))
    assert one.line("05200-01") is line
    assert one.line("?") is None


def test_a_finding_becomes_a_sentence_with_its_place():
    finding = Finding(
        "E502", Severity.ERROR, (Place("T12", 7, "B"),), {"code": "99"}, enterprise="9900000016", value="99"
    )
    assert finding.key == "E502:9900000016::"
    assert finding.is_error
    assert finding.message("vi", "a.xlsx").startswith("E502 a.xlsx, trang «T12», dòng 7, cột «B», giá trị «99»: sản")
    assert finding.message("en").startswith("E502 sheet “T12”, row 7, column “B”, value “99”: the product “99”")


def test_numbers_are_written_in_both_languages_without_needless_decimals():
    assert numbers(a=Decimal("1E+3"), b=Decimal("2.50"), c=None) == {
        "a_vi": "1.000",
        "a_en": "1,000",
        "b_vi": "2,5",
        "b_en": "2.5",
        "c_vi": "–",
        "c_en": "–",
    }
