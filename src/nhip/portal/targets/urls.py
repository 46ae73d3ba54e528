"""/vi/targets/ are the targets of the newest year; /vi/targets/IIP-2024/ is one of them."""

from django.urls import path

from nhip.portal.targets import edit_views, views

app_name = "targets"
urlpatterns = [
    path("", views.target_list, name="list"),
    path("add/", edit_views.add, name="add"),
    path("production-plans/", views.plans, name="plans"),
    path("attraction/", views.attraction, name="attraction"),
    path("<str:code>/", views.target, name="target"),
    path("<str:code>/change/", edit_views.change, name="change"),
]
