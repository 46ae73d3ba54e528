"""Projects and promotion in a real browser: on a telephone, by plain steps, and for those who do not see."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from nhip.people.roles import Role

GRAVE = {"serious", "critical"}


@pytest.fixture
def site(live_server, page: Page, things, signed_in: Callable[[Role], Client]) -> str:
    """Return the address of the site, entered by an officer."""
    cookie = signed_in(Role.OFFICER).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return f"{live_server.url}/vi/"


@pytest.mark.django_db(transaction=True)
def test_no_page_scrolls_sideways_and_axe_finds_no_serious_fault(site, page, things):
    for way in (
        *("projects/", "projects/plant/", "projects/plant/plant/", "projects/plants/", "projects/add/"),
        *("projects/plant/milestones/add/", f"projects/plant/months/{things['plant_month']}/", "promotion/"),
        *("promotion/calls/go/", "promotion/policies/?on=01/01/2024", "promotion/enquiries/", "promotion/support/"),
        *(f"promotion/enquiries/{things['enquiry']}/", f"promotion/support/{things['measure']}/"),
    ):
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
def test_an_officer_enters_a_source_that_disagrees_and_both_stand_side_by_side(site, page):
    page.goto(f"{site}projects/plant/")
    page.get_by_role("link", name="Ghi số liệu của một nguồn").click()
    page.get_by_label("Giá trị").fill("20")
    page.get_by_label("Nguồn:", exact=True).fill("bài báo khác")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    expect(page.get_by_text("20 MW", exact=True)).to_be_visible()
    expect(page.get_by_text("18 MW", exact=True)).to_be_visible()
    expect(page.get_by_text("các nguồn khác nhau").first).to_be_visible()
