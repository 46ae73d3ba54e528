"""Zones and clusters in a real browser: land found on a telephone, an event recorded with its document and mended."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from nhip.estates.models import Estate
from nhip.portal.estates.tests.conftest import PDF

GRAVE = {"serious", "critical"}
FIRST_LOAD = 300_000

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server, province: dict[str, Estate]) -> str:
    """Return the address of the list."""
    return f"{live_server.url}/vi/estates/"


@pytest.fixture
def signed_in(live_server, page: Page, officer: Client) -> Page:
    """Return the page of somebody who keeps the estates."""
    page.context.add_cookies(
        [{"name": "sessionid", "value": officer.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


def test_free_land_is_found_at_320_pixels(site, page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site)
    page.get_by_label("Còn trống từ (ha)").fill("5,5")
    page.get_by_label("Địa danh (tên mới hoặc cũ)").fill("hoa thang")
    page.get_by_role("button", name="Tìm").click()
    expect(page).to_have_url(re.compile(r"/estates/\?place=hoa\+thang&free=5%2C5$"))
    expect(page.get_by_role("heading", name="1 khu, cụm công nghiệp phù hợp")).to_be_visible()
    page.get_by_role("link", name="Cụm KCN-VSIP", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cụm KCN-VSIP")
    lot = page.locator("section[aria-labelledby=lots] tbody tr")
    expect(lot).to_contain_text("A1")
    expect(lot).to_contain_text("15,00\N{NO-BREAK SPACE}ha")
    expect(page.get_by_role("link", name="0205 3812 345")).to_be_visible()
    page.locator("main summary").first.click()
    expect(page.locator(".occupancy tbody tr").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_pin_of_the_map_opens_its_estate_by_keyboard(site, page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(site)
    pin = page.get_by_role("link", name="3. Cụm KCN-VSIP, Đã thành lập")
    pin.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/estates/KCN-VSIP/$"))


@pytest.mark.allow_status(422)
def test_an_event_is_recorded_with_its_document_and_corrected(site, signed_in):
    page = signed_in
    page.goto(f"{site}CCN-DINH-LAP/")
    page.get_by_role("link", name="Cập nhật hồ sơ").click()
    page.locator("section[aria-labelledby=event]").get_by_role("link", name=re.compile("^Thêm")).click()
    page.get_by_label("Sự kiện").select_option("established")
    page.get_by_label("Ngày diễn ra").fill("31/09/2023")
    page.get_by_label("Số, ký hiệu văn bản").fill("1500/QĐ-UBND")
    page.get_by_label("Cơ quan ban hành").fill("UBND tỉnh Lạng Sơn")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("ul#id_when_error")).to_contain_text("E772")
    expect(page.get_by_label("Số, ký hiệu văn bản")).to_have_value("1500/QĐ-UBND")
    page.get_by_label("Ngày diễn ra").fill("20/09/2023")
    page.get_by_label("Hoặc tệp của văn bản").set_input_files(
        {"name": "1500.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_label("Công khai cho mọi người").check()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi.")
    entry = page.locator("section[aria-labelledby=event] li").filter(has_text="1500/QĐ-UBND").first
    entry.get_by_role("link", name=re.compile("^Sửa")).click()
    page.get_by_label("Ngày diễn ra").fill("21/09/2023")
    page.get_by_label("Lý do sửa").fill("ghi nhầm ngày")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã sửa.")
    entry = page.locator("section[aria-labelledby=event] li").filter(has_text="21/09/2023").first
    entry.locator("summary").click()
    expect(entry.locator("del")).to_have_text("20/09/2023")
    page.goto(f"{site}CCN-DINH-LAP/")
    expect(page.locator(".life")).to_contain_text("21/09/2023")
    expect(page.locator(".life").get_by_role("link", name="1500/QĐ-UBND")).to_be_visible()


WAYS = ("", "KCN-VSIP/", "CCN-DINH-LAP/", "counts/?day=31%2F12%2F2023&kind=zone&event=established")
WORK = (
    "KCN-VSIP/keep/",
    "KCN-VSIP/keep/event/",
    "KCN-VSIP/keep/description/",
    "KCN-VSIP/keep/lease/",
    "report/",
    "add/",
)


def test_no_page_scrolls_sideways_and_axe_finds_no_serious_fault(site, signed_in):
    page = signed_in
    for way in (*WAYS, *WORK):
        for language in ("vi", "en"):
            page.set_viewport_size({"width": 320, "height": 800})
            page.goto(site.replace("/vi/", f"/{language}/") + way)
            page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, way
        page.set_viewport_size({"width": 1280, "height": 800})
        for scheme in ("light", "dark") if way in WAYS else ("light",):
            page.emulate_media(color_scheme=scheme)
            faults = [
                (fault["id"], fault["nodes"][0]["html"])
                for fault in Axe().run(page).response["violations"]
                if fault["impact"] in GRAVE
            ]
            assert faults == [], (way, scheme)


def test_the_first_load_of_the_list_is_small(site, page):
    requests = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(site, wait_until="networkidle")
    sizes = {
        request.url: sum(request.sizes()[part] for part in ("responseBodySize", "responseHeadersSize"))
        for request in requests
    }
    assert len(sizes) >= 6
    assert sum(sizes.values()) < FIRST_LOAD, sizes
