"""Map the front door of the interface for programs."""

from __future__ import annotations

from django.urls import path

from spbe_portal import api

app_name = "api"
urlpatterns = [
    path("", api.Root.as_view(), name="root"),
    path("schema/", api.Schema.as_view(), name="schema"),
    path("docs/", api.Docs.as_view(), name="docs"),
]
