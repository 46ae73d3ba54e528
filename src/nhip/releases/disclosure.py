"""What can be computed from what is published: linear algebra, so that nothing secret follows from the rest.

A published number is a known combination of the leaves below it: an index, of the products' indices weighted up the
tree; an output, of the quantities of its products. A hidden number is disclosed if it is a combination of visible ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar

__all__ = ["disclosed", "protected"]

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
