"""The registers."""

from nhip.registry.models.audit import AuditEntry, AuditHead
from nhip.registry.models.documents import Document, DocumentWithdrawal
from nhip.registry.models.duplicates import Mergeable, Merger
from nhip.registry.models.enterprises import Enterprise, Ownership, ProductionPlan, Size
from nhip.registry.models.events import Consent, EnterpriseEvent, EventKind, Reporting
from nhip.registry.models.files import RegisterFile
from nhip.registry.models.industries import Classification, Correspondence, Industry
from nhip.registry.models.places import Boundary, Place, PlaceKind, Succession
from nhip.registry.models.products import KeyProduct, KeyProductList, Product, UnitConversion

__all__ = [
    "AuditEntry",
    "AuditHead",
    "Boundary",
    "Classification",
    "Consent",
    "Correspondence",
    "Document",
    "DocumentWithdrawal",
    "Enterprise",
    "EnterpriseEvent",
    "EventKind",
    "Industry",
    "KeyProduct",
    "KeyProductList",
    "Mergeable",
    "Merger",
    "Ownership",
    "Place",
    "PlaceKind",
    "Product",
    "ProductionPlan",
    "RegisterFile",
    "Reporting",
    "Size",
    "Succession",
    "UnitConversion",
]
