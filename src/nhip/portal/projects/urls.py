"""Addresses of projects: /vi/projects/ is the list, /vi/projects/na-duong-2/ a project."""

from django.urls import path, register_converter

from nhip.portal.projects import edit_views, plant_views, views


class EvidenceConverter:
    """What is noted of a source."""

    regex = "statements|milestones"

    def to_python(self, value: str) -> str:
        """Keep it."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it is."""
        return value


class ReportConverter(EvidenceConverter):
    """What a plant reports."""

    regex = "months|outages"


register_converter(EvidenceConverter, "evidence")
register_converter(ReportConverter, "plant_report")

app_name = "projects"
urlpatterns = [
    path("", views.project_list, name="list"),
    path("add/", edit_views.add, name="add"),
    path("plants/", plant_views.plant_list, name="plants"),
    path("<slug:code>/", views.project, name="project"),
    path("<slug:code>/change/", edit_views.change, name="change"),
    path("<slug:code>/plant/", plant_views.plant, name="plant"),
    path("<slug:code>/<evidence:what>/add/", edit_views.evidence_form, name="evidence_add"),
    path("<slug:code>/<evidence:what>/<int:pk>/", edit_views.evidence_form, name="evidence"),
    path("<slug:code>/<plant_report:what>/add/", plant_views.report_form, name="report_add"),
    path("<slug:code>/<plant_report:what>/<int:pk>/", plant_views.report_form, name="report"),
]
