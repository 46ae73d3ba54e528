"""Addresses a reader can say aloud: /vi/2023-12/ is a month, /vi/2023-12/10/ opens food processing in it.

/vi/series/IIP/10/ is food processing over time, /vi/series/IIP/ all industries side by side.
"""

from django.urls import path, register_converter

from nhip.portal import views
from nhip.portal.downloads.views import data
from nhip.portal.embed.views import embed
from nhip.portal.releases import public_views
from nhip.portal.search.views import search
from nhip.portal.series import views as series_views


class MonthConverter:
    """A month as the figures name it: 2023-12."""

    regex = r"[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> str:
        """Keep the text; it is the month's name everywhere."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it is."""
        return value


class FormConverter(MonthConverter):
    """A kind of file a view is handed out as."""

    regex = "xlsx|csv|png|svg"


register_converter(MonthConverter, "month")
register_converter(FormConverter, "form")

app_name = "portal"
urlpatterns = [
    path("", views.home, name="latest"),
    path("method/", views.method, name="method"),
    path("search/", search, name="search"),
    path("series/", series_views.index, name="series_index"),
    path("series/<str:indicator>/", series_views.series, name="series"),
    path("series/<str:indicator>/<path:subject>/", series_views.series, name="series"),
    path("data/<form:form>/<str:indicator>/", data, name="data"),
    path("data/<form:form>/<str:indicator>/<path:subject>/", data, name="data"),
    path("embed/<str:indicator>/", embed, name="embed"),
    path("embed/<str:indicator>/<path:subject>/", embed, name="embed"),
    path("report/<int:observation>/", views.report, name="report"),
    path("figure/<str:within>/<str:indicator>/<str:period>/<str:comparison>/", public_views.figure, name="figure"),
    path(
        "figure/<str:within>/<str:indicator>/<str:period>/<str:comparison>/<path:subject>/",
        public_views.figure,
        name="figure",
    ),
    path("<month:period>/", views.home, name="home"),
    path("<month:period>/<str:code>/", views.node, name="node"),
]
