"""Zones and clusters, their events, and their land."""

from nhip.estates.models.dossiers import (
    ConditionStatement,
    Dossier,
    DossierEntry,
    DossierEstate,
    DossierEvent,
    DossierPurpose,
    EntryKind,
)
from nhip.estates.models.estates import (
    AreaKind,
    AreaStatement,
    Estate,
    EstateKind,
    EstatePlace,
    EstateRecord,
    Phase,
    WastewaterPlant,
)
from nhip.estates.models.events import EstateEvent, EventKind, FirstEvent, Precision, YearEvent
from nhip.estates.models.land import LandUse, Lease, Lot, LotRecord, Operation, Tenant, TenantProject

__all__ = [
    "AreaKind",
    "AreaStatement",
    "ConditionStatement",
    "Dossier",
    "DossierEntry",
    "DossierEstate",
    "DossierEvent",
    "DossierPurpose",
    "EntryKind",
    "Estate",
    "EstateEvent",
    "EstateKind",
    "EstatePlace",
    "EstateRecord",
    "EventKind",
    "FirstEvent",
    "LandUse",
    "Lease",
    "Lot",
    "LotRecord",
    "Operation",
    "Phase",
    "Precision",
    "Tenant",
    "TenantProject",
    "WastewaterPlant",
    "YearEvent",
]
