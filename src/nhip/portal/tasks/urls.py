"""Addresses of tasks, of the page of the day, and of units."""

from django.urls import path

from nhip.portal.tasks import act_views, list_views, today_views, unit_views

app_name = "tasks"
urlpatterns = [
    path("today/", today_views.today, name="today"),
    path("tasks/", list_views.task_list, name="list"),
    path("tasks/late/", today_views.late, name="late"),
    path("tasks/give/", act_views.give, name="give"),
    path("tasks/<int:task>/", list_views.task, name="task"),
    path("tasks/<int:task>/correct/", act_views.correct, name="correct"),
    path("tasks/<int:task>/report/", act_views.report, name="report"),
    path("tasks/<int:task>/decide/", act_views.decide, name="decide"),
    path("tasks/<int:task>/document/<int:document>/", list_views.document, name="document"),
    path("units/", unit_views.units, name="units"),
    path("units/add/", unit_views.add, name="add_unit"),
    path("units/<int:unit>/", unit_views.unit, name="unit"),
    path("units/member/<int:member>/leave/", unit_views.leave, name="leave"),
]
