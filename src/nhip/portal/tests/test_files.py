"""Foreign code is what it says it is, pages hold no code of their own, and the first load stays small."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

PORTAL = Path(__file__).resolve().parents[1]
STATIC = PORTAL / "static" / "portal"
VENDORED = sorted((STATIC / "vendor").glob("*/vendor.json"))
# The chart library, our styles and our script; what is left is for the page itself.
FIRST_LOAD = 220_000


@pytest.mark.parametrize("manifest", VENDORED, ids=lambda path: path.parent.name)
def test_vendored_files_are_those_of_the_manifest(manifest):
    entry = json.loads(manifest.read_text(encoding="utf-8"))
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in manifest.parent.iterdir()
        if path != manifest
    }
    assert found == entry["sha256"]
    assert "LICENSE" in found
    assert any(name.startswith(f"{entry['name']}@{entry['version']}") for name in entry["packages"])


def test_everything_vendored_has_a_manifest():
    assert VENDORED
    assert {path.name for path in (STATIC / "vendor").iterdir()} == {path.parent.name for path in VENDORED}


def test_static_files_are_small():
    files = [path for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".svg"} and path.name != "entry.js"]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < FIRST_LOAD


def test_templates_hold_no_code_and_no_style():
    for path in PORTAL.glob("templates/**/*.html"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"{%.*?%}", "", text)  # an argument of a tag is no attribute
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), path
        assert not re.search(r"<script(?![^>]* src=)", text), path


def test_our_files_name_no_other_site():
    for path in [*STATIC.glob("*.*"), *PORTAL.glob("templates/**/*.html")]:
        addresses = set(re.findall(r"(?:https?:)?//[\w.-]+", path.read_text(encoding="utf-8")))
        assert {name for name in addresses if "." in name} <= {"http://www.w3.org"}, path
