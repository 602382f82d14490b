"""Show what a demo needs and nothing else may ever show: sign-in codes of the staff accounts and the mailbox."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.models import Staff
from citizens.models import User
from citizens.notifications.models import MailboxLetter
from foundation import keyset
from services.opd.diskominfosatik.signal.models import OperatorSeat
from spbe_portal.demo_people import DOMAIN, PASSWORD

PERIOD: Final = 30  # seconds a code lives
Page = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Account:
    """Hold one row of the demo page."""

    login: str
    name: str
    role: str
    office: str  # the short name of an officer's agency, "" for a citizen
    code: str


def demo_only(view: Page) -> Page:
    """Answer 404 outside the demo."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO or settings.PRODUCTION:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def code_now(secret: str, moment: float) -> str:
    """Return the 6 digits an authenticator app shows at a moment (RFC 6238); seconds since 1970."""
    return str(format_hotp_value(hotp_value(secret, int(moment) // PERIOD)))


def accounts(moment: float) -> list[Account]:
    """List the demo accounts, citizens first, staff with the code their app would show."""
    users = User.objects.filter(email__endswith=DOMAIN).select_related("party").order_by("is_staff", "email")
    officers = Staff.objects.filter(user__email__endswith=DOMAIN).select_related("agency", "unit")
    seats = {staff.user_id: staff for staff in officers}
    secrets = {
        found.user_id: decrypt(found.data["secret"])
        for found in Authenticator.objects.filter(user__email__endswith=DOMAIN, type=Authenticator.Type.TOTP)
    }
    operators = {
        seat.user_id: str(seat.get_target_display())
        for seat in OperatorSeat.objects.filter(user__email__endswith=DOMAIN, is_active=True)
    }
    return [
        Account(
            user.email or "",
            user.party.name if user.party else "",
            operators.get(user.pk) or _role(seats.get(user.pk)),
            gettext("Operator seluler") if user.pk in operators else _office(seats.get(user.pk)),
            code_now(secrets[user.pk], moment) if user.pk in secrets else "",
        )
        for user in users
    ]


def by_office(staff: Iterable[Account]) -> list[tuple[str, list[Account]]]:
    """Gather officers under the name of their agency, in the order of the alphabet."""
    ordered = sorted(staff, key=lambda account: (account.office.casefold(), account.login))
    return [(office, list(group)) for office, group in groupby(ordered, key=lambda account: account.office)]


def _role(staff: Staff | None) -> str:
    if staff is None:
        return ""
    return f"{staff.title}, {staff.unit.name}" if staff.unit else staff.title


def _office(staff: Staff | None) -> str:
    return (staff.agency.short_name or staff.agency.name) if staff else ""


@login_not_required
@demo_only
@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show accounts, codes and letters."""
    moment = time.time()
    letters = keyset.paginate(
        MailboxLetter.objects.all(), order=("-created_at", "-id"), cursor=request.GET.get("setelah"), size=20
    )
    found = accounts(moment)
    context = {
        "citizens": [account for account in found if not account.office],
        "offices": by_office(account for account in found if account.office),
        "password": PASSWORD,
        "seconds": PERIOD - int(moment) % PERIOD,
        "letters": letters.items,
        "next_url": f"?setelah={letters.next_cursor}#surat" if letters.next_cursor else "",
        "previous_url": f"?setelah={letters.previous_cursor}#surat" if letters.previous_cursor else "",
    }
    return render(request, "demo/page.html", context)


@login_not_required
@demo_only
@never_cache
@require_safe
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one letter of the demo mailbox."""
    return render(request, "demo/letter.html", {"letter": get_object_or_404(MailboxLetter, pk=pk)})
