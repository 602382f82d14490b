"""Map what everybody may know of the agencies."""

from __future__ import annotations

from django.urls import path

from agencies.activities import calendars, syndication
from agencies.activities import views as activities

app_name = "agencies"
urlpatterns = [
    path("kegiatan/", activities.activities, name="activities"),
    path("kegiatan/saya/", activities.mine_page, name="my_activities"),
    path("kegiatan.ics", calendars.everything, name="activities_feed"),
    path("kegiatan/opd/<slug:slug>.ics", calendars.of_agency, name="agency_feed"),
    path("kegiatan/kecamatan/<str:code>.ics", calendars.of_district, name="district_feed"),
    path("kegiatan/<uuid:pk>/", activities.activity, name="activity"),
    path("kegiatan/<uuid:pk>.ics", calendars.of_activity, name="activity_feed"),
    path("kegiatan/<uuid:pk>/daftar/", activities.join, name="activity_join"),
    path("kegiatan/<uuid:pk>/batal-ikut/", activities.leave, name="activity_leave"),
    path("berita/", activities.news, name="news"),
    path("berita/atom.xml", syndication.atom, name="news_feed"),
    path("berita/<uuid:pk>/", activities.news_item, name="news_item"),
]
