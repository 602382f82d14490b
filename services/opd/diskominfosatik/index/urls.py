"""Map the addresses of the index room."""

from __future__ import annotations

from django.urls import path

from services.opd.diskominfosatik.index.views import entry, public, room, schemes

app_name = "index_room"
urlpatterns = [
    path("indeks/", public.page, name="public"),
    path("panel/indeks/", room.room, name="room"),
    path("panel/indeks/mulai/", room.begin, name="begin"),
    path("panel/indeks/skema/", schemes.page, name="schemes"),
    path("panel/indeks/butir/<uuid:pk>/", entry.entry, name="entry"),
    path("panel/indeks/berkas/<uuid:pk>/", entry.file, name="file"),
    path("panel/indeks/<slug:scheme>/<int:year>/", room.year, name="year"),
    path("panel/indeks/<slug:scheme>/<int:year>/andai/", room.what_if, name="what_if"),
    path("panel/indeks/<slug:scheme>/<int:year>/langkah/", room.step, name="step"),
]
