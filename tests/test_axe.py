"""Every page that anybody gets, for whom it differs, under axe: no serious fault, a sound order of headings, and no
scrolling sideways at 320 pixels.

Which pages there are is said by matrix.csv: each row answered with 200 for a role is opened as that role. Roles whose
page has the same content share one look. The pages are answered by Django's client in the test's own transaction, and
handed to the browser as a server would.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client
from playwright.sync_api import Page, Route

from tests import test_matrix
from tests.test_matrix import ROLES, Row, World, rows

# The province of the matrix, made once more for this module.
world = test_matrix.world

SITE = "http://127.0.0.1:9"
GRAVE = {"serious", "critical"}
PAGES = [row for row in rows() if row.method == "GET" and 200 in row.expected.values()]
# What is other in every answer, and says nothing of the page.
PASSING = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*|otpauth://\S*|<svg.*?</svg>|secret=\w+', re.DOTALL)
MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)

# One first heading; below it no step left out; every table named, and its heads bound to their rows and columns.
STRUCTURE = """() => {
  const faults = [];
  const heads = Array.from(document.querySelectorAll("h1, h2, h3, h4, h5, h6"));
  const levels = heads.map(each => Number(each.tagName[1]));
  if (levels.filter(each => each === 1).length !== 1) faults.push("not one h1");
  levels.forEach((each, at) => {
    if (at && each > levels[at - 1] + 1) faults.push(`a step left out before ${heads[at].outerHTML}`);
  });
  const named = table => table.caption?.textContent.trim() || table.matches("[aria-label], [aria-labelledby]")
    || table.closest("[role=region][aria-label]") || table.closest("figure")?.querySelector("figcaption");
  for (const table of document.querySelectorAll("table")) {
    if (!named(table)) faults.push(`a table without a name: ${table.outerHTML.slice(0, 120)}`);
    for (const head of table.querySelectorAll("th"))
      if (!head.scope && head.textContent.trim()) faults.push(`a head of nothing: ${head.outerHTML}`);
  }
  const way = document.querySelector("a.skip");
  if (way && !document.querySelector(way.getAttribute("href"))) faults.push("the way to the content leads nowhere");
  return faults;
}"""
# What reaches out of a narrow window, for the message.
WIDE = """() => document.documentElement.scrollWidth <= 320 ? [] : Array.from(document.querySelectorAll("body *"))
    .filter(each => each.getBoundingClientRect().right > 320.5 && !each.closest(".scroll, .report-scroll, .hidden"))
    .map(each => each.outerHTML.slice(0, 120)).slice(0, 3)"""


@dataclass(frozen=True)
class Answer:
    """A page as the server gives it."""

    body: bytes
    headers: dict[str, str]


def answers(world: World, row: Row) -> dict[str, Answer]:
    """Return the page of each role that gets one, the same content once, as Vietnamese readers see it."""
    found: dict[str, Answer] = {}
    seen: set[str] = set()
    for role in (role for role in ROLES if row.expected[role] == 200):
        client, user = Client(), world.users[role]
        with transaction.atomic():
            if user is not None:
                client.force_login(user)
            given = client.get(world.address(row))
            body = given.getvalue()
            transaction.set_rollback(True)
        if not given.headers.get("Content-Type", "").startswith("text/html"):
            # A file is a file for everybody.
            break
        text = PASSING.sub("", body.decode())
        main = MAIN.search(text)
        content = main[0] if main else text
        if content not in seen:
            seen.add(content)
            found[role] = Answer(
                body, {k: v for k, v in given.headers.items() if k in ("Content-Type", "Content-Security-Policy")}
            )
    return found


def serve(page: Page) -> dict[str, Answer]:
    """Answer the page's questions from the mapping that is returned and from the files of the site."""
    answer: dict[str, Answer] = {}

    def handle(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path in answer:
            route.fulfill(status=200, headers=answer[path].headers, body=answer[path].body)
            return
        file = finders.find(path.removeprefix(f"/{settings.STATIC_URL.strip('/')}/"))
        if file:
            route.fulfill(status=200, content_type=guess_type(path)[0], body=Path(file).read_bytes())
        else:
            # A picture of the world's own: what is in it is for nobody's ears.
            route.fulfill(status=200, content_type="image/svg+xml", body='<svg xmlns="http://www.w3.org/2000/svg"/>')

    page.route("**/*", handle)
    return answer


@pytest.mark.django_db
@pytest.mark.parametrize("row", PAGES, ids=lambda row: f"{row.route} {' '.join(row.values)}".strip())
def test_no_page_has_a_serious_fault(world, page, row):
    given = answers(world, row)
    served, address = serve(page), world.address(row)
    page.set_viewport_size({"width": 320, "height": 800})
    faults: list[tuple[str, str, str]] = []
    for role, answer in given.items():
        served[address] = answer
        page.goto(f"{SITE}{address}")
        page.locator("main details").evaluate_all("all => all.forEach(each => { each.open = true })")
        faults += [(role, "reaches out at 320 px", each) for each in page.evaluate(WIDE)]
        faults += [(role, "structure", each) for each in page.evaluate(STRUCTURE)]
        faults += [
            (role, fault["id"], fault["nodes"][0]["html"])
            for fault in Axe().run(page).response["violations"]
            if fault["impact"] in GRAVE
        ]
    assert faults == []


def test_pages_are_looked_at_for_every_role():
    assert {role for role in ROLES if any(row.expected[role] == 200 for row in PAGES)} == set(ROLES)
    assert len(PAGES) > 100
