"""Map the facts that programs may read."""

from __future__ import annotations

from django.urls import path

from citizens.api import views

app_name = "citizens_api"
urlpatterns = [
    path("regions/", views.RegionList.as_view(), name="regions"),
    path("regions/<str:code>/", views.RegionDetail.as_view(), name="region"),
]
