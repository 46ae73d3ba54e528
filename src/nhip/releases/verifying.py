"""Everything that is kept, looked at again: computed anew from what was known, and compared with its hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.db.models.fields.reverse_related import ForeignObjectRel

import nhip
from nhip import __version__
from nhip.engine.faults import Fault, Faults
from nhip.figures.catalogue import all_indicators
from nhip.figures.comparisons import Comparison, Status
from nhip.figures.model import Figure
from nhip.figures.periods import Period
from nhip.intake.models import SourceFile
from nhip.registry.queries import verify_audit
from nhip.releases.actions import compute, result_hash
from nhip.releases.faults import fault
from nhip.releases.models import FigureRow, RegisterSnapshot, Release, ReleaseState, Run, StoredScheme
from nhip.releases.publication import content_hash, figures_hash, published_figures, suppressed
from nhip.releases.rules import law_hash
from nhip.releases.schemes import load_scheme
from nhip.releases.steps import newest_basis
from nhip.releases.traces import changed_bytes, changed_nodes, changed_ways, untold, untold_run

__all__ = ["Verified", "verify"]


@dataclass
class Verified:
    """What was looked at, what differs, and what a reader of the result should know."""

    runs: int = 0
    releases: int = 0
    files: int = 0
    faults: list[Fault] = field(default_factory=list)
    # Runs that another version of the program made, and releases that other dated rules governed: no fault.
    other_programs: list[tuple[int, str]] = field(default_factory=list)
    other_rules: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing differs."""
        return not self.faults


def verify(step: Callable[[str], None] = lambda _: None) -> Verified:
    """Look at everything that is kept.

    Args:
        step: is told what is looked at next: "audit", "files", "schemes", "runs", "releases", "rooms".
    """
    found = Verified()
    for name, look in (
        ("audit", _audit),
        ("files", _files),
        ("schemes", _schemes),
        ("runs", _runs),
        ("releases", _releases),
        ("rooms", _rooms),
    ):
        step(name)
        found.faults += look(found)
    return found


def _audit(found: Verified) -> Iterator[Fault]:
    broken = verify_audit()
    if broken is not None:
        yield fault("E576", entry=broken.entry, breach=broken.breach.value)


def _files(found: Verified) -> Iterator[Fault]:
    for file in SourceFile.objects.iterator(chunk_size=50):
        found.files += 1
        if hashlib.sha256(bytes(file.content)).hexdigest() != file.sha256:
            yield fault("E577", file=file.name)
    for kind, number in changed_bytes():
        yield fault("E585", kind=kind, serial=number)
    # A file is there because of an import, a report, or an enterprise's own sending: something points at it.
    lonely = SourceFile.objects.all()
    for relation in SourceFile._meta.get_fields(include_hidden=True):
        if relation.auto_created and isinstance(relation, ForeignObjectRel):
            name = relation.field.attname
            rows = relation.related_model._base_manager.exclude(**{name: None})
            lonely = lonely.exclude(pk__in=rows.values_list(name, flat=True))
    for name in lonely.values_list("name", flat=True):
        yield fault("E578", file=name)


def _schemes(found: Verified) -> Iterator[Fault]:
    for stored in StoredScheme.objects.all():
        load_scheme.cache_clear()
        try:
            kept = load_scheme(stored.digest).digest
        except (Fault, Faults):
            kept = ""
        if kept != stored.digest or changed_nodes(stored):
            yield fault("E579", scheme=stored.digest[:12])


def _runs(found: Verified) -> Iterator[Fault]:
    snapshots = {each.pk: bytes(each.content) for each in RegisterSnapshot.objects.all()}
    indicators = all_indicators()
    for run in Run.objects.select_related("scheme", "registers").order_by("id"):
        found.runs += 1
        if run.registers and hashlib.sha256(snapshots[run.registers.pk]).hexdigest() != run.registers.sha256:
            yield fault("E580", run=run.pk)
        if result_hash(_kept(run), indicators) != run.result_hash:
            yield fault("E572", run=run.pk)
        if run.code_version != __version__:
            found.other_programs.append((run.pk, run.code_version))
        registers = snapshots[run.registers.pk] if run.registers else None
        try:
            again = compute(run.scheme, run.as_of, Period.parse(run.last_period), registers)
        except (Fault, Faults):
            yield fault("E570", run=run.pk)
            continue
        if again.knowledge != run.knowledge_hash:
            yield fault("E571", run=run.pk)
        if again.result != run.result_hash:
            yield fault("E570", run=run.pk)
        elif run.code_version == __version__:
            for what in changed_ways(run, again):
                yield fault("E583", run=run.pk, what=what)
        for what in untold_run(run):
            yield fault("E584", subject=f"run {run.pk}", what=what)


def _kept(run: Run) -> Iterator[Figure]:
    """Yield the figures of a run as they are kept, in the order of their keys."""
    rows = FigureRow.objects.filter(run=run).values_list(
        "indicator", "subject", "place", "period", "comparison", "value", "contribution", "status"
    )
    for indicator, subject, place, period, comparison, value, points, status in sorted(
        rows.iterator(), key=lambda row: row[:5]
    ):
        yield Figure(
            indicator,
            subject,
            Period.parse(period),
            Comparison(comparison),
            value,
            Status(status),
            place=place,
            contribution=points,
        )


def _releases(found: Verified) -> Iterator[Fault]:
    for release in Release.objects.select_related("corrects").order_by("id"):
        found.releases += 1
        basis = newest_basis(release)
        if basis.law_hash != law_hash():
            found.other_rules.append(release.slug)
        released = Period.parse(release.period)
        published = published_figures(basis.run, release.kind, released, suppressed(basis), release.stage)
        if figures_hash(published) != (basis.figures_hash, basis.figures):
            yield fault("E573", release=release.slug)
        for text in release.texts.all():
            if hashlib.sha256(text.body.encode()).hexdigest() != text.sha256:
                yield fault("E582", release=release.slug, kind=text.kind)
        for file in release.files.iterator():
            found.files += 1
            if hashlib.sha256(bytes(file.content)).hexdigest() != file.sha256:
                yield fault("E575", release=release.slug, file=file.name)
        newest = release.steps.order_by("-id")[0]
        approved = newest.state in (ReleaseState.APPROVED, ReleaseState.SCHEDULED)
        if approved and newest.hash != content_hash(release, basis):
            yield fault("E574", release=release.slug)
        for what in untold(release):
            yield fault("E584", subject=f"release {release.slug}", what=what)


def _rooms(found: Verified) -> Iterator[Fault]:
    """Ask each room with a file `invariants.py`, or a function of that name, what differs in it."""
    for room in iter_modules(nhip.__path__, "nhip."):
        if not room.ispkg:
            continue
        package = import_module(room.name)
        ask = getattr(package, "invariants", None)
        if not callable(ask) and find_spec(f"{room.name}.invariants"):
            ask = getattr(import_module(f"{room.name}.invariants"), "invariants", None)
        if callable(ask):
            yield from (fault("E581", what=what) for what in ask())
