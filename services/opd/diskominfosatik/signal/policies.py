"""Say who keeps the sites: whoever works at Diskominfosatik, and nobody else in the panel."""

from __future__ import annotations

from typing import Any, Final

from agencies.policies import staff_of

OFFICE: Final = "diskominfosatik"


def keeps_sites(user: Any) -> bool:
    """Say whether an account works for the office that keeps the sites."""
    staff = staff_of(user)
    return staff is not None and staff.agency_id == OFFICE
