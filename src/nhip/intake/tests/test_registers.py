"""Loading the registers: twice has one effect, a fault stores nothing, changes are seen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from nhip.intake.actions import Loaded, load_registers
from nhip.intake.faults import Fault, Faults
from nhip.intake.tests.conftest import COAL
from nhip.registry.models import AuditEntry, Consent, Enterprise, Industry, KeyProduct, Product, ProductionPlan

pytestmark = pytest.mark.django_db


def test_everything_arrives(folder):
    assert load_registers(folder) == Loaded(
        industries=4, places=2, products=3, enterprises=2, consents=1, key_products=2, plans=1
    )
    coal = Enterprise.objects.get(tax_code=COAL)
    assert coal.place
    assert coal.industry
    assert (coal.place.name, coal.industry.code, coal.entered_on) == ("xã Na Dương", "0520", date(2005, 3, 1))
    assert coal.illustrative
    parents = dict(Industry.objects.values_list("code", "parent__code"))
    assert parents == {"TOTAL": None, "B": "TOTAL", "05": "B", "0520": "05"}
    raw = Product.objects.get(code="05200-01")
    assert raw.conversions.get().factor == Decimal("0.001")
    assert raw.industry == coal.industry
    assert [key.code for key in KeyProduct.objects.filter(year=2023)] == ["coal", "bricks"]
    assert KeyProduct.objects.get(code="coal").products.get() == raw
    assert ProductionPlan.objects.get().quantity == 600
    assert Consent.objects.get().product == raw


def test_loading_again_changes_nothing(folder):
    load_registers(folder)
    assert load_registers(folder) == Loaded()
    assert AuditEntry.objects.filter(act="registers.loaded").count() == 1


def test_a_change_is_taken_over(folder, change):
    load_registers(folder)
    change("enterprises.csv", "Than Na Dương", "Than Na Dương mới")
    assert load_registers(folder) == Loaded(enterprises=1)
    assert Enterprise.objects.get(tax_code=COAL).name_folded == "cong ty than na duong moi"


@pytest.mark.parametrize(
    ("name", "old", "new", "number"),
    [
        ("enterprises.csv", COAL, "9900000017", "E507"),
        ("enterprises.csv", COAL, "9900000023", "E511"),
        ("enterprises.csv", COAL, "", "E510"),
        ("enterprises.csv", "2005-03-01", "01/03/2005", "E508"),
        ("enterprises.csv", ",0520,", ",0521,", "E509"),
        ("enterprises.csv", "05200-01", "05200-09", "E509"),
        ("products.csv", ",nghìn tấn", ",", "E510"),
        ("products.csv", "23920-01", "05200-01", "E511"),
        ("key_products.csv", "23920-01", "23920-09", "E509"),
        ("plans.csv", "600", "sáu trăm", "E128"),
        ("plans.csv", "600", "-600", "E203"),
        ("plans.csv", ",production,", ",stock,", "E503"),
        ("scheme/units.csv", "0.001", "0", "E125"),
        ("scheme/units.csv", "0.001", "một", "E128"),
        ("products.csv", "product,", "code,", "E103"),
    ],
)
def test_a_fault_is_named_and_nothing_is_stored(folder, change, name, old, new, number):
    change(name, old, new)
    with pytest.raises((Fault, Faults), match=number) as caught:
        load_registers(folder)
    error: object = caught.value
    faults = error.faults if isinstance(error, Faults) else [error]
    assert any(isinstance(each, Fault) and each.number == number and each.fields["file"] == name for each in faults)
    assert Enterprise.objects.count() == Product.objects.count() == 0


def test_a_missing_register_is_named(tmp_path):
    with pytest.raises(Fault, match=r"products\.csv"):
        load_registers(tmp_path)
