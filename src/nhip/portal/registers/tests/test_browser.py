"""The registers in a real browser: by keyboard, on a telephone, and with what helps those who do not see."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from nhip.people.models import User
from nhip.people.roles import Role
from nhip.registry.models import Enterprise, Place

GRAVE = {"serious", "critical"}


@pytest.fixture
def site(live_server, page: Page, province: None, person: Callable[[Role | None], User]) -> str:
    """Return the address of the site, entered by an officer."""
    client = Client()
    client.force_login(person(Role.OFFICER))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return f"{live_server.url}/vi/registers/"


def ways() -> list[str]:
    row = Enterprise.objects.get(tax_code="9900000016").pk
    place = Place.objects.get(code="06457", valid_to=None).pk
    return [
        *("", "enterprises/", "enterprises/add/", "enterprises/import/", "places/?q=hoa+thang", "correspondences/"),
        *(f"enterprises/{row}/", f"enterprises/{row}/change/", f"places/{place}/"),
        f"enterprises/{row}/merge/?duplicate=9900000023",
    ]


@pytest.mark.django_db(transaction=True)
def test_no_page_scrolls_sideways_and_axe_finds_no_serious_fault(site, page):
    for way in ways():
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
def test_an_enterprise_is_found_and_changed_by_keyboard_alone(site, page):
    page.goto(f"{site}enterprises/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("dong banh")
    page.keyboard.press("Enter")
    found = page.get_by_role("link", name="Công ty Đồng Bành")
    expect(found).to_be_visible()
    expect(page.get_by_role("link", name="Công ty Ánh Dương")).to_have_count(0)
    found.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Sửa", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_label("Tên viết tắt").focus()
    page.keyboard.type("Đồng Bành")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/enterprises/\d+/$"))
    expect(page.get_by_text("Đã lưu.")).to_be_visible()
    expect(page.locator(".history")).to_contain_text("Tên viết tắt")


@pytest.mark.django_db(transaction=True)
@pytest.mark.allow_status(422)
def test_a_wrong_file_is_mended_and_imported(site, page):
    page.goto(f"{site}enterprises/import/")

    def send(text: str) -> None:
        page.set_input_files("input[type=file]", {"name": "a.csv", "mimeType": "text/csv", "buffer": text.encode()})
        page.get_by_role("button", name="Kiểm tra tệp").click()

    send("Mã số thuế,Tên\n0300588560,Công ty Ví Dụ\n")
    row = page.locator("section[aria-labelledby=faults] tbody tr")
    expect(row).to_contain_text("0300588560")
    send("Mã số thuế,Tên\n0300588569,Công ty Ví Dụ\n")
    expect(page.get_by_text("1 mục thêm mới")).to_be_visible()
    page.get_by_role("button", name="Nhập toàn bộ").click()
    expect(page.get_by_role("link", name="Công ty Ví Dụ")).to_be_visible()
