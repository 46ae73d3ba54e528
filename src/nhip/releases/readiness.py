"""What keeps a release from being published. Rooms above add their own questions in a file of this name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.utils import translation

import nhip
from nhip.engine.faults import Fault
from nhip.figures.comparisons import Comparison
from nhip.figures.periods import Period
from nhip.intake.collection.models import CollectionPeriod
from nhip.intake.collection.states import Form
from nhip.intake.models import Stage
from nhip.releases.faults import fault
from nhip.releases.models import Basis, FigureRow, Release
from nhip.releases.publication import newest_of_each
from nhip.releases.rules import required
from nhip.releases.words import comparison_words

__all__ = ["obstacles", "readiness_check"]

_Check = Callable[[Release, Basis], Iterable[Fault]]
_checks: dict[str, _Check] = {}


def readiness_check(name: str) -> Callable[[_Check], _Check]:
    """Enter a question: a function of a release and its basis that yields what is in the way of publishing it."""

    def enter(check: _Check) -> _Check:
        _checks[name] = check
        return check

    return enter


def obstacles(release: Release, basis: Basis) -> list[Fault]:
    """Return all that keeps a release from being published, by the name of the question."""
    for room in iter_modules(nhip.__path__, "nhip."):
        if room.ispkg and find_spec(f"{room.name}.readiness"):
            import_module(f"{room.name}.readiness")
    return [found for name in sorted(_checks) for found in _checks[name](release, basis)]


@readiness_check("1 collections closed")
def _closed(release: Release, basis: Basis) -> Iterator[Fault]:
    months = Period.parse(release.period).months
    open_ = CollectionPeriod.objects.filter(form=Form.MONTHLY, period__in=months, closed_at=None)
    if release.stage == Stage.ESTIMATE:
        # The official reports of its last month come afterwards.
        open_ = open_.exclude(period=release.last_month, stage=Stage.OFFICIAL)
    for collection in open_.order_by("period", "stage"):
        yield fault("E558", period=collection.period)


@readiness_check("2 figures there")
def _figures_there(release: Release, basis: Basis) -> Iterator[Fault]:
    run = basis.run
    rows = FigureRow.objects.filter(run=run, place="")
    for each in required(release.kind, Period.parse(release.period), run.root):
        found = rows.filter(
            indicator=each.indicator,
            subject=each.subject,
            period=str(each.period),
            comparison=each.comparison.value,
        )
        if not found.exists():
            yield fault(
                "E559",
                indicator=each.indicator,
                subject=each.subject,
                period=str(each.period),
                **_comparison_words(each.comparison),
            )


@readiness_check("3 texts not empty")
def _texts(release: Release, basis: Basis) -> Iterator[Fault]:
    for text in newest_of_each(release.texts.order_by("id")):
        if not text.body.strip():
            yield fault("E562", kind=text.kind, language=text.language)


def _comparison_words(comparison: Comparison) -> dict[str, str]:
    words = {}
    for language in ("vi", "en"):
        with translation.override(language):
            words[f"comparison_{language}"] = comparison_words(comparison)
    return words
