"""A small province in the course of collecting: three enterprises, an open month, a person for each role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from nhip.intake.collection.actions import Typed, save_draft, submit
from nhip.intake.collection.answers import box_name
from nhip.intake.collection.models import CollectionPeriod, Submission
from nhip.intake.collection.periods import open_period
from nhip.intake.models import Observation, SourceFile
from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.registry.models import Enterprise, Product, Reporting

MONTH = "2023-05"


@pytest.fixture
def coal(db: None) -> Product:
    return Product.objects.create(code="05200-01", name_vi="Than nguyên khai", name_en="Raw coal", unit="nghìn tấn")


@pytest.fixture
def bricks(db: None) -> Product:
    return Product.objects.create(code="23920-01", name_vi="Gạch nung", name_en="Fired bricks", unit="triệu viên")


@pytest.fixture
def mine(coal: Product) -> Enterprise:
    found = Enterprise.objects.create(tax_code="9900000016", name="Công ty Than Na Dương", illustrative=True)
    Reporting.objects.create(enterprise=found, product=coal, from_period="2022-01")
    return found


@pytest.fixture
def kiln(bricks: Product) -> Enterprise:
    found = Enterprise.objects.create(tax_code="9900000023", name="Lò gạch Gió Lau", illustrative=True)
    Reporting.objects.create(enterprise=found, product=bricks, from_period="2022-01")
    return found


@pytest.fixture
def last_month(mine: Enterprise, coal: Product) -> Observation:
    """April 2023: the mine brought up 50, and 8 lay in stock."""
    file = SourceFile.objects.create(name="2023-04.csv", sha256="a" * 64, content=b"x")

    def put(measure: str, value: int, row: int) -> Observation:
        return Observation.objects.create(
            enterprise=mine,
            product=coal,
            period="2023-04",
            measure=measure,
            quantity=Decimal(value),
            state="reported",
            stage="official",
            source_file=file,
            row=row,
            column="quantity",
        )

    put("closing_stock", 8, 2)
    return put("production", 50, 3)


@pytest.fixture
def month(db: None) -> CollectionPeriod:
    """May 2023, official, open and not late."""
    today = timezone.localdate()
    return open_period(
        "monthly", MONTH, "official", opens_on=today - timedelta(days=5), deadline=today + timedelta(days=5)
    )


@pytest.fixture
def people(mine: Enterprise, kiln: Enterprise) -> dict[str, User]:
    """A person for each role; "stranger" reports for the kiln, "colleague" for the mine as well."""
    found = {}
    for role in Role:
        user = add_person(role.value, f"Người {role.value}", email=f"{role.value}@example.vn")
        grant_role(user, role, enterprise=mine if role is Role.REPORTER else None)
        found[role.value] = user
    for name, enterprise in (("stranger", kiln), ("colleague", mine)):
        user = add_person(name, f"Người {name}", email=f"{name}@example.vn")
        grant_role(user, Role.REPORTER, enterprise=enterprise)
        found[name] = user
    found["nobody"] = add_person("nobody", "Không vai trò")
    return {name: User.objects.get(pk=user.pk) for name, user in found.items()}


@pytest.fixture
def box(coal: Product) -> Callable[[str], str]:
    """Return the name of a box of the mine's only line."""
    return lambda field: box_name(coal.pk, field)


FILLED = {
    "opening_stock": "8",
    "production": "52",
    "sales": "50",
    "closing_stock": "10",
    "value": "1500",
    "forecast": "51",
}


@pytest.fixture
def fill(
    mine: Enterprise, month: CollectionPeriod, people: dict[str, User], box: Callable[[str], str]
) -> Callable[..., Submission]:
    """Return a function that fills in the mine's form."""

    def fill(by: str = "reporter", **texts: str) -> Submission:
        typed = {box(field): Typed(text, 0) for field, text in {**FILLED, **texts}.items()}
        saved = save_draft(mine, month, typed, by=people[by])
        assert saved.conflicts == ()
        return Submission.objects.get(pk=saved.submission)

    return fill


@pytest.fixture
def submitted(fill: Callable[..., Submission], last_month: Observation, people: dict[str, User]) -> Submission:
    submission = fill()
    submit(submission, submission.version, by=people["reporter"])
    return Submission.objects.get(pk=submission.pk)
