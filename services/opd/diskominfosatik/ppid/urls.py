"""Map the addresses of public information."""

from __future__ import annotations

from django.urls import path

from services.opd.diskominfosatik.ppid import views

app_name = "ppid"
urlpatterns = [
    path("ppid/", views.page, name="list"),
    path("ppid/daftar.csv", views.download, name="csv"),
    path("ppid/laporan/<int:year>/", views.year, name="year"),
]
