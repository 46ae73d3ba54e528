"""What pages get: words, rounded numbers, and every number opened into parts that make it again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nhip.intake.actions import import_reports
from nhip.registry.models import Consent, Enterprise, Product
from nhip.releases import queries
from nhip.releases.actions import compile_run
from nhip.releases.answers import NodeOpening, RunView
from nhip.releases.models import NodeValue
from nhip.releases.tests.conftest import KILN2, MINE, NOW, months_of

pytestmark = pytest.mark.django_db
APRIL = datetime(2023, 4, 1, tzinfo=UTC)


@pytest.fixture
def run(province):
    compile_run(as_of=APRIL)
    return latest()


def latest() -> RunView:
    run = queries.latest_run()
    assert run
    return run


def cell_of(opened: NodeOpening) -> int:
    """The observation behind the first row."""
    observation = opened.reports[0].observation
    assert observation
    return observation


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_before_the_first_run_there_is_none(db):
    assert queries.latest_run() is None


def test_a_run_and_its_months(run):
    assert (run.title("vi"), run.title("en"), run.illustrative) == ("Tỉnh thử", "Test province", True)
    months = queries.periods(run, "vi")
    assert len(months) == 14
    assert (months[0].period, months[0].words) == ("2023-02", "tháng 2/2023")


def test_the_newest_knowledge_is_the_latest_run(run):
    compile_run(as_of=datetime(2023, 3, 15, tzinfo=UTC), period="2023-01")
    assert queries.latest_run() == run


def test_the_headline_in_both_languages(run):
    assert plain(queries.headline(run, None, "vi").text) == (
        "Tháng 2/2023, chỉ số sản xuất công nghiệp tăng 33,50 % so với cùng kỳ năm trước. "
        "So với tháng trước, chỉ số tăng 23,61 %. "
        "2 tháng năm 2023, chỉ số tăng 20,75 % so với cùng kỳ năm trước. "
        "Đóng góp lớn nhất là Khoáng phi kim (+36,00 điểm phần trăm)."
    )
    assert plain(queries.headline(run, "2023-01", "en").text) == (
        "In January 2023 the index of industrial production rose by 8.00 % over the same month of last year. "
        "Compared with the month before, it rose by 8.00 %. "
        "The largest contributions came from Coal (+5.00 percentage points) and Minerals (+3.00 percentage points)."
    )


def test_the_first_month_is_compared_with_nothing(run):
    head = queries.headline(run, "2022-01", "en")
    assert head.text == (
        "In January 2022 the index of industrial production was 100.00 (average month of the base year = 100)."
    )
    assert (head.same_month.text, head.contributors) == ("–", ())


def test_numbers_of_a_sentence_can_be_opened(run):
    numbers = [part for part in queries.headline(run, None, "vi").sentence if part.target]
    assert [plain(part.text) for part in numbers] == ["33,50 %", "23,61 %", "20,75 %", "+36,00 điểm phần trăm"]
    assert {part.target.key for part in numbers if part.target} == {"TOTAL", "23"}


def test_the_table_lists_total_sections_and_divisions_in_the_order_of_the_tree(run):
    table = queries.node_table(run, "2023-02", "vi")
    assert [row.code for row in table] == ["TOTAL", "B", "05", "C", "23"]
    mining = table[1]
    assert (mining.index.text, plain(mining.same_month.text)) == ("90,00", "−10,00 %")
    assert plain(mining.same_month_points.text) == "−2,50 điểm phần trăm"
    assert plain(mining.response_rate.text) == "100,0 %"


def test_the_series_runs_from_old_to_new(run):
    points = queries.node_series(run, "coal", "en")
    assert [point.period for point in points][:: len(points) - 1] == ["2022-01", "2023-02"]
    assert points[-1].index.text == "90.00"


def test_every_node_opens_into_parts_that_make_it_again(run):
    nodes = set(NodeValue.objects.values_list("node", flat=True))
    assert len(nodes) == 8
    for node in nodes:
        for month in ("2022-03", "2023-01", "2023-02"):
            opened = queries.open_node(run, node, month)
            assert opened.agrees
            assert opened.recomputed.text == opened.index.text
            assert bool(opened.children) != bool(opened.reports)


def test_a_node_opens_into_weighted_parts(run):
    opened = queries.open_node(run, "23", "2023-02", "en")
    assert [crumb.code for crumb in opened.path] == ["TOTAL", "C"]
    assert [(c.code, c.share.text, c.index.text) for c in opened.children] == [
        ("bricks", "60.0\N{NO-BREAK SPACE}%", "100.00"),
        ("salt", "40.0\N{NO-BREAK SPACE}%", "220.00"),
    ]
    assert opened.contribution_sum.rounded == opened.same_month.rounded
    assert opened.base_words == "2022"


def test_a_product_opens_into_reports_and_a_report_into_its_cell(run):
    opened = queries.open_node(run, "bricks", "2023-01", "vi")
    assert opened.formula == "100 × 20 ÷ 20 = 100,00"
    assert [(plain(row.quantity.text), row.state) for row in opened.reports] == [
        ("15 nghìn viên", "reported"),
        ("5 nghìn viên", "reported"),
    ]
    cell = queries.open_report(cell_of(opened), "en")
    assert (cell.file_name, cell.column, cell.raw) == ("2023.csv", "quantity", "15")
    assert (cell.row, cell.state_words) == (4, "reported")
    assert [version.current for version in cell.versions] == [True]


def test_a_report_shows_all_its_versions(province):
    import_reports(
        months_of(2023, {**NOW, MINE: ("13", "9")}).encode(), name="sửa.csv", at=datetime(2023, 3, 20, tzinfo=UTC)
    )
    compile_run(as_of=APRIL)
    opened = queries.open_node(latest(), "coal", "2023-01")
    cell = queries.open_report(cell_of(opened))
    assert [(v.file_name, v.quantity.bare, v.current) for v in cell.versions] == [
        ("2023.csv", "12", False),
        ("sửa.csv", "13", True),
    ]


def test_an_imputed_report_says_so(province):
    import_reports(
        months_of(2023, {KILN2: ("5", None)}).encode(), name="thiếu.csv", at=datetime(2023, 3, 20, tzinfo=UTC)
    )
    compile_run(as_of=APRIL)
    opened = queries.open_node(latest(), "bricks", "2023-02", "vi")
    row = next(row for row in opened.reports if row.state == "imputed")
    assert row.state_words == "ước tính thay"
    assert row.rule
    assert opened.agrees


@pytest.mark.parametrize("missing", [("nowhere", "2023-01"), ("TOTAL", "2024-01")])
def test_what_is_not_there_is_a_lookup_error(run, missing):
    node, month = missing
    with pytest.raises(LookupError):
        queries.open_node(run, node, month)
    with pytest.raises(LookupError):
        queries.open_report(-1)
    with pytest.raises(LookupError):
        queries.node_series(run, "nowhere")
    with pytest.raises(LookupError):
        queries.headline(run, "2024-01")
    with pytest.raises(LookupError):
        queries.node_table(run, "2024-01")


def test_an_enterprise_is_shown_only_with_its_consent(run):
    mine = Enterprise.objects.get(tax_code=MINE)
    Consent.objects.filter(enterprise=mine).delete()
    shown = cell_of(queries.open_node(run, "bricks", "2023-01"))
    opened = queries.open_node(run, "coal", "2023-01", "vi")
    (row,) = opened.reports
    assert row.hidden
    assert (row.enterprise, row.quantity.text, row.observation, row.target) == ("", "–", None, None)
    # One hidden report is the whole: its sum would tell it.
    assert (opened.quantity.text, opened.formula) == ("–", "")
    hidden = mine.observations.get(period="2023-01").pk
    with pytest.raises(LookupError):
        queries.open_report(hidden)
    Consent.objects.create(enterprise=mine, product=Product.objects.get(code="coal"), document="01/CV")
    assert not queries.open_node(run, "coal", "2023-01").reports[0].hidden
    assert queries.open_report(hidden).raw == "12"
    assert queries.open_report(shown).raw == "15"


def test_pages_ask_the_database_little(run, django_assert_max_num_queries):
    queries.headline(run)
    with django_assert_max_num_queries(2):
        queries.headline(run)
    with django_assert_max_num_queries(3):
        queries.node_table(run, "2023-02")
    with django_assert_max_num_queries(1):
        queries.node_series(run, "TOTAL")
    with django_assert_max_num_queries(6):
        queries.open_node(run, "bricks", "2023-02")
    observation = cell_of(queries.open_node(run, "bricks", "2023-02"))
    with django_assert_max_num_queries(4):
        queries.open_report(observation)
