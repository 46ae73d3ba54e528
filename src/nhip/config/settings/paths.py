"""Where Nhịp keeps what it makes: one folder, named by NHIP_HOME."""

import os
from pathlib import Path

# src/nhip, and the folder that holds pyproject.toml when Nhịp runs from its sources.
PACKAGE = Path(__file__).resolve().parents[2]
SOURCES = PACKAGE.parents[1]


def home() -> Path:
    """Return the folder for the database, the secret key and collected files, and make it if it is missing."""
    named = os.environ.get("NHIP_HOME")
    root = SOURCES if (SOURCES / "pyproject.toml").is_file() else Path.cwd()
    folder = Path(named).expanduser().resolve() if named else root / "var"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


NHIP_HOME = home()
