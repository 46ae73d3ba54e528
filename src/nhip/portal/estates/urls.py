"""Addresses of zones and clusters: /vi/estates/?stage=operating is a list, /vi/estates/CCN-DINH-LAP/ a cluster."""

from django.urls import path, register_converter

from nhip.portal.estates import import_views, keeping_views, list_views, report_views, views


class EstateCodeConverter:
    """The code of a zone or cluster: capital letters, digits, hyphens."""

    regex = r"[A-Z0-9]+(?:-[A-Z0-9]+)*"

    def to_python(self, value: str) -> str:
        """Keep it."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it is."""
        return value


register_converter(EstateCodeConverter, "estate")

app_name = "estates"
urlpatterns = [
    path("", list_views.estates, name="list"),
    path("counts/", report_views.counts, name="counts"),
    path("report/", report_views.report, name="report"),
    path("report.xlsx", report_views.report_file, name="report_file"),
    path("add/", keeping_views.add, name="add"),
    path("<estate:code>/", views.estate, name="estate"),
    path("<estate:code>/sheet.pdf", views.sheet, name="sheet"),
    path("<estate:code>/keep/", keeping_views.keep, name="keep"),
    path("<estate:code>/keep/phase/", keeping_views.phase, name="phase"),
    path("<estate:code>/keep/lease/<int:pk>/end/", keeping_views.end, name="end"),
    path("<estate:code>/keep/import/<slug:name>/", import_views.import_page, name="import"),
    path("<estate:code>/keep/import/<slug:name>/template.xlsx", import_views.template_file, name="template"),
    path("<estate:code>/keep/<slug:name>/", keeping_views.record, name="record"),
    path("<estate:code>/keep/<slug:name>/<int:pk>/", keeping_views.correct, name="correct"),
    path("<estate:code>/keep/<slug:name>/<int:pk>/withdraw/", keeping_views.withdraw, name="withdraw"),
]
