"""What a report adds to the questions before a release is published: it can be made, and its files say what it says."""

from __future__ import annotations

from collections.abc import Iterator

from nhip.engine.faults import Fault
from nhip.releases.models import Basis, Release
from nhip.releases.publication import newest_of_each
from nhip.releases.readiness import readiness_check
from nhip.releases.reading import release_views
from nhip.reports.charts import draw
from nhip.reports.faults import fault
from nhip.reports.releasing import TEXT_KIND, plain_text, report_of

__all__ = ["report_ready"]


@readiness_check("4 report can be made")
def report_ready(release: Release, basis: Basis) -> Iterator[Fault]:
    """Compose the report in each language it was attached in, draw its charts, and compare it with what is attached."""
    kept = {text.language: text for text in newest_of_each(release.texts.order_by("id")) if text.kind == TEXT_KIND}
    for language, text in kept.items():
        view = release_views(Release.objects.filter(pk=release.pk), language)[0]
        try:
            document = report_of(view, language).document
            draw(document.charts())
        except Fault as wrong:
            yield wrong
            continue
        if plain_text(document) != text.body:
            yield fault("E845", language=language)
        for paragraph, warn in document.warnings():
            yield fault("E846", key=paragraph.key, stands=warn.stands, now=warn.now)
