"""What can be computed from what is published: linear algebra, so that nothing secret follows from the rest.

A published number is a known combination of the leaves below it: an index, of the products' indices weighted up the
tree; an output, of the quantities of its products. A hidden number is disclosed if it is a combination of visible ones.
It is narrowed if somebody who has a rough idea of each hidden leaf gets a close one of it from the visible numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar

__all__ = ["disclosed", "narrowed", "protected"]

_K = TypeVar("_K")
Row = Mapping[str, float]
# Rows are scaled to one, so what is left below this is a rest of the arithmetic.
NOTHING: Final = 1e-9


def _scaled(row: Row) -> dict[str, float]:
    largest = max((abs(value) for value in row.values()), default=0.0)
    return {leaf: value / largest for leaf, value in row.items() if value} if largest else {}


class _Basis:
    """Independent rows, each with the combination of published numbers that it is."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[dict[str, float], dict[object, float]]] = {}

    def reduced(self, row: Row) -> tuple[dict[str, float], dict[object, float]]:
        """Return what is left of a row, and the combination that was taken away."""
        left, used = _scaled(row), dict[object, float]()
        for pivot, (base, parts) in self.rows.items():
            factor = left.get(pivot, 0.0)
            if abs(factor) <= NOTHING:
                left.pop(pivot, None)
                continue
            for leaf, value in base.items():
                left[leaf] = left.get(leaf, 0.0) - factor * value
            left.pop(pivot)
            for key, part in parts.items():
                used[key] = used.get(key, 0.0) + factor * part
        return {leaf: value for leaf, value in left.items() if abs(value) > NOTHING}, used

    def add(self, key: object, row: Row) -> None:
        """Add a published number, unless it follows from the others."""
        left, used = self.reduced(row)
        if not left:
            return
        pivot = max(sorted(left), key=lambda leaf: abs(left[leaf]))
        scale = left[pivot]
        parts = {each: -part / scale for each, part in used.items()} | {key: 1 / scale}
        self.rows[pivot] = ({leaf: value / scale for leaf, value in left.items()}, parts)


def disclosed(rows: Mapping[_K, Row], hidden: Iterable[_K]) -> dict[_K, set[_K]]:
    """Return the hidden numbers that follow from the visible ones, each with those it follows from."""
    secret = set(hidden)
    basis = _Basis()
    for key in sorted((key for key in rows if key not in secret), key=repr):
        basis.add(key, rows[key])
    found: dict[_K, set[_K]] = {}
    for key in sorted(secret & set(rows), key=repr):
        left, used = basis.reduced(rows[key])
        if not left:
            found[key] = {each for each, part in used.items() if abs(part) > NOTHING}  # type: ignore[misc]
    return found


def protected(
    rows: Mapping[_K, Row], hidden: Iterable[_K], cost: Callable[[_K], object], never: Iterable[_K] = ()
) -> set[_K]:
    """Return what else has to be hidden so that no hidden number follows from the visible ones.

    The cheapest number of each combination goes first; the same input gives the same answer every time.

    Args:
        cost: an orderable value; what costs least is hidden first.
        never: numbers that stay visible as long as there is another choice.
    """
    secret, kept = set(hidden), set(never)
    added: set[_K] = set()
    while found := disclosed(rows, secret):
        key = min(found, key=repr)
        choices = (found[key] - kept) or found[key]
        if not choices:  # a row of nothing: there is no number to tell
            break
        chosen = min(choices, key=lambda each: (cost(each), repr(each)))
        secret.add(chosen)
        added.add(chosen)
    return added


def _of_hidden(
    rows: Mapping[_K, Row], secret: set[_K]
) -> tuple[set[str], list[tuple[dict[str, float], frozenset[_K]]]]:
    """Return the leaves that are visible, and what the visible numbers say of the others, each with where it is from.

    The rows are reduced until none holds what another one tells. In a tree that leaves one row for the hidden leaves
    of each visible number that no smaller visible one has: rows of which no two share a leaf.
    """
    visible = {key: row for key, row in rows.items() if key not in secret and row}
    told: dict[str, _K] = {}
    for key in sorted(visible, key=repr):
        if len(visible[key]) == 1:
            told.setdefault(next(iter(visible[key])), key)
    reduced: dict[str, tuple[dict[str, float], frozenset[_K]]] = {}
    for key in sorted(visible, key=repr):
        row = _scaled(visible[key])
        left = {leaf: value for leaf, value in row.items() if leaf not in told}
        parts = frozenset({key, *(told[leaf] for leaf in row if leaf in told)})
        left, parts = _less((left, parts), reduced)
        if not left:
            continue
        pivot = max(sorted(left), key=lambda leaf: abs(left[leaf]))
        made = ({leaf: value / left[pivot] for leaf, value in left.items()}, parts)
        reduced = {at: _less(other, {pivot: made}) for at, other in reduced.items()}
        reduced[pivot] = made
    return set(told), list(reduced.values())


def _less(
    row: tuple[dict[str, float], frozenset[_K]], others: Mapping[str, tuple[dict[str, float], frozenset[_K]]]
) -> tuple[dict[str, float], frozenset[_K]]:
    left, parts = dict(row[0]), row[1]
    for pivot, (base, of) in others.items():
        factor = left.get(pivot, 0.0)
        if abs(factor) <= NOTHING:
            continue
        for leaf, value in base.items():
            left[leaf] = left.get(leaf, 0.0) - factor * value
        parts |= of
    return {leaf: value for leaf, value in left.items() if abs(value) > NOTHING}, parts


def _size(row: Row, values: Mapping[str, float]) -> float:
    return sum(abs(value) * values.get(leaf, 0.0) for leaf, value in row.items())


def narrowed(
    rows: Mapping[_K, Row],
    secrets: Iterable[_K],
    hidden: Iterable[_K],
    values: Mapping[str, float],
    prior: float,
    least: float,
) -> dict[_K, frozenset[_K]]:
    """Return the secrets that can be had too closely, each with the visible numbers that narrow it.

    Whoever knows each hidden leaf x to ± prior·x knows a secret c·x to ± prior·Σ|cᵢ|xᵢ. A visible number that says
    what a·x is makes that prior·Σ|cᵢ - λaᵢ|xᵢ, for the λ that makes it smallest. Where no two such rows share a leaf,
    as in a tree, nobody can do better; where sums cross, somebody may.

    Args:
        secrets: numbers that must not be had more closely than ± least, of what the hidden leaves bring to them.
        hidden: all that is not visible, the secrets among them.
        values: what each leaf is.
    """
    secret = set(hidden)
    told, known = _of_hidden(rows, secret)
    found: dict[_K, frozenset[_K]] = {}
    for key in sorted(set(secrets) & set(rows), key=repr):
        left = {leaf: value for leaf, value in rows[key].items() if leaf not in told}
        whole = _size(left, values)
        used: frozenset[_K] = frozenset()
        for row, parts in known:
            steps = {left[leaf] / value for leaf, value in row.items() if left.get(leaf)}
            tried = [_less_by(left, row, step) for step in sorted(steps)]
            best = min(tried, key=lambda each: _size(each, values), default=left)
            if _size(best, values) < _size(left, values):
                left, used = best, used | parts
        if used and prior * _size(left, values) < least * whole:
            found[key] = used
    return found


def _less_by(row: Row, other: Row, factor: float) -> dict[str, float]:
    return {leaf: row.get(leaf, 0.0) - factor * other.get(leaf, 0.0) for leaf in {*row, *other}}
