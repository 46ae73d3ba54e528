"""The report of 2023, read out of the finished Word, PDF and page: it holds everything the article claims.

What is claimed: the province's newspaper, 9 February 2024 (`demonstration.claims.SOURCE`). The numbers are typed here
from there; the sentences are ours.
"""

from __future__ import annotations

import html
import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import docx
import pypdf
import pytest

# Claim by claim, in the order in which the report says it: patterns that have to be found in its words. Where the
# article prints one decimal and the policy of the index has two, the number is the same.
CLAIMS = {
    "C01": [r"Năm 2023, chỉ số sản xuất công nghiệp \(IIP\) của tỉnh tăng 7,68 % so với năm 2022"],
    "C02": [r"vượt 0,68 điểm phần trăm so với chỉ tiêu đề ra từ đầu năm"],
    "C03": [
        r"Khu công nghiệp VSIP Lạng Sơn được Thủ tướng Chính phủ chấp thuận chủ trương đầu tư",
        r"6\.361,3 tỷ đồng",
    ],
    "C04": [r"thành lập mới 4 cụm công nghiệp", r"nâng tổng số cụm công nghiệp được thành lập trên địa bàn lên 7 cụm"],
    "C05": [r"3 tháng đầu năm 2023, chỉ số giảm 0,5 % so với cùng kỳ năm 2022"],
    "C06": [r"6 tháng đầu năm 2023, chỉ số tăng hơn 5 %"],
    "C07": [
        r"sản lượng của 6 sản phẩm chủ lực còn thấp hơn cùng kỳ: .*than nguyên khai giảm",
        r"xi măng giảm \d+(,\d)? %",
        r"gạch các loại giảm \d+(,\d)? %",
        r"đá các loại giảm \d+(,\d)? %",
    ],
    "C08": [r"Đến hết tháng 11, chỉ số tăng 7,21 % so với cùng kỳ"],
    "C09": [r"Tính chung cả năm 2023, chỉ số tăng 7,68 % so với năm 2022"],
    "C10": [r"Công ty Than Na Dương: 6 tháng đầu năm .*khoảng 200 nghìn tấn than nguyên khai, bằng 33,3 % kế hoạch"],
    "C11": [r"cả năm đạt gần 700 nghìn tấn, vượt khoảng 100 nghìn tấn so với kế hoạch năm"],
    "C12": [r"cung ứng 565 nghìn tấn than sạch, tăng 5,2 % so với kế hoạch"],
    "C13": [r"9/13 sản phẩm công nghiệp chủ lực có sản lượng tăng so với năm 2022"],
    "C14": [r"gạch các loại đạt 253 triệu viên, tăng 1 %"],
    "C15": [r"ván bóc và các sản phẩm từ gỗ rừng trồng đạt 134 nghìn m³, tăng 1,9 %"],
    "C16": [r"muối công nghiệp đạt 710 nghìn tấn, tăng 36,2 %"],
    "C17": [
        r"4 cụm công nghiệp \((?=[^)]*Hợp Thành 2)(?=[^)]*Đình Lập)(?=[^)]*Hồ Sơn 1)(?=[^)]*Hòa Sơn 1)[^)]*\)",
        r"gấp 2 lần số cụm thành lập năm 2022 \(2 cụm\)",
    ],
    "C18": [r"Cụm công nghiệp Địa phương số 2 .*12 doanh nghiệp đang hoạt động sản xuất, tỷ lệ lấp đầy 100 %"],
    "C19": [r"khởi công Cụm công nghiệp Đình Lập \(tháng 12/2023\)"],
    "C20": [
        r"hoàn thành thẩm định 3 cụm công nghiệp \(Na Dương 1, Na Dương 2, Na Dương 3\)",
        r"3 cụm đang làm thủ tục chấp thuận chủ trương đầu tư",
    ],
    "C21": [r"thu hút 23 doanh nghiệp .*tăng 20 doanh nghiệp so với năm 2022"],
    "C22": [r"có 226 doanh nghiệp công nghiệp"],
    "C23": [r"Mục tiêu năm 2024: chỉ số sản xuất công nghiệp tăng 7–8 %"],
    "C24": [r"cụm công nghiệp đã thành lập được xây dựng hạ tầng 3–4 cụm"],
    "C25": [r"cụm công nghiệp thành lập mới 3–4 cụm"],
    "C26": [r"quyết định thành lập 2 cụm công nghiệp"],
    "C27": [r"[Kk]ế hoạch phát triển năng lượng tái tạo.*điện sinh khối, điện gió và th[uủ][ỷy] điện"],
    "C28": [r"khởi công Dự án Nhà máy Nhiệt điện Na Dương II"],
}
YEAR = "2023"


def run(house: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nhip.cli", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=house, check=False, timeout=600
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory, demonstration) -> dict[str, str]:
    """Return the environment of an installation with the demonstration."""
    ours = ("NHIP_", "LANG", "DJANGO_", "DATABASE_URL")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    home = tmp_path_factory.mktemp("house")
    assert demonstration(home)["ok"]
    return {**env, "NHIP_LANG": "vi", "NHIP_HOME": str(home)}


@pytest.fixture(scope="module")
def files(house, tmp_path_factory) -> dict[str, Path]:
    """Return the files of the yearly report as everybody may read it, by format."""
    folder = tmp_path_factory.mktemp("reports")
    done = run(house, "report", YEAR, "--format", "docx,pdf,html", "--public", "--out", folder, "--json")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["files"]) == 3
    return {path.suffix[1:]: path for path in folder.iterdir()}


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def words_of_docx(path: Path) -> str:
    word = docx.Document(io.BytesIO(path.read_bytes()))
    return one_line("\n".join(paragraph.text for paragraph in word.paragraphs))


def words_of_pdf(path: Path) -> str:
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    # The number of a page stands between two halves of a sentence that runs over it.
    return one_line(re.sub(r"(?m)^\d{1,2}$", "", text))


def words_of_html(path: Path) -> str:
    body = path.read_text(encoding="utf-8").partition("<body")[2]
    return one_line(html.unescape(re.sub(r"<[^>]+>", "", body)))


READERS = {"docx": words_of_docx, "pdf": words_of_pdf, "html": words_of_html}


@pytest.mark.parametrize("kind", READERS)
def test_the_report_holds_everything_the_article_claims(files, kind):
    words = READERS[kind](files[kind])
    missing = {
        claim: pattern for claim, patterns in CLAIMS.items() for pattern in patterns if not re.search(pattern, words)
    }
    assert missing == {}
    assert len(CLAIMS) == 28


def test_the_claims_are_those_of_the_shared_list(shared):
    listed = (shared / "data" / "langson" / "seed_claims.csv").read_text(encoding="utf-8")
    assert re.findall(r"^(C\d\d),", listed, re.M) == list(CLAIMS)


def test_each_number_of_the_page_leads_to_its_figure(files):
    page = files["html"].read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"]+)">([^<]*)</a>', page)
    assert all(address.startswith("/vi/figure/2023/") for address, _ in links)
    assert {"7,68 %", "0,68 điểm phần trăm", "6.361,3 tỷ đồng"} <= {one_line(said) for _, said in links}


def test_made_twice_the_files_are_the_same_to_the_byte(house, files, tmp_path):
    done = run(house, "report", YEAR, "--format", "docx,pdf,html", "--public", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    for path in files.values():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize("period", ["2023-05", "2023-Q3", "2023-H1", "2023-01/2023-09"])
def test_every_kind_of_report_is_written_in_both_languages(house, tmp_path, period):
    for language in ("vi", "en"):
        done = run(house, "report", period, "--format", "docx,pdf", "--lang", language, "--out", tmp_path)
        assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.iterdir())) == 4


def test_what_cannot_be_written_is_said_and_leaves_no_file(house, tmp_path):
    for words, number in ((("2023-13",), "E843"), (("2031",), "E844"), ((YEAR, "--format", "odt"), "C003")):
        done = run(house, "report", *words, "--out", tmp_path / "out")
        assert done.returncode != 0
        assert number in done.stderr
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_word_and_pdf_of_the_year_are_quick(house, tmp_path):
    started = time.monotonic()
    done = run(house, "report", YEAR, "--format", "docx,pdf", "--out", tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    # 5 s are promised on a quiet machine; what is in the way here is everything else that runs.
    assert time.monotonic() - started < 30
