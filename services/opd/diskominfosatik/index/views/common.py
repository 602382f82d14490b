"""Open the door of the index room, and find what an address names."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from citizens.models import User
from services.opd.diskominfosatik.index.models import Assessment
from services.opd.diskominfosatik.index.policies import enters, steers


def require_keeper(request: HttpRequest) -> User:
    """Return the account, or refuse whoever keeps no records of an OPD."""
    if not enters(request.user) or not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def require_steering(request: HttpRequest) -> User:
    """Return the account, or refuse whoever does not steer."""
    if not steers(request.user) or not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def assessment_of(scheme: str, year: int) -> Assessment:
    """Return the assessment an address names."""
    if year > 9999:
        raise Http404
    return get_object_or_404(Assessment.objects.select_related("scheme"), scheme=scheme, year=year)
