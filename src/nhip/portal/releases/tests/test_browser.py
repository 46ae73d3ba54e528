"""A release in plain steps: prepared by one, published under embargo by another, corrected; its number opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from nhip.intake.actions import import_reports
from nhip.releases.tests.conftest import MINE, NOW, months_of

GRAVE = {"serious", "critical"}


@pytest.fixture
def db(transactional_db: None) -> None:
    """Write for real, so that the server sees it."""


@pytest.fixture
def go(page: Page, live_server, enter) -> Callable[..., Page]:
    """Return a function that opens an address as somebody of a role; as the public without one."""

    def go(role: str, route: str, *arguments: str) -> Page:
        page.context.clear_cookies()
        if role:
            session = enter(role).cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}{reverse(route, args=arguments)}")
        return page

    return go


def sound(page: Page) -> None:
    """Fail on what keeps somebody from reading the page."""
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in GRAVE] == []


@pytest.mark.allow_status(404)
def test_a_release_under_embargo_a_correction_and_the_way_down(go):
    page = go("statistician", "releases:prepare")
    page.get_by_role("textbox", name="Kỳ:").fill("2023-02")
    # A second click while the answer is awaited begins nothing twice.
    page.get_by_role("button", name="Soạn").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tháng 2/2023")
    expect(page.get_by_text("Đã soạn. Hãy xem lại rồi trình duyệt.")).to_be_visible()
    sound(page)
    page.get_by_role("button", name="Trình duyệt").click()
    expect(page.get_by_text("Bản này phải do người khác duyệt")).to_be_visible()
    assert page.get_by_role("button", name="Duyệt", exact=True).count() == 0

    page = go("approver", "releases:release", "2023-02")
    page.get_by_role("button", name="Duyệt", exact=True).click()
    second = timezone.localtime(timezone.now() + timedelta(seconds=8))
    page.get_by_label("Công bố lúc").fill(f"{second:%Y-%m-%dT%H:%M:%S}")
    page.get_by_role("button", name="Đặt thời điểm công bố").click()
    expect(page.locator(".eyebrow .stage")).to_have_text("Đã hẹn giờ")

    # Until the second has come nobody outside sees it; then everybody does, and nobody has done anything.
    go("", "portal:latest")
    expect(page.get_by_role("heading", level=1)).to_have_text("Chưa công bố số liệu nào")
    page.wait_for_timeout(max(0.0, (second - timezone.now()).total_seconds() * 1000 + 1100))
    page.reload()
    expect(page.get_by_text("+33,50 %").first).to_be_visible()
    go("", "releases:list")
    page.get_by_role("link", name="Tháng 2/2023").click()
    expect(page.locator(".eyebrow .stage")).to_have_text("Đã công bố")
    sound(page)

    content = months_of(2023, {**NOW, MINE: ("13", "9")}).encode()
    import_reports(content, name="sửa.csv", at=datetime(2023, 4, 20, tzinfo=UTC))
    page = go("statistician", "releases:correct", "2023-02")
    page.get_by_label("Lý do đính chính").fill("Mỏ Na Dương sửa báo cáo tháng 1.")
    page.get_by_role("button", name="Soạn").click()
    page.get_by_role("button", name="Trình duyệt").click()
    page = go("approver", "releases:release", "2023-02v2")
    page.get_by_role("button", name="Duyệt", exact=True).click()
    page.get_by_role("button", name="Đặt thời điểm công bố").click()
    go("", "releases:release", "2023-02")
    page.get_by_role("link", name="Xem bản đính chính").click()
    expect(page.get_by_text("Mỏ Na Dương sửa báo cáo tháng 1.")).to_be_visible()

    # The number of the correction, down to the cell it was read from.
    page.locator(".tiles a.figure").last.click()
    expect(page.locator(".big")).to_have_text("+22,00 %")
    page.locator("#parts ~ table").get_by_role("row").filter(has_text="Khai khoáng").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Khai khoáng")
    page.locator("#months ~ table").get_by_role("link").first.click()
    sound(page)
    for code in ("05", "coal"):
        page.get_by_role("row").filter(has_text=code).get_by_role("link").first.click()
    page.get_by_role("link", name="Mỏ Na Dương").click()
    expect(page.locator(".big")).to_have_text("13 tấn")
    expect(page.get_by_text("sửa.csv").first).to_be_visible()
