"""Begin a service: from nothing, or as a copy of one that is there."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agencies.policies import managed_agencies
from services.builder import starting
from services.builder.forms import NewForm
from services.builder.views.common import require_builder
from services.catalogue import policies as catalogue
from services.catalogue import versions
from services.catalogue.forms import first_problems
from services.catalogue.models import ServiceVersion
from services.definition import document as definition
from services.definition.errors import DocumentError

NAMES: Final = ("judul", "opd", "kode", "alamat")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a name and an office; everything else has a first value."""
    require_builder(request)
    source = _source(request)
    scope = managed_agencies(request.user)
    own = next(iter(scope)) if scope else ""
    begin = {"judul": _("%(title)s, salinan") % {"title": source.service.title} if source else "", "opd": own}
    form = NewForm(request.POST if request.method == "POST" else None, scope=scope, initial=begin)
    if request.method == "POST" and form.is_valid():
        refused = _make(request, form.cleaned_data, source)
        if isinstance(refused, ServiceVersion):
            messages.success(
                request, _("Draf dibuat. Lengkapi langkah demi langkah; tidak ada yang terlihat warga dulu.")
            )
            return redirect("builder:step", refused.service_id, "dasar")
        form.add_error(None, refused)
    sent = request.POST if request.method == "POST" else begin
    errors = first_problems(form) if form.is_bound else []
    context = {
        "form": form,
        "source": source,
        "errors": [(f"b-{name}" if name != "__all__" else "", said) for name, said in errors],
        "wrong": dict.fromkeys(NAMES, "") | dict(errors),
        "typed": {name: sent.get(name, "") for name in NAMES},
        "offices": form.fields["opd"].queryset.values_list("slug", "name"),  # type: ignore[attr-defined]
    }
    return render(request, "builder/new.html", context, status=422 if errors else 200)


def _make(request: HttpRequest, given: dict[str, Any], source: ServiceVersion | None) -> ServiceVersion | str:
    agency, title = given["opd"].slug, given["judul"].strip()
    if source is None:
        data = starting.first(given["kode"], given["alamat"], agency, title)
    else:
        data = starting.double(source.document, given["kode"], given["alamat"], agency, title)
    try:
        document = definition.parse(data)
        if not catalogue.may_be_of(request.user, document):
            return _("Layanan ini untuk semua kecamatan. Minta Diskominfosatik menggandakannya.")
        return versions.new_service(document, request.user)  # type: ignore[arg-type]
    except DocumentError as error:
        return str(error)
    except versions.VersionRefused as refused:
        return refused.sentence


def _source(request: HttpRequest) -> ServiceVersion | None:
    """Return the version to copy: of an own service in any state, of everybody's what is public."""
    wanted = request.GET.get("dari", "")
    if not wanted:
        return None
    scope = managed_agencies(request.user)
    rows = ServiceVersion.objects.select_related("service")
    if scope is not None:
        rows = rows.filter(Q(service__agency__in=scope) | Q(status="published"))
    try:
        found = rows.filter(pk=UUID(wanted)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404(_("Versi ini tidak ditemukan."))
    return found
