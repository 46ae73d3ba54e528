"""The article's claims about tasks, met by records."""

from __future__ import annotations

from typing import Final

from nhip.demonstration.claims import SOURCE, Finding
from nhip.demonstration.claims_records import Figures, RecordClaim, counted
from nhip.demonstration.tasks import DOSSIERS, RENEWABLE
from nhip.plans.models import TaskRecord
from nhip.plans.tasks.coverage import coverage_of

WORDS: Final = {
    "clusters asked for": "số cụm được giao",
    "covers the target": "so với chỉ tiêu",
    "plans asked for": "số kế hoạch được giao",
}


def _record(code: str) -> TaskRecord | None:
    found: TaskRecord | None = TaskRecord.objects.known_at().filter(task__code=code).first()
    return found


def _quantity(record: TaskRecord | None) -> float | None:
    return float(record.quantity) if record is not None and record.quantity is not None else None


def _dossiers(_figures: Figures) -> list[Finding]:
    record = _record(DOSSIERS)
    coverage = coverage_of(record) if record is not None else None
    found = "–"
    if coverage is not None and coverage.least is not None:
        found = f"{float(coverage.asked):g} {'<' if coverage.is_part else '≥'} {float(coverage.least):g}"
    covers = Finding("covers the target", "2 < 3", found, found == "2 < 3")
    return [counted("clusters asked for", _quantity(record), "2"), covers]


def _renewable(_figures: Figures) -> list[Finding]:
    return [counted("plans asked for", _quantity(_record(RENEWABLE)), "1")]


CLAIMS: Final = (
    RecordClaim(
        "C26",
        "Năm 2024 hoàn thiện hồ sơ thành lập 2 cụm công nghiệp, một phần của chỉ tiêu 3 – 4 cụm",
        "In 2024, dossiers for 2 clusters are to be completed, a part of the target of 3 to 4",
        "2",
        SOURCE,
        _dossiers,
    ),
    RecordClaim(
        "C27",
        "Năm 2024 hoàn thiện Kế hoạch phát triển năng lượng tái tạo",
        "In 2024, the plan for renewable energy is to be completed",
        "1",
        SOURCE,
        _renewable,
    ),
)
