"""Signing in with a real browser: an official with the code of an app, an administrator at work, a stranger refused."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from nhip.people.demonstration import code_now
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.portal.accounts.tests.conftest import PASSWORD, SECRET

GRAVE = {"serious", "critical"}
PAGES = ("", "password/", "second-factor/", "people/", "people/add/", "audit/?verify=1")


def type_name(page: Page, url: str, name: str, password: str = PASSWORD) -> None:
    page.goto(f"{url}/vi/account/sign-in/")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(password)
    page.keyboard.press("Enter")


def sign_in(page: Page, url: str, user: User) -> None:
    type_name(page, url, user.username)
    if user.is_official:
        page.get_by_label("Mã").fill(code_now(SECRET))
        page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name=user.full_name)).to_be_visible()


def faults(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found if fault["impact"] in GRAVE]


def test_an_official_sets_up_an_app_and_signs_in_with_it(page, live_server, person):
    person(Role.OFFICER, factor=False)
    type_name(page, live_server.url, "officer", "sai mật khẩu rồi")
    expect(page.get_by_role("alert")).to_contain_text("không đúng")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name="Vẫn là bạn chứ?").or_(page.locator("code.once"))).to_be_visible()
    if page.get_by_label("Mật khẩu").count():
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.keyboard.press("Enter")
    secret = page.locator("code.once").inner_text()
    expect(page.get_by_role("img")).to_be_visible()
    assert faults(page) == []
    page.get_by_label("Mã trong ứng dụng").fill(code_now(secret))
    page.keyboard.press("Enter")
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="Tài khoản của tôi").click()
    page.get_by_role("button", name="Đăng xuất").click()
    type_name(page, live_server.url, "officer")
    page.get_by_label("Mã").fill(code_now(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Người officer")).to_be_visible()


@pytest.mark.allow_status(403)
def test_a_stranger_is_refused_with_a_sentence(page, live_server, person):
    sign_in(page, live_server.url, person(Role.REPORTER))
    page.goto(f"{live_server.url}/vi/account/audit/")
    expect(page.get_by_role("heading", name="Vai trò của bạn không được làm việc này")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Tài khoản và vai trò của tôi").click()
    expect(page.locator("dl.facts")).to_contain_text("Lò gạch Một")


def test_an_administrator_adds_a_person_by_keyboard(page, live_server, person):
    sign_in(page, live_server.url, person(Role.ADMINISTRATOR))
    page.get_by_role("main").get_by_role("link", name="Người dùng").click()
    page.get_by_role("link", name="Thêm người dùng").press("Enter")
    page.get_by_label("Tên đăng nhập").fill("lan")
    page.get_by_label("Họ và tên").fill("Hoàng Thị Lan")
    page.keyboard.press("Enter")
    page.get_by_label("Vai trò:").select_option("officer")
    page.get_by_role("button", name="Giao", exact=True).press("Enter")
    expect(page.locator("tbody")).to_contain_text("chuyên viên")
    page.get_by_role("button", name="Tạo liên kết đăng nhập").press("Enter")
    expect(page.locator("p.once")).to_contain_text("/vi/account/password/reset/key/")
    assert faults(page) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_scrolls_sideways_or_has_a_serious_fault(page, live_server, person, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/vi/account/sign-in/")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    user = person(Role.ADMINISTRATOR)
    sign_in(page, live_server.url, user)
    for path in (*PAGES, f"people/{user.pk}/"):
        page.goto(f"{live_server.url}/vi/account/{path}")
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
