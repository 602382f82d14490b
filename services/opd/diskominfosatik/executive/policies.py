"""Say who reads the executive page."""

from __future__ import annotations

from typing import Any

from agencies.policies import staff_of
from services.opd.diskominfosatik.executive.models import Seat


def reads(user: Any) -> bool:
    """Say whether an account administers the portal, or was let in."""
    staff = staff_of(user)
    return staff is not None and (staff.is_platform_admin or Seat.objects.filter(staff=staff).exists())
