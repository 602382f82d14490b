"""Sign test people in the way the portal leaves them after a real sign-in."""

from __future__ import annotations

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.test import Client

from citizens.models import Party, User

PASSWORD = "kelapa-muda-segar-77"  # long, and not in any list of common ones


def make_citizen(email: str | None = "siti@contoh.test", *, name: str = "Siti Contoh", **fields: object) -> User:
    """Make a citizen with a party and the known password."""
    party = Party.objects.create(name=name, email=email or "", phone=str(fields.get("phone") or ""))
    return User.objects.create_user(email, PASSWORD, party=party, **fields)


def make_officer(email: str = "rina@contoh.test", *, second_factor: bool = True) -> User:
    """Make an account that may enter the panel, with its second factor set up unless told otherwise."""
    user = make_citizen(email, name="Rina Contoh", is_staff=True, second_factor_required=True)
    if second_factor:
        TOTP.activate(user, generate_totp_secret())
    return user


def code_of(user: User, moment: float | None = None) -> str:
    """Return the code the authenticator app of an account shows now, or at a moment."""
    secret = decrypt(Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"])
    return str(format_hotp_value(hotp_value(secret, int(moment or time.time()) // 30)))


def sign_in(client: Client, user: User, *, second_factor: bool = True) -> Client:
    """Sign in without the pages; `second_factor` says whether this session has shown it."""
    client.force_login(user)
    records = [{"method": "password", "at": time.time()}]
    if second_factor and user.second_factor_required:
        records.append({"method": "mfa", "at": time.time(), "type": "totp"})
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = records
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return client
