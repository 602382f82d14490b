"""List the services an account configures, with where the draft of each stands."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation import keyset
from services.builder import policies
from services.builder.views.common import require_builder
from services.catalogue import versions
from services.catalogue.models import Service, ServiceVersion, Source
from services.catalogue.presenters.version_page import standing

SIZE: Final = 25


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the services of the panel's own; those from an OPD's file can be doubled."""
    require_builder(request)
    from_file = request.GET.get("asal") == "berkas"
    opened = ServiceVersion.objects.filter(status__in=versions.OPEN).defer("document")
    rows = policies.within(request.user).filter(source=Source.FILE if from_file else Source.PANEL)
    rows = rows.defer("live__document").prefetch_related(Prefetch("versions", opened, to_attr="opened"))
    page = keyset.paginate(rows, order=("title", "slug"), cursor=request.GET.get("setelah", ""), size=SIZE)
    context = {
        "rows": [_row(service) for service in page.items],
        "from_file": from_file,
        "previous_url": _address(from_file, page.previous_cursor),
        "next_url": _address(from_file, page.next_cursor),
    }
    return render(request, "builder/index.html", context)


def _row(service: Service) -> dict[str, Any]:
    opened = getattr(service, "opened", [])
    version = opened[0] if opened else None
    return {
        "service": service,
        "live": service.live,
        "open": version,
        "standing": standing(version) if version else None,
        "url": reverse("builder:begin", args=[service.pk]),
    }


def _address(from_file: bool, cursor: str) -> str:
    if not cursor:
        return ""
    query = {"setelah": cursor} | ({"asal": "berkas"} if from_file else {})
    return f"{reverse('builder:index')}?{urlencode(query)}"
