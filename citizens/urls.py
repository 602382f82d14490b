"""Map the pages about oneself, below /akun/."""

from django.urls import path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from citizens import family, views

app_name = "citizens"
urlpatterns = [
    path("", require_safe(RedirectView.as_view(pattern_name="citizens:profile")), name="account"),
    path("profil/", views.profile, name="profile"),
    path("profil/ubah/", views.edit, name="edit"),
    path("profil/nik/", views.nik, name="nik"),
    path("profil/akses/", views.access_log, name="access_log"),
    path("keluarga/", family.index, name="family"),
    path("keluarga/anak/", family.child, name="child"),
    path("keluarga/kuasa/", family.give, name="give"),
    path("keluarga/kode/", family.take, name="take"),
    path("keluarga/kode/<uuid:pk>/batal/", family.drop_code, name="drop_code"),
    path("keluarga/<uuid:pk>/akhiri/", family.end, name="end_mandate"),
    path("keluar-semua/", views.end_sessions, name="end_sessions"),
]
