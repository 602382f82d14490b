"""Map the public figures for programs."""

from __future__ import annotations

from django.urls import path

from services.performance import api

app_name = "performance_api"
urlpatterns = [path("performance-figures/", api.Figures.as_view(), name="figures")]
