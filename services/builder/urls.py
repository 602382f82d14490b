"""Map the screens on which services are configured."""

from __future__ import annotations

from django.urls import path

from services.builder import views

app_name = "builder"
urlpatterns = [
    path("panel/penyusun/", views.index, name="index"),
    path("panel/penyusun/baru/", views.new, name="new"),
    path("panel/penyusun/impor/", views.bring, name="import"),
    path("panel/penyusun/ekspor.zip", views.export, name="export"),
    path("panel/penyusun/<slug:slug>/", views.begin, name="begin"),
    path("panel/penyusun/<slug:slug>/<slug:step>/", views.step, name="step"),
]
