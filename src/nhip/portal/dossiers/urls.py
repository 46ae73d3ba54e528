"""Addresses of dossiers: /vi/dossiers/?show=overdue is what is late, /vi/dossiers/law/ which procedure holds when."""

from django.urls import path

from nhip.portal.dossiers import condition_views, keeping_views, law_views, views

app_name = "dossiers"
urlpatterns = [
    path("", views.dossiers, name="list"),
    path("law/", law_views.procedures, name="law"),
    path("law/<slug:code>/<int:year>/<int:month>/<int:day>/", law_views.procedure, name="procedure"),
    path("start/", keeping_views.start, name="start"),
    path("<int:dossier>/", views.dossier, name="dossier"),
    path("<int:dossier>/step/", keeping_views.step, name="step"),
    path("<int:dossier>/clock/", keeping_views.clock, name="clock"),
    path("<int:dossier>/end/", keeping_views.end, name="end"),
    path("<int:dossier>/estate/", keeping_views.estate, name="estate"),
    path("<int:dossier>/condition/<slug:code>/", condition_views.state, name="condition"),
    path("<int:dossier>/entry/<int:entry>/", keeping_views.correct, name="correct"),
    path("<int:dossier>/document/<int:document>/", views.document, name="document"),
]
