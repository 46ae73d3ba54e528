"""The registers."""

from nhip.registry.models.audit import AuditEntry, AuditHead
from nhip.registry.models.enterprises import Consent, Enterprise, ProductionPlan, Reporting, Target
from nhip.registry.models.industries import Classification, Industry
from nhip.registry.models.places import Place
from nhip.registry.models.products import KeyProduct, Product, UnitConversion

__all__ = [
    "AuditEntry",
    "AuditHead",
    "Classification",
    "Consent",
    "Enterprise",
    "Industry",
    "KeyProduct",
    "Place",
    "Product",
    "ProductionPlan",
    "Reporting",
    "Target",
    "UnitConversion",
]
