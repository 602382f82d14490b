"""Lead people to where they can complain, ask or suggest, and say what happens then."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from services.opd.diskominfosatik.complaints import presenters


@login_not_required
@require_safe
def entrance(request: HttpRequest) -> HttpResponse:
    """Show the doors that are open, with the days each takes, and the other channels."""
    context = {
        "doors": presenters.doors(),
        "ppid": presenters.public_papers(),
        "about": presenters.about(request.GET.get("layanan", "")),
    }
    return render(request, "diskominfosatik/complaints/entrance.html", context)
