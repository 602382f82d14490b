"""Map issued documents for programs."""

from __future__ import annotations

from django.urls import path

from services.outputs.api import renewals

app_name = "outputs_api"
urlpatterns = [
    path("requests/<uuid:pk>/results/<uuid:output>/renewal/", renewals.Renewal.as_view(), name="renew"),
]
