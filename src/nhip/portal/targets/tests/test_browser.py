"""Targets in a real browser: on a telephone, by plain steps, and for those who do not see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from nhip.people.roles import Role

GRAVE = {"serious", "critical"}


@pytest.fixture
def site(live_server, page: Page, run, signed_in: Callable[[Role], Client]) -> str:
    """Return the address of the site, entered by an officer."""
    cookie = signed_in(Role.OFFICER).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return f"{live_server.url}/vi/targets/"


@pytest.mark.django_db(transaction=True)
def test_no_page_scrolls_sideways_and_axe_finds_no_serious_fault(site, page):
    for way in ("?year=2023", "IIP-2023/", "IIP-2023/change/", "production-plans/", "attraction/?by=place"):
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(site + way)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, way
        page.set_viewport_size({"width": 1280, "height": 800})
        faults = [
            (fault["id"], fault["nodes"][0]["html"])
            for fault in Axe().run(page).response["violations"]
            if fault["impact"] in GRAVE
        ]
        assert faults == [], way


@pytest.mark.django_db(transaction=True)
def test_an_officer_adds_a_range_corrects_it_and_finds_both_versions(site, page):
    page.goto(site)
    page.get_by_role("link", name="Thêm mục tiêu").click()
    page.get_by_label("Mã:", exact=True).fill("IIP-2024")
    page.get_by_label("Chỉ tiêu").select_option("IIP")
    page.get_by_label("Đối tượng").fill("TOTAL")
    page.get_by_label("Kỳ:", exact=True).fill("2024")
    page.get_by_label("Phép so sánh").select_option("year")
    page.get_by_label("Loại mức").select_option("range")
    page.get_by_label("Từ:", exact=True).fill("7")
    page.get_by_label("Đến:", exact=True).fill("8")
    page.get_by_label("Nguồn:", exact=True).fill("Nghị quyết 12")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    expect(page.get_by_text("Chưa đến kỳ.")).to_be_visible()
    page.get_by_role("link", name="Sửa hoặc rút").click()
    page.get_by_label("Từ:", exact=True).fill("7,5")
    page.locator("#id_reason").fill("Nghị quyết 20")
    page.get_by_role("button", name="Lưu").click()
    versions = page.get_by_role("region", name="Các bản")
    expect(versions.get_by_text("7,5–8 %")).to_be_visible()
    expect(versions.get_by_text("7–8 %", exact=True)).to_be_visible()
