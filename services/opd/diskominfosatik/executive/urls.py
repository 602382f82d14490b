"""Map the addresses of the executive view."""

from __future__ import annotations

from django.urls import path

from services.opd.diskominfosatik.executive import views

app_name = "executive"
urlpatterns = [
    path("panel/pimpinan/", views.page, name="page"),
    path("panel/pimpinan/<slug:figure>/", views.figure, name="figure"),
]
