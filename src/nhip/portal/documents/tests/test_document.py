"""The file of a document: whom it opens for, how it is handed out, and where pages lead to it."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.urls import reverse

from nhip.portal.projects.tests.conftest import enterprise, officer, signed_in, things  # noqa: F401
from nhip.portal.templatetags.documents import with_links
from nhip.registry.documents import keep_document, withdraw_document

pytestmark = pytest.mark.django_db
LINK = Template("{% load documents %}{% document_link document %}")


def paper(number: str, **more):
    return keep_document("officer", number, file_name="quyết định.pdf", content=b"%PDF-1.7 x", **more)


def test_a_public_document_opens_for_everybody_and_is_linked(client):
    kept = paper("12/QĐ-UBND", public=True)
    address = reverse("documents:document", args=[kept.pk])
    answer = client.get(address)
    assert (answer.status_code, answer.content) == (200, b"%PDF-1.7 x")
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''quy%E1%BA%BFt")
    assert answer["ETag"] == f'"{kept.sha256}"'
    assert LINK.render(Context({"document": kept})) == f'<a href="{address}">12/QĐ-UBND</a>'


def test_what_is_not_public_opens_for_those_who_keep_the_registers(client, officer):  # noqa: F811
    kept = paper("13/BC")
    address = reverse("documents:document", args=[kept.pk])
    assert client.get(address).status_code == 404
    assert officer.get(address).status_code == 200
    assert LINK.render(Context({"document": kept})) == "13/BC"


def test_a_withdrawn_document_and_one_without_a_file_are_not_linked(client):
    kept, bare = paper("14/QĐ", public=True), keep_document("officer", "15/QĐ", public=True)
    withdraw_document("officer", kept, "nhầm tệp")
    assert client.get(reverse("documents:document", args=[kept.pk])).status_code == 404
    assert client.get(reverse("documents:document", args=[bare.pk])).status_code == 404
    assert LINK.render(Context({"document": kept})) == "14/QĐ"
    assert LINK.render(Context({"document": bare})) == "15/QĐ"


def test_addresses_in_a_source_are_links_and_nothing_else_is():
    shown = with_links("Báo <b>X</b>, 09/02/2024; https://baolangson.vn/a-1.html; trang 2")
    assert shown == (
        "Báo &lt;b&gt;X&lt;/b&gt;, 09/02/2024; "
        '<a href="https://baolangson.vn/a-1.html" rel="noreferrer">baolangson.vn</a>; trang 2'
    )
