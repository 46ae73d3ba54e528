"""Acts on registers: rights, histories, duplicates, and migrations of rows that were there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from nhip.registry.collation import sort_key
from nhip.registry.faults import Fault, Faults
from nhip.registry.history import Note, history, note_all
from nhip.registry.keepers import SYSTEM_KEEPER, Keeper
from nhip.registry.models import (
    Consent,
    Enterprise,
    EnterpriseEvent,
    KeyProduct,
    Merger,
    Place,
    Product,
    Reporting,
    Succession,
)
from nhip.registry.queries import broken_links, enterprise_count
from nhip.registry.registers.actions import digest_of, import_file, save_row
from nhip.registry.registers.columns import Values, blank
from nhip.registry.registers.merging import merge, preview_merger, undo_merger
from nhip.registry.registers.register import Register, register

pytestmark = pytest.mark.django_db

THEN = date(2024, 1, 1)
ONE, OTHER = {"enterprise": "0300588569"}, {"other": "0101248141"}


def filled(there: Register, **values: object) -> Values:
    return {**{column.name: blank(column) for column in there.stored}, **values}  # type: ignore[dict-item]


def refuse(right: str) -> None:
    raise PermissionDenied(right)


@pytest.fixture
def two() -> tuple[Enterprise, Enterprise]:
    one = Enterprise.objects.create(tax_code="0300588569", name="Công ty A")
    return one, Enterprise.objects.create(tax_code="0101248141", name="Công ty A (ghi trùng)")


@pytest.fixture
def coal() -> Product:
    return Product.objects.create(code="05200", name_vi="Than", unit="tấn")


def test_without_the_right_nothing_happens(two):
    nobody = Keeper("Lan", refuse)
    enterprises = register("enterprises")
    acts = [
        lambda: save_row(nobody, enterprises, None, filled(enterprises, tax_code="0100112437", name="B")),
        lambda: import_file(nobody, enterprises, b"tax_code,name\n0100112437,B\n", "a.csv"),
        lambda: merge(nobody, enterprises, two[0].pk, two[1].pk),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied, match="may_edit_registers"):
            act()
    consents = register("consents")
    with pytest.raises(PermissionDenied, match="may_record_consent"):
        save_row(nobody, consents, None, filled(consents))
    assert Enterprise.objects.distinct_things().count() == 2


def test_a_change_is_told_with_old_and_new_and_saving_the_same_again_is_not(two):
    enterprises = register("enterprises")
    values = filled(enterprises, tax_code="0300588569", name="Công ty B")
    save_row(SYSTEM_KEEPER, enterprises, two[0].pk, values)
    save_row(SYSTEM_KEEPER, enterprises, two[0].pk, values)
    [entry] = history("enterprises", two[0].pk)
    assert (entry.old, entry.new) == ({"name": "Công ty A"}, {"name": "Công ty B"})
    assert Enterprise.objects.get(pk=two[0].pk).sort_key == sort_key("Công ty B")


def test_who_saves_upon_old_values_is_told(two):
    enterprises = register("enterprises")
    seen = digest_of(enterprises, two[0])
    save_row(SYSTEM_KEEPER, enterprises, two[0].pk, filled(enterprises, tax_code="0300588569", name="B"), seen=seen)
    with pytest.raises(Faults) as caught:
        save_row(SYSTEM_KEEPER, enterprises, two[0].pk, filled(enterprises, tax_code="0300588569", name="C"), seen=seen)
    assert caught.value.faults[0].number == "E633"


@pytest.mark.parametrize(
    ("name", "values", "number", "column"),
    [
        ("enterprises", {"tax_code": "0300588569", "name": "x"}, "E631", "tax_code"),
        ("enterprises", {"tax_code": "0100112437", "name": ""}, "E601", "name"),
        ("enterprises", {"tax_code": "0100112437", "name": "x", "place": "0"}, "E608", "place"),
        (
            "enterprises",
            {"tax_code": "0100112437", "name": "x", "entered_on": date(2024, 2, 1), "exited_on": date(2024, 1, 1)},
            "E612",
            "exited_on",
        ),
        (
            "reportings",
            {**ONE, "product": "05200", "from_period": "2024-02", "to_period": "2024-01"},
            "E612",
            "to_period",
        ),
        ("events", {**ONE, "kind": "merger", "on": THEN}, "E619", "other"),
        ("events", {**ONE, "kind": "suspension", "on": THEN, **OTHER}, "E619", "other"),
        ("events", {**ONE, "kind": "split", "on": THEN, "other": "0300588569"}, "E618", "other"),
        ("conversions", {"product": "05200", "unit": "kg", "factor": None}, "E601", "factor"),
        ("conversions", {"product": "05200", "unit": "kg", "factor": Decimal(0)}, "E617", "factor"),
        ("conversions", {"product": "05200", "unit": "kg", "factor": Decimal("1e-10")}, "E620", "factor"),
    ],
)
def test_what_does_not_go_together_is_named_by_its_column(two, coal, name, values, number, column):
    there = register(name)
    with pytest.raises(Faults) as caught:
        save_row(SYSTEM_KEEPER, there, None, filled(there, **values))
    assert (number, column) in [(each.number, each.fields["column"]) for each in caught.value.faults]


def test_the_database_refuses_events_that_cannot_be(two):
    def refused(**values: object) -> bool:
        try:
            with transaction.atomic():
                EnterpriseEvent.objects.create(on=date(2024, 1, 1), **values)
        except IntegrityError:
            return True
        return False

    one, other = two
    assert not refused(enterprise=one, kind="suspension")
    assert refused(enterprise=one, kind="suspension")
    assert not refused(enterprise=one, kind="merger", other=other)
    assert refused(enterprise=one, kind="merger", other=other)
    assert refused(enterprise=one, kind="merger", other=one)
    assert refused(enterprise=one, kind="merger")
    assert refused(enterprise=other, kind="resumption", other=one)
    assert refused(enterprise=one, kind="birth")


def test_a_duplicate_is_merged_with_what_belongs_to_it_and_taken_back(two, coal):
    kept, away = two
    Reporting.objects.create(enterprise=kept, product=coal, from_period="2023-01")
    same = Reporting.objects.create(enterprise=away, product=coal, from_period="2023-01")
    more = Reporting.objects.create(enterprise=away, product=coal, from_period="2024-01")
    consent = Consent.objects.create(enterprise=away, product=coal, document="1/CV")
    enterprises = register("enterprises")

    preview = preview_merger(enterprises, kept.pk, away.pk)
    assert sorted((move.count, move.stays) for move in preview.moves) == [(1, False), (2, False)]
    assert [name for name, *_ in preview.differences] == ["tax_code", "name"]

    merger = merge(SYSTEM_KEEPER, enterprises, kept.pk, away.pk)
    assert set(kept.reportings.values_list("from_period", flat=True)) == {"2023-01", "2024-01"}
    # What the one kept has already stays behind, and nothing is lost.
    assert list(away.reportings.all()) == [same]
    assert kept.consents.get() == consent
    assert enterprise_count(2024).at_end == 1
    assert list(Enterprise.objects.distinct_things()) == [kept]
    with pytest.raises(Fault) as caught:
        merge(SYSTEM_KEEPER, enterprises, kept.pk, away.pk)
    assert caught.value.number == "E650"

    undo_merger(SYSTEM_KEEPER, merger.pk)
    assert set(away.reportings.all()) == {same, more}
    assert away.consents.get() == consent
    assert enterprise_count(2024).at_end == 2
    assert Merger.objects.get().undone_by == "nhip"
    with pytest.raises(Fault) as caught:
        undo_merger(SYSTEM_KEEPER, merger.pk)
    assert caught.value.number == "E651"
    assert [entry.act for entry in history("enterprises", kept.pk)] == ["enterprises.unmerged", "enterprises.merged"]
    assert broken_links() == []


def test_a_chain_of_duplicates_leads_to_the_one_kept(two):
    enterprises = register("enterprises")
    third = Enterprise.objects.create(tax_code="0100112437", name="C")
    first = merge(SYSTEM_KEEPER, enterprises, two[1].pk, third.pk)
    second = merge(SYSTEM_KEEPER, enterprises, two[0].pk, two[1].pk)
    third.refresh_from_db()
    assert third.duplicate_of == two[0]
    undo_merger(SYSTEM_KEEPER, second.pk)
    third.refresh_from_db()
    assert third.duplicate_of == two[1]
    undo_merger(SYSTEM_KEEPER, first.pk)
    assert Enterprise.objects.distinct_things().count() == 3


def test_products_merge_with_their_place_in_lists_if_their_units_agree(coal):
    other = Product.objects.create(code="05201", name_vi="Than non", unit="tấn")
    key = KeyProduct.objects.create(year=2024, position=1, code="coal", name_vi="Than", unit="tấn")
    key.products.add(other)
    products = register("products")
    merger = merge(SYSTEM_KEEPER, products, coal.pk, other.pk)
    assert list(key.products.all()) == [coal]
    undo_merger(SYSTEM_KEEPER, merger.pk)
    assert list(key.products.all()) == [other]
    Product.objects.filter(pk=other.pk).update(unit="kg")
    with pytest.raises(Fault) as caught:
        merge(SYSTEM_KEEPER, products, coal.pk, other.pk)
    assert caught.value.number == "E652"


def test_places_merge_with_their_successions():
    old = Place.objects.create(code="1", name="xã Cũ", valid_to=date(2025, 6, 30))
    new, twice = Place.objects.create(code="2", name="xã Mới"), Place.objects.create(code="3", name="xã Mới")
    Succession.objects.create(older=old, newer=twice, on=date(2025, 7, 1))
    merge(SYSTEM_KEEPER, register("places"), new.pk, twice.pk)
    assert Succession.objects.get().newer == new


def test_notes_need_the_transaction_of_their_act_and_keep_the_chain(two):
    note_all("Lan", [Note("x", f"enterprises {n}", None, {"n": n}) for n in range(5)])
    assert broken_links() == []
    assert history("enterprises", 3).get().actor == "Lan"


@pytest.mark.django_db(transaction=True)
def test_rows_that_were_there_before_are_folded_and_sorted():
    executor = MigrationExecutor(connection)
    # of every room: going back takes the migrations of other rooms with it that build on this one's
    latest = executor.loader.graph.leaf_nodes()
    try:
        # Other rooms stand on the newer tables; only this step is taken back and done again.
        executor.migrate([("registry", "0003_registers")])
        old = executor.loader.project_state([("registry", "0003_registers")]).apps
        place = old.get_model("registry", "Place")
        enterprise = old.get_model("registry", "Enterprise")
        _insert(place, code="1", name="xã Đồng Ý")
        _insert(enterprise, tax_code="0300588569", name="Công ty Ánh")
        executor = MigrationExecutor(connection)
        executor.migrate(latest)
        assert Place.objects.get().sort_key == sort_key("Đồng Ý")
        assert Place.objects.get().name_folded == "xa dong y"
        assert Enterprise.objects.get().name_folded == "cong ty anh"
    finally:
        MigrationExecutor(connection).migrate(latest)


def _insert(model, **values):
    """Add a row as an older program did, which knew nothing of the new columns."""
    row = model(**values)
    for field in model._meta.concrete_fields:
        if field.name in {"sort_key", "name_folded"}:
            # The older program folded one name only.
            field.pre_save = lambda instance, add: ""
    row.save()
