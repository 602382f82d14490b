"""Say who holds the roles of a service, and give a role to somebody of its office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.models import Staff
from services.builder.presenters.troubles import function_words
from services.catalogue import appointing
from services.catalogue.models import FunctionHolder, Service
from services.definition.document import Document


@dataclass(frozen=True)
class Role:
    """Hold one role: its words and who holds it."""

    name: str
    words: str
    holders: list[str]


def roles(service: Service, document: Document) -> list[Role]:
    """Return the roles with whoever holds them for this service at its office."""
    rows = FunctionHolder.objects.filter(Q(service=service) | Q(service=None), agency=service.agency_id)
    held: dict[str, list[str]] = {}
    for row in rows.filter(function__in=document.functions).select_related("staff__user__party", "unit"):
        held.setdefault(row.function, []).append(str(row.staff or row.unit))
    return [Role(name, function_words(document, name), held.get(name, [])) for name in document.functions]


def candidates(service: Service) -> list[tuple[str, str]]:
    """Return who works at the office of a service; auditors hold no role."""
    rows = Staff.objects.filter(agency=service.agency_id, is_active=True, is_auditor=False)
    return [(str(staff.pk), str(staff)) for staff in rows.select_related("user__party").order_by("pk")[:200]]


def appoint(service: Service, document: Document, role: str, staff: str, user: Any) -> str:
    """Give a role to somebody, and write down who gave it; returns "" or the sentence that refuses it."""
    found = None
    if staff.isdigit() and service.agency_id is not None:
        found = Staff.objects.filter(pk=int(staff), agency=service.agency_id, is_active=True).first()
    if found is None or role not in document.functions or service.agency is None:
        return _("Pilih petugas dari daftar.")
    wanted = FunctionHolder(agency=service.agency, service=service, function=role, staff=found)
    problems = appointing.problems(wanted, user)
    if problems:
        return problems[0][1]
    try:
        with transaction.atomic():
            wanted.save()
            LogEntry.objects.create(
                user=user,
                content_type=ContentType.objects.get_for_model(FunctionHolder),
                object_id=str(wanted.pk),
                object_repr=str(wanted)[:200],
                action_flag=ADDITION,
                change_message=_("Ditugaskan dari penyusun layanan."),
            )
    except IntegrityError:
        return _("Petugas ini sudah memegang peran itu.")
    return ""
