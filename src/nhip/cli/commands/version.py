"""`nhip version`: which program this is."""

from __future__ import annotations

import argparse

from nhip.cli.outcome import Exit, print_json
from nhip.cli.tongue import Tongue

NAME = "version"
SUMMARY = ("cho biết phiên bản của Nhịp và các thư viện tính toán", "tell the version of Nhịp and of its libraries")
DETAILS = (
    "Ví dụ:\n  nhip version\n  nhip version --json",
    "Examples:\n  nhip version\n  nhip version --json",
)
LIBRARIES = ("narwhals", "polars", "duckdb", "pyspark", "django")


def add_options(parser: argparse.ArgumentParser, tongue: Tongue) -> None:
    """There are none."""


def run(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Print the versions; the libraries are asked for their metadata and not loaded."""
    import platform
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    from nhip import __version__

    found: dict[str, str | None] = {"nhip": __version__, "python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = installed(name)
        except PackageNotFoundError:
            found[name] = None
    if asked.json:
        print_json(found)
        return Exit.DONE
    missing = tongue("chưa cài", "not installed")
    for name, number in found.items():
        print(f"{name} {number or missing}")
    return Exit.DONE
