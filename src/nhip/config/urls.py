"""The addresses of the site. Each room keeps its own list.

Pages stand under /vi/ and /en/, so that an address says its language and a link keeps it.
"""

from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

urlpatterns: list[URLPattern | URLResolver] = []
if find_spec("nhip.portal") and find_spec("nhip.portal.urls"):
    # Vietnamese first, whatever the browser asks for; the other language is one link away.
    urlpatterns += [
        path("", require_safe(RedirectView.as_view(url=f"/{settings.LANGUAGE_CODE}/"))),
        path("account/", include("nhip.portal.accounts.urls_without_language")),
        *i18n_patterns(
            path("account/", include("nhip.portal.accounts.urls")),
            path("registers/", include("nhip.portal.registers.urls")),
            path("collect/", include("nhip.portal.collection.urls")),
            path("work/", include("nhip.portal.tasks.urls")),
            path("projects/", include("nhip.portal.projects.urls")),
            path("promotion/", include("nhip.portal.promotion.urls")),
            path("estates/", include("nhip.portal.estates.urls")),
            path("targets/", include("nhip.portal.targets.urls")),
            path("documents/", include("nhip.portal.documents.urls")),
            path("dossiers/", include("nhip.portal.dossiers.urls")),
            path("releases/", include("nhip.portal.releases.urls")),
            path("reports/", include("nhip.portal.reports.urls")),
            path("news/", include("nhip.portal.reports.news_urls")),
            path("", include("nhip.portal.urls")),
        ),
    ]
    handler403 = "nhip.portal.accounts.errors.refused"
    handler404 = "nhip.portal.errors.not_found"
