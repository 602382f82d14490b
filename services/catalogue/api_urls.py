"""Map the catalogue for programs."""

from __future__ import annotations

from django.urls import path

from services.catalogue.api import views

app_name = "catalogue_api"
urlpatterns = [
    path("services/", views.ServiceList.as_view(), name="services"),
    path("services/<slug:slug>/", views.ServiceDetail.as_view(), name="service"),
    path("services/<slug:slug>/form/", views.ServiceForm.as_view(), name="form"),
    path("service-document-schema/", views.DocumentSchema.as_view(), name="document_schema"),
]
