"""The form as a page shows it: lines of boxes, each with what is beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as data

from django.utils.translation import gettext as _

from nhip.figures.periods import Period
from nhip.intake.collection.answers import Boxes, box_name
from nhip.intake.collection.checking import Findings, Told
from nhip.intake.collection.models import CollectionPeriod, Comment
from nhip.intake.collection.queries import Earlier
from nhip.intake.collection.saving import Conflict
from nhip.intake.collection.states import FIELDS_OF, STATES_OFFERED, Form, FormField
from nhip.intake.models import Observation, Stage, State
from nhip.portal.collection.common import language, written
from nhip.registry.models import Product

__all__ = ["Box", "Line", "lay_out"]


@dataclass(slots=True)
class Box:
    """One box: what stands in it, and what is beside it."""

    name: str
    field: str
    heading: str
    label: str
    text: str
    over: int
    shown: str = ""
    hints: list[str] = data(default_factory=list)
    before: str = ""
    findings: list[Told] = data(default_factory=list)
    comments: list[Comment] = data(default_factory=list)
    conflict: Conflict | None = None
    was: str | None = None

    @property
    def wrong(self) -> bool:
        """Whether an error is about this box."""
        return any(each.finding.is_error for each in self.findings)


@dataclass(slots=True)
class Line:
    """A product with its boxes."""

    product: Product
    name: str
    boxes: list[Box]
    state: Box | None = None
    findings: list[Told] = data(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """The whole form."""

    lines: list[Line]
    employees: Box | None
    headings: list[str]
    states: list[tuple[str, str]]
    findings: list[Told]

    @property
    def boxes(self) -> list[Box]:
        """Every box."""
        found = [box for line in self.lines for box in [*([line.state] if line.state else []), *line.boxes]]
        return [*found, self.employees] if self.employees else found


def lay_out(
    collection: CollectionPeriod,
    products: Sequence[Product],
    boxes: Boxes,
    earlier: Earlier,
    findings: Findings,
    comments: Sequence[Comment] = (),
    conflicts: Mapping[str, Conflict] | None = None,
    typed: Mapping[str, str] | None = None,
    was: Boxes | None = None,
) -> Sheet:
    """Lay the form out.

    Args:
        earlier: last month's and last year's values.
        conflicts: by box; what was typed stands in the box, what the other wrote beside it.
        typed: texts that are not saved, shown in place of those that are.
        was: the boxes as they stood at an earlier step, to show what changed.
    """
    typed, conflicts = typed or {}, conflicts or {}
    month = Period.parse(collection.period) if collection.form == Form.MONTHLY else None
    told: dict[str, list[Told]] = {}
    for each in findings.all:
        told.setdefault(each.box, []).append(each)
    said: dict[str, list[Comment]] = {}
    for comment in comments:
        said.setdefault(comment.key, []).append(comment)

    def box(product: Product | None, name: FormField, label: str, hints: list[str], before: str = "") -> Box:
        key = box_name(product.pk if product else None, name)
        conflict = conflicts.get(key)
        old = None if was is None or was.text(key) == boxes.text(key) else was.text(key)
        return Box(
            key,
            name.value,
            _heading(name),
            label,
            typed.get(key, boxes.text(key)),
            conflict.number if conflict else boxes.number(key),
            _shown(boxes, key, name),
            hints,
            before,
            told.pop(key, []),
            said.get(key, []),
            conflict,
            old,
        )

    lines = []
    for product in products:
        name = product.name(language())
        row = []
        for field_ in FIELDS_OF[collection.form]:
            unit = _("million đồng") if field_ == FormField.VALUE else product.unit
            hints, before = _hints(earlier, product, field_, month)
            row.append(box(product, field_, f"{name}: {field_.label} ({unit})", hints, before))
        state = None
        if collection.form == Form.MONTHLY:
            state = box(product, FormField.STATE, f"{name}: {FormField.STATE.label}", [])
        lines.append(Line(product, name, row, state))
    employees = None
    if month is not None:
        employees = box(None, FormField.EMPLOYEES, str(FormField.EMPLOYEES.label), _heads(earlier))
    rest = [each for left in told.values() for each in left]
    return Sheet(lines, employees, [_heading(each) for each in FIELDS_OF[collection.form]], _states(), rest)


def _heading(field: FormField) -> str:
    return f"{field.label} ({_('million đồng')})" if field == FormField.VALUE else str(field.label)


def _shown(boxes: Boxes, key: str, name: FormField) -> str:
    """What stands in a box, for reading: a number as numbers are written, a state by its word."""
    cell = boxes.cells.get(key)
    if name == FormField.STATE:
        return dict(_states())[cell.text if cell and cell.text in STATES_OFFERED else ""]
    if cell is None or cell.value is None:
        return cell.text if cell else ""
    return written(cell.value)


def _states() -> list[tuple[str, str]]:
    words = {"": _("with figures")}
    return [(state, words[state] if state in words else str(State(state).label)) for state in STATES_OFFERED]


def _hints(earlier: Earlier, product: Product, name: FormField, month: Period | None) -> tuple[list[str], str]:
    """Return earlier values in words, and last month's as a plain number for the script."""
    key = (product.pk, name.value)
    if month is None:
        plan = earlier.plans.get(key)
        return ([] if plan is None else [_("last year's plan: %(value)s") % {"value": written(plan)}]), ""
    hints, plain = [], ""
    if before := earlier.before.get(key):
        hints.append(_at(f"{month.previous.number:02d}/{month.previous.year}", before))
        plain = "" if before.quantity is None else f"{before.quantity.normalize():f}"
    if year := earlier.year.get(key):
        hints.append(_at(f"{month.number:02d}/{month.year - 1}", year))
    if estimate := earlier.estimate.get(key):
        hints.append(_at(str(Stage.ESTIMATE.label), estimate))
    return hints, plain


def _at(when: str, row: Observation) -> str:
    value = str(State(row.state).label) if row.quantity is None else written(row.quantity)
    return _("%(month)s: %(value)s") % {"month": when, "value": value}


def _heads(earlier: Earlier) -> list[str]:
    return (
        [_("last reported: %(value)s") % {"value": written(earlier.employees)}] if earlier.employees is not None else []
    )
