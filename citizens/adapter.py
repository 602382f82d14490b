"""Tell allauth how this portal knows people: phones, neutral words, mail through the outbox, encrypted secrets."""

from __future__ import annotations

import re
import time
import unicodedata
from typing import Any

import qrcode
from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathImage

from citizens import phones
from citizens.models import User
from citizens.notifications import letters
from foundation import crypto
from foundation.ids import uuid7
from foundation.outbox.models import Lane

LANE_BY_LETTER = {"account/email/password_reset_key": Lane.OTP}
SECRET_PLACE = "mfa_authenticator.data"  # noqa: S105 (the name of a column)
WRONG_LOGIN = _("Surel, nomor HP, atau kata sandi tidak cocok. Periksa lalu coba lagi.")
TOO_MANY = _("Terlalu banyak percobaan masuk. Tunggu 5 menit, lalu coba lagi.")


class NoSmsGateway(RuntimeError):
    """Something asked for a text message, which the portal does not send yet."""


class PhoneField(forms.CharField):
    """Accept an Indonesian number the way people write it and clean it to +62..."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})

    def clean(self, value: Any) -> str:
        """Return +62..., or "" for an optional empty one."""
        text = super().clean(value)
        if not text:
            return ""
        number = phones.normalise(text)
        if number is None:
            raise forms.ValidationError(phones.WRONG, code="phone")
        return number


def login_key(login: str) -> str:
    """Fold a login so that case, full-width letters, accents and ways to write a number count as one."""
    number = phones.normalise(login)
    if number:
        return number
    folded = unicodedata.normalize("NFKD", login.strip()).casefold()
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Adapt accounts: sign in by e-mail or phone, without telling who has an account."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Akun ini dinonaktifkan."),
        "cannot_remove_primary_email": _("Surel utama tidak dapat dihapus. Pilih dulu surel utama lain."),
        "duplicate_email": _("Surel ini sudah ada di akun Anda."),
        "email_password_mismatch": WRONG_LOGIN,
        "phone_password_mismatch": WRONG_LOGIN,
        "username_password_mismatch": WRONG_LOGIN,
        "invalid_login": WRONG_LOGIN,
        "email_taken": _("Surel ini tidak dapat dipakai. Pakai surel lain."),
        "enter_current_password": _("Isi kata sandi Anda sekarang."),
        "incorrect_password": _("Kata sandi tidak cocok. Periksa lalu coba lagi."),
        "incorrect_code": _("Kode tidak cocok. Isi kode yang sedang tampil di aplikasi Anda."),
        "invalid_password_reset": _("Tautan ini tidak berlaku lagi. Minta tautan baru."),
        "max_email_addresses": _("Akun Anda paling banyak memiliki %d surel."),
        "too_many_login_attempts": TOO_MANY,
        "unverified_primary_email": _("Konfirmasikan dulu surel utama Anda."),
        "same_as_current": _("Isi yang berbeda dari yang sekarang."),
        "rate_limited": _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand a letter to the outbox; no mail server is called inside a request."""
        message = self.render_mail(template_prefix, email, context | {"email": email})
        lane = LANE_BY_LETTER.get(template_prefix, Lane.TRANSACTIONAL)
        with transaction.atomic():
            letters.enqueue_letter(email, message.subject, str(message.body), lane=lane, key=f"account:{uuid7()}")

    def get_login_stages(self) -> list[str]:
        """Ask for the second factor after the password; numbers are not confirmed by text message yet."""
        return ["allauth.account.stages.EmailVerificationStage", "allauth.mfa.stages.AuthenticateStage"]

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failed attempts per login; allauth counts every phone number as one and the same."""
        login = credentials.get("email") or credentials.get("phone") or credentials.get("username") or ""
        return f"login:{login_key(login)}"

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again before touching the second factor, unless it was given minutes ago."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(self.request, self.request.user)
        newest = max((record["at"] for record in records if record["method"] == "password"), default=0.0)
        return bool(time.time() - newest > account_settings.REAUTHENTICATION_TIMEOUT)

    def can_delete_email(self, email_address: Any) -> bool:
        """Keep the last address of an account that signs in with no phone number."""
        if not super().can_delete_email(email_address):
            return False
        others = email_address.user.emailaddress_set.exclude(pk=email_address.pk).exists()
        return bool(others or email_address.user.phone)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return to the page about the account's safety."""
        return reverse("mfa_index")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """Return to where the person came from: their addresses, or the sign-in page."""
        return reverse("account_email" if self.request.user.is_authenticated else "account_login")

    def phone_form_field(self, **kwargs: Any) -> forms.Field:
        """Return the field that reads Indonesian numbers."""
        return PhoneField(**kwargs)

    def get_user_by_phone(self, phone: str) -> User | None:
        """Find the account that signs in with a number, however it is written."""
        number = phones.normalise(phone)
        return User.objects.filter(phone=number).first() if number else None

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """Return the number an account signs in with and whether it was confirmed."""
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """Set the number an account signs in with."""
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        """Mark the number an account signs in with as confirmed."""
        self.set_phone(user, phone, verified=True)

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        """Refuse: no page that sends text messages is mounted; raises NoSmsGateway."""
        raise NoSmsGateway


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Adapt the second factor: secrets encrypted, no way round it for staff."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Petugas wajib memakai kode kedua, jadi tidak dapat dimatikan."),
        "cannot_generate_recovery_codes": _("Nyalakan dulu kode kedua, baru buat kode cadangan."),
        "incorrect_code": _("Kode tidak cocok. Isi kode yang sedang tampil di aplikasi Anda."),
        "unverified_email": _("Konfirmasikan dulu surel Anda, baru nyalakan kode kedua."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is stored."""
        return crypto.encrypt(text, aad=SECRET_PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored secret; raises CryptoError."""
        return crypto.decrypt(encrypted_text, aad=SECRET_PLACE)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the second factor of accounts that are held to it."""
        return not authenticator.user.second_factor_required

    def build_totp_svg(self, url: str) -> str:
        """Draw the code to scan as SVG that may stand in the page: no inline style, no data address."""
        drawn = qrcode.make(url, image_factory=SvgPathImage, border=2).to_string(encoding="unicode")
        label = escape(_("Kode untuk dipindai dengan aplikasi autentikator"))
        return re.sub(
            r'<svg width="[^"]*" height="[^"]*"',
            f'<svg class="qr" role="img" aria-label="{label}" width="220" height="220"',
            drawn,
            count=1,
        )
