"""Under every chart and table of a public page stands the strip; what it hands out opens and says what the page says.

A page with a table or a chart that has no strip has to be named below, with the reason.
"""

from __future__ import annotations

import csv
import html
import io
import re
from typing import Final
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from nhip.portal.embed.policy import POLICY
from tests.test_matrix import Row, rows, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

# Tables and drawings by the id of the heading above them, or by their class, that have no strip of their own.
WITHOUT: Final = {
    "versions": "a history of records on the page of a target; the target's figures have a strip",
    "opened": "the list behind a count: it is the list of zones and clusters, which has a strip",
    "revisions": "on the page of a series: leads to the page of revisions, which has a strip",
    "table": "on the page of a series: the strip of the chart above hands out this table",
    "where": "a map: a way to find, no chart of figures",
    "map": "a map: a way to find, no chart of figures",
}
PAGES: Final = (
    "portal:latest",
    "portal:home",
    "portal:node",
    "portal:figure",
    "portal:series",
    "targets:list",
    "targets:target",
    "targets:attraction",
    "estates:list",
    "estates:counts",
    "estates:estate",
    "projects:list",
    "projects:project",
    "promotion:calls",
    "tasks:list",
    "releases:list",
    "releases:calendar",
    "releases:revisions",
    "releases:release",
    "reports:report",
    "reports:leader",
)
# The table of answers asks for these of a draft; here they are asked for of a published release.
PUBLISHED: Final = {"releases:release": "/vi/releases/2023-02/", "reports:report": "/vi/reports/2023-02/"}
# Pages with tables that hold rules or marks, no records and no figures.
RULES: Final = {"portal:method", "portal:report", "dossiers:law", "dossiers:procedure", "news:article"}
_STRIP: Final = re.compile(r'<div class="strip".*?</div>', re.S)
_FILES: Final = re.compile(r'<a href="([^"]+)" download>([A-Z]+)</a>')
_THING: Final = re.compile(r"<table|<figure|data-specification=")


def public_rows() -> list[Row]:
    return [row for row in rows() if row.method == "GET" and row.expected["public"] == 200]


def parts(page: str) -> list[str]:
    """Return the sections of a page; on a report, its figures."""
    body = page[page.index("<main") :]
    return re.split(r"(?=<section|<figure class=\"report)", body)


def test_every_table_and_chart_of_a_public_page_has_a_strip(world, client):
    seen, without = set(), []
    addresses = [(row.route, world.address(row)) for row in public_rows()] + list(PUBLISHED.items())
    for route, address in addresses:
        if route in RULES or route.startswith(("account", "social", "documents:", "openid")):
            continue
        answer = client.get(address)
        html_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        if not html_page or route == "portal:embed":
            continue
        for part in parts(answer.content.decode()):
            if not _THING.search(part) or 'class="strip"' in part:
                continue
            names = set(re.findall(r'(?:id|aria-labelledby)="([\w-]+)"', part))
            if not names & set(WITHOUT):
                without.append((route, part[:160]))
        seen.add(route)
    assert set(PAGES) <= seen
    assert without == []


@pytest.mark.parametrize("route", PAGES)
def test_what_a_strip_hands_out_opens(world, client, route):
    row = next((each for each in public_rows() if each.route == route), None)
    address = world.address(row) if row else PUBLISHED[route]
    page = client.get(address).content.decode()
    files = [(html.unescape(where), form) for strip in _STRIP.findall(page) for where, form in _FILES.findall(strip)]
    for where, form in files:
        answer = client.get(where)
        assert answer.status_code == 200, where
        if form == "XLSX":
            book = load_workbook(io.BytesIO(answer.content))
            data, notes = book.worksheets
            assert data.max_row >= 1
            assert any("http://testserver/" in str(cell.value) for cell in notes["B"]), where
            told = re.sub(r"<[^>]+>", " ", page)
            heads = [cell.value for cell in data[1]]
            assert all(heads), where
            assert any(str(head)[:12].lower() in told.lower() for head in heads), (where, heads)
        elif form == "CSV":
            assert len(list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))) >= 1
        elif form == "PNG":
            assert answer.content.startswith(b"\x89PNG")
        else:
            assert ET.fromstring(answer.content).tag.endswith("svg")  # noqa: S314 - our own drawing


def test_a_number_of_the_file_is_the_number_of_the_page(world, client):
    page = client.get("/vi/figure/2023-02/IIP/2023-02/same_month/C/").content.decode()
    where = next(html.unescape(each) for each, form in _FILES.findall(page) if form == "CSV" and "vintages" in each)
    table = list(csv.reader(io.StringIO(client.get(where).content.decode("utf-8-sig"))))
    assert len(table) > 1
    for row in table[1:]:
        assert f"{float(row[2]):.2f}".replace(".", ",").replace("-", "\N{MINUS SIGN}").lstrip("+") in page


def test_a_frame_may_be_shown_anywhere_and_other_answers_nowhere(world, client):
    page = client.get("/vi/reports/2023-02/leader/").content.decode()
    frames = re.findall(r"src=&quot;http://testserver([^&]+\?frame=[^&]+)&quot;", page)
    assert frames
    for frame in frames:
        answer = client.get(frame)
        assert answer.status_code == 200
        assert answer["Content-Security-Policy"] == POLICY
        assert "X-Frame-Options" not in answer
        assert "data-specification" in answer.content.decode()
    assert client.get("/vi/reports/2023-02/leader/")["X-Frame-Options"] == "DENY"


def test_what_is_not_there_is_said_with_its_number(world, client):
    for asked, number in (("file=nothing.xlsx", "E876"), ("file=targets.exe", "E876"), ("file=targets.png", "E877")):
        answer = client.get(f"/vi/targets/?{asked}")
        assert answer.status_code == 404
        assert number in answer.content.decode()


def test_what_is_under_embargo_or_unpublished_has_no_file(world, client):
    for address in ("/vi/reports/2023-01/", "/vi/releases/2023-01/", "/vi/reports/2023-01/leader/"):
        for question in ("file=changed.csv", "file=table-index.xlsx", "frame=chart-index"):
            assert client.get(f"{address}?{question}").status_code == 404
    assert client.get("/vi/targets/?of=2023-01&file=targets.csv").status_code == 404
