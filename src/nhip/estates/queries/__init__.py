"""What pages ask about zones and clusters. Nothing here is confidential: leases are counted, and their prices stay.

Every number comes written, once, in the language asked for; days are days.
"""

from nhip.estates.queries.answers import (
    AreaRow,
    Contact,
    EstateList,
    EstateRow,
    EstateSpot,
    EstateView,
    EventCount,
    Fact,
    FreeLot,
    OccupancyPoint,
    PublicDocument,
    StageReached,
    TimelineEvent,
)
from nhip.estates.queries.counting import event_counts
from nhip.estates.queries.filters import Filters, matching
from nhip.estates.queries.listing import list_estates, spots
from nhip.estates.queries.one import open_estate

__all__ = [
    "AreaRow",
    "Contact",
    "EstateList",
    "EstateRow",
    "EstateSpot",
    "EstateView",
    "EventCount",
    "Fact",
    "Filters",
    "FreeLot",
    "OccupancyPoint",
    "PublicDocument",
    "StageReached",
    "TimelineEvent",
    "event_counts",
    "list_estates",
    "matching",
    "open_estate",
    "spots",
]
