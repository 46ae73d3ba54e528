"""Targets as a page or a report shows them: every number written, every verdict a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.figures.numbers import Shown
from nhip.figures.periods import Period
from nhip.plans.models import Target
from nhip.plans.targets.progress import Lookup, latest_month, so_far, so_far_in_words, verdict_on
from nhip.plans.targets.verdict import Standing, Verdict
from nhip.plans.targets.words import gap_shown, name_of, needed_shown, reached_shown, sentence, wanted_in_words

__all__ = ["Judged", "judged", "judged_by_month"]


@dataclass(frozen=True)
class Judged:
    """A target at a month, in one language. `month` is None, and nothing is reached, while its period has not begun."""

    target: Target
    name: str
    wanted: str
    month: Period | None
    verdict: Verdict
    reached: Shown
    gap: Shown
    needed: Shown
    sentence: str
    part_in_words: str

    @property
    def part(self) -> Period | None:
        """Return the name under which the figures of the part of the target's period so far stand."""
        return so_far(Period.parse(self.target.period), self.month) if self.month else None

    @property
    def begun(self) -> bool:
        """Whether anything is known of it."""
        return self.verdict.standing is not Standing.NOT_BEGUN


def judged(target: Target, months: Iterable[Period], lookup: Lookup, language: str) -> Judged:
    """Return a target at the newest of some months."""
    known = list(months)
    found = _at(target, latest_month(target, known), lookup, language)
    if found.begun or (known and max(known).last_ordinal < _first(target)):
        return found
    with override(language):
        return replace(found, sentence=_("No figures of this period yet."))


def judged_by_month(target: Target, months: Iterable[Period], lookup: Lookup, language: str) -> Sequence[Judged]:
    """Return a target at each of some months that its period has, oldest first, where something is known."""
    inside = set(Period.parse(target.period).months)
    found = (_at(target, month, lookup, language) for month in sorted(months) if str(month) in inside)
    return [each for each in found if each.begun]


def _first(target: Target) -> int:
    period = Period.parse(target.period)
    return period.last_ordinal - period.length + 1


def _at(target: Target, month: Period | None, lookup: Lookup, language: str) -> Judged:
    # The last month of the year before stands for a period that has not begun.
    verdict = verdict_on(target, month or Period.month(Period.parse(target.period).year - 1, 12), lookup)
    return Judged(
        target,
        name_of(target, language),
        wanted_in_words(target, language),
        month,
        verdict,
        reached_shown(target, verdict, language),
        gap_shown(target, verdict, language),
        needed_shown(target, verdict, language),
        sentence(target, verdict, language),
        so_far_in_words(Period.parse(target.period), month, language) if month else "",
    )
