"""Map the pages about oneself, below /akun/."""

from django.urls import path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from citizens import views

app_name = "citizens"
urlpatterns = [
    path("", require_safe(RedirectView.as_view(pattern_name="citizens:profile")), name="account"),
    path("profil/", views.profile, name="profile"),
    path("profil/ubah/", views.edit, name="edit"),
    path("profil/nik/", views.nik, name="nik"),
    path("profil/akses/", views.access_log, name="access_log"),
    path("keluar-semua/", views.end_sessions, name="end_sessions"),
]
