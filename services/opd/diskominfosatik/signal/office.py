"""Show Diskominfosatik's own page: the accounts of operators, and the numbers it may change."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from citizens.models import User
from services.opd.diskominfosatik.signal import rules, seats
from services.opd.diskominfosatik.signal.models import OperatorSeat, Target
from services.opd.diskominfosatik.signal.policies import rules_sites


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show who sits at which operator and the numbers in force; a POST changes one of them."""
    user = request.user
    if not rules_sites(user) or not isinstance(user, User):
        raise PermissionDenied
    typed: dict[str, Any] = {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "")[:254].replace("\x00", "") for name in request.POST}
        try:
            messages.success(request, _act(request.POST.get("aksi", ""), typed, user))
        except seats.Refused as refused:
            return _show(request, typed, refused, 422)
        return redirect("signal:office")
    return _show(request, typed, None, 200)


def _act(act: str, typed: dict[str, str], user: User) -> str:
    if act == "beri":
        seats.give(typed.get("surel", ""), typed.get("operator", ""), user)
        return _("Akun operator diberi akses.")
    if act == "cabut":
        number = typed.get("kursi", "")
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise Http404
        seats.end(get_object_or_404(OperatorSeat.objects.select_related("user"), pk=int(number), is_active=True))
        return _("Akses operator dicabut.")
    if act == "angka":
        seats.choose({field: _whole(field, typed.get(field, "")) for field in seats.BOUNDS}, user)
        return _("Angka disimpan.")
    raise Http404


def _whole(field: str, text: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise seats.Refused(field, _("Isi dengan bilangan bulat, tanpa koma."))
    return int(text)


def _show(request: HttpRequest, typed: dict[str, Any], refused: seats.Refused | None, status: int) -> HttpResponse:
    now = rules.current()
    shown = {field: typed.get(field, getattr(now, field)) for field in seats.BOUNDS}
    context = {
        "seats": OperatorSeat.objects.filter(is_active=True).select_related("user").order_by("target", "pk"),
        "targets": Target.choices,
        "typed": {"surel": "", "operator": ""} | typed | shown,
        "errors": dict.fromkeys(("surel", "operator", *seats.BOUNDS), "")
        | ({refused.field: str(refused)} if refused else {}),
        "refused": refused is not None,
        "changed_at": now.changed_at,
    }
    return render(request, "diskominfosatik/signal/office.html", context, status=status)
