"""Acts of the room: compile a run, and compute it again."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import polars as pl
from django.db import IntegrityError, transaction
from django.utils import timezone

from nhip import __version__, engine
from nhip.figures.catalogue import all_indicators, knowledge_marks
from nhip.figures.model import Figure, Indicator
from nhip.figures.periods import Period
from nhip.figures.rounding import round_half_away
from nhip.registry.actions import SYSTEM, audit
from nhip.registry.models import Enterprise, Product
from nhip.registry.snapshots import as_kept
from nhip.releases.faults import fault
from nhip.releases.knowledge import Known, knowledge_hash, observations_at, production_of
from nhip.releases.models import FigureRow, NodeValue, Run, StoredScheme, UsedReport
from nhip.releases.nodes import node_values
from nhip.releases.registers import registers_now, stored_snapshot
from nhip.releases.schemes import load_scheme, store_scheme
from nhip.releases.used import used_reports

__all__ = ["compile_run", "compute", "result_hash", "store_scheme"]


@dataclass(frozen=True)
class Computed:
    """All that a run stores, before it is stored."""

    known: Known
    knowledge: str
    figures: Sequence[Figure]
    result: str
    registers: tuple[str, bytes]


def compile_run(
    as_of: datetime | None = None,
    period: str | None = None,
    *,
    scheme: StoredScheme | None = None,
    actor: str = SYSTEM,
) -> Run:
    """Compute every indicator from what was known at an instant, and keep figures and lineage.

    The same knowledge through the same scheme gives the run that is there already, and no second copy.

    Args:
        as_of: the instant; now if not given.
        period: the last month to look at, "YYYY-MM"; all months if not given.
        scheme: the newest kept one if not given.
        actor: who asks, for the audit chain.

    Raises:
        Fault, Faults: of the engine, when something cannot be computed; nothing was stored.
    """
    as_of = as_of or timezone.now()
    scheme = scheme or StoredScheme.objects.last()
    if scheme is None:
        raise fault("E551")
    until = Period.parse(period) if period else None
    observations = observations_at(as_of, until)
    registers = registers_now()
    knowledge = _knowledge(as_of, observations, registers[0])
    same = Run.objects.filter(scheme=scheme, knowledge_hash=knowledge, code_version=__version__)
    if (earlier := same.first()) is not None:
        return earlier
    try:
        with _without_collector():
            computed = _computed(scheme, as_of, observations, knowledge, registers)
            with transaction.atomic():
                return _stored(scheme, as_of, computed, actor)
    except IntegrityError:
        # Somebody compiled the same while this was computed; theirs stands.
        if (earlier := same.first()) is not None:
            return earlier
        raise


@contextmanager
def _without_collector() -> Iterator[None]:
    """Leave the garbage collector aside: it walks over a hundred thousand new figures and finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def compute(
    scheme: StoredScheme, as_of: datetime, until: Period | None = None, registers: bytes | None = None
) -> Computed:
    """Compute without storing: what a check of an old run compares with.

    Args:
        registers: the snapshot kept with the old run; what the registers say now if there is none.
    """
    with as_kept(registers):
        observations = observations_at(as_of, until)
        now = registers_now()
        return _computed(scheme, as_of, observations, _knowledge(as_of, observations, now[0]), now)


def _knowledge(as_of: datetime, observations: pl.DataFrame, registers: str) -> str:
    return knowledge_hash(observations, {**knowledge_marks(as_of), "registers": registers})


def _computed(
    stored: StoredScheme, as_of: datetime, observations: pl.DataFrame, knowledge: str, registers: tuple[str, bytes]
) -> Computed:
    scheme = load_scheme(stored.digest)
    production = production_of(observations, scheme)
    if production.is_empty():
        raise fault("E552")
    compilation = engine.compile_reports(production, scheme)
    months = compilation.indices.get_column("period").unique().sort().to_list()
    known = Known(
        as_of=as_of,
        months=tuple(Period.parse(month) for month in months),
        observations=observations,
        scheme=scheme,
        compilation=compilation,
    )
    indicators = all_indicators()
    found = {f.key: f for each in indicators if not each.late for f in each.compute(known)}
    informed = replace(known, figures=found)
    found |= {f.key: f for each in indicators if each.late for f in each.compute(informed)}
    figures = [found[key] for key in sorted(found)]
    return Computed(known, knowledge, figures, result_hash(figures, indicators), registers)


def result_hash(figures: Iterable[Figure], indicators: Iterable[Indicator]) -> str:
    """Return a hash of figures as published: rounded, because the last bits of a double are nobody's claim."""
    decimals = {each.code: each.decimals for each in indicators}
    digest = hashlib.sha256()
    for figure in figures:
        places = decimals[figure.indicator]
        points = "" if figure.contribution is None else str(round_half_away(figure.contribution, places))
        parts = (*figure.key, str(round_half_away(figure.value, places)), points, figure.status.value)
        digest.update("\t".join(parts).encode() + b"\n")
    return digest.hexdigest()


def _stored(scheme: StoredScheme, as_of: datetime, computed: Computed, actor: str) -> Run:
    known = computed.known
    run = Run.objects.create(
        scheme=scheme,
        as_of=as_of,
        first_period=str(known.months[0]),
        last_period=str(known.months[-1]),
        root=known.scheme.tree(known.scheme.epochs[-1]).root,
        code_version=__version__,
        knowledge_hash=computed.knowledge,
        result_hash=computed.result,
        illustrative=scheme.illustrative,
        registers=stored_snapshot(*computed.registers),
    )
    NodeValue.objects.add_plain(node_values(run, known.compilation))
    FigureRow.objects.add_values(_FIGURE, [_row(run.pk, figure) for figure in computed.figures])
    UsedReport.objects.add_values(_USED, _used(run.pk, known))
    audit(
        actor,
        "run.compiled",
        f"run {run.pk}",
        new={
            "as_of": as_of.isoformat(),
            "scheme": scheme.digest,
            "knowledge": run.knowledge_hash,
            "result": run.result_hash,
        },
    )
    return run


_FIGURE: Final = (
    "run_id",
    "indicator",
    "subject",
    "place",
    "period",
    "comparison",
    "value",
    "contribution",
    "status",
    "imputed_share",
    "response_rate",
    "confidential",
)
_USED: Final = (
    "run_id",
    "enterprise_id",
    "product_id",
    "period",
    "quantity",
    "state",
    "rule",
    "factor",
    "observation_id",
)


def _row(run: int, figure: Figure) -> tuple[object, ...]:
    """Return a figure's values in the order of `_FIGURE`."""
    return (
        run,
        *figure.key,
        figure.value,
        figure.contribution,
        figure.status.value,
        figure.imputed_share,
        figure.response_rate,
        figure.confidential,
    )


def _used(run: int, known: Known) -> list[tuple[object, ...]]:
    """Return the used reports' values in the order of `_USED`."""
    enterprises = dict(Enterprise.objects.values_list("tax_code", "id"))
    products = dict(Product.objects.values_list("code", "id"))
    production = known.observations.filter(pl.col("measure") == "production")
    return [
        (
            run,
            enterprises[each.enterprise],
            products[each.product],
            each.period,
            each.quantity,
            each.state,
            each.rule,
            each.factor,
            each.observation,
        )
        for each in used_reports(known.compilation, production)
    ]
