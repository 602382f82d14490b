"""Map the facts that programs may read."""

from __future__ import annotations

from django.urls import path

from agencies.api import activities, news, views

app_name = "agencies_api"
urlpatterns = [
    path("agencies/", views.AgencyList.as_view(), name="agencies"),
    path("agencies/<slug:slug>/", views.AgencyDetail.as_view(), name="agency"),
    path("activities/", activities.ActivityList.as_view(), name="activities"),
    path("activities/<uuid:pk>/", activities.ActivityDetail.as_view(), name="activity"),
    path("news/", news.NewsList.as_view(), name="news"),
    path("news/<uuid:pk>/", news.NewsDetail.as_view(), name="news_item"),
]
