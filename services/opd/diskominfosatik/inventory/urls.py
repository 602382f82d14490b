"""Map the addresses of the inventory."""

from __future__ import annotations

from django.urls import path

from services.opd.diskominfosatik.inventory import views

app_name = "inventory"
urlpatterns = [
    path("aplikasi/", views.public, name="public"),
    path("aplikasi/pemakaian/", views.adoption, name="adoption"),
    path("panel/aplikasi/", views.room, name="room"),
    path("panel/aplikasi/<uuid:pk>/", views.application, name="application"),
]
