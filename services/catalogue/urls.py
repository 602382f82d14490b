"""Map the public pages of the catalogue."""

from __future__ import annotations

from django.urls import path

from services.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("layanan/", views.service_list, name="list"),
    path("cari/", views.search, name="search"),
    path("cari/saran.json", views.suggestions, name="suggestions"),
    path("layanan/<slug:slug>/formulir-kertas/", views.paper_form, name="paper"),
    path("peristiwa/<slug:slug>/", views.life_event, name="life_event"),
]
global_urlpatterns = [
    path("layanan/<slug:slug>/", views.service, name="service"),
    path("opd/<slug:slug>/", views.agency, name="agency"),
]
