"""The share of an enterprise in its class, and jumps on the product's panel, without a database."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from nhip.intake.checks import class_share, jump
from nhip.intake.checks.context import PANEL_SCHEMA, Context, EnterpriseFacts, ProductFacts
from nhip.intake.returns import MONTHLY, Entry, EntryState, Line, Place, Return

CODES = ("a", "b", "c")
MONTHS = [f"{year}-{month:02d}" for year in (2022, 2023) for month in range(1, 13)][:-1]


def context(made: dict[str, float]) -> Context:
    """Two years in which each enterprise makes about the same of a product each month."""
    rows = [
        (code, "p", month, quantity * (1 + n % 5 / 100))
        for code, quantity in made.items()
        for n, month in enumerate(MONTHS)
    ]
    return Context(
        period="2023-12",
        stage="official",
        form=MONTHLY,
        products={"p": ProductFacts(1, "p", "Đá", "Stone", "m³", class_code="0810")},
        enterprises={code: EnterpriseFacts(n, code, code) for n, code in enumerate(CODES)},
        panel=pl.DataFrame(rows, schema=PANEL_SCHEMA, orient="row"),
    )


def returned(code: str, quantity: str) -> Return:
    entry = Entry(Decimal(quantity), EntryState.REPORTED, quantity, Place("T", 5, "H"))
    return Return(code, "2023-12", "official", (Line("p", "", {"production": entry}),))


def test_a_unit_mistaken_moves_the_share_and_the_ratio():
    facts = context({"a": 100, "b": 100, "c": 100})
    one = returned("a", "1000")
    (share,) = class_share.find([one], facts)
    assert (share.number, share.enterprise, share.places[0]) == ("N224", "a", Place("T", 5, "H"))
    assert (share.fields["class_code"], share.fields["previous_vi"], share.fields["found_vi"]) == (
        "0810",
        "33,3",
        "83,1",
    )
    (moved,) = jump.find([one], facts)
    assert (moved.number, moved.fields["ratio_vi"]) == ("N223", "9,8")


def test_an_ordinary_month_is_left_alone():
    facts = context({"a": 100, "b": 50, "c": 250})
    returns = [returned("a", "103"), returned("b", "52"), returned("c", "240")]
    assert list(class_share.find(returns, facts)) == []
    assert list(jump.find(returns, facts)) == []


def test_a_class_of_two_has_no_shares_to_speak_of():
    assert list(class_share.find([returned("a", "1000")], context({"a": 100, "b": 100}))) == []
