"""A scheme: everything an index needs besides the reports.

Classification trees, weight epochs, the weights of every step, base quantities, unit conversions, dated events of
the panel, and the policy (what is rounded when, how epochs overlap). All of it is data with names and sources;
nothing of it is in code. The steps of the Vietnamese method (product, class, division, section, all industry) are
one such tree; any depth will do.

Source: UN, International Recommendations for the Index of Industrial Production 2010 (IRIIP), chapters 4 to 6;
Decision 144/QĐ-TCTK of 2017 for the Vietnamese steps.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Literal

from . import months
from .rounding import Halves

From = Literal["rounded", "unrounded"]

EVENT_KINDS = ("entry", "exit", "replacement")


@dataclass(frozen=True)
class Policy:
    """How numbers are treated: declared once, carried with every result.

    Attributes:
        aggregate_from: whether a parent is made from its children's rounded or unrounded indices.
        growth_from: whether growth is taken between rounded or unrounded indices.
        decimals: decimals of a published index; also of the rounding between steps, where that is declared.
        growth_decimals: decimals of a published growth rate, in percent.
        halves: ``away`` from zero (as is usual in offices) or to ``even``.
        overlap: ``average`` links epochs over the whole old base year (annual overlap), a month number
            "01".."12" over that month alone (one-period overlap, such as December).
    """

    title_vi: str = ""
    title_en: str = ""
    source: str = ""
    illustrative: bool = False
    aggregate_from: From = "unrounded"
    growth_from: From = "unrounded"
    decimals: int = 2
    growth_decimals: int = 2
    halves: Halves = "away"
    overlap: str = "average"


@dataclass(frozen=True)
class Node:
    """A place in a classification tree; a node without children is a leaf: a product, or a component index."""

    classification: str
    code: str
    parent: str | None
    level: str = ""
    name_vi: str = ""
    name_en: str = ""
    unit: str = ""

    def name(self, lang: str = "vi") -> str:
        return (self.name_vi if lang == "vi" else self.name_en) or self.name_vi or self.code


@dataclass(frozen=True)
class Epoch:
    """Base period + weights + classification version, together, and the months they are valid for."""

    epoch: str
    base_from: str
    base_to: str
    valid_from: str
    valid_to: str
    classification: str
    reference: str = ""

    @property
    def base(self) -> range:
        """Ordinals of the months of the base period."""
        return range(months.ordinal(self.base_from), months.ordinal(self.base_to) + 1)

    @property
    def valid(self) -> range:
        """Ordinals of the months the epoch is valid for."""
        return range(months.ordinal(self.valid_from), months.ordinal(self.valid_to) + 1)

    @property
    def window(self) -> range:
        """Base and valid months and all between: what has to be compiled to link the epoch to the one before."""
        return range(min(self.base.start, self.valid.start), self.valid.stop)


@dataclass(frozen=True)
class Weight:
    epoch: str
    code: str
    weight: float


@dataclass(frozen=True)
class Base:
    """Average month of the base period, in the product's own unit."""

    epoch: str
    product: str
    quantity: float


@dataclass(frozen=True)
class UnitFactor:
    """One ``unit`` is ``factor`` of the product's own unit."""

    product: str
    unit: str
    factor: float


@dataclass(frozen=True)
class Event:
    """A dated change of the panel; see `nhip.engine.panel` for what each kind does."""

    kind: str
    period: str
    enterprise: str
    product: str
    new_enterprise: str = ""
    new_product: str = ""
    overlap_from: str = ""
    overlap_to: str = ""
    factor: float | None = None
    reference: str = ""


@dataclass(frozen=True)
class Tree:
    """One classification with the weights of one epoch, ready for arithmetic.

    ``path`` is the weight with which a node enters each of its ancestors (and itself, with 1): the product of the
    shares of all steps between them.
    """

    epoch: str
    root: str
    nodes: dict[str, Node]
    children: dict[str, tuple[str, ...]]
    share: dict[str, float]
    depth: dict[str, int]

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        return tuple(c for c in self.nodes if c not in self.children)

    def ancestors(self, code: str) -> list[tuple[str, float]]:
        """The node itself, its parent, and so on to the root, each with the weight it enters with."""
        found, weight, at = [(code, 1.0)], 1.0, code
        while (parent := self.nodes[at].parent) is not None:
            weight *= self.share[at]
            found.append((parent, weight))
            at = parent
        return found

    @cached_property
    def order(self) -> dict[str, int]:
        """Position of every node when the tree is read from the root, children in the order of the scheme."""
        found: list[str] = []
        stack = [self.root]
        while stack:
            code = stack.pop()
            found.append(code)
            stack.extend(reversed(self.children.get(code, ())))
        return {code: i for i, code in enumerate(found)}


@dataclass(frozen=True)
class Scheme:
    """All tables of a scheme. Build it with `read_scheme` or from rows; `check_scheme` says what is wrong with it.

    Example:
        >>> scheme = Scheme(
        ...     nodes=(Node("v", "T", None), Node("v", "B", "T"), Node("v", "C", "T")),
        ...     epochs=(Epoch("e", "2022-01", "2022-12", "2022-01", "2023-12", "v"),),
        ...     weights=(Weight("e", "B", 20.0), Weight("e", "C", 60.0)),
        ... )
        >>> scheme.tree(scheme.epochs[0]).ancestors("B")
        [('B', 1.0), ('T', 0.25)]
    """

    nodes: tuple[Node, ...]
    epochs: tuple[Epoch, ...]
    weights: tuple[Weight, ...]
    policy: Policy = field(default_factory=Policy)
    bases: tuple[Base, ...] = ()
    units: tuple[UnitFactor, ...] = ()
    events: tuple[Event, ...] = ()

    @cached_property
    def _trees(self) -> dict[str, Tree]:
        return {e.epoch: self._grow(e) for e in self.epochs}

    def tree(self, epoch: Epoch) -> Tree:
        return self._trees[epoch.epoch]

    def _grow(self, epoch: Epoch) -> Tree:
        nodes = {n.code: n for n in self.nodes if n.classification == epoch.classification}
        children: dict[str, list[str]] = defaultdict(list)
        for n in nodes.values():
            if n.parent is not None:
                children[n.parent].append(n.code)
        weight = {w.code: w.weight for w in self.weights if w.epoch == epoch.epoch}
        share = {
            c: (weight[c] / total if len(siblings) > 1 else 1.0)
            for siblings in children.values()
            for total in [sum(weight.get(s, 0.0) for s in siblings)]
            for c in siblings
        }
        root = next(n.code for n in nodes.values() if n.parent is None)
        depth, stack = {root: 0}, [root]
        while stack:
            at = stack.pop()
            for c in children.get(at, ()):
                depth[c] = depth[at] + 1
                stack.append(c)
        return Tree(epoch.epoch, root, nodes, {p: tuple(c) for p, c in children.items()}, share, depth)

    def base_quantities(self, epoch: Epoch) -> dict[str, float]:
        return {b.product: b.quantity for b in self.bases if b.epoch == epoch.epoch}

    @cached_property
    def span(self) -> range:
        """All months some epoch needs, as ordinals."""
        return range(min(e.window.start for e in self.epochs), max(e.window.stop for e in self.epochs))

    @cached_property
    def leaf_codes(self) -> tuple[str, ...]:
        """All leaves of all epochs' trees, in the order of the scheme: the codes that reports may name."""
        return tuple(dict.fromkeys(c for e in self.epochs for c in self.tree(e).leaves))

    @cached_property
    def replacing_codes(self) -> tuple[str, ...]:
        """Product codes outside the tree that a replacement event lets continue a product of the tree."""
        known = set(self.leaf_codes)
        return tuple(dict.fromkeys(e.new_product for e in self.events if e.new_product and e.new_product not in known))

    @cached_property
    def name_of(self) -> dict[str, Node]:
        """Node by code, the latest classification winning."""
        return {n.code: n for n in self.nodes}

    def order(self) -> dict[str, int]:
        """Position of every code when results are listed."""
        found: dict[str, int] = {}
        for e in reversed(self.epochs):
            for code in self.tree(e).order:
                found.setdefault(code, len(found))
        return found

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all tables; two schemes with the same digest give the same index."""
        h = hashlib.sha256()
        for f in fields(self):
            h.update(f"{f.name}={getattr(self, f.name)!r};".encode())
        return h.hexdigest()
