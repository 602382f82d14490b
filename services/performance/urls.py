"""Map the addresses of public figures."""

from __future__ import annotations

from django.urls import path

from services.performance.views import data, pages

app_name = "performance"
urlpatterns = [
    path("kinerja/", pages.county, name="county"),
    path("kinerja/layanan/", pages.services, name="services"),
    path("kinerja/layanan/<slug:code>/", pages.service, name="service"),
    path("kinerja/kecamatan/", pages.districts, name="districts"),
    path("kinerja/perbaikan/", pages.improvements, name="improvements"),
    path("kinerja/data/", data.index, name="data"),
    path("kinerja/data/katalog.jsonld", data.catalogue, name="data_catalogue"),
    path("kinerja/data/<slug:name>.csv", data.as_csv, name="data_csv"),
    path("kinerja/data/<slug:name>.json", data.as_json, name="data_json"),
    path("kinerja/<slug:slug>/", pages.agency, name="agency"),
]
