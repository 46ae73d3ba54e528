"""Every text is translated, and the compiled translations are those of the .po file."""

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.utils.translation.template import templatize

from scripts import messages


@pytest.fixture(scope="module")
def catalog():
    return messages.collect()


def test_every_text_is_translated(catalog):
    assert messages.faults(catalog) == []


def test_the_kept_file_has_the_texts_of_the_code(catalog):
    assert messages.PO.read_bytes() == messages.written(catalog), "run: make messages"


def test_the_compiled_file_is_up_to_date(catalog):
    assert messages.PO.with_suffix(".mo").read_bytes() == messages.compiled(catalog), "run: make messages"


def test_a_text_reaches_the_page(catalog):
    texts = [message for message in catalog if isinstance(message.id, str) and message.id and not message.context]
    for message in texts:
        with override("vi"):
            assert _(message.id) == message.string


def test_templates_are_read(tmp_path, monkeypatch):
    template = """{% load i18n %}
      <p title="{% translate "A title" %}">{% blocktranslate count n=n %}{{ n }} row{% plural %}{{ n }} rows
      {% endblocktranslate %}</p>
    {# a remark with an apostrophe: isn't it? #}
        {% translate "Index" context "statistics" %}"""
    folder = tmp_path / "room" / "templates"
    folder.mkdir(parents=True)
    (folder / "page.html").write_text(template, encoding="utf-8")
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    found = [(text, context) for _, text, _, context in messages.texts()]
    assert templatize(template)
    assert ("A title", None) in found
    assert ("Index", "statistics") in found
    assert any(isinstance(text, tuple) and text[0].startswith("%(n)s row") for text, _ in found)


def test_a_missing_and_a_broken_translation_are_named():
    catalog = messages.Catalog(locale="vi")
    catalog.add("Enterprises")
    catalog.add("%(n)s enterprises", "%(m)s doanh nghiệp", flags=["python-format"])
    assert len(messages.faults(catalog)) == 2
