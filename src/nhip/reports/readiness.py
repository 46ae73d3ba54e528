"""What a report adds to the questions before a release is published: it can be made, and its files say what it says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from nhip.engine.faults import Fault
from nhip.releases.models import Basis, Release, ReleaseText
from nhip.releases.publication import newest_of_each
from nhip.releases.readiness import readiness_check
from nhip.releases.reading import release_views
from nhip.reports.charts import draw
from nhip.reports.faults import fault
from nhip.reports.models import EditedText, LetterheadRecord, Wording
from nhip.reports.releasing import TEXT_KIND, plain_text, report_of

__all__ = ["forget", "report_ready"]


@readiness_check("4 report can be made")
def report_ready(release: Release, basis: Basis) -> Iterator[Fault]:
    """Compose the report in each language it was attached in, draw its charts, and compare it with what is attached."""
    written = _written()
    for text in newest_of_each(release.texts.order_by("id")):
        if text.kind == TEXT_KIND:
            try:
                _look(text.pk, basis.pk, written)
            except _NotReadyError as wrong:
                yield from wrong.faults


class _NotReadyError(Exception):
    """What is in the way; raised and not returned, so that only what was in order is remembered."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(str(faults))
        self.faults = faults


def _written() -> tuple[int, ...]:
    """Return the newest of all that people write into reports: as long as it is the same, a report is, too."""
    newest = (model.objects.order_by("-id").values_list("id", flat=True) for model in (EditedText, Wording))
    heads = LetterheadRecord.objects.order_by("-id").values_list("id", flat=True)
    return tuple(rows.first() or 0 for rows in (*newest, heads))


@lru_cache(maxsize=32)
def _look(attached: int, basis: int, written: tuple[int, ...]) -> None:
    """Look at a report once for what it rests on: a release is asked at each of its steps."""
    found = list(_obstacles(ReleaseText.objects.get(pk=attached)))
    if found:
        raise _NotReadyError(found)


def forget() -> None:
    """Look at every report anew."""
    _look.cache_clear()


def _obstacles(text: ReleaseText) -> Iterator[Fault]:
    language = text.language
    view = release_views(Release.objects.filter(pk=text.release_id), language)[0]
    try:
        document = report_of(view, language).document
        draw(document.charts())
    except Fault as wrong:
        yield wrong
        return
    if plain_text(document) != text.body:
        yield fault("E845", language=language)
    for paragraph, warn in document.warnings():
        yield fault("E846", key=paragraph.key, stands=warn.stands, now=warn.now)
