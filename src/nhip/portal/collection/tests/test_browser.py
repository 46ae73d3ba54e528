"""The work of a month in a real browser: a clerk, an officer, a stranger; by keyboard, on a phone, on a bad line."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from allauth.mfa.totp.internal.auth import TOTP
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from nhip.intake.actions import import_reports
from nhip.intake.collection.actions import Blocked, Given, Typed, open_period, save_draft, submit
from nhip.intake.collection.models import Cell, Confirmation, Submission
from nhip.intake.models import Observation
from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.registry.models import Enterprise, Product
from nhip.releases.actions import compile_run
from nhip.releases.tests.conftest import KILN, MADE, folder, months_of, province  # noqa: F401

GRAVE = {"serious", "critical"}
LABEL = {
    "opening_stock": "tồn đầu kỳ",
    "production": "sản xuất",
    "sales": "tiêu thụ",
    "closing_stock": "tồn cuối kỳ",
}
FILLED = {"opening_stock": "8", "production": "52", "sales": "50", "closing_stock": "10"}


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


def box(page: Page, field: str) -> object:
    return page.get_by_role("textbox", name=re.compile(f": {LABEL[field]} "))


def fill(page: Page, **texts: str) -> None:
    for field, text in {**FILLED, **texts}.items():
        box(page, field).fill(text)


def saved(page: Page) -> None:
    expect(page.locator("[data-status]")).to_contain_text("Đã lưu lúc")


def test_a_clerk_fills_in_and_submits(go, mine, month, last_month):
    page = go("reporter", "collection:tasks")
    page.get_by_role("link", name="Điền báo cáo").click()
    expect(page.get_by_text("04/2023: 50")).to_be_visible()
    fill(page, production="520")
    expect(page.locator("[data-ratio]").first).to_be_attached()
    expect(page.get_by_text("10,4 lần tháng trước")).to_be_visible()
    box(page, "production").fill("52")
    saved(page)
    page.reload()
    expect(box(page, "production")).to_have_value("52")
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Giấy biên nhận số")
    assert re.search(r"[0-9a-f]{64}", page.locator("dl.facts").inner_text())
    page.get_by_role("link", name="Việc cần làm").last.click()
    expect(page.locator(".task")).to_contain_text("Đã nộp")


def test_a_warning_comes_as_one_types_and_takes_a_reason(go, mine, month, last_month):
    page = go("reporter", "collection:form", mine.pk, month.pk)
    fill(page, closing_stock="15")
    warning = page.locator(".says.warning")
    expect(warning).to_contain_text("N220")
    page.get_by_label("Lý do", exact=True).first.select_option("other")
    page.get_by_label("Ghi chú cho lý do").first.fill("tự dùng")
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Giấy biên nhận")
    assert Submission.objects.get().reasons.get().note == "tự dùng"


def test_an_ambiguous_number_is_asked_and_answered_by_one_press(go, mine, month, last_month, box):
    page = go("reporter", "collection:form", mine.pk, month.pk)
    field = page.get_by_role("textbox", name=re.compile(": sản xuất "))
    field.fill("1.234")
    page.get_by_role("button", name="1,2340").click()
    saved(page)
    expect(field).to_have_value("1,2340")
    expect(page.get_by_text("N131")).to_have_count(0)


@pytest.mark.allow_status(422)
def test_a_wrong_workbook_is_marked_mended_and_accepted(go, mine, month, last_month, tmp_path):
    page = go("reporter", "collection:form", mine.pk, month.pk)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải mẫu Excel").click()
    template = tmp_path / "form.xlsx"
    waiting.value.save_as(template)
    place = write(template, {"opening_stock": 8, "production": "năm hai", "sales": 50, "closing_stock": 10})
    page.get_by_role("link", name="Điền bằng tệp").click()
    page.get_by_label("Bảng tính hoặc CSV").set_input_files(template)
    page.get_by_role("button", name="Chạy thử").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 lỗi cần sửa")
    row = page.get_by_role("row").filter(has_text="N132")
    expect(row).to_contain_text("năm hai")
    expect(page.get_by_role("button", name="Đưa vào biểu")).to_have_count(0)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải tệp của tôi").click()
    marked = tmp_path / "marked.xlsx"
    waiting.value.save_as(marked)
    book = openpyxl.load_workbook(marked)
    comment = next(sheet[place].comment for sheet in book if sheet[place].comment)
    assert "N132" in comment.text
    write(template, {"production": 52})
    page.get_by_role("link", name="Gửi tệp khác").click()
    page.get_by_label("Bảng tính hoặc CSV").set_input_files(template)
    page.get_by_role("button", name="Chạy thử").click()
    page.get_by_role("button", name="Đưa vào biểu").click()
    expect(page.get_by_role("textbox", name=re.compile(": sản xuất "))).to_have_value("52")
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Giấy biên nhận")
    page = go("officer", "collection:board", month.pk, query="?show=waiting")
    page.get_by_role("link", name="Công ty Than Na Dương").click()
    page.get_by_role("button", name="Chấp nhận").click()
    expect(page.get_by_text("Đã chấp nhận. ")).to_be_visible()
    row = Observation.objects.get(enterprise=mine, period="2023-05", measure="production")
    assert (row.quantity, row.source_file.name, row.column + str(row.row)) == (52, "form.xlsx", place)


def write(path: Path, values: dict[str, object]) -> str:
    """Fill the first line of a template by the headings of its columns; return the address of the production."""
    headings = {
        "opening_stock": "Tồn đầu kỳ",
        "production": "Sản xuất trong kỳ",
        "sales": "Tiêu thụ trong kỳ",
        "closing_stock": "Tồn cuối kỳ",
    }
    book = openpyxl.load_workbook(path)
    found = {}
    for sheet in book:
        for cells in sheet.iter_rows():
            for cell in cells:
                for name, heading in headings.items():
                    if isinstance(cell.value, str) and cell.value.strip() == heading:
                        found[name] = sheet.cell(cell.row + 1, cell.column)
    for name, value in values.items():
        found[name].value = value
    content = BytesIO()
    book.save(content)
    path.write_bytes(content.getvalue())
    return found["production"].coordinate


def test_the_line_drops_while_one_types_and_nothing_is_lost(go, mine, month, last_month, page_faults):
    page = go("reporter", "collection:form", mine.pk, month.pk)
    fill(page)
    saved(page)
    page.context.set_offline(True)
    box(page, "production").fill("53")
    box(page, "closing_stock").fill("11")
    status = page.locator("[data-status]")
    expect(status).to_contain_text("Mất kết nối")
    # The window is closed and opened again before the line is back: what was typed is still there, and then sent.
    assert Cell.objects.filter(text="53").count() == 0
    address = page.url
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(address)
    expect(box(page, "production")).to_have_value("53")
    saved(page)
    assert [cell.text for cell in Cell.objects.filter(field="production").order_by("pk")] == ["52", "53"]
    assert Cell.objects.filter(field="closing_stock").count() == 2


def test_an_answer_that_was_lost_on_the_way_has_one_effect(go, mine, month, last_month):
    page = go("reporter", "collection:form", mine.pk, month.pk)
    lost = []

    def lose_first(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)  # the server has it; the answer never arrives
            route.abort()

    page.route("**/save/", lose_first)
    box(page, "production").fill("52")
    saved(page)
    assert lost == [200]
    assert Cell.objects.filter(field="production").count() == 1


def test_two_clerks_in_one_box(go, mine, month, last_month, people, box):
    page = go("reporter", "collection:form", mine.pk, month.pk)
    save_draft(mine, month, {box("production"): Typed("60", 0)}, by=people["colleague"])
    field = page.get_by_role("textbox", name=re.compile(": sản xuất "))
    field.fill("52")
    told = page.locator(".contest")
    expect(told).to_contain_text("Người colleague trong lúc đó đã ghi: 60")
    with page.expect_response("**/save/"):
        page.get_by_role("button", name="Giữ số của tôi").click()
    saved(page)
    expect(told).to_have_count(0)
    assert [cell.text for cell in Cell.objects.order_by("pk")] == ["60", "52"]


@pytest.mark.allow_status(404, 403)
def test_a_stranger_is_refused(go, mine, month, submitted):
    page = go("stranger", "collection:form", mine.pk, month.pk)
    assert "Than" not in page.locator("main").inner_text()
    page = go("stranger", "collection:latest_board")
    expect(page.locator("main")).not_to_contain_text("Than Na Dương")


def test_without_signing_in_one_is_led_to_sign_in(page, live_server, mine, month):
    page.goto(f"{live_server.url}{reverse('collection:form', args=[mine.pk, month.pk])}")
    assert "/account/sign-in/" in page.url


def test_everything_by_keyboard(go, mine, month, last_month):
    page = go("reporter", "collection:form", mine.pk, month.pk)
    page.get_by_role("combobox").first.focus()
    for text in FILLED.values():
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    saved(page)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "submit":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Giấy biên nhận")
    page = go("officer", "collection:review", Submission.objects.get().pk)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Chấp nhận":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã chấp nhận. ")).to_be_visible()


@pytest.fixture
def kiln_works(province, transactional_db):  # noqa: F811
    """March 2023: the kilns report as always, and one of them ten times as much; compiled up to February."""
    run = compile_run()
    month = open_period("monthly", "2023-03", opens_on=date(2023, 3, 1), deadline=date(2999, 1, 1))
    others = {code: ("10", "10", "10") for code in MADE if code != KILN}
    march = months_of(2023, others).splitlines(keepends=True)
    import_reports("".join([march[0], *(line for line in march if "2023-03" in line)]).encode(), name="2023-03.csv")
    kiln, product = Enterprise.objects.get(tax_code=KILN), Product.objects.get(code="bricks")
    clerk = add_person("kiln", "Người lò gạch")
    grant_role(clerk, Role.REPORTER, enterprise=kiln)
    clerk = User.objects.get(pk=clerk.pk)
    saved_as = save_draft(kiln, month, {f"{product.pk}-production": Typed("150", 0)}, by=clerk)
    submission = Submission.objects.get(pk=saved_as.submission)
    try:
        submit(submission, submission.version, by=clerk)
    except Blocked as blocked:
        given = {each.finding.key: Given("orders") for each in blocked.findings.open_warnings}
        submit(submission, submission.version, by=clerk, reasons=given)
    return month, Submission.objects.get(pk=submission.pk), run


@pytest.fixture
def officers(transactional_db) -> dict[str, User]:
    found = {}
    for role in (Role.OFFICER, Role.STATISTICIAN, Role.APPROVER):
        user = add_person(role.value, f"Người {role.value}")
        grant_role(user, role)
        found[role.value] = User.objects.get(pk=user.pk)
    return found


def test_an_officer_works_through_the_inbox_and_the_month_is_closed(page, live_server, kiln_works, officers):
    month, submission, _ = kiln_works
    come(page, live_server, officers["officer"])
    page.goto(f"{live_server.url}{reverse('collection:inbox', args=[month.pk])}")
    first = page.locator(".anomaly").first
    expect(first).to_contain_text("Lò gạch Một")
    expect(first).to_contain_text("150")
    expect(first.locator("svg polyline")).not_to_have_count(0)
    first.get_by_text("Mười hai tháng gần nhất bằng số").click()
    expect(first.locator(".months-list li")).to_have_count(12)
    first.get_by_label("Số đúng, vì").select_option("capacity")
    first.get_by_label("Ghi chú").fill("thêm lò")
    first.get_by_role("button", name="Chấp nhận với lý do này").click()
    expect(page.get_by_text("Đã xác nhận. ")).to_be_visible()
    assert Confirmation.objects.get().code == "capacity"
    page.goto(f"{live_server.url}{reverse('collection:review', args=[submission.pk])}")
    page.get_by_label("Giá trị mới").fill("15")
    page.get_by_label("Ghi chú: căn cứ nào").fill("đơn vị ghi nhầm")
    page.get_by_role("button", name="Xem tác động").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("Gạch")
    page.get_by_role("button", name="Sửa", exact=True).click()
    page.get_by_role("button", name="Chấp nhận").click()
    expect(page.get_by_text("Đã chấp nhận. ")).to_be_visible()
    assert Observation.objects.get(period="2023-03", enterprise__tax_code=KILN).quantity == 15
    come(page, live_server, officers["approver"])
    page.goto(f"{live_server.url}{reverse('collection:board', args=[month.pk])}")
    page.get_by_role("button", name="Đóng kỳ").click()
    expect(page.get_by_text("Đã đóng kỳ. ")).to_be_visible()


def come(page: Page, live_server, user: User) -> None:
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(user, backend="nhip.people.backends.PeopleBackend")
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


PAGES = (
    ("reporter", "collection:tasks", ()),
    ("reporter", "collection:form", ("mine", "month")),
    ("reporter", "collection:upload", ("mine", "month")),
    ("reporter", "collection:receipt", ("mine", "month")),
    ("officer", "collection:board", ("month",)),
    ("officer", "collection:review", ("submission",)),
    ("officer", "collection:history", ("mine",)),
    ("officer", "collection:imports", ()),
    ("statistician", "collection:open", ()),
)


@pytest.mark.parametrize(("name", "route", "things"), PAGES, ids=lambda each: each if isinstance(each, str) else "")
def test_no_page_has_a_grave_fault_or_is_too_wide(go, mine, month, submitted, name, route, things):
    pks = {"mine": mine.pk, "month": month.pk, "submission": submitted.pk}
    page = go(name, route, *(pks[thing] for thing in things))
    for width in (320, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in GRAVE] == []


def test_a_form_to_fill_in_has_no_grave_fault(go, mine, month, last_month):
    page = go("reporter", "collection:form", mine.pk, month.pk)
    fill(page, closing_stock="15", production="1.234")
    expect(page.get_by_text("N131")).to_be_visible()
    for width in (320, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in GRAVE] == []
