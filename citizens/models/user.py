"""Keep the one shared account: signs in by e-mail or phone, speaks for a party."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from citizens.models.party import Party
from foundation.ids import uuid7


class UserManager(BaseUserManager["User"]):
    """Make accounts with a normalised e-mail address or phone number."""

    def create_user(self, email: str | None = None, password: str | None = None, **extra: Any) -> User:
        """Create an account; at least one of `email` and `phone` is needed."""
        user = self.model(email=email, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        """Create an account with every permission and a required second factor."""
        extra |= {"is_staff": True, "is_superuser": True, "second_factor_required": True}
        return self.create_user(email, password, **extra)


class User(AbstractBaseUser, PermissionsMixin):
    """Describe one account; staff roles live in agencies, names in the party."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("surel"), unique=True, null=True, blank=True)
    phone = models.CharField(_("nomor HP"), max_length=16, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(_("nomor HP terbukti"), default=False)
    party = models.OneToOneField(
        Party, models.PROTECT, null=True, blank=True, related_name="user", verbose_name=_("warga atau badan")
    )
    language = models.CharField(_("bahasa"), max_length=2, default="id")
    is_active = models.BooleanField(_("aktif"), default=True)
    is_staff = models.BooleanField(_("boleh masuk panel"), default=False)
    second_factor_required = models.BooleanField(_("wajib kode kedua"), default=False)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)  # raising it ends every session
    date_joined = models.DateTimeField(_("mendaftar pada"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """An account can be reached: it has an e-mail address or a phone number."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(email__isnull=False) | models.Q(phone__isnull=False), name="user_reachable"
            ),
            models.CheckConstraint(
                condition=models.Q(is_staff=False) | models.Q(second_factor_required=True),
                name="user_staff_second_factor",
            ),
        ]
        verbose_name = _("akun")
        verbose_name_plural = _("akun")

    def __str__(self) -> str:
        return self.email or self.phone or str(self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with a lower-case address; an empty address or number is no address, so that it stays unique."""
        self.email = self.email.strip().lower() or None if self.email else None
        self.phone = self.phone or None
        super().save(*args, **kwargs)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Bind a session to what it was opened with: a new password, role or epoch ends it at its next request."""
        bound = f"{self.password}|{self.session_epoch}|{self.is_staff}|{self.second_factor_required}"
        return salted_hmac("citizens.models.user.session", bound, secret=secret, algorithm="sha256").hexdigest()
