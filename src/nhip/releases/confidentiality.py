"""Which figures of a run the public may not see, and why.

A subject is hidden as a whole, in all its months and comparisons: what was hidden in one month cannot then be had
from the sum of a year, or from a growth. What follows from a hidden subject or leads to it is hidden as well. What
enterprises have agreed to on record is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from nhip.figures.periods import Period
from nhip.figures.spans import last_day
from nhip.plans.models import Target
from nhip.registry.models import Product
from nhip.registry.snapshots import as_kept
from nhip.releases.disclosure import narrowed, protected
from nhip.releases.indicators import IIP
from nhip.releases.indicators_output import KEY_OUTPUT
from nhip.releases.models import FigureRow, NodeValue, Run, UsedReport, Why
from nhip.releases.registers import consents, key_products
from nhip.releases.rules import Thresholds, thresholds

__all__ = ["Hidden", "Subject", "attack_rows", "hidden_subjects"]

Subject = tuple[str, str]
"""An indicator and a subject of it."""
Hidden = Mapping[Subject, Why]
OF_A_TARGET: Final = "TARGET_"


@dataclass(frozen=True)
class _Facts:
    """What has to be known of a run to decide what is secret in it. Read once."""

    run: Run
    day: date

    @cached_property
    def made(self) -> dict[str, dict[str, dict[str, float]]]:
        """Quantities by product, month and enterprise."""
        rows = UsedReport.objects.filter(run=self.run, quantity__gt=0)
        found: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
        for product, period, enterprise, quantity in rows.values_list(
            "product__code", "period", "enterprise__tax_code", "quantity"
        ).iterator():
            found[product][period][enterprise] = quantity
        return found

    @cached_property
    def nodes(self) -> dict[tuple[str, str], NodeValue]:
        """The newest value of each node in each epoch, for its parent, share and base quantity."""
        fields = ("node", "parent", "epoch", "share", "base_quantity", "period")
        rows = NodeValue.objects.filter(run=self.run).only("run_id", *fields).order_by("period")
        return {(row.epoch, row.node): row for row in rows.iterator()}

    @cached_property
    def indices(self) -> dict[str, dict[str, dict[str, float]]]:
        """Indices by epoch, month and node."""
        found: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
        rows = NodeValue.objects.filter(run=self.run).order_by("period", "node")
        for epoch, period, node, index in rows.values_list("epoch", "period", "node", "index").iterator():
            found[epoch][period][node] = index
        return found

    @cached_property
    def open_(self) -> set[tuple[str, str]]:
        """Enterprises and products that may be told."""
        return {(each.tax_code, each.product) for each in consents() if each.on(self.day)}

    @cached_property
    def _open_in(self) -> dict[str, set[tuple[str, str]]]:
        """Enterprises and products whose reports of a month may be told, by month."""
        agreed = list(consents())
        months = {month for of in self.made.values() for month in of}
        ends = {month: last_day(Period.parse(month)) for month in months}
        return {
            month: {(each.tax_code, each.product) for each in agreed if each.on(end)} for month, end in ends.items()
        }

    def told(self, enterprise: str, product: str, month: str) -> bool:
        """Whether the report of a month may be told by itself."""
        return (enterprise, product) in self._open_in[month]

    def may_tell(self, enterprise: str, product: str) -> bool:
        return (enterprise, product) in self.open_

    def own(self, subjects: Iterable[Subject]) -> dict[Subject, tuple[str, str]]:
        """The figures of single enterprises, with tax code and product: their subject begins with both."""
        codes = set(Product.objects.values_list("code", flat=True))
        found: dict[Subject, tuple[str, str]] = {}
        for indicator, subject in subjects:
            enterprise, _sep, rest = subject.partition("/")
            product = rest.partition("/")[0]
            if product in codes and enterprise.isdigit():
                found[indicator, subject] = (enterprise, product)
        return found

    @cached_property
    def closed(self) -> dict[str, set[str]]:
        """The enterprises by product whose quantities may not be told."""
        found = {
            product: {e for month in months.values() for e in month if not self.may_tell(e, product)}
            for product, months in self.made.items()
        }
        return {product: enterprises for product, enterprises in found.items() if enterprises}

    def leaves(self, epoch: str) -> dict[str, dict[str, float]]:
        """Each node's combination of leaves in an epoch."""
        children: dict[str, list[NodeValue]] = defaultdict(list)
        nodes = {node: value for (of, node), value in self.nodes.items() if of == epoch}
        for value in nodes.values():
            children[value.parent].append(value)
        found: dict[str, dict[str, float]] = {}

        def below(node: str) -> dict[str, float]:
            if node not in found:
                parts: dict[str, float] = defaultdict(float)
                for child in children[node]:
                    for leaf, value in below(child.node).items():
                        parts[leaf] += child.share * value
                found[node] = dict(parts) or {node: 1.0}
            return found[node]

        return {node: below(node) for node in nodes}


def hidden_subjects(run: Run, released: Period, earlier: Iterable[Subject] = ()) -> dict[Subject, Why]:
    """Return the subjects of a run that may not be told, and why.

    Args:
        released: the period of the release; rules and consents of its last day count.
        earlier: subjects that were hidden to protect others in earlier releases. They are the first choice again, so
            that two releases never give away together what each hides alone.
    """
    with as_kept(bytes(run.registers.content) if run.registers else None):
        facts = _Facts(run, last_day(released))
        rules = thresholds(facts.day)
        keys = {key.code: key.products for key in sorted(key_products())}
        subjects = {
            (indicator, subject): marked
            for indicator, subject, marked in FigureRow.objects.filter(run=run)
            .order_by()
            .values_list("indicator", "subject", "confidential")
            .distinct()
        }
        found = _primary(facts, keys, rules)
        own = facts.own(subjects)
        found |= {each: Why.OWN for each, (firm, product) in own.items() if not facts.may_tell(firm, product)}
        found |= {
            subject: Why.MARKED
            for subject, marked in subjects.items()
            # What an indicator marks because it is an enterprise's own is told where the enterprise agrees.
            if marked and subject not in found and subject not in own
        }
        found = {subject: why for subject, why in found.items() if subject in subjects}
        if found:
            found |= _secondary(facts, keys, found, set(earlier), rules)
        # A plan's attainment is a report of its product.
        found |= dict.fromkeys(
            (each for each, of in own.items() if (IIP, of[1]) in found and each not in found), Why.SECONDARY
        )
        return found | _of_targets(run, found, subjects)


def _makers(
    facts: _Facts, products: Iterable[str], weight: Mapping[str, float], *, told_apart: bool
) -> dict[str, dict[str, float]]:
    """Return by month what each enterprise brings to a sum of products.

    Where those who agreed are told one by one, they are left out: what is left of the sum is that of the others.
    """
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for product in products:
        for period, quantities in facts.made.get(product, {}).items():
            for enterprise, quantity in quantities.items():
                if not (told_apart and facts.told(enterprise, product, period)):
                    found[period][enterprise] += weight[product] * quantity
    return found


def _why(
    facts: _Facts, products: Iterable[str], weight: Mapping[str, float], rules: Thresholds, *, told_apart: bool
) -> Why | None:
    """Say why a sum of products is secret; None if it is not.

    Args:
        told_apart: whether the quantities of those who agreed are published beside the sum.
    """
    products = list(products)
    secret = {enterprise for product in products for enterprise in facts.closed.get(product, ())}
    if not secret:
        return None
    makers = _makers(facts, products, weight, told_apart=told_apart)
    if any(len(month) < rules.fewest for month in makers.values() if secret & set(month)):
        return Why.FEW
    whole: dict[str, float] = defaultdict(float)
    for month in makers.values():
        for enterprise, value in month.items():
            whole[enterprise] += value
    largest = max(whole, key=lambda each: (whole[each], each))
    if largest in secret and whole[largest] * 100 > rules.dominance * sum(whole.values()):
        return Why.DOMINANCE
    return None


def _primary(facts: _Facts, keys: Mapping[str, tuple[str, ...]], rules: Thresholds) -> dict[Subject, Why]:
    found: dict[Subject, Why] = {}
    for epoch in sorted({epoch for epoch, _ in facts.nodes}):
        base = {node: value.base_quantity for (of, node), value in facts.nodes.items() if of == epoch}
        for node, leaves in facts.leaves(epoch).items():
            # A quantity enters the index with its weight over its base quantity.
            weight = {leaf: share / (base.get(leaf) or 1.0) for leaf, share in leaves.items()}
            if (why := _why(facts, leaves, weight, rules, told_apart=len(leaves) == 1)) is not None:
                found[IIP, node] = why
    for code, products in keys.items():
        if (why := _why(facts, products, dict.fromkeys(products, 1.0), rules, told_apart=True)) is not None:
            found[KEY_OUTPUT, code] = why
    return found


def attack_rows(run: Run, released: Period) -> dict[str, dict[Subject, dict[str, float]]]:
    """Return by epoch what an attacker knows: each published subject as a combination of leaves."""
    with as_kept(bytes(run.registers.content) if run.registers else None):
        keys = {key.code: key.products for key in sorted(key_products())}
        return _rows(_Facts(run, last_day(released)), keys)


def _rows(facts: _Facts, keys: Mapping[str, tuple[str, ...]]) -> dict[str, dict[Subject, dict[str, float]]]:
    found = {}
    for epoch in sorted({epoch for epoch, _ in facts.nodes}):
        rows: dict[Subject, dict[str, float]] = {(IIP, node): row for node, row in facts.leaves(epoch).items()}
        for code, products in keys.items():
            bases = {each: facts.nodes.get((epoch, each)) for each in products}
            rows[KEY_OUTPUT, code] = {
                product: (base.base_quantity if base and base.base_quantity else 1.0) for product, base in bases.items()
            }
        found[epoch] = rows
    return found


def _secondary(
    facts: _Facts, keys: Mapping[str, tuple[str, ...]], primary: Hidden, earlier: set[Subject], rules: Thresholds
) -> dict[Subject, Why]:
    """Return what has to be hidden so that nothing hidden can be computed, and no secret be had closely."""
    epochs = _rows(facts, keys)
    found: set[Subject] = set()
    before = -1
    while before != len(found):
        before = len(found)
        for epoch, rows in epochs.items():
            share = {each: sum(abs(value) for value in row.values()) for each, row in rows.items()}
            depth = {each: len(row) for each, row in rows.items()}

            def cost(
                each: Subject, share: Mapping[Subject, float] = share, depth: Mapping[Subject, int] = depth
            ) -> tuple[bool, bool, int, float]:
                # What was hidden before, then single products before sums, and small ones before large.
                return (each not in earlier, each[0] == KEY_OUTPUT, depth[each], share[each])

            root = max(rows, key=lambda each: (each[0] == IIP, len(rows[each])))
            found |= protected(rows, {*primary, *found}, cost, never=[root])
            for values in facts.indices[epoch].values():
                while choices := _too_close(rows, primary, found, values, rules, root):
                    found.add(min(choices, key=lambda each: (cost(each), repr(each))))
                    found |= protected(rows, {*primary, *found}, cost, never=[root])
    return dict.fromkeys(found - set(primary), Why.SECONDARY)


def _too_close(
    rows: Mapping[Subject, Mapping[str, float]],
    primary: Hidden,
    found: set[Subject],
    values: Mapping[str, float],
    rules: Thresholds,
    root: Subject,
) -> set[Subject]:
    """Return what might be hidden as well, because with it a secret of a month can be had too closely.

    The whole stays: where nothing else is left to hide, a secret is as close as the whole makes it.
    """
    thin = narrowed(rows, primary, {*primary, *found}, values, rules.guess / 100, rules.closeness / 100)
    return next((set(thin[key] - {root}) for key in sorted(thin, key=repr) if thin[key] - {root}), set())


def _of_targets(run: Run, hidden: Hidden, subjects: Iterable[Subject]) -> dict[Subject, Why]:
    """Return the figures of targets that would tell how far a hidden figure has come."""
    if not hidden:
        return {}
    wanted = {each.code: (each.indicator, each.subject) for each in Target.objects.known_at(run.as_of)}
    return {
        (indicator, subject): Why.SECONDARY
        for indicator, subject in subjects
        if indicator.startswith(OF_A_TARGET) and wanted.get(subject) in hidden
    }
