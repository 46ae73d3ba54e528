"""The month in words: how the index moved, and which divisions moved it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhip.figures.comparisons import MONTHLY, Comparison
from nhip.figures.numbers import Shown
from nhip.figures.periods import Period
from nhip.releases.answers import Contributor, Headline, Part, RunView, Target
from nhip.releases.indicators import IIP
from nhip.releases.models import FigureRow, SchemeNode
from nhip.releases.schemes import load_scheme
from nhip.releases.writing import Writer, pieces

__all__ = ["headline"]

LEADERS = 2


def headline(run: RunView, period: str | None = None, language: str = "vi") -> Headline:
    """Return the total of a month (the last one if none is named) in words and numbers.

    Raises:
        LookupError: the run has no such month.
    """
    month = Period.parse(period or run.last_period)
    writer = Writer(load_scheme(run.scheme_hash).policy, language)
    rows = _figures(run, month)
    total = {comparison: row for (subject, comparison), row in rows.items() if subject == run.root}
    if Comparison.BASE_MONTH not in total:
        raise LookupError(f"run {run.id} has no {month}")
    target = Target("node", run.root, str(month))
    growths = {each: writer.growth(total[each].value if each in total else None) for each in MONTHLY}
    index = writer.index(total[Comparison.BASE_MONTH].value)
    contributors = _contributors(run, month, rows, growths[Comparison.SAME_MONTH], writer)
    with translation.override(language):
        words = month.in_words(language)
        if run.estimated and str(month) == run.last_period:
            words = _("%(period)s (estimate)") % {"period": words}
        sentence = _sentence(month, words, index, growths, contributors, target, writer)
        cumulative_words = month.cumulative.in_words(language)
        subject = _("Index of industrial production")
    return Headline(
        subject=subject,
        period=str(month),
        period_words=words,
        index=index,
        previous_month=growths[Comparison.PREVIOUS_MONTH],
        same_month=growths[Comparison.SAME_MONTH],
        cumulative=growths[Comparison.CUMULATIVE],
        cumulative_words=cumulative_words,
        contributors=contributors,
        illustrative=run.illustrative,
        sentence=sentence,
        target=target,
    )


def _figures(run: RunView, month: Period) -> dict[tuple[str, Comparison], FigureRow]:
    wanted = [Comparison.BASE_MONTH, *MONTHLY]
    rows = FigureRow.objects.filter(
        run_id=run.id,
        indicator=IIP,
        period__in=[str(month), str(month.cumulative)],
        comparison__in=[each.value for each in wanted],
    )
    return {(row.subject, Comparison(row.comparison)): row for row in rows if (IIP, row.subject) not in run.hidden}


def _contributors(
    run: RunView,
    month: Period,
    rows: Mapping[tuple[str, Comparison], FigureRow],
    growth: Shown,
    writer: Writer,
) -> tuple[Contributor, ...]:
    """Return the divisions that moved the total most in the direction it moved."""
    nodes = {node.code: node for node in _divisions(run)}
    found = [
        (row.contribution, nodes[subject], row)
        for (subject, comparison), row in rows.items()
        if comparison is Comparison.SAME_MONTH and subject in nodes and row.contribution is not None
    ]
    sign = -1 if growth.direction == "down" else 1
    found = [each for each in found if each[0] * sign > 0]
    found.sort(key=lambda each: (-sign * each[0], each[1].position))
    return tuple(
        Contributor(
            node.code,
            node.name(writer.language),
            writer.growth(row.value),
            writer.points(points),
            Target("node", node.code, str(month)),
        )
        for points, node, row in found[:LEADERS]
    )


def _divisions(run: RunView) -> list[SchemeNode]:
    nodes = list(SchemeNode.objects.filter(scheme_id=run.scheme))
    divisions = [node for node in nodes if node.level == "division"]
    return divisions or [node for node in nodes if node.parent == run.root]


def _sentence(
    month: Period,
    month_words: str,
    index: Shown,
    growths: Mapping[Comparison, Shown],
    contributors: tuple[Contributor, ...],
    target: Target,
    writer: Writer,
) -> tuple[Part, ...]:
    language = writer.language

    def moved(template: str, comparison: Comparison, **words: str) -> list[Part]:
        growth = growths[comparison]
        if growth.rounded is None:
            return []
        by = Part(writer.unsigned(growth), target)
        change = {
            "up": pieces(_("rose by {number}"), number=by),
            "down": pieces(_("fell by {number}"), number=by),
            "same": [Part(_("did not change"), target)],
        }[growth.direction]
        return pieces(template, change=change, **words)

    first = moved(
        _("In {month} the index of industrial production {change} over the same month of last year."),
        Comparison.SAME_MONTH,
        month=month_words,
    )
    if not first:
        first = pieces(
            _("In {month} the index of industrial production was {number} (average month of the base year = 100)."),
            month=month_words,
            number=Part(index.text, target),
        )
    so_far: list[Part] = []
    if month.number > 1:  # until January the year so far is the month itself
        so_far = moved(
            _("In {months} it {change} over the same months of last year."),
            Comparison.CUMULATIVE,
            months=month.cumulative.in_words(language),
        )
    sentences = [
        first,
        moved(_("Compared with the month before, it {change}."), Comparison.PREVIOUS_MONTH),
        so_far,
        _led_by(contributors),
    ]
    found: list[Part] = []
    for sentence in sentences:
        if sentence:
            # A sentence begins with a capital letter; a month's name in Vietnamese does not.
            begin = Part(sentence[0].text[:1].upper() + sentence[0].text[1:], sentence[0].target)
            found = [*found, *([Part(" ")] if found else []), begin, *sentence[1:]]
    return tuple(found)


def _led_by(contributors: tuple[Contributor, ...]) -> list[Part]:
    """Name who moved the index most."""
    each = [
        pieces(
            pgettext("a contributor and its percentage points", "{name} ({points})"),
            name=contributor.name,
            points=Part(contributor.points.text, contributor.target),
        )
        for contributor in contributors
    ]
    if not each:
        return []
    if len(each) == 1:
        return pieces(_("The largest contribution came from {first}."), first=each[0])
    return pieces(_("The largest contributions came from {first} and {second}."), first=each[0], second=each[1])
