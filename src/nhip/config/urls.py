"""The addresses of the site. Each room keeps its own list."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("i18n/", include("django.conf.urls.i18n"))]
if find_spec("nhip.portal") and find_spec("nhip.portal.urls"):
    urlpatterns.append(path("", include("nhip.portal.urls")))
