"""How far is unusual. One place, so that the bounds can be read and discussed together."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

__all__ = [
    "CHANGED_ESTIMATE",
    "EMPLOYEES_LEAST",
    "EMPLOYEES_TIMES",
    "FORECAST_TIMES",
    "HISTORY_MONTHS",
    "JUMP_LEAST",
    "JUMP_RATIO",
    "JUMP_TIMES",
    "PLAN_TIMES",
    "PRICE_TIMES",
    "SHARE_ENTERPRISES",
    "SHARE_POINTS",
    "SUM_TOLERANCE",
]

# Stocks and cumulative figures are rounded by those who write them.
SUM_TOLERANCE: Final = Decimal("0.005")
# An estimate is made before the month ends.
CHANGED_ESTIMATE: Final = Decimal("0.2")
PRICE_TIMES: Final = Decimal(2)
FORECAST_TIMES: Final = Decimal(3)
PLAN_TIMES: Final = Decimal(3)
EMPLOYEES_TIMES: Final = Decimal("1.5")
EMPLOYEES_LEAST: Final = 20
# A wrong unit moves a share at once; a good month does not move it this far.
SHARE_POINTS: Final = 25.0
SHARE_ENTERPRISES: Final = 3
# Hidiroglou-Berthelot, see engine.outliers: quartile distances on both sides, and how many ratios it takes.
JUMP_TIMES: Final = (20.0, 20.0)
JUMP_LEAST: Final = 12
# Where all have been steady for years, a little more or less is outside the bounds and still nothing to ask about.
JUMP_RATIO: Final = 1.3
HISTORY_MONTHS: Final = 24
