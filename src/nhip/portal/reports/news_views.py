"""The news: articles everybody reads, and the pages on which they are written and published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhip.engine.faults import Fault
from nhip.figures.periods import Period
from nhip.people.refusals import requires
from nhip.people.rights_reports import may_edit_news, may_publish_news, may_see_drafts
from nhip.portal.errors import Missing
from nhip.portal.reports.addresses import opener
from nhip.portal.reports.forms import ArticleForm, PhotographForm, posted
from nhip.portal.reports.reading import language
from nhip.releases.book import Book, book_of
from nhip.releases.reading import latest_release, release_by_slug
from nhip.reports import news
from nhip.reports.models import NewsArticle, Photograph
from nhip.reports.news import shots_of
from nhip.reports.pictures import add_photograph
from nhip.reports.releasing import texts_instant
from nhip.reports.words.marking import join

__all__ = ["article", "article_list", "change", "photograph", "publish", "write"]

BOTH = ["GET", "HEAD", "POST"]


def _drafts() -> list[NewsArticle]:
    rows = NewsArticle.objects.known_at().filter(language=language(), published_at=None)
    return list(rows.order_by("-id"))


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """List the published articles, the newest first; drafts too, for officials."""
    shown = [(each, next(iter(shots_of(each)), None)) for each in news.published_articles(language())]
    context = {
        "articles": shown,
        "drafts": _drafts() if may_see_drafts(request.user) else [],
        "may_write": may_edit_news(request.user),
    }
    return render(request, "writing/news.html", context)


def _found(request: HttpRequest, code: str) -> NewsArticle:
    """Return the article a reader sees: the published one; for officials, the newest."""
    if may_see_drafts(request.user):
        newest = news.newest_article(code, language())
        if newest is not None and not newest.withdrawn:
            return newest
    found = next((each for each in news.published_articles(language()) if each.code == code), None)
    if found is None:
        raise Missing(_("There is no such article."))
    return found


def _book(row: NewsArticle) -> Book | None:
    release = release_by_slug(row.release, language()) if row.release else None
    return book_of(release, language()) if release else None


@require_safe
def article(request: HttpRequest, code: str) -> HttpResponse:
    """Show an article with its photographs; each number opens."""
    row = _found(request, code)
    book = _book(row)
    where = opener(book) if book else None

    def linked(pieces: Any) -> list[tuple[str, str]]:
        return [(piece.text, where(piece.link) if where and piece.link else "") for piece in pieces]

    lead, body = news.article_pieces(row)
    context = {
        "article": row,
        "lead": linked(lead),
        "body": [linked(part) for part in body],
        "shots": shots_of(row),
        "may_edit": may_edit_news(request.user),
        "may_publish": row.published_at is None and may_publish_news(request.user, row),
        "warnings": news.article_warnings(row, book) if book and may_see_drafts(request.user) else [],
        "run": book.run if book else None,
    }
    return render(request, "writing/article.html", context)


@require_safe
def photograph(request: HttpRequest, sha256: str) -> HttpResponse:
    """Hand out a photograph that an article uses: to everybody once it is published."""
    found = Photograph.objects.filter(sha256=sha256).first()
    if found is None:
        raise Http404(sha256)
    published = {row.pk for row in news.published_articles("vi")} | {row.pk for row in news.published_articles("en")}
    if not may_see_drafts(request.user) and not found.uses.filter(article__in=published).exists():
        raise Http404(sha256)
    answer = HttpResponse(bytes(found.content), content_type=found.media_type)
    answer.headers["Cache-Control"] = "private, max-age=86400"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(BOTH)
@requires(may_edit_news)
def write(request: HttpRequest) -> HttpResponse:
    """Begin an article: that of the newest yearly release, as its figures make it."""
    release = latest_release("year", language())
    if release is None:
        raise Missing(_("There is no published release of a year to write about."))
    code = f"cong-nghiep-{release.period}"
    if news.newest_article(code, language()) is not None:
        return redirect("news:change", code=code)
    draft = news.draft_article(book_of(release, language()), Period.parse(release.period), texts_instant(release))
    initial = {
        "title": draft.title,
        "lead": join(draft.lead),
        "body": "\n\n".join(join(part) for part in draft.body),
        "byline": request.user.get_full_name() if request.user.is_authenticated else "",
        "keywords": _("index of industrial production") + ", " + release.period_words,
    }
    numbers = draft.pieces
    illustrative = release.illustrative
    return _written(request, code, None, initial, numbers, release.slug, illustrative)


@require_http_methods(BOTH)
@requires(may_edit_news)
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change an article: a newer draft; what is published stays until that is published too."""
    row = news.newest_article(code, language())
    if row is None:
        raise Missing(_("There is no such article."))
    initial = {
        **{name: getattr(row, name) for name in ("title", "lead", "body", "byline")},
        "keywords": ", ".join(row.keywords),
        "seen": row.pk,
    }
    return _written(request, code, row, initial, (), row.release, row.illustrative)


def _written(
    request: HttpRequest,
    code: str,
    before: NewsArticle | None,
    initial: dict[str, Any],
    numbers: Any,
    release: str,
    illustrative: bool,
) -> HttpResponse:
    form = ArticleForm(posted(request), initial=initial)
    picture = PhotographForm(posted(request), request.FILES or None, prefix="photo")
    if request.method == "POST" and form.is_valid() and picture.is_valid():
        said = form.cleaned_data
        text = news.ArticleText(
            said["title"], said["lead"], said["body"], said["byline"], form.words(), release, illustrative
        )
        by: Any = request.user
        try:
            shots = [*(shots_of(before) if before else []), *_added(by, picture)]
            seen = before
            if before is not None and said["seen"] != str(before.pk):
                looked_at = said["seen"]
                seen = NewsArticle.objects.filter(pk=int(looked_at)).first() if looked_at.isdecimal() else None
            kept = news.write_article(by, code, language(), text, numbers, shots, before=seen)
        except Fault as wrong:
            form.complain(wrong, language())
        else:
            messages.success(request, _("Saved as a draft. Somebody else publishes it."))
            return redirect("news:article", code=kept.code)
    shots_there = shots_of(before) if before else []
    context = {"form": form, "picture": picture, "before": before, "shots": shots_there}
    return render(request, "writing/write.html", context)


def _added(by: Any, picture: PhotographForm) -> list[news.Shot]:
    """Keep the photograph that was sent along, if there is one."""
    said = picture.cleaned_data
    sent = said.get("picture")
    if sent is None:
        return []
    kept = add_photograph(by, sent.name, sent.read(), said["credit"])
    return [news.Shot(kept, said["caption"], said["alt"])]


def _newest(code: str) -> NewsArticle:
    row = news.newest_article(code, language())
    if row is None:
        raise Missing(_("There is no such article."))
    return row


@require_POST
@requires(may_publish_news, of=_newest)
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Publish an article that somebody else wrote."""
    row = _newest(code)
    by: Any = request.user
    try:
        news.publish_article(by, row, book=_book(row))
    except Fault as wrong:
        messages.error(request, wrong.message(language()))
    else:
        messages.success(request, _("Published."))
    return redirect("news:article", code=code)
