"""The law of zones and clusters as dated data with references: procedures, who acts, thresholds, how days are counted.

The files stand in `data/`; `loading.py` reads and checks them. Nothing in the code is a literal of the law.
"""

from nhip.estates.law.installed import law
from nhip.estates.law.loading import Law, LawError, load
from nhip.estates.law.model import (
    Actor,
    Certainty,
    Limit,
    MountainUnit,
    Paper,
    Parameter,
    Procedure,
    Rule,
    Source,
    Step,
    Unit,
    Words,
)

__all__ = [
    "Actor",
    "Certainty",
    "Law",
    "LawError",
    "Limit",
    "MountainUnit",
    "Paper",
    "Parameter",
    "Procedure",
    "Rule",
    "Source",
    "Step",
    "Unit",
    "Words",
    "law",
    "load",
]
