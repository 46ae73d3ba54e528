"""How much has come in: by count, and by the weight that each enterprise has in the index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from nhip.figures.periods import Period
from nhip.intake.collection.queries import Answer
from nhip.releases.correction import Desk
from nhip.releases.models import Run

__all__ = ["Response", "response_of", "weights_of"]

YEAR = 12


@dataclass(frozen=True, slots=True)
class Response:
    """Enterprises asked, those that answered, those late; the rates are shares of one, None of nothing."""

    asked: int
    answered: int
    late: int
    waiting: int
    rate: float | None
    weighted_rate: float | None


def weights_of(run: Run) -> Mapping[str, float]:
    """Return the weight of each enterprise in the index, by its tax code; they add up to one.

    The share of each product in the whole, multiplied up the tree, divided among those who made it in the last twelve
    months of the run.
    """
    return _weights(run.pk)


@lru_cache(maxsize=4)
def _weights(number: int) -> Mapping[str, float]:
    run = Run.objects.select_related("scheme").get(pk=number)
    desk = Desk(run)
    month = Period.parse(run.last_period)
    months = [str(month := month.previous) for _ in range(YEAR - 1)] + [run.last_period]
    tree = desk.scheme.tree(desk.scheme.epochs[-1])
    shares = {leaf: tree.ancestors(leaf)[-1][1] for leaf in tree.leaves}
    made = (
        desk.reports.filter(pl.col("period").is_in(months), pl.col("quantity") > 0)
        .group_by("enterprise", "product")
        .agg(pl.col("quantity").sum())
        .with_columns(part=pl.col("quantity") / pl.col("quantity").sum().over("product"))
    )
    found: dict[str, float] = {}
    for enterprise, product, _, part in made.iter_rows():
        found[enterprise] = found.get(enterprise, 0.0) + shares.get(product, 0.0) * part
    total = sum(found.values())
    return {enterprise: weight / total for enterprise, weight in found.items()} if total else {}


def response_of(answers: Iterable[Answer], run: Run | None) -> Response:
    """Count the answers to a collection. Without a compilation there are no weights, and no weighted rate."""
    found = list(answers)
    answered = [answer for answer in found if answer.in_hand]
    weights = weights_of(run) if run else {}
    whole = sum(weights.get(answer.enterprise.tax_code, 0.0) for answer in found)
    came = sum(weights.get(answer.enterprise.tax_code, 0.0) for answer in answered)
    return Response(
        asked=len(found),
        answered=len(answered),
        late=sum(answer.late for answer in found),
        waiting=sum(answer.state == "submitted" for answer in found),
        rate=len(answered) / len(found) if found else None,
        weighted_rate=came / whole if whole else None,
    )
