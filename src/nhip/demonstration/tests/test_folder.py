import hashlib
import unicodedata
from collections import Counter

from nhip.demonstration import write_demonstration
from nhip.demonstration.changes import add_months
from nhip.demonstration.evidence import read_table


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_writes_give_the_same_bytes(folder, tmp_path):
    told = []
    summary = write_demonstration(tmp_path / "again", lambda *progress: told.append(progress))
    assert digests(summary.folder) == digests(folder)
    assert [done for _, done, _ in told] == list(range(1, len(summary.files) + 1))
    assert {count for _, _, count in told} == {len(summary.files)}
    assert (summary.enterprises, summary.months) == (226, 24)
    # A second write into the same folder changes nothing and leaves nothing behind.
    assert digests(write_demonstration(summary.folder).folder) == digests(folder)


def test_the_folder_holds_what_it_promises(folder):
    names = set(digests(folder))
    tables = {"enterprises.csv", "products.csv", "key_products.csv", "plans.csv", "reporting.csv", "claims.csv"}
    scheme = {f"scheme/{name}.csv" for name in ("policy", "nodes", "epochs", "weights", "bases", "units", "events")}
    months = {f"reports/{year}-{month:02d}.csv" for year in (2022, 2023) for month in range(1, 13)}
    assert names == tables | scheme | months


def test_all_text_is_composed(folder):
    for path in folder.rglob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), path


def test_the_scheme_says_that_it_is_illustrative(scheme):
    assert scheme.policy.illustrative
    assert "minh họa" in scheme.policy.title_vi
    assert "illustrative" in scheme.policy.title_en


def test_the_tree_has_five_levels_and_both_languages(scheme):
    levels = Counter(node.level for node in scheme.nodes)
    assert list(levels) == ["total", "section", "division", "class", "product"]
    assert levels["section"] == 4
    assert all(node.name_vi and node.name_en for node in scheme.nodes)
    assert all(bool(node.unit) == (node.level == "product") for node in scheme.nodes)


def test_every_report_names_a_product_and_an_enterprise_that_exist(rows, scheme, evidence):
    assert {row.product for row in rows} == set(scheme.leaf_codes)
    assert {row.enterprise for row in rows} == {row["tax_code"] for row in evidence.register}
    assert len({row[:4] for row in rows}) == len(rows)


def test_all_states_occur_and_carry_a_quantity_or_none(rows):
    states = Counter(row.state for row in rows)
    assert set(states) == {"reported", "estimated", "not_produced", "not_reported"}
    assert all(bool(row.quantity) == (row.state in ("reported", "estimated")) for row in rows)
    assert any(row.state == "reported" and float(row.quantity) == 0 for row in rows)
    assert all(float(row.quantity) >= 0 for row in rows if row.quantity)


def test_units_are_the_products_own_or_have_a_factor(rows, scheme):
    own = {node.code: node.unit for node in scheme.nodes}
    known = {(unit.product, unit.unit) for unit in scheme.units}
    assert all(row.unit == own[row.product] or (row.product, row.unit) in known for row in rows)
    assert {unit.product for unit in scheme.units} == {row.product for row in rows if row.unit != own[row.product]}


def test_an_enterprise_reports_from_the_month_it_enters(rows, evidence):
    first: dict[str, str] = {}
    for row in rows:
        first.setdefault(row.enterprise, row.period)
    entered = {row["tax_code"]: max(row["entered_on"][:7], "2022-01") for row in evidence.register}
    assert first == entered


def test_events_follow_from_the_register(scheme, evidence):
    kinds = Counter(event.kind for event in scheme.events)
    assert kinds == {"entry": 25, "exit": 1, "replacement": 1}
    newcomers = {row["tax_code"] for row in evidence.register if row["entered_on"] > "2022"}
    joined = {event.enterprise for event in scheme.events if event.kind == "entry"}
    joined |= {event.new_enterprise for event in scheme.events if event.kind == "replacement"}
    assert joined == newcomers
    for event in scheme.events:
        if event.kind == "entry":
            assert add_months(event.overlap_from, 2) == event.overlap_to
            assert add_months(event.overlap_to, 1) == event.period


def test_plans_name_the_target_and_the_coal_company(folder):
    plans = {(row["node"], row["measure"]): row["quantity"] for row in read_table(folder / "plans.csv")}
    assert plans == {
        ("TOTAL", "growth"): "7.00",
        ("05200-01", "production"): "600",
        ("05200-02", "sales"): "537.1",
    }
