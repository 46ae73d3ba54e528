"""Before its second has come, nothing of a release stands anywhere a stranger can go; from that second on it does."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import unquote, urldefrag

import pytest
from django.core.cache import cache
from django.utils import timezone

from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.portal.reports.addresses import opener
from nhip.releases.book import book_of
from nhip.releases.preparing import prepare_release
from nhip.releases.reading import release_by_slug
from nhip.releases.releasing import approve, schedule, send_to_review
from nhip.releases.tests.conftest import folder, province, publish
from nhip.reports.releasing import attach_report

__all__ = ["folder", "province"]
pytestmark = pytest.mark.django_db

MOST = 400
_LINK = re.compile(r'(?:href|src|action)="(/[^"]*)"')
# Where a stranger who knows how addresses are made would try.
GUESSES = (
    "/vi/2023-02/",
    "/vi/2023-02/salt/",
    "/en/2023-02/C/",
    "/vi/series/IIP/salt/?release=2023-02",
    "/vi/series/IIP/?release=2023-02",
    "/vi/series/IIP/?level=product&period=2023-02",
    "/vi/embed/IIP/salt/?release=2023-02",
    *(f"/vi/data/{form}/IIP/salt/?release=2023-02" for form in ("csv", "xlsx", "svg", "png")),
    "/vi/data/csv/IIP/?period=2023-02&release=2023-02",
    "/vi/search/?q=2023-02",
    "/vi/figure/2023-02/IIP/2023-02/same_month/salt/",
    "/vi/figure/2023-01/IIP/2023-02/same_month/salt/",
    "/vi/figure/latest/IIP/2023-02/same_month/salt/",
    "/vi/releases/2023-02/",
    "/vi/releases/feed/",
    "/en/releases/feed/",
    "/vi/releases/calendar/",
    "/vi/releases/revisions/",
    "/vi/releases/revisions/?indicator=IIP&subject=salt",
    "/vi/reports/",
    "/vi/reports/2023-02/",
    "/vi/reports/2023-02/leader/",
    *(f"/vi/reports/2023-02/file/{form}/" for form in ("docx", "pdf", "html")),
    *(f"/vi/reports/2023-02.{form}" for form in ("docx", "pdf", "html")),
    "/vi/news/",
    "/vi/targets/",
)


def told(period: str) -> set[str]:
    """Return how the numbers of February are written that an earlier release cannot hold."""
    found = set()
    for language in ("vi", "en"):
        book = book_of(
            release_by_slug(period, language, unpublished=True), language, User.objects.get(username="approver")
        )
        for figure in (each for code in ("IIP", "KEY_OUTPUT", "PLAN") for each in book.figures(code)):
            shown = book.written(figure)
            if "2023-02" in figure.period.months and len(shown.bare.strip("+−")) >= 5:
                found.add(shown.bare)
    return found


def reached(client, start: tuple[str, ...]) -> dict[str, bytes]:
    """Follow every link a stranger sees, and return what each address answered."""
    waiting, found = list(start), {}
    while waiting and len(found) < MOST:
        address = urldefrag(waiting.pop(0).replace("&amp;", "&"))[0]
        if address in found or address.startswith(("/static/", "/vi/account/", "/en/account/", "/account/")):
            continue
        answer = client.get(address)
        found[address] = answer.content if answer.status_code == 200 else b""
        if "html" in answer.get("Content-Type", "") and answer.status_code == 200:
            waiting += [unquote(each) for each in _LINK.findall(answer.content.decode())]
    return found


def test_nothing_of_a_release_under_embargo_stands_anywhere(province, client):
    cache.clear()
    for role in (Role.STATISTICIAN, Role.APPROVER):
        grant_role(add_person(role.value, role.value), role)
    publish("2023-01")
    moment = timezone.now() + timedelta(hours=1)
    release = prepare_release("2023-02", by="statistician")
    attach_report(release, by="statistician", address=opener)
    send_to_review(release, by="statistician")
    approve(release, by="approver")
    schedule(release, moment, by="approver")
    files = tuple(f"/vi/releases/2023-02/file/{each.pk}/" for each in release.files.all())
    assert len(files) >= 3
    january = reached(
        client, ("/vi/2023-01/", "/vi/series/IIP/salt/", "/vi/figure/2023-01/IIP/2023-01/same_month/salt/")
    )
    assert len(january) > 60
    numbers = told("2023-02")
    assert len(numbers) > 10

    pages = reached(client, ("/vi/", "/en/", *GUESSES, *files))
    assert len(pages) > 100
    # A number of February that some page may hold by itself, such as a year's plan, tells nothing.
    own = {each for each in numbers if any(each.encode() in page for page in january.values())}
    secret = numbers - own
    assert len(secret) > 5
    leaks = {(address, number) for address, page in pages.items() for number in secret if number.encode() in page}
    assert leaks == set()
    assert {address for address in files if pages[address]} == set()
    # Series, files and frames may repeat what they were asked for, and answer with what is published.
    named = {address for address, page in pages.items() if b"2023-02" in page}
    assert {each for each in named if not re.search("/(series|search|data|embed)/", each)} == set()

    schedule(release, by="approver", note="Đến giờ.")
    cache.clear()
    open_pages = reached(client, ("/vi/", "/vi/releases/2023-02/", *files))
    assert any(number.encode() in page for number in secret for page in open_pages.values())
    assert all(open_pages[address] for address in files)
