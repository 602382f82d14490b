"""Map the addresses of the satisfaction survey."""

from __future__ import annotations

from django.urls import path

from services.satisfaction.views import asking, keeping, pages

app_name = "satisfaction"
urlpatterns = [
    path("permohonan/<uuid:pk>/penilaian/", asking.rate, name="rate"),
    path("skm/<slug:token>/", asking.counter, name="counter"),
    path("kinerja/kepuasan/", pages.county, name="county"),
    path("kinerja/kepuasan/layanan/", pages.services, name="services"),
    path("kinerja/kepuasan/layanan/<slug:code>/", pages.service, name="service"),
    path("kinerja/kepuasan/tindak-lanjut/", pages.plans, name="plans"),
    path("kinerja/kepuasan/data.csv", pages.download, name="csv"),
    path("kinerja/kepuasan/opd/<slug:slug>/", pages.agency, name="agency"),
    path("panel/survei/<uuid:pk>/", keeping.point, name="point"),
    path("panel/survei/laporan/<uuid:pk>.pdf", keeping.report, name="report"),
]
