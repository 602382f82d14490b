"""Tell allauth how this portal knows people; its mail goes through the outbox."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Adapt accounts."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Adapt the second factor."""
