"""Show people their own data and let them change it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from citizens import actions, policies, presenters
from citizens.forms import NikForm, ProfileForm
from citizens.models import Party, User
from foundation import keyset

SHOW_VILLAGES = "tampilkan_desa"


def _me(request: HttpRequest) -> User:
    """Return the signed-in account with its party and where they live, in one query."""
    return User.objects.select_related("party__village__parent").get(pk=str(request.user.pk))


@login_required
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Show a person's own data."""
    user = _me(request)
    party = user.party or Party()
    context = {
        "identity": presenters.identity_rows(party),
        "contact": presenters.contact_rows(user, party),
        "address": presenters.address_rows(party),
        "warnings": presenters.nik_warnings(party),
        "has_nik": bool(party.nik),
        "may_change_nik": policies.may_change_nik(user),
        "opened": policies.access_log_of(user).exists(),
    }
    return render(request, "citizens/profile.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Change a person's own data; choosing a kecamatan first shows its desa without saving."""
    user = _me(request)
    if request.method == "POST" and SHOW_VILLAGES not in request.POST:
        form = ProfileForm(request.POST)
        if form.is_valid():
            actions.update_profile(user, form.party_data(), form.cleaned_data["language"])
            messages.success(request, _("Data Anda tersimpan."))
            return redirect("citizens:profile")
    else:
        form = ProfileForm(initial=_typed(request.POST) if request.method == "POST" else ProfileForm.stored(user))
    return render(request, "citizens/edit.html", {"form": form, "show_villages": SHOW_VILLAGES})


def _typed(data: Any) -> dict[str, Any]:
    """Return what was typed so far as first values, so that showing the desa forgets nothing."""
    values = {name: data.get(name, "") for name in ProfileForm.base_fields}
    field = ProfileForm.base_fields["birth_date"]
    return values | {"birth_date": field.widget.value_from_datadict(data, {}, "birth_date")}


@sensitive_post_parameters("nik")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nik(request: HttpRequest) -> HttpResponse:
    """Let a person state their NIK once a service needs it, and correct it until it was checked."""
    user = _me(request)
    if not policies.may_change_nik(user):
        messages.info(request, _("NIK Anda sudah diperiksa. Untuk mengubahnya, datang ke Disdukcapil."))
        return redirect("citizens:profile")
    if user.party is None:
        messages.info(request, _("Isi dulu nama lengkap Anda."))
        return redirect("citizens:edit")
    form = NikForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.state_nik(user.party, form.cleaned_data["nik"], verify=bool(settings.DUKCAPIL["url"]))
        messages.success(request, _("NIK Anda tersimpan."))
        return redirect("citizens:profile")
    return render(request, "citizens/nik.html", {"form": form})


@login_required
@require_safe
def access_log(request: HttpRequest) -> HttpResponse:
    """Show who opened a person's data, newest first."""
    rows = policies.access_log_of(_me(request))
    page = keyset.paginate(rows, order=("-at", "-id"), cursor=request.GET.get("setelah"), size=25)
    context = {
        "heads": [_("Waktu"), _("Perangkat daerah"), _("Yang dibuka"), _("Alasan")],
        "rows": presenters.access_rows(page.items),
        "next_url": f"?setelah={page.next_cursor}" if page.next_cursor else "",
        "previous_url": f"?setelah={page.previous_cursor}" if page.previous_cursor else "",
    }
    return render(request, "citizens/access_log.html", context)


@login_required
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign a person out everywhere, here too."""
    actions.end_sessions(_me(request))
    logout(request)
    messages.success(request, _("Anda sudah keluar dari semua perangkat."))
    return redirect("account_login")
