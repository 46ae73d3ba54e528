"""Acts that make a draft: prepare a release or a correction, rest it on newer figures, give it texts and files.

Each adds rows and one row of the audit.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from nhip.figures.periods import Period
from nhip.intake.models import Stage
from nhip.people.rights_releases import may_prepare_release
from nhip.registry.actions import audit
from nhip.registry.models import AuditHead
from nhip.releases.actions import compile_run
from nhip.releases.confidentiality import Subject, hidden_subjects
from nhip.releases.faults import fault
from nhip.releases.models import (
    Basis,
    Release,
    ReleaseFile,
    ReleaseState,
    ReleaseText,
    Run,
    StoredScheme,
    Suppression,
    Why,
)
from nhip.releases.publication import figures_hash, published_figures
from nhip.releases.rules import kind_of, law_hash
from nhip.releases.steps import Person, add_step, may, must_be, name_of, newest_basis

__all__ = ["attach_file", "attach_text", "prepare_release", "refresh_release"]

MOST_BYTES: Final = 50 * 1024 * 1024


def prepare_release(
    period: str,
    *,
    by: Person,
    as_of: datetime | None = None,
    corrects: Release | None = None,
    reason: str = "",
    stage: str = Stage.OFFICIAL,
    scheme: StoredScheme | None = None,
    at: datetime | None = None,
) -> Release:
    """Compile what is known and begin a release of a period with it; or, if told which it corrects, its correction.

    Args:
        as_of: the instant of knowledge; now if not given.
        stage: whether it estimates its last month, or all reports of it are to be in; a correction has that of what it
            corrects.
        at: the moment of the act, now if not given.

    Raises:
        Refused: the person may not.
        Fault: E553 no such period, E554 there is a release of it already, E555 no reason, E556 nothing to correct;
            those of compiling.
    """
    may(by, may_prepare_release)
    try:
        released = Period.parse(period)
    except ValueError as wrong:
        raise fault("E553", period=period) from wrong
    kind = kind_of(released)
    stage = corrects.stage if corrects else stage
    _may_begin(str(released), stage, corrects, reason, at)
    moment = at or timezone.now()
    run = compile_run(as_of or moment, str(released.last_month), scheme=scheme, actor=name_of(by))
    if run.last_period != str(released.last_month):
        raise fault("E568", period=str(released.last_month))
    try:
        with transaction.atomic():
            # One after the other: whoever began the same meanwhile is seen now.
            AuditHead.objects.select_for_update().get_or_create(id=1)
            _may_begin(str(released), stage, corrects, reason, at)
            last = Release.objects.filter(period=str(released), stage=stage).aggregate(last=Max("number"))["last"] or 0
            release = Release.objects.create(
                kind=kind,
                period=str(released),
                last_month=str(released.last_month),
                stage=stage,
                number=last + 1,
                corrects=corrects,
                reason=reason.strip()[:500],
                prepared_by=name_of(by),
                prepared_at=moment,
            )
            _rest_on(release, run, name_of(by), moment)
            add_step(release, ReleaseState.DRAFT, name_of(by), moment, follows=None)
            told = {"run": run.pk, "corrects": corrects.slug if corrects else "", "reason": release.reason}
            audit(name_of(by), "release.prepared", f"release {release.slug}", new=told)
    except IntegrityError:
        raise fault("E554", period=str(released)) from None
    return release


def _may_begin(period: str, stage: str, corrects: Release | None, reason: str, at: datetime | None) -> None:
    rows: Any = Release.objects.filter(period=period).with_state()
    others = rows.exclude(state=ReleaseState.DROPPED)
    if corrects is None:
        # Official figures follow an estimate; an estimate follows nothing.
        if (others if stage == Stage.ESTIMATE else others.filter(stage=stage)).exists():
            raise fault("E554", period=period)
        return
    if not reason.strip():
        raise fault("E555")
    if corrects.period != period or not Release.objects.standing(at).filter(pk=corrects.pk).exists():
        raise fault("E556", release=corrects.slug)
    if others.filter(corrects=corrects).exists():
        raise fault("E554", period=period)


def _rest_on(release: Release, run: Run, who: str, at: datetime) -> Basis:
    """Rest a release on a run: decide what is secret in it, and hash what is published."""
    released = Period.parse(release.period)
    hidden = hidden_subjects(run, released, _hidden_earlier())
    digest, count = figures_hash(published_figures(run, release.kind, released, hidden, release.stage))
    basis = Basis.objects.create(
        release=release,
        run=run,
        law_hash=law_hash(),
        figures_hash=digest,
        figures=count,
        recorded_at=at,
        recorded_by=who,
    )
    Suppression.objects.bulk_create(
        Suppression(basis=basis, indicator=indicator, subject=subject, why=why)
        for (indicator, subject), why in sorted(hidden.items())
    )
    return basis


def _hidden_earlier() -> set[Subject]:
    """Return what earlier releases hid to protect something else."""
    rows = Suppression.objects.filter(why=Why.SECONDARY)
    return set(rows.order_by().values_list("indicator", "subject").distinct())


def refresh_release(
    release: Release, *, by: Person, as_of: datetime | None = None, at: datetime | None = None
) -> Basis:
    """Rest a draft on what is known now. Texts and files stay as they are.

    Raises:
        Refused; Fault E557: it is no draft any more; those of compiling.
    """
    may(by, may_prepare_release)
    must_be(release, ReleaseState.DRAFT)
    run = compile_run(as_of or at, release.last_month, scheme=newest_basis(release).run.scheme, actor=name_of(by))
    before = newest_basis(release)
    if before.run_id == run.pk:
        return before
    with transaction.atomic():
        must_be(release, ReleaseState.DRAFT)
        basis = _rest_on(release, run, name_of(by), at or timezone.now())
        audit(
            name_of(by), "release.refreshed", f"release {release.slug}", old={"run": before.run_id}, new={"run": run.pk}
        )
    return basis


def attach_text(release: Release, kind: str, language: str, body: str, *, by: Person) -> ReleaseText:
    """Give a draft a text; the newest of its kind and language counts.

    Raises:
        Refused; Fault: E557 it is no draft any more, E562 the text is empty.
    """
    may(by, may_prepare_release)
    if not body.strip():
        raise fault("E562", kind=kind, language=language)
    with transaction.atomic():
        must_be(release, ReleaseState.DRAFT)
        sha256 = hashlib.sha256(body.encode()).hexdigest()
        text = ReleaseText.objects.create(
            release=release, kind=kind, language=language, body=body, sha256=sha256, recorded_by=name_of(by)
        )
        told = {"kind": kind, "language": language, "sha256": sha256}
        audit(name_of(by), "release.text", f"release {release.slug}", new=told)
    return text


def attach_file(
    release: Release, kind: str, language: str, name: str, content: bytes, media_type: str, *, by: Person
) -> ReleaseFile:
    """Give a draft a finished file; the newest of its kind and language counts.

    Raises:
        Refused; Fault: E557 it is no draft any more, E569 it is empty or too large.
    """
    may(by, may_prepare_release)
    if not content or len(content) > MOST_BYTES:
        raise fault("E569", file=name, most=MOST_BYTES // 1024**2)
    with transaction.atomic():
        must_be(release, ReleaseState.DRAFT)
        sha256 = hashlib.sha256(content).hexdigest()
        file = ReleaseFile.objects.create(
            release=release,
            kind=kind,
            language=language,
            name=name,
            media_type=media_type,
            content=content,
            sha256=sha256,
            recorded_by=name_of(by),
        )
        told = {"kind": kind, "language": language, "name": name, "sha256": sha256}
        audit(name_of(by), "release.file", f"release {release.slug}", new=told)
    return file
