"""What `nhip demo` adds to releases: letterheads, the finished report of the year, and its article."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import resvg_py
from django.utils.translation import override

from nhip.demonstration import press
from nhip.figures.periods import Period
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.portal.reports.addresses import opener
from nhip.registry.actions import SYSTEM
from nhip.releases.book import book_of
from nhip.releases.models import Release
from nhip.releases.reading import release_of
from nhip.reports.actions import set_letterhead
from nhip.reports.letterheads import Letterhead
from nhip.reports.models import LetterheadRecord
from nhip.reports.news import ArticleText, Shot, draft_article, newest_article, publish_article, write_article
from nhip.reports.pictures import add_photograph
from nhip.reports.releasing import attach_report
from nhip.reports.texts import LANGUAGES
from nhip.reports.words.marking import join

__all__ = ["finish", "set_letterheads", "write_up"]

# The release whose report is finished and whose article is written; making all would take a minute.
YEAR = "2023"


def set_letterheads() -> None:
    """Say who the demonstration's reports come from, once."""
    if LetterheadRecord.objects.exists():
        return
    for language, head in press.LETTERHEADS.items():
        set_letterhead(SYSTEM, language, press.VALID_FROM, Letterhead(*head), at=press.KNOWN_AT)


def finish(release: Release) -> None:
    """Give the year's draft its report in every format."""
    if release.period == YEAR and not release.files.exists():
        attach_report(release, by=release.prepared_by, address=opener)


def write_up(people: Mapping[str, str]) -> None:
    """Write the year's article in both languages, with a drawing, and publish it a day after the release; once."""
    code = f"cong-nghiep-{YEAR}"
    if newest_article(code, "vi") is not None:
        return
    officer, approver = (User.objects.get(username=people[role]) for role in (Role.OFFICER, Role.APPROVER))
    picture = add_photograph(
        officer,
        "nha-may.png",
        bytes(resvg_py.svg_to_bytes(svg_string=press.PICTURE)),
        press.PICTURE_CREDIT,
        illustrative=True,
    )
    for language in LANGUAGES:
        release = release_of(YEAR, language)
        if release is None or release.published_at is None:
            continue
        book = book_of(release, language)
        with override(language):
            draft = draft_article(book, Period.parse(YEAR))
        text = ArticleText(
            draft.title,
            join(draft.lead),
            "\n\n".join(join(part) for part in draft.body),
            press.BYLINES[language],
            (
                ("chỉ số sản xuất công nghiệp", "cụm công nghiệp", "Lạng Sơn")
                if language == "vi"
                else ("index of industrial production", "industrial clusters", "Lạng Sơn")
            ),
            release.slug,
            illustrative=release.illustrative,
        )
        shots = [Shot(picture, *press.CAPTIONS[language])]
        at = release.published_at + timedelta(hours=6)
        written = write_article(officer, code, language, text, draft.pieces, shots, at=at)
        publish_article(approver, written, release.published_at + timedelta(days=1), book=book)
