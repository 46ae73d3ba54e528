"""People who keep the registers, and registers to keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import OFFICIALS, Role
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import Consent, Enterprise, Industry, Place, Product, Reporting
from nhip.registry.registers.actions import save_row
from nhip.registry.registers.columns import Values, blank
from nhip.registry.registers.register import register
from nhip.registry.standard import load_standard_registers


@pytest.fixture
def province(db: None) -> None:
    """Load the standard registers with two enterprises and a product."""
    load_standard_registers()
    wood = Industry.objects.get(classification__code="VSIC2018", code="1621")
    veneer = Product.objects.create(
        code="16210-01", name_vi="Ván bóc", name_en="Peeled veneer", unit="m³", industry=wood
    )
    place = Place.objects.get(code="06457", valid_from=date(2025, 7, 1))
    for code, name in (("9900000016", "Công ty Đồng Bành"), ("9900000023", "Công ty Ánh Dương")):
        values: Values = {column.name: blank(column) for column in register("enterprises").stored}
        values |= {"tax_code": code, "name": name, "place": "06457@2025-07-01", "industry": "VSIC2018:1621"}
        values["illustrative"] = True
        save_row(SYSTEM_KEEPER, register("enterprises"), None, values)
    assert place.enterprises.count() == 2
    kiln = Enterprise.objects.get(tax_code="9900000016")
    Reporting.objects.create(enterprise=kiln, product=veneer, from_period="2023-01")
    Consent.objects.create(enterprise=kiln, product=veneer, document="12/CV")


@pytest.fixture
def person(db: None) -> Callable[[Role | None], User]:
    """Return a function that makes a person with a role."""

    def make(role: Role | None) -> User:
        user = add_person(role.value if role else "nobody", "Người giữ danh mục")
        if role is not None:
            enterprise = Enterprise.objects.order_by("pk").first() if role is Role.REPORTER else None
            grant_role(user, role, enterprise=enterprise)
        if role in OFFICIALS:
            TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        return User.objects.get(pk=user.pk)

    return make


@pytest.fixture
def officer(client: Client, person: Callable[[Role | None], User]) -> Client:
    """Return a client whose user keeps the registers."""
    client.force_login(person(Role.OFFICER))
    return client
