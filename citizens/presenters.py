"""Turn accounts into words for the screen."""

from __future__ import annotations

from citizens.models import User
from foundation import formats


def user_display(user: User) -> str:
    """Name an account the way a page greets it: the person's name, else the masked address it signs in with."""
    if user.party is not None:
        return user.party.name
    if user.email:
        return formats.mask_email(user.email)
    return formats.mask_phone(user.phone or "")
