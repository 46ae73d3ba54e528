"""Addresses a reader can say aloud: /vi/2023-12/ is a month, /vi/2023-12/10/ opens food processing in it."""

from django.urls import path, register_converter

from nhip.portal import views
from nhip.portal.releases import public_views


class MonthConverter:
    """A month as the figures name it: 2023-12."""

    regex = r"[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> str:
        """Keep the text; it is the month's name everywhere."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it is."""
        return value


register_converter(MonthConverter, "month")

app_name = "portal"
urlpatterns = [
    path("", views.home, name="latest"),
    path("method/", views.method, name="method"),
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
