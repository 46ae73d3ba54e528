"""What is kept besides figures, looked at again: the way from a figure down to its reports, and who did what when.

The way is computed anew. What people did stands twice, in the rows of a release and in the audit chain: changing one of
them is found by the other, changing both by the hashes of the chain. Whoever can rewrite the whole chain can be found
out only by its newest hash, kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from math import isclose
from typing import Any, Final

import polars as pl
from django.apps import apps
from django.db.models import BinaryField

from nhip.figures.model import Figure
from nhip.registry.models import AuditEntry
from nhip.releases.actions import Computed
from nhip.releases.models import FigureRow, NodeValue, Release, ReleaseFile, Run, StoredScheme, UsedReport
from nhip.releases.nodes import node_values
from nhip.releases.schemes import load_scheme, scheme_nodes
from nhip.releases.used import used_reports

__all__ = ["changed_bytes", "changed_nodes", "changed_ways", "untold", "untold_run"]

# Sums of many doubles may differ in the last bits on another machine; nothing is shown with that many digits.
CLOSE: Final = 1e-9
_NODE: Final = tuple(
    field.attname for field in NodeValue._meta.concrete_fields if field.attname not in ("id", "run_id")
)
_USED: Final = (
    "enterprise__tax_code",
    "product__code",
    "period",
    "quantity",
    "state",
    "rule",
    "factor",
    "observation",
)
_LISTED: Final = ("code", "parent", "level", "depth", "position", "name_vi", "name_en", "unit")
_BESIDE: Final = ("imputed_share", "response_rate", "confidential")
_Rows = Mapping[Any, tuple[Any, ...]]


def changed_ways(run: Run, again: Computed) -> Iterator[str]:
    """Yield what of a run's way down is kept otherwise than it is computed: nodes, used reports, figures' qualities."""
    nodes = {(row.node, row.period): tuple(getattr(row, name) for name in _NODE) for row in _nodes(run, again)}
    kept = NodeValue.objects.filter(run=run).values_list(*_NODE)
    yield from _different("node", {(row[0], row[2]): row for row in kept.iterator()}, nodes)
    production = again.known.observations.filter(pl.col("measure") == "production")
    used: _Rows = {
        (each.enterprise, each.product, each.period): (
            *(each.enterprise, each.product, each.period, each.quantity),
            *(each.state, each.rule, each.factor, each.observation),
        )
        for each in used_reports(again.known.compilation, production)
    }
    rows = UsedReport.objects.filter(run=run).values_list(*_USED)
    yield from _different("report", {row[:3]: row for row in rows.iterator()}, used)
    key = ("indicator", "subject", "place", "period", "comparison")
    figures = FigureRow.objects.filter(run=run).values_list(*key, *_BESIDE)
    computed = {each.key: _beside(each) for each in again.figures}
    yield from _different("figure", {row[:5]: row[5:] for row in figures.iterator()}, computed)


def _nodes(run: Run, again: Computed) -> Iterator[NodeValue]:
    return node_values(run, again.known.compilation)


def _beside(figure: Figure) -> tuple[object, ...]:
    return tuple(getattr(figure, name) for name in _BESIDE)


def _different(what: str, kept: _Rows, computed: _Rows) -> Iterator[str]:
    """Yield the first that differs, and how many do."""
    wrong = [
        key
        for key in sorted(kept.keys() | computed.keys(), key=repr)
        if key not in kept or key not in computed or not all(map(_same, kept[key], computed[key]))
    ]
    if wrong:
        yield f"{what} {' '.join(map(str, wrong[0]))} ({len(wrong)})"


def _same(kept: object, computed: object) -> bool:
    if isinstance(kept, float) and isinstance(computed, int | float):
        return isclose(kept, computed, rel_tol=CLOSE, abs_tol=CLOSE)
    return kept == computed


def changed_nodes(stored: StoredScheme) -> bool:
    """Whether the names and places of a scheme's nodes, as pages list them, are not those of its tables."""
    kept = {tuple(getattr(row, name) for name in _LISTED) for row in stored.nodes.all()}
    read = {tuple(getattr(row, name) for name in _LISTED) for row in scheme_nodes(stored, load_scheme(stored.digest))}
    return kept != read


def changed_bytes() -> Iterator[tuple[str, str]]:
    """Yield the documents, photographs and files of registers that are not what was kept: what, and its number.

    Files of reports and releases are looked at by themselves.
    """
    for model in apps.get_models():
        fields = {field.name: field for field in model._meta.concrete_fields}
        own = model._meta.app_label != "releases" and model._meta.model_name != "sourcefile"
        if not own or "sha256" not in fields or not isinstance(fields.get("content"), BinaryField):
            continue
        for pk, sha256, content in model._base_manager.values_list("pk", "sha256", "content").iterator(chunk_size=50):
            if sha256 and hashlib.sha256(bytes(content or b"")).hexdigest() != sha256:
                yield str(model._meta.model_name), str(pk)


def untold(release: Release) -> Iterator[str]:
    """Yield the steps, figures, texts and files of a release that the audit chain tells otherwise, or not at all."""
    done = Counter(_done(release))
    told = Counter(_told(f"release {release.slug}"))
    for act, who, *_rest in sorted((done - told) + (told - done), key=repr):
        yield f"{act} ({who})"


def untold_run(run: Run) -> Iterator[str]:
    """Yield when the audit chain tells of another compilation than the one that is kept."""
    kept = {"scheme": run.scheme.digest, "knowledge": run.knowledge_hash, "result": run.result_hash}
    told = AuditEntry.objects.filter(subject=f"run {run.pk}", act="run.compiled").first()
    new: Any = told.new if told is not None else {}
    if {name: new.get(name) for name in kept} != kept or datetime.fromisoformat(new["as_of"]) != run.as_of:
        yield "run.compiled"


def _done(release: Release) -> Iterator[tuple[str, ...]]:
    """Yield what the rows of a release say was done, as the audit should tell it."""
    yield from _of_steps(release)
    bases = list(release.bases.order_by("id"))
    corrects = release.corrects.slug if release.corrects else ""
    yield "release.prepared", release.prepared_by, str(bases[0].run_id), corrects, release.reason
    for basis in bases[1:]:
        yield "release.refreshed", basis.recorded_by, str(basis.run_id)
    for text in release.texts.defer("body"):
        yield "release.text", text.recorded_by, text.kind, text.language, text.sha256
    for file in ReleaseFile.objects.filter(release=release).defer("content"):
        yield "release.file", file.recorded_by, file.kind, file.language, file.name, file.sha256


def _of_steps(release: Release) -> Iterator[tuple[str, ...]]:
    first, *steps = release.steps.order_by("id")
    if first.by != release.prepared_by:
        yield "release.prepared", first.by
    for step in steps:
        when = step.publish_at.timestamp() if step.publish_at else ""
        yield f"release.{step.state}", step.by, step.note, step.hash, str(when)


def _told(subject: str) -> Iterator[tuple[str, ...]]:
    for entry in AuditEntry.objects.filter(subject=subject).order_by("id"):
        new: dict[str, Any] = entry.new if isinstance(entry.new, dict) else json.loads(entry.new or "{}")
        match entry.act:
            case "release.prepared":
                yield entry.act, entry.actor, str(new["run"]), new["corrects"], new["reason"]
            case "release.refreshed":
                yield entry.act, entry.actor, str(new["run"])
            case "release.text":
                yield entry.act, entry.actor, new["kind"], new["language"], new["sha256"]
            case "release.file":
                yield entry.act, entry.actor, new["kind"], new["language"], new["name"], new["sha256"]
            case _ if "state" in new:
                when = datetime.fromisoformat(new["publish_at"]).timestamp() if "publish_at" in new else ""
                yield entry.act, entry.actor, new["note"], new["hash"], str(when)
