"""Map the public pages of the catalogue and its read-only interface for programs."""

from __future__ import annotations

from django.urls import path

from services.catalogue import api, views

app_name = "catalogue"
urlpatterns = [
    path("layanan/", views.service_list, name="list"),
    path("peristiwa/<slug:slug>/", views.life_event, name="life_event"),
    path("api/v1/layanan/", api.ServiceList.as_view(), name="api_list"),
    path("api/v1/skema/layanan/", api.DocumentSchema.as_view(), name="api_schema"),
    path("api/v1/layanan/<slug:slug>/", api.ServiceDetail.as_view(), name="api_service"),
]
global_urlpatterns = [path("layanan/<slug:slug>/", views.service, name="service")]
