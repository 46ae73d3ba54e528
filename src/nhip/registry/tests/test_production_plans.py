"""Production plans are versions: what was planned on a day can be asked, and two people cannot both replace one."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from nhip.engine.faults import Fault
from nhip.registry import production_plans
from nhip.registry.append_only import AppendOnlyError
from nhip.registry.models import AuditEntry, Enterprise, Product, ProductionPlan
from nhip.registry.production_plans import PlanKey, put_plan, withdraw_plan

pytestmark = pytest.mark.django_db
JANUARY, JUNE = datetime(2023, 1, 5, tzinfo=UTC), datetime(2023, 6, 5, tzinfo=UTC)


@pytest.fixture
def key() -> PlanKey:
    enterprise = Enterprise.objects.create(tax_code="9900000016", name="Công ty Than")
    product = Product.objects.create(code="coal", name_vi="Than", unit="nghìn tấn")
    return PlanKey(enterprise.pk, product.pk, 2023, "production")


def known(at: datetime | None = None) -> list[Decimal]:
    return [plan.quantity for plan in ProductionPlan.objects.known_at(at)]


def test_a_newer_version_replaces_and_the_older_one_can_be_asked(key):
    assert put_plan(key, Decimal(600), by="lan", document="KH 01", at=JANUARY)
    assert put_plan(key, Decimal(650), by="lan", document="KH 02", at=JUNE)
    assert (known(JANUARY), known()) == ([600], [650])
    told = AuditEntry.objects.filter(act="plan.put").last()
    assert (told.subject, told.old["quantity"], told.new["document"]) == (
        "plan 9900000016 coal 2023 production",
        "600.000000",
        "KH 02",
    )


def test_the_same_plan_again_adds_nothing(key):
    put_plan(key, Decimal(600), by="lan", at=JANUARY)
    assert not put_plan(key, Decimal("600.0000001"), by="lan", document="another", at=JUNE)
    assert ProductionPlan.objects.count() == AuditEntry.objects.filter(act="plan.put").count() == 1


def test_a_withdrawn_plan_is_none_and_may_come_back(key):
    put_plan(key, Decimal(600), by="lan", at=JANUARY)
    withdraw_plan(key, by="lan", reason="nhầm", at=JUNE)
    withdraw_plan(key, by="lan", reason="lần nữa", at=JUNE)
    assert (known(JANUARY), known()) == ([600], [])
    assert put_plan(key, Decimal(600), by="lan")
    assert known() == [600]
    assert ProductionPlan.objects.count() == 3


def test_nobody_changes_a_version_and_the_slower_of_two_gets_a_sentence(key, monkeypatch):
    put_plan(key, Decimal(600), by="lan", at=JANUARY)
    plan = ProductionPlan.objects.get()
    plan.quantity = Decimal(1)
    with pytest.raises(AppendOnlyError):
        plan.save()
    with pytest.raises(AppendOnlyError):
        ProductionPlan.objects.update(quantity=1)
    # Somebody replaces it between the reading and the writing of this one.
    first = ProductionPlan.objects.get()
    ProductionPlan.objects.create(**key._asdict(), quantity=2, replaces=first, recorded_by="minh")
    monkeypatch.setattr(production_plans, "_newest", lambda keys: {key: first})
    with pytest.raises(Fault, match="E633"):
        production_plans.replace_plans({key: (Decimal(3), "")}, by="lan")
    assert known() == [2]
