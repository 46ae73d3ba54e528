"""A small province with its outline, a zone on sale, a full cluster and one that is only planned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from nhip.demonstration.outline import load_outline
from nhip.estates.actions import Basis, Description, add_phase, describe_estate, record_event, state_area
from nhip.estates.models import Estate
from nhip.estates.tests.makers import BY, cluster, event, ha, lease, lot, zone
from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import OFFICIALS, Role
from nhip.registry.documents import keep_document
from nhip.registry.models import Document, Enterprise, Place
from nhip.registry.standard import load_standard_registers

PDF = b"%PDF-1.7 quyet dinh"


def place(code: str) -> Place:
    return Place.objects.filter(code=code, valid_to=None).get()


@pytest.fixture
def decision(db: None) -> Document:
    """Return a public decision with its file."""
    return keep_document(
        "nhip",
        "501/QĐ-TTg",
        title="Chấp thuận chủ trương đầu tư khu công nghiệp VSIP Lạng Sơn",
        authority="Thủ tướng Chính phủ",
        issued_on=date(2023, 5, 15),
        file_name="501-QĐ-TTg.pdf",
        content=PDF,
        public=True,
    )


@pytest.fixture
def province(decision: Document) -> dict[str, Estate]:
    """Return three estates by their codes."""
    load_standard_registers()
    load_outline()
    # Decision 501/QĐ-TTg: 599.76 ha, in phases of 200, 250 and 149.76
    park = zone("KCN-VSIP", since=date(2023, 5, 15), industrial="390", service="30")
    for number, area in ((1, "200"), (2, "250"), (3, "149.76")):
        phase = add_phase(BY, park, number)
        state_area(BY, park, "total", ha(area), date(2023, 5, 15), phase=phase)
    event(park, "planned", date(2022, 3, 1), precision="month")
    record_event(BY, park, "established", date(2023, 5, 15), basis=Basis(document=decision.pk, source="baophapluat.vn"))
    said = Description(
        sectors=("26", "27"),
        sector_words="Điện tử, cơ khí chính xác",
        investor_name="Công ty VSIP Lạng Sơn",
        registered_capital=Decimal("6361.3"),
        price_from=Decimal(90),
        price_to=Decimal("110.5"),
        price_unit="USD/m²",
        latitude=ha("21.52"),
        longitude=ha("106.36"),
        places=(place("06457"),),
        contact_name="Ban quản lý Khu kinh tế Đồng Đăng – Lạng Sơn",
        contact_phone="0205 3812 345",
        contact_email="lienhe@example.vn",
        wastewater_plant="building",
        wastewater_capacity=ha("5000"),
    )
    describe_estate(BY, park, date(2023, 5, 15), said, basis=Basis(source="sokhdt.langson.gov.vn"))
    lease(lot(park, "A1", "40", since=date(2023, 5, 15)), "25", date(2023, 6, 1), price=Decimal(777), price_unit="USD")
    full = cluster("CCN-SO-2", industrial="12")
    event(full, "established", date(2012, 1, 1), precision="year")
    event(full, "infrastructure_operating", date(2015, 1, 1))
    describe_estate(
        BY, full, date(2020, 1, 1), Description(sectors=("16",), latitude=ha("21.87"), longitude=ha("106.7"))
    )
    lease(lot(full, "B1", "12"), "12", date(2020, 1, 1))
    planned = cluster("CCN-DINH-LAP")
    event(planned, "planned", date(2022, 3, 1))
    return {estate.code: estate for estate in (park, full, planned)}


@pytest.fixture
def enter(db: None) -> Callable[[Role], Client]:
    """Return a function that gives a client signed in with a role."""

    def enter(role: Role) -> Client:
        user = add_person(f"{role.value}-{User.objects.count()}", "Chuyên viên")
        grant_role(user, role, enterprise=Enterprise.objects.first() if role is Role.REPORTER else None)
        if role in OFFICIALS:
            TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        client = Client()
        client.force_login(User.objects.get(pk=user.pk), backend="nhip.people.backends.PeopleBackend")
        return client

    return enter


@pytest.fixture
def officer(enter: Callable[[Role], Client]) -> Client:
    """Return a client whose user keeps the estates."""
    return enter(Role.OFFICER)
