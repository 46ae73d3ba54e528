"""Targets in words: what is wanted, and what has become of it. Numbers are written by their indicator's decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from nhip.figures.catalogue import indicator_by_code
from nhip.figures.numbers import NBSP, NumberKind, Shown, format_decimal, show, unit_of_number
from nhip.figures.rounding import trimmed
from nhip.plans.models import Bound, Target
from nhip.plans.targets.progress import way_of
from nhip.plans.targets.verdict import Outlook, Standing, Verdict, Way

__all__ = [
    "gap_shown",
    "name_of",
    "needed_shown",
    "plain_number",
    "reached_shown",
    "sentence",
    "unit_of",
    "units_of_targets",
    "wanted_in_words",
]

_PERCENT: Final = frozenset({Way.GROWTH, Way.RATE})


def name_of(target: Target, language: str) -> str:
    """Return the target's own words, else the name of its indicator."""
    own = target.name_vi if language.startswith("vi") else target.name_en or target.name_vi
    return own or indicator_by_code(target.indicator).name(language)


def unit_of(target: Target, language: str) -> str:
    """Return the unit of the target's numbers."""
    own = target.unit_vi if language.startswith("vi") else target.unit_en or target.unit_vi
    if way_of(target) in _PERCENT:
        return "%"
    return own or indicator_by_code(target.indicator).unit(language)


def units_of_targets(language: str) -> dict[str, str]:
    """Return the units of all targets by code."""
    return {target.code: unit_of(target, language) for target in Target.objects.filter(replaced_by=None)}


def wanted_in_words(target: Target, language: str) -> str:
    """Write the bound: "7–8 %", "more than 5 %".

    A number stands as the document has it, without zeros at its end.
    """
    unit = unit_of(target, language)
    if target.bound != Bound.RANGE:
        number = target.low if target.low is not None else target.high
        # Without the zeros that the database keeps behind it.
        unit = unit_of_number(trimmed(number), unit, language) if number is not None else unit
    tail = f"{NBSP}{unit.replace(' ', NBSP)}" if unit else ""
    low, high = ("" if each is None else plain_number(each, language) for each in (target.low, target.high))
    with override(language):
        match target.bound:
            case Bound.AT_LEAST:
                return _("at least %(number)s") % {"number": low + tail}
            case Bound.MORE_THAN:
                return _("more than %(number)s") % {"number": low + tail}
            case Bound.AT_MOST:
                return _("at most %(number)s") % {"number": high + tail}
            case Bound.LESS_THAN:
                return _("less than %(number)s") % {"number": high + tail}
            case Bound.RANGE:
                return f"{low}–{high}{tail}"
            case _:
                return low + tail


def plain_number(number: Decimal, language: str) -> str:
    """Write a number as it stands, without zeros at its end."""
    return format_decimal(trimmed(number), language)


def reached_shown(target: Target, verdict: Verdict, language: str) -> Shown:
    """Write what is reached."""
    kind = {Way.GROWTH: NumberKind.GROWTH, Way.RATE: NumberKind.SHARE}.get(verdict.way, NumberKind.QUANTITY)
    return show(kind, verdict.reached, _decimals(target), language, unit_of(target, language))


def gap_shown(target: Target, verdict: Verdict, language: str) -> Shown:
    """Write the difference to the bound: percentage points for percent, units for numbers."""
    return _difference(target, verdict.gap, language)


def needed_shown(target: Target, verdict: Verdict, language: str) -> Shown:
    """Write what the remaining months need: a growth in percent, or a difference in points or units."""
    if verdict.way is Way.GROWTH:
        return show(NumberKind.GROWTH, verdict.needed, _decimals(target), language)
    return _difference(target, verdict.needed, language)


def _difference(target: Target, value: float | None, language: str) -> Shown:
    kind = NumberKind.POINTS if way_of(target) in _PERCENT else NumberKind.DIFFERENCE
    return show(kind, value, _decimals(target), language, unit_of(target, language))


def _decimals(target: Target) -> int:
    return indicator_by_code(target.indicator).decimals


def _bare(shown: Shown) -> str:
    """Return a number without its sign: the sentence says which way it goes."""
    return shown.text.lstrip("+−")


def sentence(target: Target, verdict: Verdict, language: str) -> str:
    """Say in one plain sentence what has become of a target."""
    with override(language):
        if verdict.standing is Standing.NOT_BEGUN or verdict.gap is None:
            return _("Not yet begun.")
        words = {
            "reached": reached_shown(target, verdict, language).text,
            "wanted": wanted_in_words(target, language),
            "gap": _bare(gap_shown(target, verdict, language)),
        }
        if verdict.outlook is Outlook.FINAL:
            return _at_the_end(target, verdict) % words
        if verdict.outlook is Outlook.LOST:
            return _("%(reached)s so far: %(wanted)s cannot be reached any more.") % words
        if verdict.outlook is Outlook.SURE:
            return _("%(reached)s so far: reached already, whatever the remaining months bring.") % words
        words |= _ahead(target, verdict, language)
        if verdict.way is Way.GROWTH:
            return _growth_ahead(target, verdict) % words
        if verdict.way is Way.FLOW:
            return _number_ahead(verdict) % words
        return _level_ahead(verdict) % words


def _at_the_end(target: Target, verdict: Verdict) -> str:
    ceiling = target.bound in (Bound.AT_MOST, Bound.LESS_THAN)
    exactly = not verdict.gap
    if verdict.standing is Standing.MET:
        if target.bound == Bound.RANGE:
            return _("Reached: %(reached)s, within %(wanted)s.")
        if target.bound == Bound.EXACT or exactly:
            return _("Reached: %(reached)s.")
        if ceiling:
            return _("Kept: %(reached)s, %(gap)s below the limit.")
        return _("Exceeded by %(gap)s: %(reached)s.")
    if exactly:
        return _("Missed: %(reached)s, wanted was %(wanted)s.")
    if verdict.standing is Standing.BELOW:
        return _("Missed by %(gap)s: %(reached)s.")
    if target.bound == Bound.RANGE:
        return _("Exceeded: %(reached)s, %(gap)s above the upper bound.")
    return _("Missed: %(reached)s, %(gap)s too much.")


def _growth_ahead(target: Target, verdict: Verdict) -> str:
    low, high = verdict.needed_low, verdict.needed_high
    if low is None and high is None:
        return _("%(reached)s so far, wanted is %(wanted)s.")
    if low is None:
        return _("%(reached)s so far: kept if the remaining months grow by no more than %(high)s.")
    if target.bound == Bound.RANGE:
        return _("%(reached)s so far: each remaining month needs %(low)s to %(high)s over last year's.")
    if low < 0:
        return _("%(reached)s so far: reached if the remaining months fall by no more than %(fall)s.")
    return _("%(reached)s so far: each remaining month needs %(low)s over last year's.")


def _ahead(target: Target, verdict: Verdict, language: str) -> dict[str, str]:
    """Write what the remaining months need, or leave room for."""
    months = verdict.months_left
    words = {"rest": ngettext("in the one month left", "in the %(count)d months left", months) % {"count": months}}
    decimals, unit = _decimals(target), unit_of(target, language)
    for name, value in (("low", verdict.needed_low), ("high", verdict.needed_high)):
        if verdict.way is Way.GROWTH:
            words[name] = show(NumberKind.GROWTH, value, decimals, language).text
        else:
            words[name] = show(NumberKind.QUANTITY, value, decimals, language, unit).text
    if verdict.way is Way.FLOW and verdict.needed_low is not None:
        words["monthly"] = show(NumberKind.QUANTITY, verdict.needed_low / months, 1, language, unit).text
    return {**words, "fall": words["low"].lstrip("−")}


def _number_ahead(verdict: Verdict) -> str:
    if verdict.needed_low is not None and verdict.needed_low > 0:
        return _("%(reached)s so far: %(low)s still to come %(rest)s, %(monthly)s a month.")
    return _("%(reached)s so far: within %(wanted)s, with room for %(high)s %(rest)s.")


def _level_ahead(verdict: Verdict) -> str:
    if verdict.standing is Standing.MET:
        return _("%(reached)s so far: within %(wanted)s, if it stays so.")
    if verdict.standing is Standing.BELOW:
        return _("%(reached)s so far: %(gap)s short of %(wanted)s.")
    return _("%(reached)s so far: %(gap)s above %(wanted)s.")
