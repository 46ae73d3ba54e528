"""The words an official may use in a template: what each does with a number or a list. Nothing else is there.

The names are Vietnamese without marks, in templates of both languages; docs/reports.md lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.template import Library
from django.template.defaulttags import do_for, do_if

from nhip.figures.numbers import NBSP, format_decimal
from nhip.figures.numbers import NumberKind as Kind
from nhip.figures.rounding import trimmed
from nhip.reports.words.near import Near, Nearness, about, near
from nhip.reports.words.number import Number

__all__ = ["WORDS", "WrongKindError", "register"]

register = Library()
register.tag("if", do_if)
register.tag("for", do_for)


class WrongKindError(TypeError):
    """A word was used on something it says nothing about."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def _of_number(name: str) -> Callable[[Callable[[Number], str]], Callable[[Any], str]]:
    """Enter a word that takes a number, and refuses anything else."""

    def enter(say: Callable[[Number], str]) -> Callable[[Any], str]:
        def word(value: Any) -> str:
            if not isinstance(value, Number):
                raise WrongKindError(name)
            return say(value)

        register.filter(name, word)
        return word

    return enter


def _vi(number: Number) -> bool:
    return number.language.startswith("vi")


def _by_direction(number: Number, up: tuple[str, str], down: tuple[str, str], same: tuple[str, str]) -> str:
    """Say a change with the word for its direction; the printed value decides, so that "tăng 0,00 %" is never said."""
    which = 0 if _vi(number) else 1
    if not number.co:
        return number.marked(number.shown.text)
    if number.khong_doi:
        return number.marked(same[which])
    return f"{(up if number.tang else down)[which]} {number.marked(number.unsigned)}"


@_of_number("tang_giam")
def rises_or_falls(number: Number) -> str:
    """Say a growth or a difference: tăng 7,68 %, giảm 0,5 %, không đổi."""
    return _by_direction(number, ("tăng", "rose by"), ("giảm", "fell by"), ("không đổi", "did not change"))


@_of_number("tang_giam_ngan")
def up_or_down(number: Number) -> str:
    """Say a growth after a comma: tăng 1 %; up 1 %."""
    return _by_direction(number, ("tăng", "up"), ("giảm", "down"), ("không đổi", "unchanged"))


@_of_number("vuot")
def above_or_below(number: Number) -> str:
    """Say a difference from a plan or target: vượt 0,68 điểm phần trăm, thấp hơn 2 tấn, bằng."""
    if number.khong_doi:
        return number.marked("bằng" if _vi(number) else "exactly")
    said = _by_direction(number, ("vượt", "above"), ("thấp hơn", "below"), ("", ""))
    if _vi(number) or not number.co:
        return said
    word, _, amount = said.partition(" ")
    return f"{amount} {word}"


@_of_number("dong_gop")
def contributes(number: Number) -> str:
    """Say a contribution: đóng góp 2,73 điểm phần trăm, làm giảm 0,12 điểm phần trăm."""
    return _by_direction(
        number, ("đóng góp", "contributing"), ("làm giảm", "taking off"), ("không đóng góp", "contributing nothing")
    )


@_of_number("vuot_khoang")
def roughly_above(number: Number) -> str:
    """Say a difference from a plan roughly: vượt khoảng 100 nghìn tấn."""
    if number.shown.rounded is None or number.khong_doi:
        return above_or_below(number)
    which = 0 if _vi(number) else 1
    word = ("vượt", "above") if number.tang else ("thấp hơn", "below")
    said = approximately(number)
    return f"{word[which]} {said}" if _vi(number) else f"{said} {word[which]}"


@_of_number("nhieu_it")
def more_or_fewer(number: Number) -> str:
    """Say a difference of counts: tăng 20 doanh nghiệp; 20 enterprises more."""
    if _vi(number):
        return _by_direction(number, ("tăng", ""), ("giảm", ""), ("bằng", ""))
    if number.khong_doi:
        return number.marked("as many")
    return f"{number.marked(number.unsigned)} {'more' if number.tang else 'fewer'}" if number.co else str(number)


@_of_number("so")
def amount(number: Number) -> str:
    """Write the number with its unit and without a sign."""
    return number.marked(number.unsigned)


@_of_number("so_tran")
def bare(number: Number) -> str:
    """Write the number alone: no sign, no unit."""
    return number.marked(number.amount)


@_of_number("co_dau")
def signed(number: Number) -> str:
    """Write the number with its sign and unit."""
    return str(number)


@_of_number("dat")
def reached(number: Number) -> str:
    """Say what was reached; an estimate is said to be one: đạt 253 triệu viên, ước đạt 253 triệu viên."""
    said = ("ước đạt", "is estimated at") if number.uoc else ("đạt", "reached")
    return f"{said[0 if _vi(number) else 1]} {number.marked(number.unsigned)}"


_NEARNESS: Final = {
    Nearness.EXACT: ("", ""),
    Nearness.ABOUT: ("khoảng", "about"),
    Nearness.BELOW: ("gần", "nearly"),
    Nearness.ABOVE: ("hơn", "more than"),
}


@_of_number("gan")
def roughly(number: Number) -> str:
    """Say a number roughly where a round one is near: gần 700 nghìn tấn, hơn 5 %; otherwise as it is."""
    value = number.shown.value
    return str(number) if value is None else _near(number, near(abs(float(value)), number.decimals))


@_of_number("khoang")
def approximately(number: Number) -> str:
    """Say a number that is on its way, and not a result: khoảng 200 nghìn tấn, whichever side of it."""
    value = number.shown.value
    return str(number) if value is None else _near(number, about(abs(float(value)), number.decimals))


def _near(number: Number, found: Near) -> str:
    word = _NEARNESS[found.nearness][0 if _vi(number) else 1]
    written = number.marked(format_decimal(trimmed(found.number), number.language) + _unit(number))
    return f"{word} {written}" if word else written


@_of_number("tang_giam_gan")
def rises_roughly(number: Number) -> str:
    """Say a change roughly: tăng hơn 5 %, giảm gần 2 %."""
    if number.shown.rounded is None or number.khong_doi:
        return rises_or_falls(number)
    which = 0 if _vi(number) else 1
    word = ("tăng", "rose by") if number.tang else ("giảm", "fell by")
    return f"{word[which]} {roughly(number)}"


def _unit(number: Number) -> str:
    if number.shown.kind in {Kind.GROWTH, Kind.SHARE}:
        return f"{NBSP}%"
    return number.unit.replace(" ", NBSP)


@register.filter("gap")
def times(value: Any, before: Any) -> str:
    """Say how many times a count is another, where it is a whole number of times: gấp 2 lần; else "".

    Both are counts that are printed in the same sentence; nothing is published here that is not.
    """
    if not (isinstance(value, Number) and isinstance(before, Number)):
        raise WrongKindError("gap")
    now, then = value.shown.rounded, before.shown.rounded
    if not now or not then or now <= then or now % then:
        return ""
    return value.marked(f"gấp {now // then} lần" if _vi(value) else f"{now // then} times")


@register.filter("liet_ke")
def listed(values: Any) -> str:
    """Join a list as a sentence does: a, b và c."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise WrongKindError("liet_ke")
    found = list(values)
    vietnamese = getattr(values, "language", "vi").startswith("vi")
    texts = [str(each) for each in found if str(each)]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {'và' if vietnamese else 'and'} {texts[-1]}"


@register.filter("phay")
def with_commas(values: Any) -> str:
    """Join a list as brackets hold it: a, b, c."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise WrongKindError("phay")
    return ", ".join(str(each) for each in values if str(each))


@register.filter("cham_phay")
def in_a_row(values: Any) -> str:
    """Join a list whose parts hold commas themselves: a; b; c."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise WrongKindError("cham_phay")
    return "; ".join(str(each) for each in values if str(each))


@register.filter("hoa")
def capital(value: Any) -> str:
    """Begin with a capital letter."""
    text = str(value)
    return text[:1].upper() + text[1:]


@register.filter("thuong")
def small(value: Any) -> str:
    """Begin with a small letter, as inside a sentence; what is written in capitals stays so."""
    text = str(value)
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


@register.filter("so_luong")
def how_many(values: Any) -> str:
    """Count a list."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise WrongKindError("so_luong")
    return str(len(list(values)))


WORDS: Final = tuple(sorted(register.filters))
"""Every word a template may use."""
