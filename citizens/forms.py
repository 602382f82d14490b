"""Ask people for their account and profile."""

from __future__ import annotations

from typing import Any

from django import forms


class SignupForm(forms.Form):
    """Ask the least an account needs."""

    def signup(self, request: Any, user: Any) -> None:
        """Finish the account."""
