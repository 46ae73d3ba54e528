"""What was known at an instant: observations out of the database, as a frame the engine reads."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import polars as pl
from django.db.models import FloatField
from django.db.models.functions import Cast

from nhip import engine
from nhip.figures.model import Knowledge
from nhip.figures.periods import Period
from nhip.intake.models import Observation, Stage
from nhip.registry.choices import Measure

__all__ = ["Known", "knowledge_hash", "observations_at", "production_of"]

# Explicit, because leading rows without a quantity would make every database driver guess wrong.
SCHEMA = pl.Schema(
    {
        "observation": pl.Int64,
        "enterprise": pl.String,
        "product": pl.String,
        "period": pl.String,
        "measure": pl.String,
        "quantity": pl.Float64,
        "state": pl.String,
        "stage": pl.String,
    }
)


@dataclass(frozen=True)
class Known(Knowledge):
    """What indicators of this room look at: the observations, and the index compiled from them."""

    observations: pl.DataFrame
    scheme: engine.Scheme
    compilation: engine.Compilation

    @cached_property
    def output(self) -> dict[tuple[str, str], float]:
        """Return output by product and month: what was reported, and what was imputed for reports still missing."""
        made = self.observations.filter(pl.col("measure") == Measure.PRODUCTION.value, pl.col("quantity").is_not_null())
        rows = pl.concat(
            [
                made.select("product", "period", "quantity"),
                self.compilation.imputed.select("product", "period", "quantity"),
            ]
        )
        totals = rows.group_by("product", "period", maintain_order=True).agg(pl.col("quantity").sum())
        return {(product, period): quantity for product, period, quantity in totals.iter_rows()}

    @cached_property
    def imputed_output(self) -> dict[tuple[str, str], float]:
        """Return the part of `output` that was imputed."""
        totals = self.compilation.imputed.group_by("product", "period").agg(pl.col("quantity").sum())
        return {(product, period): quantity for product, period, quantity in totals.iter_rows()}

    @cached_property
    def delivered(self) -> dict[tuple[str, str, str, str], float]:
        """Return reported quantities by enterprise, product, measure and month."""
        rows = self.observations.filter(pl.col("quantity").is_not_null())
        keys = rows.select("enterprise", "product", "measure", "period", "quantity")
        return {(e, p, m, period): quantity for e, p, m, period, quantity in keys.iter_rows()}

    @cached_property
    def estimates(self) -> frozenset[tuple[str, str]]:
        """Return (node, month) pairs that rest on a report which is itself an estimate, all the way up the tree."""
        rows = self.observations.filter(
            pl.col("stage") == Stage.ESTIMATE.value, pl.col("measure") == Measure.PRODUCTION.value
        )
        found: set[tuple[str, str]] = set()
        trees = [self.scheme.tree(epoch) for epoch in self.scheme.epochs]
        for product, period in rows.select("product", "period").unique().iter_rows():
            for tree in trees:
                if product in tree.nodes:
                    found.update((code, period) for code, _ in tree.ancestors(product))
        return frozenset(found)


def observations_at(as_of: datetime, until: Period | None = None) -> pl.DataFrame:
    """Return the observations that counted at an instant, in the same order every time."""
    # Stocks, values and forecasts are kept, but nothing is computed from them yet.
    known = Observation.objects.filter(measure__in=Measure.values).known_at(as_of)
    if until is not None:
        known = known.filter(period__lte=str(until))
    rows = (
        known.annotate(amount=Cast("quantity", FloatField()))
        .order_by("enterprise__tax_code", "product__code", "period", "measure")
        .values_list("id", "enterprise__tax_code", "product__code", "period", "measure", "amount", "state", "stage")
    )
    return pl.DataFrame(list(rows.iterator(chunk_size=10_000)), schema=SCHEMA, orient="row")


def knowledge_hash(observations: pl.DataFrame, marks: Mapping[str, str] | None = None) -> str:
    """Return a hash of what was known: which observations counted, and what the other rooms say they knew.

    Observations never change, so their ids are enough.
    """
    ids = observations.get_column("observation").sort().to_list()
    said = "".join(f"\n{name} {mark}" for name, mark in (marks or {}).items())
    return hashlib.sha256((",".join(map(str, ids)) + said).encode()).hexdigest()


def production_of(observations: pl.DataFrame, scheme: engine.Scheme) -> pl.DataFrame:
    """Return what the index is made from: production of the scheme's products in its months.

    Products that are collected but have no weight are left out here, not an error. Quantities are already in the
    products' own units.
    """
    codes = [*scheme.leaf_codes, *scheme.replacing_codes]
    first, last = min(e.valid_from for e in scheme.epochs), max(e.valid_to for e in scheme.epochs)
    first = min([first, *(e.base_from for e in scheme.epochs)])
    return observations.filter(
        pl.col("measure") == Measure.PRODUCTION.value,
        pl.col("product").is_in(codes),
        pl.col("period").is_between(pl.lit(first), pl.lit(last)),
    ).select("enterprise", "product", "period", "quantity", "state")
