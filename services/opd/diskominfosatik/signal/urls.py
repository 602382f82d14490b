"""Map the addresses of places without signal."""

from __future__ import annotations

from django.urls import path

from services.opd.diskominfosatik.signal import desk, report, views

app_name = "signal"
urlpatterns = [
    path("sinyal/", views.map_page, name="map"),
    path("sinyal/lapor/", report.report_page, name="report"),
    path("sinyal/<slug:slug>/", views.district_page, name="district"),
    path("panel/sinyal/", desk.sites, name="sites"),
    path("panel/sinyal/<uuid:pk>/", desk.site, name="site"),
]
