"""The fonts are those of their manifest."""

import hashlib
import json

from nhip.reports.fonts import FOLDER

OURS = {"vendor.json", "__init__.py"}


def test_the_fonts_are_those_of_the_manifest():
    entry = json.loads((FOLDER / "vendor.json").read_text(encoding="utf-8"))
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.iterdir()
        if path.is_file() and path.name not in OURS
    }
    assert found == entry["sha256"]
    assert "LICENSE" in found
    assert sorted(name for name in found if name.endswith(".ttf")) == [
        "Tinos-Bold.ttf",
        "Tinos-BoldItalic.ttf",
        "Tinos-Italic.ttf",
        "Tinos-Regular.ttf",
    ]
