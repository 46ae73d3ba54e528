"""What the rule book says of a submission, and which of its warnings have their reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nhip.intake import checks
from nhip.intake.checks.queries import context_for
from nhip.intake.collection.answers import Boxes, box_name, current_cells, plain_text, return_of
from nhip.intake.collection.models import Reason, Submission
from nhip.intake.collection.states import Form
from nhip.intake.reading.numerals import Ambiguous, parse_number
from nhip.intake.returns import MONTHLY, PLAN, Finding
from nhip.registry.models import Product

__all__ = ["Findings", "Told", "findings_of"]

# A blank box of a draft is not a mistake yet.
_OF_BLANKS = frozenset({"N213"})


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, the box it is about, and the reason given for it, if there is one."""

    finding: Finding
    box: str
    reason: Reason | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still needs a reason."""
        return not self.finding.is_error and self.reason is None

    @property
    def readings(self) -> list[str]:
        """The numbers an ambiguous text can be, each written so that it is one only; empty for anything else."""
        found = parse_number(self.finding.value) if self.finding.number == "N131" else None
        return (
            [plain_text(number) for number in sorted(found.readings.values())] if isinstance(found, Ambiguous) else []
        )

    @property
    def fingerprint(self) -> str:
        """What a reason is given for: the sentence with its numbers, so that other numbers need another reason."""
        return self.message("vi")[:200]

    def message(self, language: str) -> str:
        """Return the sentence without its place, which the page shows by itself."""
        bare = replace(self.finding, places=(self.finding.places[0]._replace(sheet="", row=None, column="", box=""),))
        return replace(bare, value="").message(language)


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found."""

    all: tuple[Told, ...] = ()

    @property
    def errors(self) -> list[Told]:
        """What stops the form."""
        return [each for each in self.all if each.finding.is_error]

    @property
    def open_warnings(self) -> list[Told]:
        """Warnings without a reason."""
        return [each for each in self.all if each.is_open]

    @property
    def answered(self) -> list[Told]:
        """Warnings with their reasons."""
        return [each for each in self.all if each.reason is not None]

    def about_what_is_filled(self, boxes: Boxes) -> Findings:
        """Leave out what is only missing so far."""
        return Findings(
            tuple(each for each in self.all if each.finding.number not in _OF_BLANKS or boxes.text(each.box).strip())
        )


def findings_of(submission: Submission, products: Sequence[Product], boxes: Boxes | None = None) -> Findings:
    """Try the rule book on what stands in a form now."""
    boxes = current_cells(submission) if boxes is None else boxes
    collection = submission.collection
    given = return_of(submission.enterprise, collection, products, boxes)
    plan = collection.form == Form.PLAN
    context = context_for(
        [given],
        period=collection.period,
        stage=collection.stage,
        form=PLAN if plan else MONTHLY,
        enterprise=submission.enterprise.tax_code,
        asked=True,
    )
    found = checks.run([given], context, checks.PLAN_CHECKS if plan else checks.MONTHLY_CHECKS)
    keys = {product.code: product.pk for product in products}
    reasons = _reasons(submission)
    told = []
    for finding in found:
        box = finding.places[0].box or box_name(keys.get(finding.product), finding.measure or "production")
        bare = Told(finding, box)
        told.append(Told(finding, box, reasons.get((finding.key, bare.fingerprint))))
    return Findings(tuple(told))


def _reasons(submission: Submission) -> Mapping[tuple[str, str], Reason]:
    """Return the reasons by finding and by what they were given for."""
    if submission._state.adding:
        return {}
    code = submission.enterprise.tax_code
    rows = Reason.objects.filter(submission=submission).select_related("product", "by")
    return {
        (":".join((row.rule, code, row.product.code if row.product else "", row.field)), row.text): row for row in rows
    }
