"""Edited sentences keep their numbers, and warn where a figure is another one now."""

from hypothesis import given
from hypothesis import strategies as st

from nhip.reports.words.editing import kept, loose_numbers, paragraphs, read_kept, tie, warnings
from nhip.reports.words.marking import Link, Piece, join

YEAR = Link(("IIP", "TOTAL", "", "2023", "year"))
GAP = Link(("TARGET_GAP", "IIP-2023", "", "2023-01/2023-12", "plan"))
NINE = Link(("KEY_GROWING", "", "", "2023", "none"))
MADE = (
    Piece("Chỉ số tăng "),
    Piece("7,68\u00a0%", YEAR),
    Piece(", vượt "),
    Piece("0,68\u00a0điểm phần trăm", GAP),
    Piece("; "),
    Piece("9", NINE),
    Piece("/13 sản phẩm tăng."),
)
NUMBERS = read_kept(kept(MADE))


def links(text):
    return [(each.text, each.link) for each in tie(text, NUMBERS) if each.link]


def test_what_is_stored_reads_back():
    assert [(piece.link, piece.text) for piece in MADE if piece.link] == NUMBERS


def test_numbers_are_found_whatever_space_stands_before_the_unit():
    found = links("Năm qua tăng 7,68 % (vượt 0,68 điểm phần trăm), 9/13 sản phẩm.")
    assert [link for _, link in found] == [YEAR, GAP, NINE]


def test_a_number_inside_another_is_not_it():
    assert links("tăng 17,68 % và 7,681 %") == []
    assert links("9 nhiệm vụ, tăng 7,68 %, 9/13 sản phẩm")[-1][1] == NINE


def test_a_short_number_is_not_looked_for_out_of_its_order():
    assert [link for _, link in links("9/13 sản phẩm; rồi 0,68 điểm phần trăm, 7,68 %")] == [GAP, YEAR]


def test_no_warning_while_the_figures_are_what_they_were():
    now = {YEAR: ["7,68 %"], GAP: ["0,68 điểm phần trăm"], NINE: ["9"]}
    assert warnings(join(MADE), NUMBERS, now) == ()


def test_a_number_that_moved_is_told_with_what_it_is_now():
    now = {YEAR: ["7,70 %"], GAP: ["0,70 điểm phần trăm"], NINE: ["9"]}
    found = warnings("Tăng 7,68 % cả năm; 9/13 sản phẩm.", NUMBERS, now)
    assert [(each.stands, each.now, each.link) for each in found] == [("7,68 %", "7,70 %", YEAR)]
    gone = warnings("Tăng 7,68 %", NUMBERS, {})
    assert [each.now for each in gone] == ["–"]


def test_a_number_of_no_figure_is_named():
    assert loose_numbers(tie("Tăng 7,68 %, khoảng 1.200 lao động, năm 2023, tháng 7", NUMBERS)) == ["1.200"]


def test_paragraphs_are_parted_at_blank_lines():
    found = paragraphs((Piece("a "), Piece("9", NINE), Piece(" b\n\nc"), Piece("9", NINE)))
    assert [join(part) for part in found] == ["a 9 b", "c9"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=200))
def test_tying_changes_no_letter(text):
    assert join(tie(text, NUMBERS)) == text
