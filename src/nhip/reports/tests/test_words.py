"""Words of reports: rises, falls, nearness, spans, lists; and a template language that holds nothing else."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.engine.faults import Fault
from nhip.figures.comparisons import Status
from nhip.figures.numbers import NumberKind, show
from nhip.figures.periods import Period
from nhip.reports.source import Listed
from nhip.reports.words.marking import Link, Piece, join, mark, pieces, plain, unmarked
from nhip.reports.words.near import ABOVE, BELOW, Nearness, about, near
from nhip.reports.words.number import Number
from nhip.reports.words.spans import against, span
from nhip.reports.words.templates import MOST_LETTERS, sentence

KEY = ("IIP", "TOTAL", "", "2023", "year")


def number(value, kind=NumberKind.GROWTH, decimals=2, language="vi", unit="", status=Status.OFFICIAL):
    return Number(show(kind, value, decimals, language, unit), language, Link(KEY), status, decimals)


def say(text, language="vi", **names):
    return plain(sentence(text).say(names)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [
        (7.6812, "vi", "Tăng 7,68 %"),
        (-0.5, "vi", "Giảm 0,5 %"),
        (0.004, "vi", "Không đổi"),
        (-0.5, "en", "Fell by 0.5 %"),
        (12.345, "en", "Rose by 12.35 %"),
    ],
)
def test_the_printed_number_decides_the_word(value, language, said):
    assert say("{{ n|tang_giam }}", n=number(value, language=language)) == said


@pytest.mark.parametrize(
    ("template", "value", "kind", "said"),
    [
        ("{{ n|so }}", 100, NumberKind.SHARE, "100 %"),
        ("{{ n|co_dau }}", -0.5, NumberKind.GROWTH, "−0,5 %"),
        ("{{ n|co_dau }}", 7.6, NumberKind.GROWTH, "+7,6 %"),
        ("{{ n }}", 7, NumberKind.POINTS, "+7 điểm phần trăm"),
        ("{{ n|so_tran }}", 1200, NumberKind.QUANTITY, "1.200"),
        ("{{ n|tang_giam }}", 10, NumberKind.GROWTH, "Tăng 10 %"),
        ("{{ n|tang_giam }}", 7.6812, NumberKind.GROWTH, "Tăng 7,68 %"),
    ],
)
def test_a_sentence_has_no_zeros_behind_the_comma(template, value, kind, said):
    assert say(template, n=number(value, kind)) == said


def test_percent_and_points_are_never_confused():
    assert say("{{ n|vuot }}", n=number(0.68, NumberKind.POINTS)) == "Vượt 0,68 điểm phần trăm"
    assert say("{{ n|vuot }}", n=number(-0.68, NumberKind.POINTS)) == "Thấp hơn 0,68 điểm phần trăm"
    assert say("{{ n|dong_gop }}", n=number(-0.12, NumberKind.POINTS)) == "Làm giảm 0,12 điểm phần trăm"
    assert say("it was {{ n|vuot }} it", n=number(0.68, NumberKind.POINTS, language="en")) == (
        "It was 0.68 percentage points above it"
    )


@pytest.mark.parametrize(
    ("template", "value", "said"),
    [
        ("{{ n|gan }}", 699.6, "Gần 700 nghìn tấn"),
        ("{{ n|gan }}", 700, "700 nghìn tấn"),
        ("{{ n|gan }}", 710, "Hơn 700 nghìn tấn"),
        ("{{ n|gan }}", 565, "565 nghìn tấn"),
        ("{{ n|khoang }}", 199.8, "Khoảng 200 nghìn tấn"),
        ("{{ n|khoang }}", 201.1, "Khoảng 200 nghìn tấn"),
        ("{{ n|dat }}", 253, "Đạt 253 nghìn tấn"),
    ],
)
def test_rough_numbers_say_on_which_side_they_lie(template, value, said):
    assert say(template, n=number(value, NumberKind.QUANTITY, 0, unit="nghìn tấn")) == said


def test_an_estimate_is_said_to_be_one():
    estimate = number(253, NumberKind.QUANTITY, 0, unit="triệu viên", status=Status.ESTIMATE)
    assert say("{{ n|dat }}", n=estimate) == "Ước đạt 253 triệu viên"


@given(st.decimals(min_value="0.01", max_value="1e9", places=3))
def test_nearness_tells_the_side(value):
    found = near(value, 3)
    distance = (value - found.number) / found.number
    if found.nearness is Nearness.BELOW:
        assert -BELOW <= distance < 0
    elif found.nearness is Nearness.ABOVE:
        assert 0 < distance <= ABOVE
    elif found.nearness is Nearness.EXACT:
        assert value == found.number or abs(distance) <= Decimal("1e-9")
    assert abs((value - about(value, 3).number) / value) < Decimal("0.021")


@given(st.decimals(min_value="0.01", max_value="1e6", places=2), st.integers(-3, 3))
def test_nearness_does_not_depend_on_the_unit(value, power):
    assert near(value.scaleb(power), 9).nearness == near(value, 9).nearness


def test_what_is_not_near_a_round_number_is_rounded_as_it_is_published():
    # A mean of 5.685 as doubles hold it.
    value = 5.684999999999999
    assert near(value, 2).number == about(value, 2).number == show(NumberKind.GROWTH, value, 2, "vi").rounded


def test_a_count_is_so_many_times_another_only_where_it_comes_out_even():
    four, two, three = (number(n, NumberKind.COUNT, 0, unit="cụm") for n in (4, 2, 3))
    assert say("{{ a|gap:b }}", a=four, b=two) == "Gấp 2 lần"
    assert say("x{{ a|gap:b }}", a=four, b=three) == "X"
    assert say("x{{ a|gap:b }}", a=two, b=four) == "X"


def test_lists_are_joined_as_sentences_do():
    assert say("{{ n|liet_ke }}", n=Listed(["a", "b", "c"], "vi")) == "A, b và c"
    assert say("{{ n|liet_ke }}", n=Listed(["a", "b"], "en")) == "A and b"
    assert say("({{ n|phay }}) {{ n|so_luong }}", n=Listed(["a", "b"], "vi")) == "(A, b) 2"


def test_the_year_and_its_parts_have_their_own_base():
    assert against(Period.parse("2023"), "vi") == "so với năm 2022"
    assert against(Period.parse("2023-Q1"), "vi") == "so với cùng kỳ năm 2022"
    assert span(Period.parse("2023-01/2023-06"), "vi") == "6 tháng đầu năm 2023"


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{{ n|tang_gim }}", "E851"),
        ("{{ n.khong_co|so }}", "E852"),
        ("{{ khac }}", "E852"),
        ("{% if n %}", "E850"),
        ("{{ n|so", "E850"),
        ("a }} b", "E850"),
        ("{% include 'x' %}", "E850"),
        ("{% load static %}", "E850"),
        ("{% now 'Y' %}", "E850"),
        ("{{ n.__class__ }}", "E850"),
        ("{{ ten|tang_giam }}", "E853"),
        ("{{ ten|liet_ke }}", "E853"),
        ("{% for x in n %}{% endfor %}", "E854"),
        ("x" * (MOST_LETTERS + 1), "E855"),
    ],
)
def test_what_is_wrong_in_a_template_is_told_by_its_number(template, fault):
    with pytest.raises(Fault) as raised:
        sentence(template).say({"n": number(1), "ten": "Na Dương"})
    assert raised.value.number == fault
    assert raised.value.message("vi") != raised.value.message("en")


def test_nothing_is_escaped_or_run():
    assert say("{{ ten }} < {{ ten }}", ten="{{ n }} & <b>") == "{{ N }} & <b> < {{ n }} & <b>"


def test_white_space_is_one_space_and_stops_stand_close():
    assert say("  năm \n\n 2023 , tăng .") == "Năm 2023, tăng."


def test_numbers_keep_their_figure_through_a_sentence():
    found = pieces(sentence("tăng {{ n|so }}, rồi {{ n|gan }}").say({"n": number(5.1)}))
    assert [each.link for each in found] == [None, Link(KEY), None, Link(KEY)]
    assert join(found).replace("\u00a0", " ") == "Tăng 5,1 %, rồi hơn 5 %"


@given(st.text(), st.text())
def test_marks_come_apart_again(before, said):
    before, said = unmarked(before), unmarked(said)
    found = pieces(before + mark(said, Link(KEY, points=True)))
    assert join(found) == before + said
    assert found[-1] == Piece(said, Link(KEY, points=True))
