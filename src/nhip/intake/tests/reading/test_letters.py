"""Old encodings are recognised and converted, and nobody else's text is touched."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nhip
from nhip.intake.reading.letters import Letters, convert, decode, recognise
from nhip.intake.reading.letters_tables import LETTERS, TCVN3, VISCII, VNI
from nhip.intake.reading.syllables import is_syllable
from nhip.intake.tests.reading.nasty import tcvn3, viscii, vni

WORDS = re.compile(r"[^\W\d_]+")
OLD = {Letters.TCVN3: tcvn3, Letters.VNI: vni, Letters.VISCII: viscii}


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Return every line of the house: names of products, places and firms, sentences in two languages, and code."""
    folder = Path(nhip.__file__).parent
    paths = [path for ending in ("py", "po", "html") for path in sorted(folder.rglob(f"*.{ending}"))]
    lines = [
        line
        for path in paths
        if "reading" not in path.parts and "registry" not in path.parts
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [unicodedata.normalize("NFC", line) for line in lines if line.strip()]


@pytest.fixture(scope="module")
def names(shared) -> list[str]:
    with (shared / "data/vsic/industry_classes_BCDE_2018_2025.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row[key] for row in rows for key in ("name_vi_vsic2018", "name_vi_vsic2025") if row[key]]


def test_tables_hold_the_same_134_letters():
    assert len(LETTERS) == len(set(TCVN3.values())) == len(set(VNI.values())) == 134
    assert set(TCVN3.values()) == set(VISCII.values()) == set(VNI.values())
    assert all(unicodedata.is_normalized("NFC", letter) and len(letter) == 1 for letter in LETTERS)


@pytest.mark.parametrize(("table", "charset"), [(TCVN3, "TCVN5712-1"), (VISCII, "VISCII")])
def test_tables_agree_with_glibc(table, charset):
    iconv = shutil.which("iconv")
    if iconv is None or charset not in subprocess.run([iconv, "-l"], capture_output=True, text=True, check=True).stdout:
        pytest.skip(f"NOT CHECKED: no iconv here knows {charset}")
    for byte, letter in table.items():
        done = subprocess.run(
            [iconv, "-f", charset, "-t", "UTF-8"], input=bytes([byte]), capture_output=True, check=True
        )
        assert unicodedata.normalize("NFC", done.stdout.decode()) == letter


@pytest.mark.parametrize(
    ("old", "letters", "new"),
    [
        ("C«ng ty cæ phÇn xi m¨ng §ång Bµnh", Letters.TCVN3, "Công ty cổ phần xi măng Đồng Bành"),
        ("S¶n l­îng ®iÖn th­¬ng phÈm", Letters.TCVN3, "Sản lượng điện thương phẩm"),
        ("Coâng ty coå phaàn xi maêng Ñoàng Baønh", Letters.VNI, "Công ty cổ phần xi măng Đồng Bành"),
        ("Saûn löôïng ñieän thöông phaåm", Letters.VNI, "Sản lượng điện thương phẩm"),
        ("NGHÌN TAÁN QUAËNG", Letters.VNI, "NGHÌN TẤN QUẶNG"),
        ("Sản lượng điện".encode().decode("cp1252"), Letters.UTF8_AS_CP1252, "Sản lượng điện"),
        ("NGHÌN TAÁN", Letters.UNICODE, "NGHÌN TAÁN"),  # one word is no evidence
        ("Công ty cổ phần".encode().decode("cp1252"), Letters.UTF8_AS_CP1252, "Công ty cổ phần"),
    ],
)
def test_known_words(old, letters, new):
    assert recognise([old]) is letters
    assert convert(old, letters) == new


@pytest.mark.parametrize("letters", OLD)
def test_industries_come_back_from_every_encoding(names, letters):
    old = [OLD[letters](name) for name in names]
    assert recognise(old) is letters
    assert [convert(text, letters) for text in old] == names


@given(
    st.lists(st.sampled_from(["sản lượng", "giếng", "nghiệp", "Đồng Bành", "quặng", "mỏ", "thuỷ", "ĐÓNG"]), min_size=2)
)
def test_conversion_undoes_encoding(words):
    text = " ".join(words)
    for letters, encode in OLD.items():
        assert convert(encode(text), letters) == text


def test_unicode_is_left_alone(texts, names):
    words = {word for text in [*texts, *names] for word in WORDS.findall(text)}
    assert len(words) > 4000
    assert recognise(texts) is recognise(names) is recognise(words) is Letters.UNICODE
    # No single line is enough to take it for something else, and no verdict about the file damages a line of it.
    assert [text for text in [*texts, *names] if recognise([text]) is not Letters.UNICODE] == []
    marked = [text for text in names if any(ord(sign) > 0x17F for sign in text)]
    assert [(text, letters) for text in marked for letters in OLD if convert(text, letters) != text] == []


@pytest.mark.parametrize(
    "texts",
    [
        ["µm", "m²", "m³/h", "°C", "±5%", "½", "© 2025", "Nhịp®"],
        ["café", "Nestlé", "Citroën", "naïve", "Curaçao", "señor", "Müller", "Ångström", "crème brûlée"],
        ["Công ty", "Gà", "xã", "hàng hóa", "Cà phê", "Tên"],
        ["« Très bien »", "à côté", "déjà vu", "l’été"],
        ["Größe", "Straße", "Übermaß", "Fähre"],
        ["§ 5", "¶ 3", "µg/m³", "12 µm"],
        [],
    ],
)
def test_other_languages_and_signs_are_left_alone(texts):
    assert recognise(texts) is Letters.UNICODE


def test_industries_are_made_of_syllables(names):
    words = {word for name in names for word in WORDS.findall(name)}
    assert len(words) > 400
    assert {word for word in words if not is_syllable(word)} == {"plastic", "sôcôla", "thorium", "uranium", "vali"}


@pytest.mark.parametrize("word", ["straße", "nghiệc̀", "thỏc", "bãch", "xyz", "ngi2", "S¶n", "é" * 9, "áà"])
def test_what_is_no_syllable(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("encode", "letters"),
    [
        (lambda text: unicodedata.normalize("NFC", text).encode("latin-1"), None),
        (lambda text: tcvn3(text).encode("latin-1"), Letters.TCVN3),
        (lambda text: viscii(text).encode("latin-1"), Letters.VISCII),
        (lambda text: vni(text).encode("latin-1"), Letters.VNI),
        (lambda text: _cp1258(text), Letters.CP1258),
    ],
)
def test_bytes(encode, letters):
    text = "Sản lượng xi măng của nhà máy Đồng Bành; quặng sắt; điện"
    if letters is None:
        assert decode("Straße und Größe, Übermaß".encode("latin-1")) is None
    else:
        assert decode(encode(text)) == (text, letters)


def _cp1258(text: str) -> bytes:
    """Write Windows-1258: some letters whole, the tones as marks of their own."""
    made = bytearray()
    for sign in text:
        try:
            made += sign.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = unicodedata.normalize("NFD", sign)[:-1], unicodedata.normalize("NFD", sign)[-1]
            if unicodedata.normalize("NFD", sign)[1] == "\u0323" and len(base) > 1:
                base, tone = base[0] + unicodedata.normalize("NFD", sign)[2], "\u0323"
            made += unicodedata.normalize("NFC", base).encode("cp1258") + tone.encode("cp1258")
    return bytes(made)
