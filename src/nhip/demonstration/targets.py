"""Targets of the province that the article prints: the index of 2023 and 2024, clusters of 2024."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from nhip.demonstration.article import article
from nhip.demonstration.claims import SOURCE
from nhip.figures.comparisons import Comparison
from nhip.plans.models import Bound
from nhip.plans.targets.actions import add_target, newest
from nhip.plans.targets.fields import TargetFields
from nhip.registry.keepers import SYSTEM_KEEPER

__all__ = ["PLANNED_AT", "keep_targets"]

# Plans and the target of 2023 are dated to the beginning of their year; those of 2024 to the article.
PLANNED_AT: Final = datetime(2023, 1, 9, 1, 0, tzinfo=UTC)
_PRINTED_AT: Final = datetime(2024, 2, 9, 1, 0, tzinfo=UTC)
_GROWTH: Final = Comparison.YEAR.value

_OF_2023: Final = TargetFields(
    code="IIP-2023",
    name_vi="Chỉ số sản xuất công nghiệp năm 2023",
    name_en="Index of industrial production in 2023",
    indicator="IIP",
    subject="TOTAL",
    period="2023",
    comparison=_GROWTH,
    bound=Bound.AT_LEAST,
    low=Decimal(7),
    source=SOURCE,
    note="7,68 − 0,68",
)
_OF_2024: Final = (
    TargetFields(
        code="IIP-2024",
        name_vi="Chỉ số sản xuất công nghiệp năm 2024",
        name_en="Index of industrial production in 2024",
        indicator="IIP",
        subject="TOTAL",
        period="2024",
        comparison=_GROWTH,
        bound=Bound.RANGE,
        low=Decimal(7),
        high=Decimal(8),
    ),
    TargetFields(
        code="CLUSTERS-BUILDING-2024",
        name_vi="Cụm công nghiệp đã thành lập được xây dựng hạ tầng",
        name_en="Established clusters whose infrastructure is being built",
        indicator="CLUSTERS_BUILDING",
        period="2024",
        at_end=True,
        bound=Bound.RANGE,
        low=Decimal(3),
        high=Decimal(4),
    ),
    TargetFields(
        code="CLUSTERS-ESTABLISHED-2024",
        name_vi="Cụm công nghiệp thành lập mới",
        name_en="Clusters newly established",
        indicator="CLUSTER_EVENTS",
        subject="established",
        period="2024",
        bound=Bound.RANGE,
        low=Decimal(3),
        high=Decimal(4),
    ),
)


def keep_targets() -> int:
    """Keep the targets that are not there yet; return how many there were to keep."""
    printed = article()
    wanted = [(_OF_2023, PLANNED_AT)]
    wanted += [(_with_document(each, printed.pk), _PRINTED_AT) for each in _OF_2024]
    fresh = [(said, at) for said, at in wanted if newest(said.code) is None]
    for said, at in fresh:
        add_target(SYSTEM_KEEPER, said, at=at)
    return len(fresh)


def _with_document(said: TargetFields, document: int) -> TargetFields:
    return replace(said, document=document, set_by="UBND tỉnh Lạng Sơn")
