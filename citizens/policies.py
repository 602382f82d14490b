"""Say who may do what with accounts and parties, and whose rows a person may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from allauth.account.authentication import get_authentication_records
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest

from citizens.models import AccessLog, User
from citizens.models.party import IdentityLevel

# Pages a person may open before showing the second factor: those that let them show it, or leave.
ALWAYS_OPEN: Final = frozenset(
    {
        "account_login",
        "account_logout",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "livez",
        "readyz",
        "demo",
        "demo_letter",
    }
)
# And while there is no second factor yet, those that set it up; a confirmed address is a condition for that.
OPEN_FOR_SETTING_UP: Final = frozenset(
    {"account_reauthenticate", "account_email", "account_confirm_email", "mfa_index", "mfa_activate_totp"}
)
STAFF_IDLE: Final = dt.timedelta(minutes=30)
STAFF_ABSOLUTE: Final = dt.timedelta(hours=8)


def owes_second_factor(request: HttpRequest, user: User | AnonymousUser) -> bool:
    """Tell whether this session belongs to an account held to a second factor that it has not shown yet."""
    if not isinstance(user, User) or not user.second_factor_required:
        return False
    return not any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def staff_session_over(marks: Mapping[str, float], now: dt.datetime) -> bool:
    """Tell whether a staff session was idle or open for too long; marks are seconds since 1970."""
    moment = now.timestamp()
    idle = moment - marks.get("seen", moment) > STAFF_IDLE.total_seconds()
    return idle or moment - marks.get("since", moment) > STAFF_ABSOLUTE.total_seconds()


def may_change_nik(user: User) -> bool:
    """Let a person state or correct a NIK until it was matched or seen; after that only an office may."""
    return user.party is None or user.party.identity == IdentityLevel.CLAIMED


def access_log_of(user: User) -> QuerySet[AccessLog]:
    """Return who opened this person's data; nothing for an account without a party."""
    if user.party_id is None:
        return AccessLog.objects.none()
    return AccessLog.objects.filter(party=user.party_id)
