"""Map the public lists of the directory."""

from __future__ import annotations

from django.urls import path

from agencies.directory import views

app_name = "directory"
urlpatterns = [
    path("opd/", views.agency_list, name="list"),
    path("pejabat/", views.officials, name="officials"),
    path("pejabat/foto/<uuid:pk>.webp", views.portrait, name="portrait"),
    path("pejabat/foto/kecil/<uuid:pk>.webp", views.thumb, name="thumb"),
]
