"""Addresses of investment promotion: /vi/promotion/ is the list of calls, /vi/promotion/policies/ the policies."""

from django.urls import path

from nhip.portal.promotion import edit_views, enquiry_views, support_views, views

app_name = "promotion"
urlpatterns = [
    path("", views.call_list, name="calls"),
    path("calls/add/", edit_views.call_form, name="call_add"),
    path("calls/<int:pk>/change/", edit_views.call_form, name="call_change"),
    path("calls/<slug:code>/", views.call, name="call"),
    path("policies/", views.policy_list, name="policies"),
    path("policies/add/", edit_views.policy_form, name="policy_add"),
    path("policies/<int:pk>/change/", edit_views.policy_form, name="policy_change"),
    path("enquiries/", enquiry_views.enquiry_list, name="enquiries"),
    path("enquiries/add/", enquiry_views.add, name="enquiry_add"),
    path("enquiries/<int:pk>/", enquiry_views.enquiry, name="enquiry"),
    path("support/", support_views.support_list, name="support_list"),
    path("support/add/", support_views.add, name="support_add"),
    path("support/<int:measure>/", support_views.support, name="support"),
    path("support/record/<int:pk>/change/", support_views.change, name="support_change"),
]
