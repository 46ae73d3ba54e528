"""What a corrected report changes, worked out in memory before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from nhip import engine
from nhip.figures.periods import Period
from nhip.intake.models import State
from nhip.releases.knowledge import observations_at, production_of
from nhip.releases.models import NodeValue, Run
from nhip.releases.schemes import load_scheme

__all__ = ["Change", "Correction", "Desk"]

# Differences below this are the last bits of a sum, not a change.
NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Correction:
    """A report as it should read, in the product's own unit."""

    enterprise: str
    product: str
    period: str
    quantity: float | None
    state: str = State.REPORTED.value


@dataclass(frozen=True, slots=True)
class Change:
    """A node whose index a correction moves."""

    node: str
    period: str
    before: float
    after: float


@dataclass(frozen=True)
class Desk:
    """A run laid open for corrections: its reports and its scheme in memory, read once.

    The engine compiles a province in some forty milliseconds, so everything is compiled and what differs is
    reported; a change that reaches further than its own month, through estimates or a base period, is not missed.
    """

    run: Run

    @cached_property
    def scheme(self) -> engine.Scheme:
        """Return the scheme of the run."""
        return load_scheme(self.run.scheme.digest)

    @cached_property
    def reports(self) -> pl.DataFrame:
        """Return the reports the run was made from."""
        known = observations_at(self.run.as_of, Period.parse(self.run.last_period))
        return production_of(known, self.scheme)

    @cached_property
    def indices(self) -> pl.DataFrame:
        """Return the indices of the run: node, period, before."""
        rows = NodeValue.objects.filter(run=self.run).values_list("node", "period", "index")
        schema = {"node": pl.String, "period": pl.String, "before": pl.Float64}
        return pl.DataFrame(list(rows.iterator()), schema=schema, orient="row")

    def recompile(self, corrections: Sequence[Correction]) -> list[Change]:
        """Return the nodes and months that the corrections move, by month and node. Nothing is stored.

        Raises:
            Fault, Faults: of the engine, when the corrected reports cannot be compiled.
        """
        schema = self.reports.schema
        columns = {name: [getattr(each, name) for each in corrections] for name in schema}
        corrected = pl.DataFrame(columns, schema=schema)
        kept = self.reports.join(corrected, on=["enterprise", "product", "period"], how="anti")
        compiled = engine.compile_reports(pl.concat([kept, corrected]), self.scheme)
        after = compiled.indices.select("node", "period", pl.col("index").alias("after"))
        moved = self.indices.join(after, on=["node", "period"]).filter(
            (pl.col("after") - pl.col("before")).abs()
            > NOTHING * pl.max_horizontal(pl.lit(1.0), pl.col("before").abs())
        )
        return [Change(*row) for row in moved.sort("period", "node").iter_rows()]

    def recompile_month(self, corrections: Sequence[Correction], period: str) -> list[Change]:
        """Return what the corrections move in one month."""
        return [change for change in self.recompile(corrections) if change.period == period]
