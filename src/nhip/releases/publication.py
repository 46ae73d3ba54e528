"""What exactly a release publishes, and the hash of it: figures with their status, what is hidden, texts, files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from nhip.figures.catalogue import all_indicators
from nhip.figures.comparisons import Comparison, Status
from nhip.figures.model import FigureKey
from nhip.figures.periods import Period
from nhip.figures.rounding import round_half_away
from nhip.intake.models import Stage
from nhip.releases.confidentiality import Subject
from nhip.releases.models import Basis, FigureRow, Release, ReleaseFile, ReleaseText, Run
from nhip.releases.rules import status_of

__all__ = ["Published", "content_hash", "figures_hash", "newest_of_each", "published_figures", "suppressed"]

_A = TypeVar("_A", ReleaseText, ReleaseFile)


class Published(NamedTuple):
    """A figure as a release publishes it, rounded; hidden ones are published as hidden."""

    key: FigureKey
    value: str
    points: str
    status: Status
    hidden: bool

    def line(self) -> str:
        """Return what the hash is made of: of a hidden figure its value too, so that it cannot be changed later."""
        return "\t".join((*self.key, self.value, self.points, self.status.value, "hidden" if self.hidden else "open"))


def published_figures(
    run: Run, kind: str, released: Period, hidden: Iterable[Subject], stage: str = Stage.OFFICIAL
) -> Iterator[Published]:
    """Yield the figures of a run as a release of a kind and period publishes them, in the order of their keys."""
    decimals = {each.code: each.decimals for each in all_indicators()}
    secret = set(hidden)
    fields = ("indicator", "subject", "place", "period", "comparison", "value", "contribution", "status")
    rows = sorted(FigureRow.objects.filter(run=run).values_list(*fields).iterator(), key=lambda row: row[:5])
    statuses: dict[tuple[str, str, str], Status] = {}
    for indicator, subject, place, period, comparison, value, contribution, status in rows:
        of = (indicator, period, status)
        if of not in statuses:
            statuses[of] = status_of(kind, released, indicator, Period.parse(period), Status(status), stage)
        places = decimals.get(indicator, 0)
        yield Published(
            (indicator, subject, place, period, Comparison(comparison).value),
            str(round_half_away(value, places)),
            "" if contribution is None else str(round_half_away(contribution, places)),
            statuses[of],
            (indicator, subject) in secret,
        )


def figures_hash(figures: Iterable[Published]) -> tuple[str, int]:
    """Return the hash of figures, and how many they are."""
    digest, count = hashlib.sha256(), 0
    for figure in figures:
        digest.update(figure.line().encode() + b"\n")
        count += 1
    return digest.hexdigest(), count


def suppressed(basis: Basis) -> Mapping[Subject, str]:
    """Return what a release hides of its figures, and why."""
    return {(each.indicator, each.subject): each.why for each in basis.suppressions.all()}


def newest_of_each(rows: Iterable[_A]) -> list[_A]:
    """Keep the newest of each kind and language."""
    found: dict[tuple[str, str], _A] = {}
    for row in rows:
        found[row.kind, row.language] = row
    return [found[key] for key in sorted(found)]


def content_hash(release: Release, basis: Basis) -> str:
    """Return the hash of all that a release publishes and rests on."""
    run = basis.run
    lines = [
        f"release\t{release.slug}\t{release.kind}\t{release.period}",
        f"corrects\t{release.corrects.slug if release.corrects else ''}\t{release.reason}",
        f"run\t{run.scheme.digest}\t{run.knowledge_hash}\t{run.result_hash}\t{run.as_of.isoformat()}",
        f"program\t{run.code_version}",
        f"rules\t{basis.law_hash}",
        f"figures\t{basis.figures}\t{basis.figures_hash}",
    ]
    texts = newest_of_each(release.texts.defer("body").order_by("id"))
    lines += [f"text\t{each.kind}\t{each.language}\t{each.sha256}" for each in texts]
    files = newest_of_each(release.files.defer("content").order_by("id"))
    lines += [f"file\t{each.kind}\t{each.language}\t{each.name}\t{each.sha256}" for each in files]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
