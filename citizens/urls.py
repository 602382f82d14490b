"""Map the pages about oneself and those of allauth, all below /akun/."""

from django.urls import include, path
from django.views.generic import RedirectView

from citizens import views

app_name = "citizens"
urlpatterns = [
    path("akun/", RedirectView.as_view(pattern_name="citizens:profile"), name="account"),
    path("akun/profil/", views.profile, name="profile"),
    path("akun/profil/ubah/", views.edit, name="edit"),
    path("akun/profil/nik/", views.nik, name="nik"),
    path("akun/profil/akses/", views.access_log, name="access_log"),
    path("akun/keluar-semua/", views.end_sessions, name="end_sessions"),
]
global_urlpatterns = [path("akun/", include("citizens.account_urls"))]
