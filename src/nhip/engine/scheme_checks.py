"""What can be wrong with a scheme: one rule a function, one sentence a fault."""

from __future__ import annotations

import difflib
import math
from collections import Counter
from collections.abc import Callable, Iterator

from . import months
from .faults import Fault, fault, raise_all
from .scheme import EVENT_KINDS, Epoch, Scheme

ALLOWED: dict[str, tuple[str, ...]] = {
    "aggregate_from": ("rounded", "unrounded"),
    "growth_from": ("rounded", "unrounded"),
    "halves": ("away", "even"),
    "overlap": ("average", *(f"{m:02d}" for m in range(1, 13))),
}


def nearest(code: str, codes: list[str] | tuple[str, ...]) -> str:
    """The codes a person may have meant."""
    return ", ".join(difflib.get_close_matches(code, codes, n=3, cutoff=0.3)) or "–"


def policy_values(s: Scheme) -> Iterator[Fault]:
    for key, allowed in ALLOWED.items():
        value = getattr(s.policy, key)
        if value not in allowed:
            yield fault("E122", file="policy", text=value, key=key, allowed=", ".join(allowed))
    for key in ("decimals", "growth_decimals"):
        value = getattr(s.policy, key)
        if not 0 <= value <= 10:
            yield fault("E122", file="policy", text=value, key=key, allowed="0–10")


def duplicate_codes(s: Scheme) -> Iterator[Fault]:
    for (classification, code), n in Counter((n.classification, n.code) for n in s.nodes).items():
        if n > 1:
            yield fault("E111", file="nodes", column="code", value=code, code=code, classification=classification)


def orphans(s: Scheme) -> Iterator[Fault]:
    known = {(n.classification, n.code) for n in s.nodes}
    for n in s.nodes:
        if n.parent is not None and (n.classification, n.parent) not in known:
            yield fault("E112", file="nodes", column="parent", value=n.parent, code=n.code, parent=n.parent)


def cycles(s: Scheme) -> Iterator[Fault]:
    parent = {(n.classification, n.code): n.parent for n in s.nodes}
    done: set[tuple[str, str]] = set()
    for classification, start in parent:
        trail: list[str] = []
        at: str | None = start
        while at is not None and (classification, at) not in done and (classification, at) in parent:
            if at in trail:
                yield fault("E113", file="nodes", column="parent", cycle=" → ".join([*trail[trail.index(at) :], at]))
                break
            trail.append(at)
            at = parent[classification, at]
        done.update((classification, c) for c in trail)


def one_root(s: Scheme) -> Iterator[Fault]:
    roots = Counter(n.classification for n in s.nodes if n.parent is None)
    for classification in dict.fromkeys(n.classification for n in s.nodes):
        if roots[classification] != 1:
            yield fault("E114", file="nodes", classification=classification, count=roots[classification])


def epoch_periods(s: Scheme) -> Iterator[Fault]:
    if not s.epochs:
        yield fault("E129", file="epochs")
    known = {n.classification for n in s.nodes}
    for e in s.epochs:
        bad = False
        for column in ("base_from", "base_to", "valid_from", "valid_to"):
            try:
                months.ordinal(getattr(e, column))
            except ValueError:
                bad = True
                yield fault("E120", file="epochs", column=column, value=getattr(e, column), text=getattr(e, column))
        if bad:
            continue
        for start, end in ((e.base_from, e.base_to), (e.valid_from, e.valid_to)):
            if start > end:
                yield fault("E121", file="epochs", epoch=e.epoch, start=start, end=end)
        if e.classification not in known:
            yield fault("E124", file="epochs", column="classification", epoch=e.epoch, classification=e.classification)


def epochs_meet(s: Scheme) -> Iterator[Fault]:
    for old, new in zip(s.epochs, s.epochs[1:], strict=False):
        if new.valid.start != old.valid.stop:
            yield fault(
                "E119", file="epochs", epoch=old.epoch, end=old.valid_to, following=new.epoch, start=new.valid_from
            )
        elif new.base.start < old.window.start or new.base.stop > old.valid.stop:
            yield fault("E130", file="epochs", epoch=new.epoch, base=f"{new.base_from}–{new.base_to}")


def weights(s: Scheme) -> Iterator[Fault]:
    for (epoch, code), n in Counter((w.epoch, w.code) for w in s.weights).items():
        if n > 1:
            yield fault("E117", file="weights", column="code", value=code, code=code, epoch=epoch)
    for e in s.epochs:
        yield from _weights_of(s, e)


def _weights_of(s: Scheme, e: Epoch) -> Iterator[Fault]:
    codes = {n.code: n.parent for n in s.nodes if n.classification == e.classification}
    siblings = Counter(codes.values())
    given = {w.code: w.weight for w in s.weights if w.epoch == e.epoch}
    for code, weight in given.items():
        if code not in codes:
            yield fault(
                "E118",
                file="weights",
                column="code",
                value=code,
                code=code,
                epoch=e.epoch,
                classification=e.classification,
            )
        elif not (math.isfinite(weight) and weight > 0):
            yield fault("E116", file="weights", column="weight", value=weight, code=code, epoch=e.epoch)
    for code, parent in codes.items():
        # the only child of its parent stands for all of it and needs no weight
        if parent is not None and siblings[parent] > 1 and code not in given:
            yield fault("E115", file="weights", epoch=e.epoch, code=code)


def bases(s: Scheme) -> Iterator[Fault]:
    leaves = {(e.epoch, n) for e in s.epochs for n in s.tree(e).leaves}
    named = {e.epoch: e.classification for e in s.epochs}
    for b in s.bases:
        if (b.epoch, b.product) not in leaves:
            yield fault(
                "E118",
                file="bases",
                column="product",
                value=b.product,
                code=b.product,
                epoch=b.epoch,
                classification=named.get(b.epoch, "?"),
            )
        elif not (math.isfinite(b.quantity) and b.quantity > 0):
            yield fault("E123", file="bases", column="quantity", value=b.quantity, code=b.product, epoch=b.epoch)


def units(s: Scheme) -> Iterator[Fault]:
    for u in s.units:
        if not (math.isfinite(u.factor) and u.factor > 0):
            yield fault("E125", file="units", column="factor", value=u.factor)


def events(s: Scheme) -> Iterator[Fault]:
    leaves = set(s.leaf_codes)
    for e in s.events:
        if e.kind not in EVENT_KINDS:
            yield fault("E126", file="events", column="kind", value=e.kind, text=e.kind, allowed=", ".join(EVENT_KINDS))
            continue
        needed = ["period", "product"] + {
            "entry": ["enterprise", "overlap_from", "overlap_to"],
            "exit": ["enterprise"],
            "replacement": [] if e.factor is not None else ["overlap_from", "overlap_to"],
        }[e.kind]
        for name in needed:
            if not getattr(e, name):
                yield fault("E127", file="events", column=name, kind=e.kind, field=name)
        if e.kind == "replacement" and not (e.new_enterprise or e.new_product):
            yield fault("E127", file="events", column="new_product", kind=e.kind, field="new_enterprise/new_product")
        for name in ("period", "overlap_from", "overlap_to"):
            text = getattr(e, name)
            if text and not _is_month(text):
                yield fault("E120", file="events", column=name, value=text, text=text)
        if e.product and e.product not in leaves:
            yield fault("E205", file="events", column="product", value=e.product, code=e.product)
        if e.factor is not None and not (math.isfinite(e.factor) and e.factor > 0):
            yield fault("E125", file="events", column="factor", value=e.factor)


def _is_month(text: str) -> bool:
    try:
        months.ordinal(text)
    except ValueError:
        return False
    return True


# Rules of the first group make the later ones meaningless where they fail, so groups run one after the other.
RULES: tuple[tuple[Callable[[Scheme], Iterator[Fault]], ...], ...] = (
    (policy_values, duplicate_codes, orphans, one_root, epoch_periods),
    (cycles,),
    (epochs_meet, weights),
    (bases, units, events),
)


def check_scheme(scheme: Scheme) -> None:
    """Say everything that is wrong with a scheme.

    Raises:
        Fault: one thing is wrong.
        Faults: several are. Each has file, column and value, and a sentence with what to do.

    Example:
        >>> from nhip.engine.scheme import Epoch, Node, Scheme
        >>> check_scheme(Scheme(
        ...     nodes=(Node("v", "T", None), Node("v", "B", "X")),
        ...     epochs=(Epoch("e", "2022-01", "2022-12", "2022-01", "2023-12", "v"),), weights=()))
        Traceback (most recent call last):
        ...
        nhip.engine.faults.Fault: E112 nodes, column “parent”, value “X”: the code “B” has a parent “X” that does \
not exist; add the parent or correct it.
    """
    for group in RULES:
        raise_all([f for rule in group for f in rule(scheme)])
