"""The order of the Vietnamese alphabet."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhip.registry.collation import sort_key

# As a dictionary lists them: letters first, then tones, over words of one and of several syllables.
KNOWN = [
    "49 Hùng Vương",
    "a",
    "An",
    "An Sơn",
    "Anh",
    "Ánh",
    "Ăn",
    "Ân",
    "Bà",
    "Bả",
    "Bã",
    "Bá",
    "Bạ",
    "Băng",
    "Bằng Mạc",
    "Bình Gia",
    "Cai Kinh",
    "Chi Lăng",
    "Công Sơn",
    "Da",
    "Đa",
    "Điềm He",
    "Đoàn Kết",
    "Đồng Đăng",
    "Em",
    "Êm",
    "Hoà",
    "Hồ Sơn",
    "Hữu Liên",
    "Hữu Lũng",
    "O",
    "Ô",
    "Ơ",
    "Sĩ",
    "Tu",
    "Tư",
    "Vũ Lăng",
    "Vũ Lễ",
    "Y",
    "Ý",
]


def test_the_known_order():
    shuffled = random.Random(1).sample(KNOWN, len(KNOWN))
    assert sorted(shuffled, key=sort_key) == KNOWN


def test_tones_follow_the_dictionary():
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


@given(st.text(max_size=60))
def test_case_composition_and_spaces_do_not_count(text):
    text = unicodedata.normalize("NFC", text)
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)
    assert sort_key(f"  {text} ") == sort_key(text)
    assert set(sort_key(text)) <= set("0123456789abcdef")


@pytest.mark.parametrize("text", ["x" * 1000, "Ộ" * 400])
def test_a_key_fits_its_column(text):
    assert len(sort_key(text)) <= 1000


def test_the_database_of_postgresql_agrees_where_it_has_icu(postgres_url):
    import psycopg

    with psycopg.connect(postgres_url) as connection:
        if not connection.execute("SELECT 1 FROM pg_collation WHERE collname = 'vi-x-icu'").fetchone():
            pytest.skip("NOT COMPARED: this PostgreSQL has no ICU")
        rows = connection.execute('SELECT t FROM unnest(%s::text[]) AS t ORDER BY t COLLATE "vi-x-icu"', (KNOWN,))
        assert [row[0] for row in rows] == KNOWN
