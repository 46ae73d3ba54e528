"""Addresses of releases: /vi/releases/2023-12/ is a release, /vi/releases/2023-12v2/ its correction."""

from django.urls import path, re_path

from nhip.portal.releases import public_views, work_views
from nhip.portal.releases.feeds import ReleaseFeed

app_name = "releases"
SLUG = r"(?P<slug>[0-9]{4}[0-9QH-]*e?(?:v[0-9]+)?)"
urlpatterns = [
    path("", public_views.releases, name="list"),
    path("calendar/", public_views.days, name="calendar"),
    path("calendar/add/", work_views.set_day, name="set_day"),
    path("calendar/<int:entry>/", work_views.move_day, name="move_day"),
    path("revisions/", public_views.revisions, name="revisions"),
    path("feed/", ReleaseFeed(), name="feed"),
    path("newest/<slug:kind>/", public_views.newest, name="newest"),
    path("prepare/", work_views.prepare, name="prepare"),
    re_path(rf"^{SLUG}/$", public_views.release, name="release"),
    re_path(rf"^{SLUG}/file/(?P<number>[0-9]+)/$", public_views.file, name="file"),
    re_path(rf"^{SLUG}/correct/$", work_views.correct, name="correct"),
    re_path(rf"^{SLUG}/approve/$", work_views.approve, name="approve"),
    re_path(rf"^{SLUG}/schedule/$", work_views.schedule, name="schedule"),
    re_path(rf"^{SLUG}/act/(?P<what>refresh|review|return|drop)/$", work_views.act, name="act"),
]
