"""Map the places without signal for programs."""

from __future__ import annotations

from django.urls import path

from services.opd.diskominfosatik.signal import api

app_name = "signal_api"
urlpatterns = [
    path("signal-sites/", api.SiteList.as_view(), name="sites"),
    path("signal-figures/", api.Figures.as_view(), name="figures"),
]
