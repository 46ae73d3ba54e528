"""Pages of what was published are made once, and asked for again answered with "not modified".

A page is kept under its address and a mark of everything it was made from. The mark changes in the second in which a
release, an article or a day of the calendar is published, so nothing old is ever shown and nothing has to be cleared.
Only pages for everybody are kept: whoever is signed in gets a page of his own.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from threading import Lock
from typing import Any, Final

from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date

from nhip import __version__
from nhip.plans.models import Target
from nhip.releases.models import CalendarEntry, Release, ReleaseStep
from nhip.reports.models import NewsArticle

__all__ = ["everything_published", "forget", "kept", "what_is_released"]

_View = Callable[..., HttpResponse]
_Mark = Callable[[datetime], tuple[Any, ...]]
# Pages of a province in both languages; some 60 kB each.
PAGES: Final = 400
_pages: OrderedDict[str, tuple[bytes, dict[str, str]]] = OrderedDict()
_lock = Lock()


def what_is_released(now: datetime) -> tuple[Any, ...]:
    """Mark the published releases: how many, the newest, and when it came."""
    rows: Any = Release.objects.published(now).aggregate(Count("pk"), Max("pk"), Max("publish_at"), Max("step"))
    return rows["pk__count"], rows["pk__max"], rows["publish_at__max"], rows["step__max"]


def everything_published(now: datetime) -> tuple[Any, ...]:
    """Mark the published releases, the calendar, the news and the targets."""
    days = CalendarEntry.objects.aggregate(Max("pk"), to_come=Count("pk", filter=Q(planned_at__gt=now)))
    news = NewsArticle.objects.aggregate(Max("pk"), out=Count("pk", filter=Q(published_at__lte=now)))
    targets = Target.objects.aggregate(Max("pk"))
    return *what_is_released(now), *days.values(), *news.values(), *targets.values()


def _newest_step() -> str:
    """The fingerprint of the step taken last: two databases of one number do not take each other's pages."""
    return ReleaseStep.objects.order_by("-pk").values_list("hash", flat=True).first() or ""


def kept(mark: _Mark = what_is_released) -> Callable[[_View], _View]:
    """Keep the pages of a view as long as what was published stays the same."""

    def wrap(view: _View) -> _View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated:
                return view(request, *args, **kwargs)
            marks = mark(timezone.now())
            text = "\n".join(
                map(str, (__version__, request.get_host(), request.get_full_path(), _newest_step(), *marks))
            )
            tag = hashlib.sha256(text.encode()).hexdigest()[:32]
            etag = f'"{tag}"'
            if etag in request.headers.get("If-None-Match", ""):
                return _headed(HttpResponse(status=304), etag, marks)
            found = _take(tag)
            if found is None:
                made = view(request, *args, **kwargs)
                if made.status_code != 200 or made.streaming:
                    return made
                found = (made.content, dict(made.items()))
                _keep(tag, found)
            response = HttpResponse(found[0])
            for name, value in found[1].items():
                response[name] = value
            return _headed(response, etag, marks)

        return answer

    return wrap


def _headed(response: HttpResponse, etag: str, marks: tuple[Any, ...]) -> HttpResponse:
    """Say what the page is, and that it has to be asked for each time: the next release may come in a second."""
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    newest = next((each for each in marks if isinstance(each, datetime)), None)
    if newest is not None:
        response["Last-Modified"] = http_date(newest.timestamp())
    return response


def _take(tag: str) -> tuple[bytes, dict[str, str]] | None:
    with _lock:
        found = _pages.get(tag)
        if found is not None:
            _pages.move_to_end(tag)
        return found


def _keep(tag: str, page: tuple[bytes, dict[str, str]]) -> None:
    with _lock:
        _pages[tag] = page
        while len(_pages) > PAGES:
            _pages.popitem(last=False)


def forget() -> None:
    """Make every page anew."""
    with _lock:
        _pages.clear()
