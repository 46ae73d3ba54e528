"""A reader finds a series, looks at it, takes it along and shows it elsewhere, in a real browser."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from openpyxl import load_workbook
from playwright.sync_api import expect

GRAVE = {"serious", "critical"}
PAGES = (
    "series/",
    "series/IIP/",
    "series/IIP/?show=multiples",
    "series/IIP/C/",
    "series/IIP/TOTAL/?compare=same_month&of=2023-12",
    "series/NEW_ENTERPRISES/",
    "series/KEY_OUTPUT/",
    "search/?q=than&list=1",
    "search/?q=zzz",
    "embed/IIP/C/",
)


def test_search_without_diacritics_leads_to_the_series(page, site):
    page.goto(f"{site}/vi/")
    page.get_by_role("searchbox").fill("cong nghiep che bien, che tao")
    page.get_by_role("button", name="Tìm").click()
    assert page.url == f"{site}/vi/series/IIP/C/"
    expect(page.get_by_role("heading", level=1)).to_contain_text("Công nghiệp chế biến, chế tạo")
    expect(page.locator("[data-specification] svg")).to_be_visible()


def test_the_language_keeps_the_view(page, site):
    page.goto(f"{site}/vi/series/IIP/C/?compare=same_month")
    page.get_by_role("link", name="English").click()
    assert page.url == f"{site}/en/series/IIP/C/?compare=same_month"
    expect(page.locator(".choices [aria-current]").first).to_have_text("Against the same month last year")
    page.get_by_role("link", name="Cumulative, against the same months last year").click()
    assert page.url == f"{site}/en/series/IIP/C/?compare=cumulative"


def taken(page, form: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(".strip").first.get_by_role("link", name=form, exact=True).click()
    path: Path = waiting.value.path()
    assert waiting.value.suggested_filename.endswith(f".{form.lower()}")
    return path.read_bytes()


def test_each_format_is_taken_along_and_opens_again(page, site):
    page.goto(f"{site}/vi/series/IIP/TOTAL/")
    sheet = load_workbook(io.BytesIO(taken(page, "XLSX"))).worksheets[0]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    index = rows["2023-12"][2].value
    assert f"{index:.2f}".replace(".", ",") in page.locator("main .lede").inner_text()
    # The year as it was published: 7,68 % above 2022.
    assert rows["2023-12"][5].value == pytest.approx(7.68)
    table = {row[0]: row for row in csv.reader(io.StringIO(taken(page, "CSV").decode("utf-8-sig")))}
    assert float(table["2023-12"][2]) == pytest.approx(index)
    assert taken(page, "PNG").startswith(b"\x89PNG")
    assert ET.fromstring(taken(page, "SVG")).tag.endswith("svg")  # noqa: S314 - our own drawing


def test_a_frozen_link_and_words_to_cite(page, site):
    page.goto(f"{site}/vi/series/IIP/C/")
    page.locator(".strip summary", has_text="Liên kết").first.click()
    page.locator(".strip dd a").first.click()
    assert re.search(r"/vi/series/IIP/C/\?of=[0-9]{4}", page.url)
    expect(page.locator("main .tag", has_text="Giữ nguyên theo bản công bố")).to_be_visible()
    page.locator(".strip summary", has_text="Trích dẫn").first.click()
    expect(page.locator(".strip .copy").first).to_contain_text(page.url)


def test_a_frame_shows_the_chart_in_another_page(page, site):
    page.goto(f"{site}/vi/series/IIP/C/")
    page.locator(".strip summary", has_text="Nhúng").first.click()
    frame = page.locator(".strip code").first.inner_text()
    assert frame.startswith("<iframe")
    (address,) = re.findall(r'src="([^"]+)"', frame)
    page.route("**/elsewhere", lambda route: route.fulfill(body=f"<title>x</title>{frame}", content_type="text/html"))
    page.goto(f"{site}/elsewhere")
    inside = page.frame_locator("iframe")
    expect(inside.locator("[data-specification] svg")).to_be_visible()
    expect(inside.get_by_role("link", name=re.compile("Nguồn: Nhịp"))).to_be_visible()
    assert address.startswith(site)


def test_small_charts_have_one_scale_or_their_own(page, site):
    page.goto(f"{site}/vi/series/IIP/")
    page.get_by_role("link", name="Nhiều biểu đồ nhỏ").click()
    expect(page.locator("[data-specification] svg")).to_be_visible()
    page.get_by_role("link", name="Mỗi biểu đồ một thang đo").click()
    assert "scale=own" in page.url
    names = page.locator("tbody th").all_inner_texts()
    texts = page.locator("tbody td:last-child").all_inner_texts()
    told = [text for text in texts if text != "bí mật"]
    points = [float(text.replace("−", "-").replace(",", ".")) for text in told]
    assert len(names) > 10
    assert len(told) < len(texts), "the demonstration keeps some industries secret"
    assert texts[: len(told)] == told, "what is secret comes last"
    assert points == sorted(points, reverse=True)


def test_menus_open_and_close_by_keyboard(page, site):
    page.goto(f"{site}/vi/")
    group = page.locator(".menus summary", has_text="Số liệu")
    group.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Toàn bộ số liệu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Toàn bộ số liệu")).to_be_hidden()
    expect(group).to_be_focused()


def test_the_menu_of_a_telephone(page, site):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{site}/vi/")
    expect(page.get_by_role("link", name="Phương pháp")).to_be_hidden()
    button = page.get_by_role("button", name="Mục lục")
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    page.locator(".menus summary", has_text="Số liệu").click()
    page.get_by_role("link", name="So sánh các ngành").click()
    assert page.url == f"{site}/vi/series/IIP/"


def test_the_first_page_tells_the_target_and_what_is_next(page, site):
    page.goto(f"{site}/vi/2023-06/")
    goal = page.locator("section.goal")
    expect(goal).to_contain_text("mỗi tháng còn lại")
    expect(goal.locator("svg.gauge")).to_be_visible()
    expect(page.get_by_role("heading", name="Lần công bố tới")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1440])
def test_no_series_scrolls_sideways(page, site, width):
    page.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        for language in ("vi", "en"):
            page.goto(f"{site}/{language}/{path}")
            page.locator("main details").evaluate_all("all => all.forEach(each => { each.open = true })")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(page, site, scheme):
    page.emulate_media(color_scheme=scheme)
    for path in PAGES:
        page.goto(f"{site}/vi/{path}")
        page.locator("main details").evaluate_all("all => all.forEach(each => { each.open = true })")
        faults = [
            (fault["id"], fault["nodes"][0]["html"])
            for fault in Axe().run(page).response["violations"]
            if fault["impact"] in GRAVE
        ]
        assert faults == [], path


def test_a_series_is_small_to_load(page, site):
    requests = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(f"{site}/vi/series/IIP/C/", wait_until="networkidle")
    sizes = [sum(each.sizes()[part] for part in ("responseBodySize", "responseHeadersSize")) for each in requests]
    assert len(sizes) >= 7
    assert sum(sizes) < 300_000
