"""Writing a report in plain steps: edit a sentence, refresh the figures, be warned, download, open again; axe."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.urls import reverse
from playwright.sync_api import Page, expect

from nhip.intake.actions import import_reports
from nhip.releases.preparing import prepare_release, refresh_release
from nhip.releases.tests.conftest import MINE, NOW, months_of

GRAVE = {"serious", "critical"}


@pytest.fixture
def db(transactional_db: None) -> None:
    """Write for real, so that the server sees it."""


@pytest.fixture
def go(page: Page, live_server, enter) -> Callable[..., Page]:
    """Return a function that opens an address as somebody of a role."""

    def go(role: str, route: str, *arguments: str) -> Page:
        page.context.clear_cookies()
        session = enter(role).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}{reverse(route, args=arguments)}")
        return page

    return go


def sound(page: Page) -> None:
    """Fail on what keeps somebody from reading the page, and on sideways scrolling."""
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in GRAVE] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_edit_refresh_be_warned_and_download(go):
    release = prepare_release("2023-02", by="lan")
    page = go("officer", "reports:report", "2023-02")
    expect(page.locator("[data-specification] svg").first).to_be_visible()
    sound(page)
    page.get_by_role("link", name="sửa: Tổng quan: chỉ số").click()
    box = page.get_by_label("Nội dung đoạn")
    box.fill(box.input_value() + " Đây là câu viết tay.")
    sound(page)
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đây là câu viết tay.")).to_be_visible()
    assert page.get_by_text("số liệu hiện nay là").count() == 0

    content = months_of(2023, {**NOW, MINE: ("13", "30")}).encode()
    import_reports(content, name="sửa.csv", at=datetime(2023, 4, 20, tzinfo=UTC))
    refresh_release(release, by="lan")
    page.reload()
    expect(page.get_by_text("Đây là câu viết tay.")).to_be_visible()
    expect(page.get_by_text("số liệu hiện nay là").first).to_be_visible()

    got = {}
    for kind in ("DOCX", "PDF", "HTML"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=kind, exact=True).click()
        got[kind] = Path(waiting.value.path()).read_bytes()
    word = docx.Document(io.BytesIO(got["DOCX"]))
    assert any("Đây là câu viết tay." in each.text for each in word.paragraphs)
    pages = pypdf.PdfReader(io.BytesIO(got["PDF"])).pages
    assert "Đây là câu viết tay." in " ".join(" ".join(each.extract_text().split()) for each in pages)
    assert "Đây là câu viết tay." in got["HTML"].decode()


def test_the_pages_can_be_read_by_everybody(go):
    prepare_release("2023-02", by="lan")
    for width in (320, 1440):
        page = go("officer", "reports:list")
        page.set_viewport_size({"width": width, "height": 800})
        for route, arguments in (
            ("reports:list", ()),
            ("reports:report", ("2023-02",)),
            ("reports:leader", ("2023-02",)),
            ("reports:wordings", ()),
            ("reports:wording", ("headline.index",)),
            ("reports:letterhead", ()),
            ("news:list", ()),
        ):
            go("officer", route, *arguments)
            sound(page)
