"""/vi/reports/ lists the reports; /vi/reports/2023/ is that of a year, /vi/reports/2023/leader/ its one page."""

from django.urls import path

from nhip.portal.reports import edit_views, views

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("templates/", edit_views.wordings, name="wordings"),
    path("templates/<str:key>/", edit_views.wording, name="wording"),
    path("letterhead/", edit_views.letterhead, name="letterhead"),
    path("newest/<slug:kind>/", views.newest, {"page": "report"}, name="newest_report"),
    path("newest/<slug:kind>/leader/", views.newest, {"page": "leader"}, name="newest_leader"),
    path("<str:slug>/", views.report, name="report"),
    path("<str:slug>/leader/", views.leader, name="leader"),
    path("<str:slug>/leader.pdf", views.leader_file, name="leader_file"),
    path("<str:slug>/attach/", edit_views.attach, name="attach"),
    path("<str:slug>/edit/<str:key>/", edit_views.paragraph, name="paragraph"),
    path("<str:slug>/<str:kind>/", views.download, name="download"),
]
