"""Headers of every answer, and what a browser makes of them."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Nhịp</title>
<link rel="icon" href="data:,"></head><body><h1>Chỉ số</h1>{extra}</body></html>"""
INLINE = "<script>document.title = 'changed'</script>"


urlpatterns = [
    path("plain/", lambda request: HttpResponse(PAGE.format(extra=""))),
    path("inline/", lambda request: HttpResponse(PAGE.format(extra=INLINE))),
    path("outside/", lambda request: HttpResponse(PAGE.format(extra='<img src="//192.0.2.1/a.png" alt="">'))),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.mark.parametrize("address", ["/plain/", "/missing/"])
def test_headers(address):
    headers = Client().get(address).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'; ")
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_page_opens(page, live_server):
    page.goto(f"{live_server.url}/plain/")
    assert page.get_by_role("heading").inner_text() == "Chỉ số"
    assert page.evaluate("navigator.language") == "vi-VN"


@pytest.mark.allow_status(404)
def test_an_expected_error_is_allowed(page, live_server):
    answer = page.goto(f"{live_server.url}/missing/")
    assert answer.status == 404


@pytest.mark.parametrize(
    ("address", "fault"),
    [("/missing/", "got 404"), ("/inline/", "console: "), ("/outside/", "console: ")],
)
def test_the_guard_notices(page_faults, page, live_server, address, fault):
    page.goto(f"{live_server.url}{address}")
    assert page.title() != "changed"
    assert any(found.startswith(fault) for found in page_faults)
    page_faults.clear()


def test_the_guard_notices_another_site(page_faults, page):
    page.route("**/*", lambda route: route.fulfill(status=200, body="not ours"))
    page.goto("http://192.0.2.1/")
    assert page_faults == ["asked another site: http://192.0.2.1/"]
    page_faults.clear()
