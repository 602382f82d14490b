"""Let Diskominfosatik look after accounts; the NIK is never shown in full, and nothing is deleted here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.idp.oidc.models import Client, Token
from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens import actions, phones
from citizens.forms.regions import RegionForm
from citizens.models import AccessLog, IdentityCheck, Mandate, Party, Region, User
from citizens.presenters import READ
from foundation import formats

# Systems are given by `manage.py add_system`, which shows a secret once and stores it as the API wants it.
admin.site.unregister([Client, Token])

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
    _UserForm = forms.ModelForm[User]
else:
    _Admin, _UserForm = admin.ModelAdmin, forms.ModelForm  # at run time Django's classes take no type parameters


class Kept(_Admin):
    """Show records without a way to delete them: they are ended, not removed."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


class ReadOnly(Kept):
    """Show records without a way to change them."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


class UserForm(_UserForm):
    """Ask what an account signs in with; roles and passwords are not given here."""

    class Meta:
        """Name the fields, so that a new one is not offered by accident."""

        model = User
        fields = ("email", "phone", "language", "is_active")

    def clean_phone(self) -> str | None:
        """Store the number as +62..."""
        text = self.cleaned_data["phone"]
        number = phones.normalise(text) if text else None
        if text and number is None:
            raise forms.ValidationError(phones.WRONG)
        return number

    def clean(self) -> dict[str, Any]:
        """Keep every account reachable."""
        data = super().clean() or {}
        if not self.errors and not data.get("email") and not data.get("phone"):
            raise forms.ValidationError(_("Isi surel atau nomor HP."))
        return data


@admin.register(User)
class UserAdmin(Kept):
    """Look after accounts: add an address after an identity check, block, end sessions."""

    form = UserForm
    list_display = ("sign_in", "is_staff", "second_factor_required", "is_active", "date_joined")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "phone")
    readonly_fields = ("is_staff", "second_factor_required", "last_login", "date_joined")
    ordering = ("-date_joined", "-id")
    actions = ("end_all_sessions",)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Let nobody block their own account: whoever administers the portal alone would lock it."""
        own = obj is not None and obj.pk == getattr(request.user, "pk", None)
        return (*self.readonly_fields, "is_active") if own else self.readonly_fields

    @admin.display(description=gettext_lazy("Akun"))
    def sign_in(self, user: User) -> str:
        """Return the masked address or number."""
        return formats.mask_email(user.email) if user.email else formats.mask_phone(user.phone or "")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: people sign up themselves, staff are appointed."""
        return False

    @admin.action(description=gettext_lazy("Keluarkan dari semua perangkat"))
    def end_all_sessions(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """End the sessions of the chosen accounts."""
        for user in queryset:
            actions.end_sessions(user)
        self.message_user(request, _("Sesi akun terpilih sudah diakhiri."), messages.SUCCESS)


@admin.register(Party)
class PartyAdmin(ReadOnly):
    """Look people up by name; changing them is theirs, or an office's with its own record."""

    list_display = ("name", "kind", "masked_nik", "identity")
    list_filter = ("kind", "identity")
    search_fields = ("name",)
    fields = ("kind", "name", "masked_nik", "identity", "village", "created_at")
    readonly_fields = ("masked_nik", "created_at")
    ordering = ("name", "id")

    @admin.display(description="NIK")
    def masked_nik(self, party: Party) -> str:
        """Return the first four and last two digits."""
        return formats.mask_nik(party.nik) if party.nik else "-"


@admin.register(Mandate)
class MandateAdmin(ReadOnly):
    """Look up who may act for whom."""

    list_display = ("principal", "agent", "relation", "valid_from", "valid_to", "revoked_at")
    list_select_related = ("principal", "agent")
    ordering = ("-valid_from", "-id")


@admin.register(AccessLog)
class AccessLogAdmin(ReadOnly):
    """Look up who read whose data."""

    list_display = ("at", "agency_code", "what_text", "reader", "reason")
    list_select_related = ("reader",)
    fields = ("at", "agency_code", "party", "what_text", "object_id", "reader", "reason")
    readonly_fields = ("what_text",)

    @admin.display(description=gettext_lazy("yang dibuka"), ordering="what")
    def what_text(self, entry: AccessLog) -> str:
        """Say what was read as the person it is about reads it."""
        return str(READ.get(entry.what, entry.what))


@admin.register(IdentityCheck)
class IdentityCheckAdmin(ReadOnly):
    """Look up how comparisons with the register ended."""

    list_display = ("at", "outcome", "code")
    list_filter = ("outcome",)


@admin.register(Region)
class RegionAdmin(Kept):
    """Look after the codes of places."""

    form = RegionForm
    list_display = ("code", "name", "kind", "valid_to")
    list_filter = ("kind",)
    search_fields = ("code", "name", "folded")
    search_help_text = gettext_lazy("Cari menurut kode atau nama.")

    def get_readonly_fields(self, request: HttpRequest, obj: Region | None = None) -> tuple[str, ...]:
        """Fix the code of a place that exists: requests and accounts refer to it."""
        return ("code",) if obj else ()
