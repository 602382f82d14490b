"""Mount the pages of allauth that the portal offers, below /akun/ and with Indonesian addresses; no others exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("daftar/", account.signup, name="account_signup"),
    path("nonaktif/", account.account_inactive, name="account_inactive"),
    path("sandi-lagi/", account.reauthenticate, name="account_reauthenticate"),
    path("surel/", account.email, name="account_email"),
    re_path(r"^surel/konfirmasi/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("sandi/", account.password_change, name="account_change_password"),
    path("sandi/buat/", account.password_set, name="account_set_password"),
    path("lupa-sandi/", account.password_reset, name="account_reset_password"),
    path("lupa-sandi/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^lupa-sandi/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("lupa-sandi/selesai/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("keamanan/", mfa.index, name="mfa_index"),
    path("keamanan/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("keamanan/kode-lagi/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("keamanan/kode/nyalakan/", totp.activate_totp, name="mfa_activate_totp"),
    path("keamanan/kode/matikan/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("keamanan/cadangan/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("keamanan/cadangan/buat/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("keamanan/cadangan/unduh/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
