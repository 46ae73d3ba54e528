"""/vi/documents/12/ is the file of a document."""

from django.urls import path

from nhip.portal.documents import views

app_name = "documents"
urlpatterns = [path("<int:pk>/", views.document, name="document")]
