"""What a report says where it is an estimate, and where all, one or none did something."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nhip.figures.periods import Period
from nhip.intake.actions import import_reports
from nhip.intake.models import Stage
from nhip.releases.book import Book, book_of
from nhip.releases.preparing import prepare_release
from nhip.releases.queries import release_by_slug
from nhip.releases.tests.conftest import MADE, folder, months_of, province  # noqa: F401
from nhip.reports.composition import compose

MARCH = "2023-03"
THEN = datetime(2023, 3, 27, tzinfo=UTC)


@pytest.fixture
def said(province):  # noqa: F811
    """Return the paragraphs of a report of March by the names of their templates, all makers having made so much."""

    def texts(quantity: str, language: str = "vi", stage: str = Stage.ESTIMATE) -> dict[str, str]:
        rows = months_of(2023, dict.fromkeys(MADE, (None, None, quantity))).splitlines()
        kept = [rows[0], *(row for row in rows if f",{MARCH}," in row)]
        import_reports("\n".join(kept).encode(), name=f"{quantity}.csv", stage=stage, at=THEN)
        slug = prepare_release(MARCH, by="lan", as_of=THEN, stage=stage).slug
        document = compose(_book(slug, language), Period.parse(MARCH)).document
        found = {each.key: each.text.replace("\u00a0", " ") for each in document.paragraphs()}
        return {"title": document.subtitle, **found}

    return texts


def _book(slug: str, language: str) -> Book:
    view = release_by_slug(slug, language, unpublished=True)
    assert view is not None
    return book_of(view, language)


def test_an_estimate_is_said_to_be_one(said):
    found = said("20")
    assert found["title"] == "Tình hình sản xuất công nghiệp tháng 3/2023 (ước tính)"
    assert "của tỉnh ước tăng 100 % so với cùng kỳ năm 2022" in found["headline.index"]
    assert "(bằng 100), chỉ số tháng 3/2023 ước đạt 200." in found["index.course"]
    assert "than ước đạt 20 tấn, tăng 100 %" in found["products.growing"]
    assert "từ đầu năm ước đạt 41 tấn" in found["plans.enterprise"]


def test_what_was_reported_is_not(said):
    found = said("20", stage=Stage.OFFICIAL)
    assert found["title"] == "Tình hình sản xuất công nghiệp tháng 3/2023"
    assert "ước" not in " ".join(found.values()).split()


def test_all_rose_and_none_fell(said):
    found = said("20")
    assert found["index.divisions"] == "Cả 2 ngành cấp 2 được công bố đều tăng so với cùng kỳ năm 2022."
    assert found["headline.products"].startswith("Có 3/3 sản phẩm công nghiệp chủ lực")
    assert "products.falling" not in found


def test_none_rose(said):
    found = said("5", "en")
    assert found["index.divisions"] == "All 2 published divisions fell over the same period of 2022."
    assert found["products.growing"] == (
        "In March 2023, none of 3 key industrial products grew over the same period of 2022."
    )
    assert "It was pulled down most by" in found["index.causes"]
