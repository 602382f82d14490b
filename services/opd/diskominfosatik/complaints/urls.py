"""Map the entrance of complaints."""

from __future__ import annotations

from django.urls import path

from services.opd.diskominfosatik.complaints import views

app_name = "complaints"
urlpatterns = [path("aduan/", views.entrance, name="entrance")]
