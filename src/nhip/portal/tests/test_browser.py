"""A reader's way through the pages, in a real browser: by mouse, by keyboard, on a phone, without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

MONTH = "/2023-12/"
GRAVE = {"serious", "critical"}
FIRST_LOAD = 300_000


# Words that stand out of the panel they belong to, those for screen readers aside.
OVERHANG = """() => Array.from(document.querySelectorAll(".panel :is(a, p, td, th, dd, span, code)"))
    .filter(each => !each.closest(".hidden, caption, thead, [data-specification]")
        && each.getBoundingClientRect().right > each.closest(".panel").getBoundingClientRect().right)
    .map(each => each.outerHTML)"""


def walk(page: Page, site: str) -> dict[str, str]:
    """Open the headline's number and go on down to a report; return the address of each page."""
    page.goto(f"{site}/vi{MONTH}")
    ways = {"home": page.url}
    page.locator("h1 a.figure").first.click()
    ways["total"] = page.url
    for step in ("section", "division", "class", "product"):
        page.locator("tbody th a").first.click()
        ways[step] = page.url
    page.locator("tbody th a").first.click()
    ways["report"] = page.url
    return ways


@pytest.fixture(scope="session")
def ways(browser: Browser, site: str) -> dict[str, str]:
    """Return the address of a page of every kind."""
    context = browser.new_context(locale="vi-VN")
    found = walk(context.new_page(), site)
    context.close()
    return {**found, "method": f"{site}/vi/method/"}


def test_a_number_opens_down_to_its_cell(page, site):
    ways = walk(page, site)
    assert len(set(ways.values())) == 7
    assert re.fullmatch(rf"{site}/vi/2023-12/[^/]+/", ways["product"])
    assert re.fullmatch(rf"{site}/vi/report/[0-9]+/", ways["report"])
    facts = page.locator("dl.facts")
    assert re.search(r"[0-9a-f]{64}", facts.inner_text())
    assert re.search(r"Dòng\s+[0-9]+", facts.inner_text())
    written = page.locator(".cell").inner_text()
    assert written.strip()
    page.locator(".crumbs a").nth(1).click()
    assert page.url == ways["product"]


def test_every_step_adds_up(page, site):
    ways = walk(page, site)
    for step in ("total", "section", "division", "class", "product"):
        page.goto(ways[step])
        text = page.locator("section[aria-labelledby=made]").inner_text()
        assert "đúng bằng chỉ số trên" in text, ways[step]


def test_the_language_changes_and_the_address_stays(page, site):
    page.goto(f"{site}/vi{MONTH}")
    assert page.locator("html").get_attribute("lang") == "vi"
    assert "so với cùng kỳ năm trước" in page.locator("h1").inner_text()
    page.get_by_role("link", name="English").click()
    assert page.url == f"{site}/en{MONTH}"
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.get_by_role("heading", name="Sections and divisions")).to_be_visible()
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.url == f"{site}/vi{MONTH}"


def test_the_first_page_is_vietnamese_and_the_latest_month(page, site):
    page.goto(site)
    assert page.url == f"{site}/vi/"
    assert "12/2023" in page.locator(".months [aria-current]").inner_text()


def test_a_month_is_chosen_and_stands_in_the_address(page, site):
    page.goto(f"{site}/vi/")
    page.locator(".months").get_by_role("link", name="Tháng 6/2023").click()
    assert page.url == f"{site}/vi/2023-06/"
    assert "6/2023" in page.locator("h1").inner_text()


def test_illustrative_data_say_so_on_every_page(page, ways):
    for url in ways.values():
        page.goto(url)
        expect(page.locator(".illustrative")).to_contain_text("Số liệu minh họa")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_no_page_scrolls_sideways(page, ways, language, width):
    page.set_viewport_size({"width": width, "height": 900})
    for url in ways.values():
        page.goto(url.replace("/vi/", f"/{language}/"))
        page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url
        assert page.evaluate(OVERHANG) == [], url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(page, ways, scheme):
    page.emulate_media(color_scheme=scheme)
    for url in [*ways.values(), ways["home"].replace("/vi/", "/en/")]:
        page.goto(url)
        page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
        faults = [
            (fault["id"], fault["nodes"][0]["html"])
            for fault in Axe().run(page).response["violations"]
            if fault["impact"] in GRAVE
        ]
        assert faults == [], url


def test_the_keyboard_reaches_the_content_and_opens_a_number(page, site):
    page.goto(f"{site}/vi{MONTH}")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Đến nội dung chính")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    number = page.locator("h1 a.figure").first
    expect(number).to_be_focused()
    assert number.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/2023-12/*/")
    expect(page.locator("section[aria-labelledby=made]")).to_be_visible()


def test_charts_are_drawn_have_words_and_open_their_table_by_keyboard(page, site):
    page.goto(f"{site}/vi{MONTH}")
    for chart in page.locator("[data-specification]").all():
        expect(chart.locator("svg")).to_be_visible()
        assert len(chart.get_attribute("aria-label") or "") > 40
    table = page.locator("figure table")
    expect(table).to_be_hidden()
    page.locator("figure summary").focus()
    page.keyboard.press("Enter")
    expect(table.locator("tbody tr")).to_have_count(24)


def test_a_chart_tells_a_month_under_the_pointer(page, site):
    page.goto(f"{site}/vi{MONTH}")
    chart = page.locator("[data-specification=months-chart]")
    chart.scroll_into_view_if_needed()
    fill = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--up-fill').trim()")
    chart.locator(f'svg path[fill="{fill}"]').last.hover()
    expect(chart.get_by_text(re.compile(r"[Tt]háng \d+/202[23]"))).to_be_visible()


def test_without_scripts_every_number_is_there(browser, site):
    context = browser.new_context(java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{site}/vi{MONTH}")
    expect(page.locator("[data-specification]").first).to_be_hidden()
    page.locator("figure summary").click()
    expect(page.locator("figure tbody tr").first).to_be_visible()
    expect(page.locator("section[aria-labelledby=industries] tbody tr").first).to_be_visible()
    context.close()


def test_the_first_load_is_small(page, site):
    requests = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(f"{site}/vi{MONTH}", wait_until="networkidle")
    sizes = {
        request.url: sum(request.sizes()[part] for part in ("responseBodySize", "responseHeadersSize"))
        for request in requests
    }
    assert len(sizes) >= 7
    assert sum(sizes.values()) < FIRST_LOAD, sizes


@pytest.mark.allow_status(404)
@pytest.mark.parametrize("address", ["/vi/2031-01/", "/vi/2023-12/ZZ/", "/vi/report/999999999/", "/vi/nowhere/at/all/"])
def test_nothing_there_is_said_in_a_sentence(page, site, address):
    answer = page.goto(f"{site}{address}")
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Không có trang nào ở địa chỉ này")
    page.get_by_role("link", name="Đến tháng mới nhất").click()
    assert page.url == f"{site}/vi/"
