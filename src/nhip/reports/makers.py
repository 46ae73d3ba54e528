"""Who has a hand in a release besides those who attach its report: whoever edited a paragraph of it."""

from __future__ import annotations

from collections.abc import Iterable

from nhip.releases.models import Release
from nhip.releases.steps import has_hand
from nhip.reports.models import EditedText

__all__ = ["editors"]


@has_hand("paragraphs")
def editors(release: Release) -> Iterable[str]:
    """Return everybody who edited a paragraph of the period's report, or took an edit back."""
    rows = EditedText.objects.filter(period=release.period).order_by()
    found: Iterable[str] = rows.values_list("recorded_by", flat=True).distinct()
    return found
