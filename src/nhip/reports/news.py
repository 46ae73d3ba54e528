"""News: an article of the year made from figures, edited by hand, published by another, with photographs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from nhip.figures.periods import Period
from nhip.people.rights_reports import may_edit_news, may_publish_news
from nhip.releases.book import Book
from nhip.releases.reading import release_by_slug
from nhip.releases.steps import Person, may
from nhip.reports.composition import names_of
from nhip.reports.faults import fault
from nhip.reports.keeping import add_version
from nhip.reports.models import ArticlePhotograph, NewsArticle, Photograph
from nhip.reports.source import Source
from nhip.reports.wording import Texts, texts_at
from nhip.reports.words.editing import kept, paragraphs, read_kept, tie, warnings
from nhip.reports.words.marking import Link, Piece, join, unmarked

__all__ = [
    "BODY",
    "ArticleText",
    "Draft",
    "Shot",
    "article_pieces",
    "article_warnings",
    "draft_article",
    "newest_article",
    "publish_article",
    "published_articles",
    "write_article",
]

BODY: Final = (
    "article.year",
    "article.causes",
    "article.products",
    "article.estates",
    "article.enterprises",
    "article.ahead",
)
"""The paragraphs of the year's article, in their order."""
MOST_LETTERS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as the figures make it."""

    title: str
    lead: tuple[Piece, ...]
    body: tuple[tuple[Piece, ...], ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return all its pieces."""
        return (*self.lead, *(piece for paragraph in self.body for piece in paragraph))


def draft_article(book: Book, period: Period, texts_as_of: datetime | None = None) -> Draft:
    """Make the article of a period from figures and templates.

    Raises:
        Fault: a template cannot be parsed or filled.
    """
    names = names_of(Source(book, period, book.run.as_of))
    texts = texts_at(book, str(period), texts_as_of)

    def said(key: str) -> tuple[Piece, ...]:
        made = texts.say(key, names)
        return made[0].pieces if made else ()

    return Draft(join(said("article.title")), said("article.lead"), tuple(filter(None, (said(key) for key in BODY))))


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What an article says. Paragraphs of the body are parted by blank lines."""

    title: str
    lead: str
    body: str
    byline: str
    keywords: tuple[str, ...] = ()
    release: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Shot:
    """A photograph in an article."""

    photograph: Photograph
    caption: str
    alt: str


def newest_article(code: str, language: str) -> NewsArticle | None:
    """Return the newest version of an article, withdrawn or not."""
    rows = NewsArticle.objects.filter(code=code, language=language, replaced_by=None)
    found: NewsArticle | None = rows.order_by("id").last()
    return found


def write_article(
    by: Person,
    code: str,
    language: str,
    text: ArticleText,
    numbers: Sequence[Piece] = (),
    shots: Sequence[Shot] = (),
    *,
    before: NewsArticle | None = None,
    at: datetime | None = None,
) -> NewsArticle:
    """Write a version of an article: a draft, whatever the one before it was.

    Args:
        numbers: pieces with the figures the text is about; those of the version before stay known.
        before: the version that was looked at.

    Raises:
        Refused; Fault: E864 something is missing, E863 a photograph is not described, E857 somebody else was quicker.
    """
    may(by, may_edit_news)
    parts = (text.title, text.lead, text.body, text.byline)
    if not all(part.strip() for part in parts) or len(text.body) > MOST_LETTERS:
        raise fault("E864")
    if not all(shot.caption.strip() and shot.alt.strip() for shot in shots):
        raise fault("E863")
    there = newest_article(code, language)
    if (before.pk if before else None) != (there.pk if there else None):
        raise fault("E857")
    known = kept(numbers) or (before.figures if before else [])
    values = {
        "code": code,
        "language": language,
        "title": " ".join(unmarked(text.title).split()),
        "lead": " ".join(unmarked(text.lead).split()),
        "body": _paragraphs(text.body),
        "figures": known,
        "byline": text.byline,
        "keywords": [word.strip() for word in text.keywords if word.strip()],
        "release": text.release,
        "illustrative": text.illustrative,
    }
    return _kept(by, "news.written", before, values, shots, at)


def _paragraphs(body: str) -> str:
    parts = unmarked(body).replace("\r\n", "\n").split("\n\n")
    return "\n\n".join(" ".join(part.split()) for part in parts if part.strip())


def _kept(
    by: Person,
    act: str,
    before: NewsArticle | None,
    values: Mapping[str, object],
    shots: Sequence[Shot],
    at: datetime | None,
) -> NewsArticle:
    with transaction.atomic():
        article = add_version(NewsArticle, by, act, before, dict(values), at)
        for position, shot in enumerate(shots):
            ArticlePhotograph.objects.create(
                article=article, photograph=shot.photograph, position=position, caption=shot.caption, alt=shot.alt
            )
    return article


def shots_of(article: NewsArticle) -> list[Shot]:
    """Return the photographs of an article, without their bytes."""
    rows = article.photographs.select_related("photograph").defer("photograph__content").order_by("position")
    return [Shot(row.photograph, row.caption, row.alt) for row in rows]


def publish_article(
    by: Person, article: NewsArticle, published_at: datetime | None = None, *, book: Book | None = None
) -> NewsArticle:
    """Publish an article from an instant on, now unless told. Whoever wrote it does not publish it.

    Args:
        book: the figures the article is compared with, where there are any.

    Raises:
        Refused; Fault: E857 somebody else was quicker, E865 a number in it is not what its figure is, E866 its release
            will not be published by then.
    """
    _must_be_another(by, article)
    moment = published_at or timezone.now()
    if article.release and release_by_slug(article.release, article.language, now=moment) is None:
        raise fault("E866", release=article.release)
    if book is not None:
        for stands, now in article_warnings(article, book):
            raise fault("E865", stands=stands, now=now)
    names = ("code", "language", "title", "lead", "body", "figures", "byline", "keywords", "release", "illustrative")
    values = {**{name: getattr(article, name) for name in names}, "published_at": moment}
    return _kept(by, "news.published", article, values, shots_of(article), None)


def _must_be_another(by: Person, article: NewsArticle) -> None:
    """Refuse whoever wrote any version since the article was last published: the newest holds his words too."""
    may(by, may_publish_news, article)
    rows = NewsArticle.objects.filter(code=article.code, language=article.language, pk__lt=article.pk)
    for row in rows.order_by("-id"):
        if row.published_at is not None:
            return
        may(by, may_publish_news, row)


def published_articles(language: str, now: datetime | None = None) -> list[NewsArticle]:
    """Return what everybody reads, newest first.

    A version that is being written does not hide the one that is published: the newest published one counts.
    """
    now = now or timezone.now()
    found: dict[str, NewsArticle] = {}
    gone: set[str] = set()
    for row in NewsArticle.objects.filter(language=language[:2]).order_by("-id"):
        if row.code in gone or row.code in found:
            continue
        if row.withdrawn:
            gone.add(row.code)
        elif row.published_at is not None and row.published_at <= now:
            found[row.code] = row
    return sorted(found.values(), key=lambda row: (row.published_at, row.pk), reverse=True)


def article_pieces(article: NewsArticle) -> tuple[tuple[Piece, ...], list[tuple[Piece, ...]]]:
    """Return lead and paragraphs of an article with its numbers tied to their figures."""
    lead, *body = paragraphs(tie(f"{article.lead}\n\n{article.body}", read_kept(article.figures)))
    return lead, body


def article_warnings(article: NewsArticle, book: Book) -> list[tuple[str, str]]:
    """Return the numbers in an article that are not what their figures are now: what it says, what it is."""
    numbers = read_kept(article.figures)
    texts = Texts(book, {}, ())
    now = {link: _written(texts, link, numbers) for link, _ in numbers}
    whole = f"{article.lead}\n\n{article.body}"
    return [(warn.stands, warn.now) for warn in warnings(whole, numbers, now)]


def _written(texts: Texts, link: Link, numbers: Sequence[tuple[Link, str]]) -> list[str]:
    found = list(texts.written(link))
    # A number said roughly ("gần 700") or as "gấp 2 lần" is right as long as the figure would be said so again.
    rough = [said for each, said in numbers if each == link and texts.said_roughly(link, said)]
    return [*found, *rough]
