"""/vi/news/ lists the articles; each has a name of its own."""

from django.urls import path

from nhip.portal.reports import news_views

app_name = "news"
urlpatterns = [
    path("", news_views.article_list, name="list"),
    path("write/", news_views.write, name="write"),
    path("photograph/<str:sha256>/", news_views.photograph, name="photograph"),
    path("<slug:code>/", news_views.article, name="article"),
    path("<slug:code>/change/", news_views.change, name="change"),
    path("<slug:code>/publish/", news_views.publish, name="publish"),
]
