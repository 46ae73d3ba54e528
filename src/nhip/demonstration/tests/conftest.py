"""The folder is written once and compiled once for all tests here; nothing may change it."""

from pathlib import Path

import pytest

from nhip import engine
from nhip.demonstration import write_demonstration
from nhip.demonstration.compiled import compile_rows
from nhip.demonstration.evidence import gather, read_reports


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    return write_demonstration(tmp_path_factory.mktemp("demonstration")).folder


@pytest.fixture(scope="session")
def rows(folder):
    return read_reports(folder)


@pytest.fixture(scope="session")
def scheme(folder):
    return engine.read_scheme(folder / "scheme")


@pytest.fixture(scope="session")
def compilation(rows, scheme):
    return compile_rows(rows, scheme)


@pytest.fixture(scope="session")
def evidence(folder, compilation):
    return gather(folder, compilation)
