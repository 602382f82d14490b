"""Ask for what opens an account."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as allauth_forms
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from citizens import actions
from citizens.adapter import AccountAdapter, PhoneField
from citizens.models import User
from citizens.names import NAME_LENGTH, clean_name
from foundation import crypto, formats

LOGIN_LENGTH = 254
SIGNED_UP_LOGIN = "signed_up_login"  # session: what to write into the sign-in page after signing up, sealed
EMAIL_HINT = _("Isi surel yang lengkap, misalnya nama@gmail.com.")
PASSWORD_NEEDED = _("Isi kata sandi.")
CODE_NEEDED = _("Isi 6 angka dari aplikasi Anda.")
SIGNED_UP = _(
    "Pendaftaran Anda kami terima. Masuk dengan kata sandi yang baru Anda buat. "
    "Bila tidak dapat masuk, mungkin Anda sudah punya akun: pilih Lupa kata sandi."
)

Words = dict[str, tuple[Any, Any]]  # lazy texts


class Worded(forms.Form):
    """Give the fields of a form our own labels and sentences: field -> (label, what to do when it is empty)."""

    WORDS: ClassVar[Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, needed) in self.WORDS.items():
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.error_messages |= {"required": needed}
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = EMAIL_HINT


class SignupForm(forms.Form):
    """Ask the least: a name, an e-mail address or a phone number, a password; no NIK until a service needs it."""

    by_passkey = False
    name = forms.CharField(
        label=_("Nama lengkap sesuai KTP"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Isi nama lengkap Anda, seperti di KTP.")},
    )
    phone = PhoneField(label=_("Nomor HP"), required=False)
    email = forms.EmailField(label=_("Surel"), required=False, error_messages={"invalid": EMAIL_HINT})
    password1 = forms.CharField(
        label=_("Kata sandi"),
        widget=forms.PasswordInput,
        strip=False,
        max_length=128,
        error_messages={"required": PASSWORD_NEEDED},
    )

    def clean_name(self) -> str:
        """Return the name in one spacing; any script's letters, a single word is a name."""
        return clean_name(self.cleaned_data["name"])

    def clean_email(self) -> str:
        """Return the address in lower case."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """Ask for an address or a number, and for a password unlike both."""
        data = super().clean() or {}
        if not (data.get("phone") or data.get("email") or "phone" in self.errors or "email" in self.errors):
            self.add_error("phone", _("Isi nomor HP atau surel. Salah satu saja cukup."))
        if password := data.get("password1"):
            person = User(email=data.get("email"), phone=data.get("phone"))
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return data

    def try_save(self, request: HttpRequest) -> tuple[None, HttpResponse]:
        """Make the account and lead to the sign-in page; the answer is the same when there was one already."""
        data = self.cleaned_data
        user = actions.create_account(actions.NewAccount(data["name"], data["email"], data["phone"], data["password1"]))
        if data["email"]:
            self._write(request, user)
        request.session[SIGNED_UP_LOGIN] = crypto.encrypt(data["email"] or data["phone"], aad=SIGNED_UP_LOGIN)
        messages.success(request, str(SIGNED_UP))
        target = get_next_redirect_url(request)
        query = f"?{urlencode({'next': target})}" if target else ""
        return None, HttpResponseRedirect(reverse("account_login") + query)

    def _write(self, request: HttpRequest, user: User | None) -> None:
        """Send one letter either way: to confirm the address, or to say that it has an account."""
        if user is None:
            AccountAdapter(request).send_account_already_exists_mail(self.cleaned_data["email"])
            return
        EmailAddress.objects.get(user=user, primary=True).send_confirmation(request, signup=True)


def _signed_up(request: HttpRequest) -> str:
    """Return the login of a sign-up in this session, "" for none or under a key that is gone."""
    try:
        return crypto.decrypt(request.session[SIGNED_UP_LOGIN], aad=SIGNED_UP_LOGIN)
    except (KeyError, crypto.CryptoError):
        return ""


class LoginForm(Worded, allauth_forms.LoginForm):  # type: ignore[misc]
    """Ask for address or number, and password."""

    WORDS: ClassVar[Words] = {
        "login": (_("Nomor HP atau surel"), _("Isi nomor HP atau surel Anda.")),
        "password": (_("Kata sandi"), PASSWORD_NEEDED),
        "remember": (_("Tetap masuk di perangkat ini"), ""),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signed_up = _signed_up(self.request) if self.request else ""
        self.fields["login"].initial = formats.phone(signed_up) if signed_up.startswith("+") else signed_up

    def clean_login(self) -> str:
        """Refuse what is too long to be an address before anybody compares it."""
        login = str(super().clean_login())
        if len(login) > LOGIN_LENGTH:
            raise AccountAdapter().validation_error("invalid_login")
        return login


class ReauthenticateForm(Worded, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """Ask for the password once more."""

    WORDS: ClassVar[Words] = {"password": (_("Kata sandi"), PASSWORD_NEEDED)}


class ResetPasswordForm(Worded, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """Ask where to send the link."""

    WORDS: ClassVar[Words] = {"email": (_("Surel akun Anda"), _("Isi surel akun Anda."))}


class ResetPasswordKeyForm(Worded, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """Ask for a new password after the link."""

    WORDS: ClassVar[Words] = {
        "password1": (_("Kata sandi baru"), PASSWORD_NEEDED),
        "password2": (_("Ulangi kata sandi baru"), PASSWORD_NEEDED),
    }


class ChangePasswordForm(Worded, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """Ask for the present and the new password."""

    WORDS: ClassVar[Words] = {
        "oldpassword": (_("Kata sandi sekarang"), _("Isi kata sandi Anda sekarang.")),
        "password1": (_("Kata sandi baru"), PASSWORD_NEEDED),
        "password2": (_("Ulangi kata sandi baru"), PASSWORD_NEEDED),
    }


class SetPasswordForm(Worded, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    """Ask for a first password."""

    WORDS: ClassVar[Words] = {
        "password1": (_("Kata sandi baru"), PASSWORD_NEEDED),
        "password2": (_("Ulangi kata sandi baru"), PASSWORD_NEEDED),
    }


class AddEmailForm(Worded, allauth_forms.AddEmailForm):  # type: ignore[misc]
    """Ask for one more address."""

    WORDS: ClassVar[Words] = {"email": (_("Surel baru"), _("Isi surel yang ingin ditambahkan."))}

    def clean_email(self) -> str:
        """Refuse an address that another account signs in with; the question is limited per account."""
        email = str(super().clean_email())
        if User.objects.filter(email=email).exclude(pk=self.user.pk).exists():
            raise AccountAdapter().validation_error("email_taken")
        return email


class SecondFactorForm(Worded, mfa_forms.AuthenticateForm):  # type: ignore[misc]
    """Ask for the code at sign-in."""

    WORDS: ClassVar[Words] = {"code": (_("Kode dari aplikasi"), CODE_NEEDED)}


class SecondFactorAgainForm(Worded, mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    """Ask for the code while signed in."""

    WORDS: ClassVar[Words] = {"code": (_("Kode dari aplikasi"), CODE_NEEDED)}


class ActivateSecondFactorForm(Worded, totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """Ask for the first code of a new second factor."""

    WORDS: ClassVar[Words] = {"code": (_("Kode 6 angka dari aplikasi"), CODE_NEEDED)}
