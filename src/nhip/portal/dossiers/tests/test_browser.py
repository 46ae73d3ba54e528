"""Dossiers in a real browser, in plain steps: a cluster from request to groundbreaking, and a clock that stops."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.urls import reverse
from playwright.sync_api import Page, expect

from nhip.estates.dossiers.acts import start_dossier
from nhip.estates.models import EstateEvent
from nhip.people.roles import Role
from nhip.portal.dossiers.tests.conftest import days_ago
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import Document

GRAVE = {"serious", "critical"}
# Each step of Decree 68/2017 as the page names it, a day, and the number of its document.
WAY = (
    ("UBND cấp huyện lập hồ sơ, gửi Sở Công Thương", date(2023, 3, 8), "15/TTr-UBND"),
    ("Sở Công Thương chủ trì thẩm định", date(2023, 3, 28), "40/BC-SCT"),
    ("UBND cấp tỉnh quyết định thành lập", date(2023, 4, 4), "500/QĐ-UBND"),
    ("Nộp hồ sơ đề nghị chấp thuận chủ trương đầu tư hạ tầng", date(2023, 4, 10), "3/HS"),
    ("Chấp thuận chủ trương đầu tư hạ tầng kỹ thuật", date(2023, 5, 12), "620/QĐ-UBND"),
    ("Phê duyệt quy hoạch chi tiết 1/500", date(2023, 8, 1), "77/QĐ-UBND"),
    ("Thu hồi đất, cho chủ đầu tư thuê đất", date(2023, 11, 1), "901/QĐ-UBND"),
    ("Khởi công xây dựng hạ tầng kỹ thuật", date(2023, 12, 28), "8/TB"),
)


@pytest.fixture
def db(transactional_db: None) -> None:
    """Write for real, so that the server sees it."""


@pytest.fixture
def go(page: Page, live_server, enter) -> Callable[[str], Page]:
    """Return a function that opens an address as an officer."""
    session = enter(Role.OFFICER).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    def go(address: str) -> Page:
        page.goto(f"{live_server.url}{address}")
        return page

    return go


def test_a_cluster_from_request_to_groundbreaking_with_documents(go, cluster):
    page = go("/vi/dossiers/")
    page.get_by_role("link", name="Lập hồ sơ").click()
    page.get_by_label("Tên hồ sơ").fill("Thành lập CCN Thử")
    page.get_by_label("Người đề nghị").fill("Công ty Hạ tầng")
    page.get_by_label("Khu, cụm công nghiệp").select_option(label="CCN Thử")
    page.get_by_label(re.compile("^Ngày nhận")).fill("2023-03-01")
    page.get_by_role("button", name="Lập hồ sơ").click()
    expect(page.locator("dl.facts").first).to_contain_text("Nghị định 68/2017")
    for name, day, number in WAY:
        form = page.locator("form", has=page.get_by_role("button", name="Ghi bước"))
        form.get_by_label("Bước").select_option(label=name)
        form.get_by_label("Ngày hoàn thành").fill(day.isoformat())
        form.get_by_label("Số, ký hiệu văn bản").fill(number)
        form.get_by_label("Tệp văn bản").set_input_files(
            {"name": "van-ban.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 " + number.encode()}
        )
        form.get_by_role("button", name="Ghi bước").click()
        expect(page.locator(".way")).to_contain_text(number)
    expect(page.locator(".lede")).to_contain_text("bước cuối ngày 28/12/2023")
    assert Document.objects.exclude(content=None).count() == len(WAY)
    kinds = list(EstateEvent.objects.filter(estate=cluster).order_by("on").values_list("kind", flat=True))
    assert (kinds[0], kinds[-1], len(kinds)) == ("requested", "groundbreaking", 7)
    with page.expect_download() as waiting:
        page.locator(".way").get_by_role("link", name="8/TB").click()
    assert waiting.value.path().read_bytes() == b"%PDF-1.7 8/TB"


def test_the_overdue_list_changes_as_the_clock_stops_and_starts(go):
    start_dossier(SYSTEM_KEEPER, "cluster", "Thành lập CCN Chậm", "Công ty Hạ tầng", days_ago(8))
    page = go("/vi/dossiers/?show=overdue")
    row = page.get_by_role("row").filter(has_text="Thành lập CCN Chậm")
    expect(row).to_contain_text("chậm 6 ngày làm việc")
    row.get_by_role("link").click()
    # It was sent back on the next day, so one of the two working days is left.
    page.get_by_label("Ngày trả lại").fill(days_ago(7).isoformat())
    page.get_by_role("button", name="Dừng tính thời hạn").click()
    expect(page.locator(".lede")).to_contain_text("còn 1 ngày làm việc")
    page.get_by_role("link", name="Hồ sơ", exact=True).first.click()
    page.get_by_role("link", name=re.compile("^Quá hạn · 0")).click()
    expect(page.get_by_role("row").filter(has_text="Thành lập CCN Chậm")).to_have_count(0)
    page.get_by_role("link", name=re.compile("^Tạm dừng · 1")).click()
    page.get_by_role("link", name="Thành lập CCN Chậm").click()
    # Complete today: the clock runs again from tomorrow, and the day is still left.
    page.get_by_label("Ngày bổ sung đủ").fill(days_ago(0).isoformat())
    page.get_by_role("button", name="Tính tiếp thời hạn").click()
    expect(page.locator(".lede")).to_contain_text("còn 1 ngày làm việc")
    page.get_by_role("link", name="Hồ sơ", exact=True).first.click()
    page.get_by_role("link", name=re.compile("^Quá hạn · 0")).click()
    page.get_by_role("link", name=re.compile("^Sắp đến hạn · 1")).click()
    expect(page.get_by_role("link", name="Thành lập CCN Chậm")).to_be_visible()


def test_no_page_scrolls_sideways_and_axe_finds_no_serious_fault(go, page, late):
    ways = (
        reverse("dossiers:list"),
        reverse("dossiers:start"),
        reverse("dossiers:dossier", args=[late.pk]),
        reverse("dossiers:law"),
        reverse("dossiers:procedure", args=["cluster", 2023, 6, 2]),
    )
    for address in [way.replace("/vi/", f"/{language}/") for way in ways for language in ("vi", "en")]:
        page.set_viewport_size({"width": 320, "height": 800})
        go(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        page.set_viewport_size({"width": 1280, "height": 800})
        faults = [
            (fault["id"], fault["nodes"][0]["html"])
            for fault in Axe().run(page).response["violations"]
            if fault["impact"] in GRAVE
        ]
        assert faults == [], address
