"""Acts of the room: each checks the right, does, looks at what has become, and tells the audit, in one transaction."""

from nhip.estates.actions.estates import Description, add_estate, add_phase, describe_estate, state_area
from nhip.estates.actions.events import record_event
from nhip.estates.actions.imports import Imported, import_leases, import_lots, import_operations
from nhip.estates.actions.land import add_tenant, end_lease, lease_land, record_lot
from nhip.estates.actions.projects import record_operation, record_project
from nhip.estates.actions.versions import Basis, Correction, keeper_of
from nhip.estates.actions.withdrawing import withdraw

__all__ = [
    "Basis",
    "Correction",
    "Description",
    "Imported",
    "add_estate",
    "add_phase",
    "add_tenant",
    "describe_estate",
    "end_lease",
    "import_leases",
    "import_lots",
    "import_operations",
    "keeper_of",
    "lease_land",
    "record_event",
    "record_lot",
    "record_operation",
    "record_project",
    "state_area",
    "withdraw",
]
