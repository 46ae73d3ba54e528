"""In a real browser, in plain steps: a leader sees what is late; a person does what the page of the day says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.urls import reverse
from playwright.sync_api import Page, expect

from nhip.plans.models import TaskEntry
from nhip.plans.tasks.cases import task_case
from nhip.plans.tasks.states import TaskState

GRAVE = {"serious", "critical"}


@pytest.fixture
def db(transactional_db: None) -> None:
    """Write for real, so that the server sees it."""


@pytest.fixture
def go(page: Page, live_server, enter) -> Callable[..., Page]:
    """Return a function that opens an address as somebody."""

    def go(name: str, route: str, *arguments: int, query: str = "") -> Page:
        session = enter(name).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}{reverse(route, args=arguments)}{query}")
        return page

    return go


def test_a_leader_sees_what_is_late(go, late):
    task = late(20, text="Báo cáo tỷ lệ lấp đầy")
    late(2, text="Việc của tài chính", lead="STC", supports=[])
    page = go("leader", "tasks:today")
    page.get_by_role("link", name="Ai chậm việc gì").click()
    expect(page.get_by_text("lâu nhất 20 ngày")).to_be_visible()
    headings = page.locator("section.unit h2").all_inner_texts()
    assert headings == ["Sở Công Thương", "Sở Tài chính"]
    page.get_by_role("link", name="Báo cáo tỷ lệ lấp đầy").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Báo cáo tỷ lệ lấp đầy")
    expect(page.get_by_text("quá hạn 20 ngày")).to_be_visible()
    page.get_by_text("Gia hạn", exact=True).first.click()
    page.get_by_label("Thời hạn mới").fill("2030-01-31")
    page.get_by_label("Lý do gia hạn").fill("Chờ số liệu của xã")
    page.get_by_role("button", name="Gia hạn").click()
    expect(page.locator("p.lede")).to_contain_text("31/01/2030")
    assert task_case(task.pk).stands.late == 0


@pytest.mark.allow_status(422)
def test_a_person_does_what_the_page_of_the_day_says(go, task, tmp_path):
    page = go("head", "tasks:today")
    row = page.locator(".to-do li").filter(has_text="Hoàn thiện hồ sơ")
    expect(row).to_contain_text("nhận nhiệm vụ")
    row.get_by_role("link").click()
    page.get_by_text("Nhận nhiệm vụ", exact=True).first.click()
    page.get_by_role("button", name="Nhận nhiệm vụ").click()
    expect(page.locator("p.lede")).to_contain_text("Đang thực hiện")
    page.get_by_text("Báo cáo hoàn thành", exact=True).first.click()
    page.get_by_label("Đã làm được gì").last.fill("Đã trình UBND tỉnh")
    page.get_by_role("button", name="Báo cáo hoàn thành").click()
    expect(page.get_by_text("E822")).to_be_visible()
    proof = tmp_path / "to-trinh.pdf"
    proof.write_bytes(b"%PDF-1.4 to trinh")
    done = page.locator("details[open]")
    expect(done.get_by_label("Đã làm được gì")).to_have_value("Đã trình UBND tỉnh")
    done.get_by_label("Tệp").set_input_files(proof)
    done.get_by_role("button", name="Báo cáo hoàn thành").click()
    expect(page.locator("p.lede")).to_contain_text("chờ xác nhận")
    page = go("officer", "tasks:today")
    page.get_by_role("link", name="Hoàn thiện hồ sơ").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="to-trinh.pdf").first.click()
    assert waiting.value.suggested_filename == "to-trinh.pdf"
    page.get_by_text("Xác nhận hoàn thành", exact=True).first.click()
    page.get_by_role("button", name="Xác nhận hoàn thành").click()
    expect(page.locator("p.lede")).to_contain_text("Đã xong")
    assert task_case(task.pk).stands.state == TaskState.DONE
    assert TaskEntry.objects.count() == 3


@pytest.mark.parametrize("name", ["today", "late", "list", "give", "units", "task"])
def test_pages_are_free_of_grave_barriers_and_fit_a_telephone(go, late, task, name):
    late(9)
    page = go("officer", f"tasks:{name}", *([task.pk] if name == "task" else []))
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in GRAVE] == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
