"""A runner for the command, and a small sound input to spoil."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).resolve().parents[4] / "examples" / "golden"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def nhip(tmp_path: Path) -> Run:
    """Return a function that runs `nhip` in a process of its own, in English unless told otherwise."""

    def run(*words: object, **variables: str) -> subprocess.CompletedProcess[str]:
        ours = ("NHIP_", "LANG", "DJANGO_", "DATABASE_URL")
        env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        env |= {"NHIP_LANG": "en", "NHIP_HOME": str(tmp_path / "home"), **variables}
        command = [sys.executable, "-m", "nhip.cli", *map(str, words)]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", env=env, check=False, timeout=120
        )

    return run


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Return a folder with sound reports (reports.csv) and their scheme, to be spoilt by a test."""
    shutil.copytree(GOLDEN, tmp_path / "sound")
    return tmp_path / "sound"
