"""Numbers as people write them; nothing is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.figures.numbers import format_decimal
from nhip.intake.reading.numerals import (
    Ambiguous,
    Blank,
    Malformed,
    Meaning,
    NumberStyle,
    Word,
    column_style,
    parse_number,
)

COMMA, POINT = NumberStyle.COMMA, NumberStyle.POINT
NUMBERS = st.decimals(-(10**12), 10**12, places=None, allow_nan=False, allow_infinity=False).map(
    lambda number: round(number, 6)
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\N{NO-BREAK SPACE}234,5", "1234.5"),
        ("1\N{NARROW NO-BREAK SPACE}234,5", "1234.5"),
        ("1\N{THIN SPACE}234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("１２３４，５", "1234.5"),
        ("(1.000,0)", "-1000"),
        ("(5)", "-5"),
        ("\N{MINUS SIGN}0,5", "-0.5"),
        ("- 7", "-7"),
        ("+7,68", "7.68"),
        ("  12\N{ZERO WIDTH SPACE} ", "12"),
        ("\N{ZERO WIDTH NO-BREAK SPACE}12", "12"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1 234 567", "1234567"),
        ("13,75", "13.75"),
        ("13.75", "13.75"),
        ("0,234", "0.234"),
        ("1234,567", "1234.567"),
        (",5", "0.5"),
        ("0", "0"),
        ("-0", "0"),
        ("007", "7"),
    ],
)
def test_numbers(text, number):
    for style in (None, COMMA, POINT):
        assert parse_number(text, style) == Decimal(number)


@pytest.mark.parametrize("text", ["1.234", "1,234", "(1.234)", "-12,345", "999.999"])
def test_what_could_be_two_numbers_is_asked(text):
    answer = parse_number(text)
    assert isinstance(answer, Ambiguous)
    assert len(set(answer.readings.values())) == 2
    assert parse_number(text, COMMA) == answer.readings[COMMA]
    assert parse_number(text, POINT) == answer.readings[POINT]


@pytest.mark.parametrize(
    "text",
    [
        *("12 tấn", "12%", "1.23.456", "1,2,3", "1 23", "12 34", "1..2", "1.", "1e5", "1.234.56", "5-", "(-5)", "(5"),
        *("1.234 567", "1 234.567,8", "٣", "½", "²", "nan", "inf", "0x10", "1_000", "1'000", "#DIV/0!", "--5", "=1+1"),
        "1" * 41,
    ],
)
def test_what_is_no_number(text):
    for style in (None, COMMA, POINT):
        assert parse_number(text, style) == Malformed(text)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("-", Meaning.NOT_PRODUCED),
        ("–", Meaning.NOT_PRODUCED),
        ("x", Meaning.NOT_PRODUCED),
        ("Không sản xuất", Meaning.NOT_PRODUCED),
        ("…", Meaning.NOT_REPORTED),
        (" ... ", Meaning.NOT_REPORTED),
        ("CHƯA BÁO CÁO", Meaning.NOT_REPORTED),
    ],
)
def test_words_have_the_meaning_of_the_table(text, meaning):
    answer = parse_number(text)
    assert isinstance(answer, Word)
    assert answer.meaning is meaning
    assert parse_number(text, words={}) == Malformed(text)


@pytest.mark.parametrize("text", ["", " ", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\t\n"])
def test_blank(text):
    assert parse_number(text) == Blank()


@pytest.mark.parametrize(
    ("texts", "declared", "style"),
    [
        (["1.234", "13,75"], None, COMMA),
        (["1.234", "13.75", "x", ""], None, POINT),
        (["1.234", "1234"], None, None),
        (["1.234"], COMMA, COMMA),
        (["1.234", "13.75"], COMMA, None),
        (["1,5", "1.5"], None, None),
        (["1.234.567"], None, COMMA),
        ([], None, None),
    ],
)
def test_a_column_decides_only_when_nothing_contradicts(texts, declared, style):
    assert column_style(texts, declared) is style


@given(NUMBERS, st.sampled_from([("vi", COMMA), ("en", POINT)]))
def test_what_is_written_is_read(number, language):
    name, style = language
    text = format_decimal(number, name)
    assert parse_number(text, style) == number
    answer = parse_number(text)
    assert answer == number or (isinstance(answer, Ambiguous) and answer.readings[style] == number)


@given(NUMBERS, st.sampled_from(" \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{IDEOGRAPHIC SPACE}"))
def test_spaces_group_too(number, space):
    text = format_decimal(number, "vi").replace(".", space)
    answer = parse_number(text)
    assert answer == number or (isinstance(answer, Ambiguous) and answer.readings[COMMA] == number)


@given(st.text(max_size=30) | st.text(st.sampled_from("0123456789.,- ()"), max_size=14))
def test_any_text_has_an_answer_and_styles_agree_with_it(text):
    answer = parse_number(text)
    if isinstance(answer, Ambiguous):
        assert {parse_number(text, COMMA), parse_number(text, POINT)} == set(answer.readings.values())
    else:
        assert parse_number(text, COMMA) == parse_number(text, POINT) == answer
