"""What the room keeps: compilations with their figures, and releases that rest on them."""

from nhip.releases.models.calendar import CalendarEntry
from nhip.releases.models.releases import (
    Basis,
    Release,
    ReleaseFile,
    ReleaseKind,
    ReleaseState,
    ReleaseStep,
    ReleaseText,
    Suppression,
    Why,
)
from nhip.releases.models.runs import (
    FigureRow,
    NodeValue,
    RegisterSnapshot,
    Run,
    SchemeFile,
    SchemeNode,
    StoredScheme,
    UsedReport,
)

__all__ = [
    "Basis",
    "CalendarEntry",
    "FigureRow",
    "NodeValue",
    "RegisterSnapshot",
    "Release",
    "ReleaseFile",
    "ReleaseKind",
    "ReleaseState",
    "ReleaseStep",
    "ReleaseText",
    "Run",
    "SchemeFile",
    "SchemeNode",
    "StoredScheme",
    "Suppression",
    "UsedReport",
    "Why",
]
