"""Say who may open which service in the builder."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from agencies.policies import managed_agencies
from services.catalogue import policies
from services.catalogue.models import Service


def may_build(user: Any) -> bool:
    """Say whether an account configures services at all."""
    return policies.may_begin(user)


def may_change(user: Any, service: Service) -> bool:
    """Say whether an account writes versions of a service; one from an OPD's file is doubled first."""
    return policies.may_write(user, service)


def within(user: Any) -> QuerySet[Service]:
    """Return the services an account keeps: those of its own OPD, all of them for Diskominfosatik."""
    scope = managed_agencies(user)
    rows = Service.objects.select_related("agency", "live")
    return rows if scope is None else rows.filter(agency__in=scope)
