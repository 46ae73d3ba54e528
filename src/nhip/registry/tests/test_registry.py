"""Registers: what the database refuses, what is valid when, and how names are found."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from nhip.registry.models import Classification, Enterprise, Industry, KeyProduct, Place, Product, UnitConversion
from nhip.registry.queries import EnterpriseCount, enterprise_count, key_products
from nhip.registry.tax_codes import check_digit, clean_tax_code, show_tax_code, validate_tax_code

# Published on the companies' own sites: Vinamilk, FPT, Vietcombank.
REAL_CODES = ["0300588569", "0101248141", "0100112437"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", REAL_CODES)
def test_real_tax_codes_pass(code):
    validate_tax_code(code)
    validate_tax_code(code + "001")
    assert str(check_digit(code[:9])) == code[9]


@pytest.mark.parametrize("code", REAL_CODES)
def test_every_single_mistyped_digit_is_found(code):
    for place in range(10):
        for digit in "0123456789".replace(code[place], ""):
            with pytest.raises(ValidationError) as caught:
                validate_tax_code(code[:place] + digit + code[place + 1 :])
            assert caught.value.code == "check_digit"


@pytest.mark.parametrize("code", ["", "030058856", "03005885690", "0300588569-001", "٠٣٠٠٥٨٨٥٦٩", "0300588569\n"])
def test_what_has_not_the_shape_of_a_tax_code(code):
    with pytest.raises(ValidationError) as caught:
        validate_tax_code(code)
    assert caught.value.code == "shape"


def test_a_branch_is_written_with_a_hyphen_and_kept_without():
    assert show_tax_code(clean_tax_code("0300588569-001")) == "0300588569-001"


@pytest.mark.parametrize("question", ["dong banh", "ĐỒNG BÀNH", "bành  đồng", "Đồng Bành", "4900"])
def test_search_needs_no_marks_no_case_and_no_order(question):
    Enterprise.objects.create(tax_code="4900000001", name="Công ty CP Xi măng Đồng Bành")
    Enterprise.objects.create(tax_code="0300588569", name="Công ty Than Na Dương")
    assert [e.tax_code for e in Enterprise.objects.search(question)] == ["4900000001"]


def test_names_are_composed_and_folded_in_bulk_too():
    Enterprise.objects.bulk_create([Enterprise(tax_code="0300588569", name="Đồng ")])
    kept = Enterprise.objects.get()
    assert kept.name == "Đồng"
    assert kept.name_folded == "dong"
    assert Enterprise.objects.filter(name="Đồng").exists()


def test_a_place_is_a_code_from_a_day_on():
    Place.objects.create(code="05977", name="Phường Vĩnh Trại", valid_to=date(2025, 6, 30))
    Place.objects.create(code="05977", name="Phường Đông Kinh", valid_from=date(2025, 7, 1))
    assert Place.objects.on(date(2025, 6, 30)).get().name == "Phường Vĩnh Trại"
    assert Place.objects.on(date(2025, 7, 1)).get().name == "Phường Đông Kinh"


def refused(make) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


def test_the_database_refuses_what_cannot_be():
    vsic = Classification.objects.create(code="VSIC2018", name_vi="VSIC 2018")
    later = Classification.objects.create(code="VSIC2025", name_vi="VSIC 2025")
    power = Industry.objects.create(classification=vsic, code="3512", level="class", name_vi="Truyền tải điện")
    coal = Product.objects.create(code="coal", name_vi="Than", unit="tấn", industry=power)
    Place.objects.create(code="20", name="Lạng Sơn")
    KeyProduct.objects.create(year=2023, position=1, code="coal", name_vi="Than", unit="tấn")
    UnitConversion.objects.create(product=coal, unit="kg", factor="0.001")
    Enterprise.objects.create(tax_code="0300588569", name="A")

    assert refused(lambda: Industry.objects.create(classification=vsic, code="3512", level="class", name_vi="x"))
    assert not refused(lambda: Industry.objects.create(classification=later, code="3512", level="class", name_vi="x"))
    assert refused(lambda: Industry.objects.create(classification=vsic, code="35", level="group", name_vi="x"))
    assert refused(lambda: Place.objects.create(code="20", name="Lạng Sơn"))
    assert refused(
        lambda: Place.objects.create(code="21", name="x", valid_from=date(2025, 1, 2), valid_to=date(2025, 1, 1))
    )
    assert refused(lambda: KeyProduct.objects.create(year=2023, position=2, code="coal", name_vi="x", unit="x"))
    assert refused(lambda: UnitConversion.objects.create(product=coal, unit="g", factor=0))
    assert refused(lambda: Enterprise.objects.create(tax_code="0300588569", name="B"))
    assert refused(lambda: Enterprise.objects.create(tax_code="12345", name="B"))
    assert refused(
        lambda: Enterprise.objects.create(
            tax_code="0101248141", name="B", entered_on=date(2023, 2, 1), exited_on=date(2023, 1, 1)
        )
    )


def test_enterprises_of_a_year():
    for number, (entered, left) in enumerate(
        [
            (None, None),
            (date(2022, 5, 1), None),
            (date(2023, 1, 1), None),
            (date(2023, 12, 31), None),
            (None, date(2023, 6, 1)),
        ]
    ):
        Enterprise.objects.create(tax_code=f"49000000{number:02d}", name="x", entered_on=entered, exited_on=left)
    assert enterprise_count(2022) == EnterpriseCount(2022, entered=1, left=0, at_end=3)
    assert enterprise_count(2023) == EnterpriseCount(2023, entered=2, left=1, at_end=4)


def test_key_products_come_in_the_order_of_the_list():
    for position, code in [(2, "a"), (1, "b")]:
        KeyProduct.objects.create(year=2023, position=position, code=code, name_vi=code, unit="tấn")
    assert [key.code for key in key_products(2023)] == ["b", "a"]
    assert key_products(2022) == []
