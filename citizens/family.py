"""Show for whom a person acts and who acts for them, and let them begin and end it."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from citizens import mandates
from citizens.forms import ChildForm, CodeForm, InviteForm
from citizens.models import Party, User
from foundation.flood import Flood, TooMany

# Codes are 49 bits long and work for days: twenty guesses an hour find none.
GUESSES: Final = Flood("kode-kuasa", of_session=20, of_address=100)


def _party(request: HttpRequest) -> Party | None:
    user = User.objects.select_related("party").get(pk=str(request.user.pk))
    if user.party is None:
        messages.info(request, _("Isi dulu nama lengkap Anda."))
    return user.party


@login_required
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show both lists and the codes that still work."""
    party = _party(request)
    if party is None:
        return redirect("citizens:edit")
    context = {
        "held": mandates.held_by(party),
        "given": mandates.given_by(party),
        "codes": mandates.open_codes(party),
    }
    return render(request, "citizens/family.html", context)


@sensitive_post_parameters("nik")
@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def child(request: HttpRequest) -> HttpResponse:
    """Ask about a child, and let its parent act for it."""
    party = _party(request)
    if party is None:
        return redirect("citizens:edit")
    form = ChildForm(request.POST) if request.method == "POST" else ChildForm(initial={"lives_here": True})
    if request.method == "POST" and form.is_valid():
        try:
            made = mandates.add_child(party, form.child())
        except mandates.Refused as refused:
            form.add_error("birth_date", refused.sentence)
        else:
            messages.success(request, _("%(name)s tersimpan.") % {"name": made.principal.name})
            return redirect("citizens:family")
    return render(request, "citizens/child.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Make a code for whoever is to act for this person; it is shown on this answer alone."""
    party = _party(request)
    if party is None:
        return redirect("citizens:edit")
    form = InviteForm(request.POST or None)
    code = ""
    if request.method == "POST" and form.is_valid():
        try:
            code = mandates.invite(party, form.cleaned_data["relation"], form.cleaned_data["until"])
        except mandates.Refused as refused:
            form.add_error("until", refused.sentence)
    context = {"form": form, "code": code, "days": mandates.CODE_DAYS}
    return render(request, "citizens/give.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Take the code that somebody gave this person."""
    party = _party(request)
    if party is None:
        return redirect("citizens:edit")
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            GUESSES.count(
                f"{party.pk}:{form.cleaned_data['code']}", str(party.pk), get_adapter().get_client_ip(request)
            )
            made = mandates.accept(party, form.cleaned_data["code"])
        except TooMany:
            form.add_error("code", _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."))
            status = 429
        except mandates.Refused as refused:
            form.add_error("code", refused.sentence)
        else:
            messages.success(request, _("Anda kini dapat mengurus untuk %(name)s.") % {"name": made.principal.name})
            return redirect("citizens:family")
    status = 422 if form.errors and status == 200 else status
    return render(request, "citizens/take.html", {"form": form}, status=status)


@login_required
@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a mandate of one's own, given or held."""
    party = _party(request)
    found = mandates.end(pk, party) if party is not None else None
    if found is None or party is None:
        raise Http404
    name = found.agent.name if found.principal_id == party.pk else found.principal.name
    messages.success(request, _("Kuasa dengan %(name)s berakhir.") % {"name": name})
    return redirect("citizens:family")


@login_required
@require_POST
def drop_code(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw a code away that nobody used."""
    party = _party(request)
    if party is None or not mandates.withdraw_code(pk, party):
        raise Http404
    messages.success(request, _("Kode dibatalkan."))
    return redirect("citizens:family")
