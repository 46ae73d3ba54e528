"""Acts of the room: take in a file of reports; load the registers of a province."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from nhip.intake.faults import fault, raise_all
from nhip.intake.models import Observation, SourceFile, Stage
from nhip.intake.registers import Loaded, load_registers
from nhip.intake.reports import ProductUnits, Report, read_reports
from nhip.registry.actions import SYSTEM, audit
from nhip.registry.models import Enterprise, Product

__all__ = ["Imported", "Loaded", "import_reports", "load_registers"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file did. ``again``: these very bytes had come before, and nothing happened."""

    name: str
    sha256: str
    rows: int
    added: int
    unchanged: int
    again: bool = False


def import_reports(
    source: Path | str | bytes,
    *,
    name: str = "",
    stage: str = Stage.OFFICIAL,
    actor: str = SYSTEM,
    at: datetime | None = None,
) -> Imported:
    """Take in a CSV of reports (enterprise, product, period, measure, quantity, state[, unit]), all or nothing.

    A row that says what is already known (same quantity, state and stage) adds nothing, so a corrected file adds
    its corrections. ``at`` is the instant of recording, now if not given.

    Raises:
        Fault, Faults: with file, row, column and value; nothing was stored.
    """
    content, name = _content(source, name)
    sha256 = hashlib.sha256(content).hexdigest()
    earlier = SourceFile.objects.filter(sha256=sha256).only("name").first()
    if earlier is not None:
        return Imported(earlier.name, sha256, 0, 0, 0, again=True)
    reports, faults = read_reports(content, name, _enterprises(), _products())
    raise_all(faults)
    with transaction.atomic():
        file, fresh = SourceFile.objects.get_or_create(sha256=sha256, defaults={"name": name, "content": content})
        if not fresh:  # the same file came through another door a moment ago
            return Imported(file.name, sha256, 0, 0, 0, again=True)
        added = _add(reports, file, stage, at or timezone.now())
        done = Imported(name, sha256, len(reports), added, len(reports) - added)
        audit(
            actor,
            "reports.imported",
            f"file {sha256}",
            new={"name": name, "stage": str(stage), "rows": done.rows, "added": done.added},
        )
    return done


def _content(source: Path | str | bytes, name: str) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or "reports.csv"
    path = Path(source)
    if not path.is_file():
        raise fault("E101", file=str(path))
    return path.read_bytes(), name or path.name


def _enterprises() -> dict[str, int]:
    return dict(Enterprise.objects.values_list("tax_code", "id"))


def _products() -> dict[str, ProductUnits]:
    products = Product.objects.prefetch_related("conversions")
    return {p.code: ProductUnits(p.pk, p.unit, {c.unit: c.factor for c in p.conversions.all()}) for p in products}


def _add(reports: list[Report], file: SourceFile, stage: str, at: datetime) -> int:
    """Store the reports that say something new, and return how many they are."""
    known = _known({report.period for report in reports}, stage)
    rows = [
        Observation(
            enterprise_id=r.enterprise,
            product_id=r.product,
            period=r.period,
            measure=r.measure,
            quantity=r.quantity,
            state=r.state,
            stage=stage,
            source_file=file,
            row=r.row,
            column="quantity",
            raw=r.raw,
            reported_unit=r.unit,
            recorded_at=at,
        )
        for r in reports
        if known.get((r.enterprise, r.product, r.period, r.measure), ()) != (r.quantity, r.state)
    ]
    Observation.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def _known(periods: set[str], stage: str) -> dict[tuple[int, int, str, str], tuple[Decimal | None, str]]:
    """Return what is known of these months at this stage."""
    rows = (
        Observation.objects.filter(period__in=periods, stage=stage)
        .order_by("recorded_at", "id")
        .values_list("enterprise", "product", "period", "measure", "quantity", "state")
    )
    # Later rows overwrite earlier ones.
    return {(e, p, period, measure): (quantity, state) for e, p, period, measure, quantity, state in rows.iterator()}
