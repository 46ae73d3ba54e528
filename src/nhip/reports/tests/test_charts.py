"""Charts are drawn without a browser: the same bytes each time, in the language's numbers, with a table each."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from nhip.figures.numbers import format_decimal
from nhip.reports.charts import draw
from nhip.reports.charts.drawing import _file
from nhip.reports.charts.specification import bounds
from nhip.reports.faults import Fault
from nhip.reports.tests.charts import every_chart


def test_the_same_charts_give_the_same_bytes():
    first, second = draw(every_chart()), draw(every_chart())
    assert {name: each.svg for name, each in first.items()} == {name: each.svg for name, each in second.items()}
    assert first["bars"].png() == second["bars"].png()


def test_a_thread_that_runs_an_event_loop_draws_the_same():
    async def inside():
        return draw(every_chart())

    # In a thread of its own: a browser test that ran before has left an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        drawn = thread.submit(lambda: asyncio.run(inside())).result()
    assert drawn["bars"].svg == draw(every_chart())["bars"].svg


def test_a_drawing_holds_its_numbers_and_nothing_that_a_page_refuses():
    drawn = draw(every_chart())
    assert "+12,56" in drawn["index"].svg
    assert "Muối ẵ" in drawn["bars"].svg
    for each in drawn.values():
        assert each.svg.startswith("<svg")
        assert "<style" not in each.svg
        assert "--" not in each.svg, "a token without a value"
        assert each.png().startswith(b"\x89PNG")


def test_english_numbers_in_an_english_chart():
    assert "+12.56" in draw(every_chart("en"))["index"].svg


def test_every_chart_has_its_table_and_its_sentence():
    for chart in every_chart():
        assert chart.alt
        assert {len(row) for row in chart.table.rows} == {len(chart.table.head)}
        json.dumps(chart.option, allow_nan=False)


def test_a_chart_that_cannot_be_drawn_is_a_fault():
    chart = every_chart()[1]
    with pytest.raises(Fault) as raised:
        draw([replace(chart, option={"series": [{"type": "bar", "data": [float("nan")]}]})])
    assert raised.value.number == "E840"
    with pytest.raises(Fault, match="Đóng góp"):
        draw([replace(chart, option={"series": [{"type": "bar", "xAxisIndex": 7, "data": [1]}]})])


def test_drawing_does_not_go_on_for_ever():
    chart = every_chart()[0]
    many = {"xAxis": {"data": list(range(20000))}, "yAxis": {}, "series": [{"type": "line", "data": [1] * 20000}] * 40}
    with pytest.raises(Fault) as raised:
        draw([replace(chart, option=many)], seconds=0.05)
    assert raised.value.number == "E841"


@pytest.fixture(scope="module")
def engine():
    with closing(MiniRacer()) as context:
        context.eval(_file("reports/specification.js").read_text(encoding="utf-8"))
        yield context


@given(number=st.integers(-(10**9), 10**9), decimals=st.integers(0, 3), language=st.sampled_from(["vi", "en"]))
@settings(max_examples=150)
def test_an_axis_writes_numbers_as_the_house_does(engine, number, decimals, language):
    value = Decimal(number).scaleb(-decimals)
    written = engine.eval(f"nhipChart.written({value:f}, {decimals}, '{language}')")
    assert written == format_decimal(value, language)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20))
def test_an_axis_holds_its_values(values):
    low, high, step, _ = bounds(values, room=0.1)
    assert low <= min(0, *values)
    assert high >= max(0, *values)
    assert (high - low) / step <= 9
