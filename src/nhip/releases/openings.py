"""Opening numbers: a node into its parts, a product into its reports, a report down to its cell."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from nhip.engine.rounding import Rounding, round_value
from nhip.engine.scheme import Policy
from nhip.figures.comparisons import MONTHLY, Comparison
from nhip.figures.numbers import NumberKind
from nhip.figures.periods import Period
from nhip.figures.spans import last_day
from nhip.releases.answers import Child, Crumb, NodeOpening, RunView, Target
from nhip.releases.indicators import IIP
from nhip.releases.models import FigureRow, NodeValue, SchemeNode, UsedReport
from nhip.releases.reports import open_report, report_rows
from nhip.releases.rules import thresholds
from nhip.releases.schemes import load_scheme
from nhip.releases.writing import Writer

__all__ = ["open_node", "open_report"]

TOLERANCE = 1e-9


@dataclass(frozen=True)
class _Step:
    """A node with its children, in the month and a year before."""

    value: NodeValue
    before: NodeValue | None
    children: list[NodeValue]
    children_before: dict[str, NodeValue]

    def contribution(self, child: NodeValue) -> float | None:
        """Percentage points of the node's growth over a year that a child brings; None across epochs."""
        then = self.children_before.get(child.node)
        if self.before is None or then is None or not self.before.own_index or then.epoch != child.epoch:
            return None
        return child.share * (child.own_index - then.own_index) / self.before.own_index * 100


def open_node(run: RunView, node: str, period: str, language: str = "vi", *, everything: bool = False) -> NodeOpening:
    """Open a node's value into its parts.

    Args:
        everything: whether the reader may see reports without consent.

    Raises:
        LookupError: the run has no such node or month.
    """
    month = Period.parse(period)
    scheme = load_scheme(run.scheme_hash)
    writer = Writer(scheme.policy, language)
    step = _step(run, node, month)
    nodes = {each.code: each for each in SchemeNode.objects.filter(scheme_id=run.scheme)}
    unit = nodes[node].unit
    if (IIP, node) in run.hidden:
        return _secret(run, nodes, node, month, step, writer)
    with translation.override(language):
        used = [] if step.children else list(_used(run, node, month))
        rows = report_rows(used, month, writer, unit, hidden=run.hidden, everything=everything)
        # The sum of too few hidden reports would tell one of them.
        secret = 0 < sum(row.hidden for row in rows) < thresholds(last_day(Period.parse(run.last_period))).fewest
        recomputed = _recomputed(step, used, scheme.policy)
        formula = _formula(step, used, unit, writer, secret)
    growths = _growths(run, node, month)
    contributions = [step.contribution(child) for child in step.children]
    known = [points for points in contributions if points is not None]
    epoch = next(each for each in scheme.epochs if each.epoch == step.value.epoch)
    return NodeOpening(
        code=node,
        name=nodes[node].name(language),
        level=nodes[node].level,
        unit=unit,
        period=str(month),
        period_words=month.in_words(language),
        epoch=epoch.epoch,
        base_words=_base_words(epoch.base_from, epoch.base_to, language),
        index=writer.index(step.value.index),
        previous_month=writer.growth(growths.get(Comparison.PREVIOUS_MONTH)),
        same_month=writer.growth(growths.get(Comparison.SAME_MONTH)),
        cumulative=writer.growth(growths.get(Comparison.CUMULATIVE)),
        imputed_share=writer.share(step.value.imputed_share),
        response_rate=writer.share(step.value.weighted_response_rate),
        illustrative=run.illustrative,
        path=_path(nodes, node, month, language),
        children=_children(step, nodes, contributions, month, writer, run),
        weight_sum=writer.weight(sum(child.weight or 0.0 for child in step.children) if step.children else None),
        contribution_sum=writer.points(sum(known) if known else None),
        reports=tuple(rows),
        quantity=writer.quantity(None if secret else step.value.quantity, unit),
        base_quantity=writer.quantity(None if secret else step.value.base_quantity, unit),
        recomputed=writer.index(recomputed),
        agrees=abs(recomputed - step.value.own_index) <= TOLERANCE * max(1.0, abs(recomputed)),
        formula=formula,
    )


def _secret(
    run: RunView, nodes: dict[str, SchemeNode], node: str, month: Period, step: _Step, writer: Writer
) -> NodeOpening:
    """Open a node that may not be told: where it stands, and no number of it.

    Who of two has answered, and how much of the sum was imputed for him, would tell one enterprise to the other.
    """
    growth, none = writer.secret(NumberKind.GROWTH), writer.quantity(None, "")
    return NodeOpening(
        code=node,
        name=nodes[node].name(writer.language),
        level=nodes[node].level,
        unit=nodes[node].unit,
        period=str(month),
        period_words=month.in_words(writer.language),
        epoch=step.value.epoch,
        base_words="",
        index=writer.secret(NumberKind.INDEX),
        previous_month=growth,
        same_month=growth,
        cumulative=growth,
        imputed_share=writer.secret(NumberKind.SHARE),
        response_rate=writer.secret(NumberKind.SHARE),
        illustrative=run.illustrative,
        path=_path(nodes, node, month, writer.language),
        children=(),
        weight_sum=writer.weight(None),
        contribution_sum=writer.secret(NumberKind.POINTS),
        reports=(),
        quantity=none,
        base_quantity=none,
        recomputed=writer.secret(NumberKind.INDEX),
        agrees=True,
        formula="",
        secret=True,
    )


def _step(run: RunView, node: str, month: Period) -> _Step:
    a_year_ago = str(month.a_year_ago)
    rows = NodeValue.objects.filter(run_id=run.id, period__in=[str(month), a_year_ago])
    around = list(rows.filter(node=node)) + list(rows.filter(parent=node))
    now = {each.node: each for each in around if each.period == str(month)}
    before = {each.node: each for each in around if each.period == a_year_ago}
    if node not in now:
        raise LookupError(f"run {run.id} has no {node} in {month}")
    children = [each for code, each in now.items() if code != node]
    return _Step(now[node], before.pop(node, None), children, before)


def _growths(run: RunView, node: str, month: Period) -> dict[Comparison, float]:
    rows = FigureRow.objects.filter(
        run_id=run.id,
        indicator=IIP,
        subject=node,
        period__in=[str(month), str(month.cumulative)],
        comparison__in=[each.value for each in MONTHLY],
    )
    return {Comparison(row.comparison): row.value for row in rows}


def _used(run: RunView, node: str, month: Period) -> list[UsedReport]:
    rows = UsedReport.objects.filter(run_id=run.id, product__code=node, period=str(month))
    return list(
        rows.select_related("enterprise", "product", "observation__source_file", "observation__enterprise").order_by(
            "-quantity", "enterprise__tax_code"
        )
    )


def _recomputed(step: _Step, used: list[UsedReport], policy: Policy) -> float:
    """Compute the index on its own base again from the rows that are shown below it."""
    value = step.value
    if step.children:
        again = sum(child.share * child.own_index for child in step.children)
    elif value.base_quantity:
        total = sum(each.quantity for each in used)
        again = 100 * (1.0 if value.factor is None else value.factor) * total / value.base_quantity
    else:
        # A component index has nothing below it.
        return value.own_index
    if policy.aggregate_from == "rounded":
        again = round_value(again, Rounding(policy.decimals, policy.halves))
    return again


def _formula(step: _Step, used: list[UsedReport], unit: str, writer: Writer, secret: bool) -> str:
    value, index = step.value, writer.index(step.value.own_index).text
    if step.children:
        text = _("sum of share × index of the parts = {index}").format(index=index)
    elif value.base_quantity and not secret:
        factor = writer.factor(value.factor)
        link = f"{factor.text} × " if factor.rounded not in (None, 1) else ""
        total = writer.quantity(sum(each.quantity for each in used), unit).bare
        base = writer.quantity(value.base_quantity, unit).bare
        text = f"100 × {link}{total} ÷ {base} = {index}"
    else:
        return ""
    if abs(value.index - value.own_index) > TOLERANCE:
        linked = _("; linked to earlier epochs: {index}").format(index=writer.index(value.index).text)
        return text + linked
    return text


def _base_words(first: str, last: str, language: str) -> str:
    if first[:4] == last[:4] and (first[5:], last[5:]) == ("01", "12"):
        return Period.parse(first[:4]).in_words(language)
    ends = (Period.parse(first).in_words(language), Period.parse(last).in_words(language))
    return ends[0] if first == last else " – ".join(ends)


def _path(nodes: dict[str, SchemeNode], node: str, month: Period, language: str) -> tuple[Crumb, ...]:
    found: list[Crumb] = []
    at = nodes[node].parent
    while at in nodes:
        found.append(Crumb(at, nodes[at].name(language), Target("node", at, str(month))))
        at = nodes[at].parent
    return tuple(reversed(found))


def _children(
    step: _Step,
    nodes: dict[str, SchemeNode],
    contributions: list[float | None],
    month: Period,
    writer: Writer,
    run: RunView,
) -> tuple[Child, ...]:
    found = []
    for child, points in zip(step.children, contributions, strict=True):
        then = step.children_before.get(child.node)
        secret = (IIP, child.node) in run.hidden
        relative = (child.index - then.index) / then.index * 100 if then is not None and then.index else None
        row = Child(
            code=child.node,
            name=nodes[child.node].name(writer.language),
            weight=writer.weight(child.weight),
            share=writer.share(child.share),
            index=writer.secret(NumberKind.INDEX) if secret else writer.index(child.own_index),
            relative=writer.secret(NumberKind.GROWTH) if secret else writer.growth(relative),
            contribution=writer.secret(NumberKind.POINTS) if secret else writer.points(points),
            target=Target("node", child.node, str(month)),
        )
        found.append((nodes[child.node].position, row))
    return tuple(row for _, row in sorted(found, key=lambda each: each[0]))
