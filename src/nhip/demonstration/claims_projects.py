"""The article's claim about Na Dương II, met by records that stand side by side with what others published."""

from __future__ import annotations

from typing import Final

from nhip.demonstration.claims import SOURCE, Finding
from nhip.demonstration.claims_records import Figures, RecordClaim
from nhip.demonstration.projects import NA_DUONG_2
from nhip.plans.models import Milestone, MilestoneKind, Sort
from nhip.plans.projects.words import span_words

WORDS: Final = {
    "works promised by the article": "bài báo nói sẽ khởi công",
    "ceremony already published": "lễ khởi công đã công bố",
    "works really begun": "thi công thực tế",
}


def _when(kind: str, sort: str) -> str:
    rows = Milestone.objects.known_at().filter(project__code=NA_DUONG_2, kind=kind, sort=sort)
    return "; ".join(span_words(row.earliest, row.latest) for row in rows.order_by("earliest", "id")) or "–"


def _works(_figures: Figures) -> list[Finding]:
    asked = (
        ("works promised by the article", "2024", _when(MilestoneKind.WORKS, Sort.PROMISED)),
        ("ceremony already published", "16/10/2015", _when(MilestoneKind.CEREMONY, Sort.ACTUAL)),
        ("works really begun", "04/2024", _when(MilestoneKind.WORKS, Sort.ACTUAL)),
    )
    return [Finding(what, expected, found, found == expected) for what, expected, found in asked]


CLAIMS: Final = (
    RecordClaim(
        "C28",
        "Chuẩn bị khởi công Nhà máy nhiệt điện Na Dương II; lễ khởi công đã diễn ra năm 2015",
        "Preparing to start the works of the power plant Na Dương II; the ceremony was held in 2015",
        "2024",
        SOURCE,
        _works,
    ),
)
