"""A stream is kept under its hash, or leaves nothing behind."""

from __future__ import annotations

import hashlib
import resource
import time
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.intake.faults import Fault
from nhip.intake.reading.uploads import safe_name, store

MB = 1024 * 1024


def test_content_is_kept_once_under_its_hash(tmp_path):
    first = store([b"ab", b"c"], tmp_path / "files", "a.xlsx", declared=3)
    second = store(iter([b"abc"]), tmp_path / "files", "b.xlsx")
    assert first == second
    assert first.sha256 == hashlib.sha256(b"abc").hexdigest()
    assert first.size == 3
    assert [path.read_bytes() for path in (tmp_path / "files").iterdir()] == [b"abc"]


@pytest.mark.parametrize(
    ("chunks", "declared", "number"),
    [([b"x" * 11], None, "N102"), ([], 11, "N102"), ([b"x"], 5, "N123"), ([], None, "N101"), ([b""], 0, "N101")],
)
def test_what_is_refused_leaves_nothing(tmp_path, chunks, declared, number):
    with pytest.raises(Fault) as caught:
        store(chunks, tmp_path, "a.xlsx", most=10, declared=declared)
    assert caught.value.number == number
    assert list(tmp_path.iterdir()) == []


def test_a_stream_that_fails_leaves_nothing(tmp_path):
    def broken() -> Iterator[bytes]:
        yield b"x"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store(broken(), tmp_path, "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_gigabyte_is_refused_at_the_limit(tmp_path):
    asked = 0

    def gigabyte() -> Iterator[bytes]:
        nonlocal asked
        for _ in range(1024):
            asked += 1
            yield bytes(MB)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    with pytest.raises(Fault) as caught:
        store(gigabyte(), tmp_path, "a.xlsx")
    assert caught.value.number == "N102"
    assert asked == 21
    assert time.process_time() - begun < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Temp\\Báo cáo tháng 10.xlsx", "Báo cáo tháng 10.xlsx"),
        ("a\0b\r\n.xlsx", "ab.xlsx"),
        ("bao\N{RIGHT-TO-LEFT OVERRIDE}xslx.exe", "baoxslx.exe"),
        ("..", "file"),
        ("", "file"),
        ("CON.xlsx", "_CON.xlsx"),
        ('"<script>".xlsx', "script.xlsx"),
        ("Ba\u0301o ca\u0301o.xls", "Báo cáo.xls"),
        ("x" * 300 + ".xlsx", "x" * 115 + ".xlsx"),
    ],
)
def test_names(name, safe):
    assert safe_name(name) == safe


@given(st.text(max_size=200))
def test_any_name_becomes_only_a_name(name):
    safe = safe_name(name)
    assert 0 < len(safe) <= 120
    assert PurePosixPath(safe).name == safe == PureWindowsPath(safe).name
    assert safe_name(safe) == safe
    assert safe.isprintable() or any(ord(sign) > 0x7F for sign in safe)
