"""The dry run: what a file says and what is wrong with it, without anything being kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from nhip.intake import checks
from nhip.intake.checks.context import Context
from nhip.intake.checks.queries import context_for
from nhip.intake.faults_checks import Fault, fault
from nhip.intake.reading.limits import LIMITS, Limits
from nhip.intake.reading.marking import Mark, mark, mark_of
from nhip.intake.reading.marking import Severity as MarkSeverity
from nhip.intake.reading.workbooks import read_workbook
from nhip.intake.returns import MONTHLY, PLAN, Finding, Form, Return
from nhip.intake.sheets.imprint import SHEET
from nhip.intake.sheets.reading import read_returns

__all__ = ["Examination", "Progress", "examine", "examine_returns", "marked_copy"]

Progress = Callable[[str, int, int], None]
"""Is told the step ("reading", "checking", "storing"), how far it is, and how far it goes."""

STEPS: Final = 3


@dataclass(frozen=True)
class Examination:
    """What the dry run found. ``notes`` are remarks on the file itself; they stop nothing."""

    name: str
    returns: tuple[Return, ...]
    context: Context
    findings: tuple[Finding, ...]
    notes: tuple[Fault, ...] = ()

    @property
    def errors(self) -> list[Finding]:
        """What stops it."""
        return [each for each in self.findings if each.is_error]

    @property
    def warnings(self) -> list[Finding]:
        """What needs a reason."""
        return [each for each in self.findings if not each.is_error]

    @property
    def rows(self) -> int:
        """How many rows of figures there are."""
        return sum(len(each.lines) for each in self.returns)

    def report(self, most: int | None = None) -> list[dict[str, Any]]:
        """Return the findings as plain data: number, severity, key, sheet, row, column, value, sentences."""
        return [_told(each, self.name) for each in self.findings[:most]]


def _told(finding: Finding, name: str) -> dict[str, Any]:
    told = finding.fault(name).as_dict()
    places = [place._asdict() for place in finding.places[1:]]
    return {**told, "severity": finding.severity.value, "key": finding.key, "also": places}


def examine(
    content: bytes,
    name: str,
    *,
    period: str = "",
    stage: str = "",
    enterprise: str = "",
    form: Form = MONTHLY,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> Examination:
    """Read a file and check it; nothing is kept.

    Args:
        period: the month asked for (for a plan, the year): any other is an error. Empty: the file's own.
        stage: taken where the file names none.
        enterprise: whose file it has to be. Empty: anybody's.
        form: the form asked for.

    Raises:
        Fault: the file cannot be read, or has no table of figures; the sentence says why and what to do.
    """
    if progress:
        progress("reading", 0, STEPS)
    workbook = read_workbook(content, name, limits)
    returns = read_returns(workbook, period=period, stage=stage, enterprise=enterprise)
    notes = tuple(note for note in workbook.notes if note.fields.get("sheet") != SHEET)
    del workbook  # its cells are half of the memory, and are not needed any more
    if progress:
        progress("checking", 1, STEPS)
    found = examine_returns(returns, name, period=period, enterprise=enterprise, form=form)
    return Examination(name, found.returns, found.context, found.findings, notes)


def examine_returns(
    returns: Sequence[Return], name: str = "", *, period: str = "", enterprise: str = "", form: Form = MONTHLY
) -> Examination:
    """Check returns, from wherever they came.

    Raises:
        Fault: N250, they are of several months or stages.
    """
    months = Counter((each.period, each.stage) for each in returns)
    if len(months) > 1:
        (_, second), *_ = [(key, next(r for r in returns if (r.period, r.stage) == key)) for key in list(months)[1:]]
        place = second.place("period")
        found = ", ".join(f"{month or '?'} {stage}" for month, stage in list(months)[:4])
        raise fault(
            "N250", file=name or None, sheet=place.sheet or None, row=place.row, column=place.column, found=found
        )
    own, stage = next(iter(months), ("", "official"))
    asked = period or (own if _is_period(own, form) else "")
    context = context_for(returns, period=asked, stage=stage, form=form, enterprise=enterprise, asked=bool(period))
    rules = checks.PLAN_CHECKS if form.id == PLAN.id else checks.MONTHLY_CHECKS
    return Examination(name, tuple(returns), context, tuple(checks.run(returns, context, rules)))


def _is_period(text: str, form: Form) -> bool:
    if form.id == PLAN.id:
        return len(text) == 4 and text.isascii() and text.isdecimal()
    return len(text) == 7 and text[:4].isdecimal() and text[4] == "-" and text[5:] in _MONTHS


_MONTHS: Final = frozenset(f"{month:02d}" for month in range(1, 13))


def marked_copy(content: bytes, examined: Examination, language: str = "vi") -> bytes:
    """Return the user's own workbook with the cells in question coloured and commented, and a list in front."""
    return mark(content, examined.name, [each for one in examined.findings for each in _marks(one, language)], language)


def _marks(finding: Finding, language: str) -> list[Mark]:
    severity = MarkSeverity(finding.severity.value)
    language = "vi" if language.startswith("vi") else "en"
    return [mark_of(finding.fault(), severity, language)]
