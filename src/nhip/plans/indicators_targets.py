"""Targets in the catalogue of indicators: what is wanted, reached, missing and needed, from the figures of the run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from nhip.figures.catalogue import indicator, indicator_by_code
from nhip.figures.comparisons import Comparison
from nhip.figures.model import Evidence, Figure, Knowledge
from nhip.figures.numbers import NumberKind
from nhip.figures.periods import Period
from nhip.plans.models import Target
from nhip.plans.targets.progress import reached_at, so_far, so_far_in_words, verdict_on
from nhip.plans.targets.verdict import Verdict, Way
from nhip.plans.targets.words import name_of, wanted_in_words
from nhip.registry.versions import known_mark

__all__ = [
    "TARGET_GAP",
    "TARGET_GAP_UNITS",
    "TARGET_HIGH",
    "TARGET_LOW",
    "TARGET_NEEDED",
    "TARGET_NEEDED_HIGH",
    "TARGET_REACHED",
    "mark",
]

TARGET_LOW: Final = "TARGET_LOW"
TARGET_HIGH: Final = "TARGET_HIGH"
TARGET_REACHED: Final = "TARGET_REACHED"
TARGET_GAP: Final = "TARGET_GAP"
TARGET_GAP_UNITS: Final = "TARGET_GAP_UNITS"
TARGET_NEEDED: Final = "TARGET_NEEDED"
TARGET_NEEDED_HIGH: Final = "TARGET_NEEDED_HIGH"

_IN_POINTS: Final = frozenset({Way.GROWTH, Way.RATE})
_SOURCE: Final = (
    "Danh mục mục tiêu của tỉnh; các chỉ tiêu của cùng kỳ",
    "The province's register of targets; figures of the same period",
)
_BY_TARGET: Final = ("theo mục tiêu", "by target")


def mark(as_of: datetime) -> str:
    """Say which versions of targets counted: how many there were, and the newest."""
    return f"targets:{known_mark(Target.objects.all(), as_of)}"


def _subjects(language: str) -> Mapping[str, str]:
    rows = Target.objects.filter(replaced_by=None)
    return {target.code: name_of(target, language) for target in rows}


def _evidence(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
    """Open a figure of a target into the version that counted, and say which figure it was compared with."""
    found: list[Evidence] = []
    for target in Target.objects.known_at(as_of).filter(code=figure.subject).select_related("document"):
        document = target.document
        found.append(
            Evidence(
                f"{name_of(target, language)}: {wanted_in_words(target, language)}",
                on=document.issued_on if document else None,
                source=document.number if document else target.source,
                kind="target",
                key=target.code,
            )
        )
        if figure.indicator not in (TARGET_LOW, TARGET_HIGH):
            entry = indicator_by_code(target.indicator)
            of = " · ".join(filter(None, [entry.name(language), target.subject, target.place]))
            part = so_far_in_words(Period.parse(target.period), figure.period.last_month, language)
            found.append(Evidence(f"{of}, {part}", source=entry.source(language)))
    return found


@dataclass(frozen=True)
class _Found:
    """A target at a month: the part of its period up to there, the figure of what is reached, and the verdict."""

    target: Target
    part: Period
    basis: Figure
    verdict: Verdict

    def figure(self, code: str, comparison: Comparison, value: float) -> Figure:
        """Return a figure that is as sure, and as secret, as the one it rests on."""
        basis = self.basis
        return Figure(
            code,
            self.target.code,
            self.part,
            comparison,
            value,
            status=basis.status,
            imputed_share=basis.imputed_share,
            response_rate=basis.response_rate,
            confidential=basis.confidential,
        )


def _each(known: Knowledge) -> Iterator[_Found]:
    """Yield every target at every month of its period that something is known of."""

    def lookup(indicator: str, subject: str, place: str, period: Period, comparison: Comparison) -> Figure | None:
        return known.figures.get((indicator, subject, place, str(period), comparison.value))

    for target in Target.objects.known_at(known.as_of).order_by("code"):
        whole = Period.parse(target.period)
        for month in known.months:
            part = so_far(whole, month)
            basis = reached_at(target, month, lookup)
            if part is not None and basis is not None:
                verdict = verdict_on(target, month, lookup)
                # At its end the whole period is asked for by its own name too.
                for name in {part, whole} if not verdict.months_left else {part}:
                    yield _Found(target, name, basis, verdict)


def _entry(
    code: str, name: tuple[str, str], method: tuple[str, str], **more: Any
) -> Any:  # a decorator, as `indicator` returns
    given = {"unit": _BY_TARGET, "decimals": 2, "kind": NumberKind.QUANTITY, "comparisons": [Comparison.NONE], **more}
    return indicator(
        code=code, name=name, method=method, source=_SOURCE, late=True, subjects=_subjects, evidence=_evidence, **given
    )


@_entry(
    TARGET_LOW,
    ("Mức dưới của mục tiêu", "Lower bound of the target"),
    ("Giá trị nhỏ nhất đạt mục tiêu, theo văn bản.", "The smallest value that meets the target, as its document says."),
)
def target_low(known: Knowledge) -> Iterator[Figure]:
    """What has to be reached, for the whole period of each target."""
    for target in Target.objects.known_at(known.as_of).exclude(low=None).order_by("code"):
        yield Figure(TARGET_LOW, target.code, Period.parse(target.period), Comparison.NONE, float(target.low or 0))


@_entry(
    TARGET_HIGH,
    ("Mức trên của mục tiêu", "Upper bound of the target"),
    ("Giá trị lớn nhất đạt mục tiêu, theo văn bản.", "The largest value that meets the target, as its document says."),
)
def target_high(known: Knowledge) -> Iterator[Figure]:
    """What must not be passed, for the whole period of each target."""
    for target in Target.objects.known_at(known.as_of).exclude(high=None).order_by("code"):
        yield Figure(TARGET_HIGH, target.code, Period.parse(target.period), Comparison.NONE, float(target.high or 0))


@_entry(
    TARGET_REACHED,
    ("Đã đạt đến kỳ", "Reached so far"),
    (
        "Chỉ tiêu của mục tiêu, từ đầu kỳ đến tháng; tồn tại thì lấy cuối tháng. Quý và 6 tháng không bắt đầu từ "
        "tháng 1 thì ghi theo tháng cuối: tổng các tháng, hoặc tổng các tháng so với tổng cùng kỳ.",
        "The figure that the target speaks of, from the beginning of its period to the month; a stock at its end. "
        "Quarters and half-years that do not begin in January stand under their last month so far: the sum of the "
        "months, or that sum over the same months of last year.",
    ),
)
def target_reached(known: Knowledge) -> Iterator[Figure]:
    """What each target has come to by each month."""
    for found in _each(known):
        if found.verdict.reached is not None:
            yield found.figure(TARGET_REACHED, Comparison.NONE, found.verdict.reached)


def _gaps(known: Knowledge, code: str, in_points: bool) -> Iterator[Figure]:
    for found in _each(known):
        if found.verdict.gap is not None and (found.verdict.way in _IN_POINTS) is in_points:
            yield found.figure(code, Comparison.PLAN, found.verdict.gap)


_GAP_METHOD: Final = (
    "Mức đạt trừ mức gần nhất của mục tiêu; bằng 0 khi nằm trong khoảng. Số dương là cao hơn, số âm là thấp hơn.",
    "What is reached less the nearer bound; 0 inside a range. Positive is above, negative below.",
)


@_entry(
    TARGET_GAP,
    ("Chênh lệch so với mục tiêu", "Difference from the target"),
    _GAP_METHOD,
    unit=("điểm phần trăm", "percentage points"),
    kind=NumberKind.POINTS,
    comparisons=[Comparison.PLAN],
)
def target_gap(known: Knowledge) -> Iterator[Figure]:
    """Difference of growths and rates from their targets, in points."""
    yield from _gaps(known, TARGET_GAP, in_points=True)


@_entry(
    TARGET_GAP_UNITS,
    ("Chênh lệch so với mục tiêu về số lượng", "Difference from the target of a number"),
    _GAP_METHOD,
    kind=NumberKind.DIFFERENCE,
    comparisons=[Comparison.PLAN],
)
def target_gap_units(known: Knowledge) -> Iterator[Figure]:
    """Difference of counts and quantities from their targets, in their units."""
    yield from _gaps(known, TARGET_GAP_UNITS, in_points=False)


_NEEDED_METHOD: Final = (
    "Tăng trưởng: mức tăng cần có của các tháng còn lại so với cùng kỳ, tính từ chỉ số chưa làm tròn. Số lượng: phần "
    "còn phải làm. Tồn tại và tỷ lệ: chênh lệch đến mức.",
    "Growth: what the remaining months need over the same months of last year, from unrounded indices. Numbers: what "
    "is still to come. Stocks and rates: the difference to the bound.",
)


@_entry(
    TARGET_NEEDED,
    ("Cần trong các tháng còn lại để đạt mức dưới", "Needed in the remaining months for the lower bound"),
    _NEEDED_METHOD,
    kind=NumberKind.DIFFERENCE,
    comparisons=[Comparison.PLAN],
)
def target_needed(known: Knowledge) -> Iterator[Figure]:
    """What is needed to come to the lower bound."""
    for found in _each(known):
        if found.verdict.needed_low is not None:
            yield found.figure(TARGET_NEEDED, Comparison.PLAN, found.verdict.needed_low)


@_entry(
    TARGET_NEEDED_HIGH,
    ("Còn được trong các tháng còn lại đến mức trên", "Left in the remaining months up to the upper bound"),
    _NEEDED_METHOD,
    kind=NumberKind.DIFFERENCE,
    comparisons=[Comparison.PLAN],
)
def target_needed_high(known: Knowledge) -> Iterator[Figure]:
    """What would come to the upper bound."""
    for found in _each(known):
        if found.verdict.needed_high is not None:
            yield found.figure(TARGET_NEEDED_HIGH, Comparison.PLAN, found.verdict.needed_high)
