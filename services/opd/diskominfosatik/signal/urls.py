"""Map the addresses of places without signal."""

from __future__ import annotations

from django.urls import path

from services.opd.diskominfosatik.signal import correspondence, desk, office, operators, report, views

app_name = "signal"
urlpatterns = [
    path("sinyal/", views.map_page, name="map"),
    path("sinyal/lapor/", report.report_page, name="report"),
    path("sinyal/angka/", views.figures_page, name="figures"),
    path("sinyal/<slug:slug>/", views.district_page, name="district"),
    path("panel/sinyal/", desk.sites, name="sites"),
    path("panel/sinyal/aturan/", office.page, name="office"),
    path("panel/sinyal/surat/", correspondence.index, name="letters"),
    path("panel/sinyal/surat/<uuid:pk>/", correspondence.letter, name="letter"),
    path("panel/sinyal/surat/<uuid:pk>/pdf/", correspondence.letter_pdf, name="letter_pdf"),
    path("panel/sinyal/usulan/", operators.sites, name="proposed"),
    path("panel/sinyal/usulan/<uuid:pk>/", operators.site, name="proposed_site"),
    path("panel/sinyal/<uuid:pk>/", desk.site, name="site"),
]
