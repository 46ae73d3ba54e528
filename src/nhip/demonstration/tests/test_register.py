from collections import Counter

import pytest

from nhip.demonstration.enterprises import check_digit, consents, enterprises, valid_tax_code
from nhip.demonstration.evidence import read_table
from nhip.demonstration.lines import LINE, UNTOLD
from nhip.demonstration.places import PLACES
from nhip.demonstration.products import KEY_PRODUCTS


def test_226_enterprises_of_which_23_entered_in_2023_and_3_in_2022(evidence):
    years = Counter(row["entered_on"][:4] for row in evidence.register)
    assert (len(evidence.register), years["2023"], years["2022"]) == (226, 23, 3)
    assert [evidence.stock(f"{year}-12-31") for year in (2021, 2022, 2023)] == [200, 203, 226]
    assert all(row["exited_on"] == "" for row in evidence.register)


def test_tax_codes_keep_the_rule_and_lie_outside_all_provinces(evidence):
    codes = [row["tax_code"] for row in evidence.register]
    assert len(set(codes)) == 226
    assert all(valid_tax_code(code) and code.startswith("99") for code in codes)


@pytest.mark.parametrize("code", ["9900000017", "990000001", "99000000160", "99000000a6"])
def test_a_wrong_tax_code_is_noticed(code):
    assert not valid_tax_code(code)


def test_check_digit_by_hand():
    # 9 x 31 + 9 x 29 + 1 x 3 = 543 = 49 x 11 + 4, and 10 - 4 = 6.
    assert check_digit("990000001") == 6


def test_only_two_names_are_real_and_all_rows_are_illustrative(evidence):
    real = {row["name"] for row in evidence.register if row["name_source"]}
    assert real == {"Công ty Than Na Dương", "Công ty Nhiệt điện Na Dương"}
    assert len({row["name"] for row in evidence.register}) == 226
    assert all(row["illustrative"] == "true" for row in evidence.register)


def test_places_are_among_the_65_of_today(evidence):
    assert len(PLACES) == 65
    assert all(PLACES[row["place"]] == row["place_name"] for row in evidence.register)


def test_industries_are_classes_of_the_scheme(evidence, scheme):
    classes = {node.code for node in scheme.nodes if node.level == "class"}
    assert {row["industry"] for row in evidence.register} <= classes


def test_all_consent_but_the_few_makers_of_two_products_that_are_no_key_products():
    coal = enterprises()[0]
    assert consents(coal) == ("05200-01", "05200-02")
    silent = [each for each in enterprises() if consents(each) == ()]
    assert Counter(each.line for each in silent) == {"tea": 2, "printing": 2}
    key = {code for each in KEY_PRODUCTS for code in each.products}
    assert not key & {LINE[each].product for each in UNTOLD}


def test_thirteen_key_products(folder, scheme):
    rows = read_table(folder / "key_products.csv")
    assert len({row["key"] for row in rows}) == 13
    assert {row["product"] for row in rows} <= set(scheme.leaf_codes)
