"""Map the addresses of the roadmap."""

from __future__ import annotations

from django.urls import path

from services.opd.diskominfosatik.roadmap.views import duties, public, room

app_name = "roadmap"
urlpatterns = [
    path("peta-jalan/", public.page, name="public"),
    path("panel/peta-jalan/", room.page, name="room"),
    path("panel/peta-jalan/terbitkan/", room.publish, name="publish"),
    path("panel/peta-jalan/kajian/", room.studies, name="studies"),
    path("panel/peta-jalan/kewajiban/", duties.index, name="duties"),
    path("panel/peta-jalan/kewajiban/<uuid:pk>/", duties.page, name="duty"),
    path("panel/peta-jalan/<uuid:pk>/", room.initiative, name="initiative"),
]
