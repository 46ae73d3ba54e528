"""Which releases there are, and which of them a reader sees: answered by comparing with the clock, at each question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from nhip.figures.periods import Period
from nhip.intake.models import Stage
from nhip.releases.answers import ReleaseView, RunView
from nhip.releases.confidentiality import Subject, hidden_subjects
from nhip.releases.models import Basis, Release, ReleaseState, ReleaseStep, Run, Suppression
from nhip.releases.models.releases import ReleaseQuerySet
from nhip.releases.steps import state_words

__all__ = [
    "all_releases",
    "hidden_in",
    "hidden_in_run",
    "latest_release",
    "latest_run",
    "published_run",
    "release_by_slug",
    "release_of",
    "release_views",
    "run_of",
    "view_of",
]


def latest_run() -> RunView | None:
    """Return the compilation with the newest knowledge, or None before the first. Published or not: for officials."""
    run = Run.objects.select_related("scheme").order_by("as_of", "id").last()
    return view_of(run) if run else None


def view_of(run: Run) -> RunView:
    """Return a run as a page names it."""
    return RunView(
        id=run.pk,
        title_vi=run.scheme.title_vi,
        title_en=run.scheme.title_en or run.scheme.title_vi,
        as_of=run.as_of,
        created_at=run.created_at,
        illustrative=run.illustrative,
        scheme_hash=run.scheme.digest,
        result_hash=run.result_hash,
        code_version=run.code_version,
        first_period=run.first_period,
        last_period=run.last_period,
        root=run.root,
        scheme=run.scheme_id,
    )


def release_views(releases: ReleaseQuerySet, language: str = "vi", now: datetime | None = None) -> list[ReleaseView]:
    """Return releases as pages name them, with a fixed number of questions."""
    now = now or timezone.now()
    found = list(
        releases.select_related("corrects").prefetch_related(
            Prefetch("steps", ReleaseStep.objects.order_by("id")),
            Prefetch("bases", Basis.objects.select_related("run__scheme").order_by("id")),
            Prefetch("corrections", Release.objects.published(now)),
        )
    )
    with translation.override(language):
        followed = _followed([each.period for each in found if each.stage == Stage.ESTIMATE], now)
        return [_view(each, language, now, followed) for each in found]


def _followed(periods: Sequence[str], now: datetime) -> dict[str, str]:
    """Return which official releases follow the estimates of some periods."""
    if not periods:
        return {}
    rows = Release.objects.standing(now).filter(period__in=periods, stage=Stage.OFFICIAL)
    return {each.period: each.slug for each in rows.order_by("id")}


def _view(release: Release, language: str, now: datetime, followed: Mapping[str, str]) -> ReleaseView:
    step = list(release.steps.all())[-1]
    run = list(release.bases.all())[-1].run
    published = step.state == ReleaseState.SCHEDULED and step.publish_at is not None and step.publish_at <= now
    state = "published" if published else str(step.state)
    corrections = list(release.corrections.all())
    approved = [each.by for each in release.steps.all() if each.state == ReleaseState.APPROVED]
    return ReleaseView(
        id=release.pk,
        kind=release.kind,
        kind_words=str(release.get_kind_display()),
        period=release.period,
        period_words=_words(release, language),
        stage=release.stage,
        number=release.number,
        slug=release.slug,
        state=state,
        state_words=state_words(state),
        run=view_of(run),
        prepared_by=release.prepared_by,
        approved_by=approved[-1] if approved else "",
        published_at=step.publish_at,
        published=published,
        corrects=release.corrects.slug if release.corrects else "",
        corrected_by=corrections[-1].slug if corrections else "",
        followed_by=followed.get(release.period, "") if release.stage == Stage.ESTIMATE else "",
        reason=release.reason,
        hash=step.hash,
        illustrative=run.illustrative,
    )


def _words(release: Release, language: str) -> str:
    """Name the period; of an estimate with that word, so that no list shows it as anything else."""
    words = Period.parse(release.period).in_words(language)
    if release.stage != Stage.ESTIMATE:
        return words
    with translation.override(language):
        return _("%(period)s (estimate)") % {"period": words}


def all_releases(language: str = "vi", *, unpublished: bool = False, now: datetime | None = None) -> list[ReleaseView]:
    """Return the releases, newest period first; those that are not published only where the reader may see them."""
    rows = Release.objects.all() if unpublished else Release.objects.published(now)
    return release_views(rows.order_by("-last_month", "-id"), language, now)


def latest_release(kind: str | None = None, language: str = "vi", now: datetime | None = None) -> ReleaseView | None:
    """Return the published release of the newest period (of a kind); of several, the one published last."""
    rows: Any = Release.objects.standing(now)
    if kind is not None:
        rows = rows.filter(kind=kind)
    views = release_views(rows.order_by("-last_month", "-publish_at", "-id")[:1], language, now)
    return views[0] if views else None


def release_of(period: Period | str, language: str = "vi", now: datetime | None = None) -> ReleaseView | None:
    """Return the published release of a period, the correction where there is one."""
    views = release_views(Release.objects.standing(now).filter(period=str(period)).order_by("-id")[:1], language, now)
    return views[0] if views else None


def release_by_slug(
    slug: str, language: str = "vi", *, unpublished: bool = False, now: datetime | None = None
) -> ReleaseView | None:
    """Return a release by its name in addresses, also one that was replaced."""
    text, _sep, number = slug.partition("v")
    if number and not number.isdecimal():
        return None
    stage = Stage.ESTIMATE if text.endswith("e") else Stage.OFFICIAL
    period = text.removesuffix("e").replace("--", "/")
    rows = Release.objects.all() if unpublished else Release.objects.published(now)
    views = release_views(rows.filter(period=period, stage=stage, number=int(number or 1)), language, now)
    return views[0] if views else None


def hidden_in(release: ReleaseView) -> frozenset[Subject]:
    """Return what a release hides from the public."""
    newest = Basis.objects.filter(release_id=release.id).order_by("-id").values("id")[:1]
    rows = Suppression.objects.filter(basis_id__in=newest).values_list("indicator", "subject")
    return frozenset(rows)


def hidden_in_run(run: RunView) -> frozenset[Subject]:
    """Return what would have to be hidden of a run that is not released."""
    return _hidden_in_run(run.id)


@lru_cache(maxsize=16)
def _hidden_in_run(number: int) -> frozenset[Subject]:
    run = Run.objects.select_related("registers").get(pk=number)
    return frozenset(hidden_subjects(run, Period.parse(run.last_period)))


def published_run(language: str = "vi", now: datetime | None = None) -> RunView | None:
    """Return the run of the newest release, with what it hides: what everybody reads. None before the first release.

    Three questions, because every public page asks them.
    """
    rows: Any = Release.objects.standing(now)
    release = rows.order_by("-last_month", "-publish_at", "-id").first()
    if release is None:
        return None
    basis = release.bases.select_related("run__scheme").order_by("-id")[0]
    hidden = frozenset(basis.suppressions.values_list("indicator", "subject"))
    estimated = release.stage == Stage.ESTIMATE
    return replace(view_of(basis.run), hidden=hidden, release=release.slug, estimated=estimated)


def run_of(release: ReleaseView) -> RunView:
    """Return the run of a release, with what the public may not see of it."""
    estimated = release.stage == Stage.ESTIMATE
    return replace(release.run, hidden=hidden_in(release), release=release.slug, estimated=estimated)
