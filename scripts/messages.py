"""Collect the texts to translate from src/nhip, and compile the translations: `make messages`.

Texts in the code are English. Translations stand in src/nhip/locale/vi/LC_MESSAGES/django.po; edit them there.
`--check` changes nothing and fails when a text is new, untranslated or not compiled.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "nhip"
PO = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext_lazy": ((1, "c"), 2),
}


def texts() -> Iterator[tuple[str, str | tuple[str, ...], list[str], str | None]]:
    """Yield (file, text, comments, context) for every text to translate, in the order of the files."""
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "tests" in path.parts or "migrations" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            if "templates" not in path.parts:
                continue
            # Django turns a template into calls of gettext between X's; indentation would not parse.
            source = "\n".join(line.lstrip() for line in templatize(source).splitlines())
        found = extract("python", BytesIO(source.encode()), KEYWORDS, ("Translators:",))
        for _, text, comments, context in found:
            yield str(path.relative_to(ROOT)), text, comments, context


def collect() -> Catalog:
    """Return the kept translations, with the texts of the code as they are now."""
    with PO.open("rb") as file:
        kept = read_po(file, locale="vi", domain="django")
    fresh = Catalog(locale="vi", domain="django", creation_date=kept.creation_date)
    for path, text, comments, context in texts():
        fresh.add(text, locations=[(path, 0)], auto_comments=comments, context=context)
    kept.update(fresh, no_fuzzy_matching=True)
    kept.obsolete.clear()
    return kept


def written(catalog: Catalog) -> bytes:
    """Return the text of the .po file."""
    file = BytesIO()
    write_po(file, catalog, width=110, sort_output=True, include_lineno=False)
    return file.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """Return the content of the .mo file."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def faults(catalog: Catalog) -> list[str]:
    """Return a sentence for every text that is not ready to be shown."""
    found = []
    for message in catalog:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(strings):
            found.append(f"not translated: {message.id!r}")
        elif message.fuzzy:
            found.append(f"marked fuzzy, so not shown: {message.id!r}")
        else:
            found.extend(f"{error}: {message.id!r}" for error in message.check(catalog))
    return found


def main() -> int:
    """Write the files, or with --check only compare them; return the exit code."""
    catalog = collect()
    po, mo, machine = written(catalog), compiled(catalog), PO.with_suffix(".mo")
    found = faults(catalog)
    if "--check" in sys.argv[1:]:
        if PO.read_bytes() != po:
            found.append(f"{PO.relative_to(ROOT)} lacks texts of the code or has old ones; run: make messages")
        if not machine.exists() or machine.read_bytes() != mo:
            found.append(f"{machine.relative_to(ROOT)} is not compiled from the .po; run: make messages")
    else:
        PO.write_bytes(po)
        machine.write_bytes(mo)
    print("\n".join(found) or f"{len(catalog)} texts, all translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
