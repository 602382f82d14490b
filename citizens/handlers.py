"""Answer events of accounts and jobs of identity."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from citizens import actions
from citizens.identity.dukcapil import DukcapilVerifier
from citizens.models import Party, User
from foundation.outbox.models import Job
from foundation.outbox.registry import registry


@receiver(authenticator_added)
def count_activation_as_shown(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Count setting up the second factor as having shown it: its first code was just typed in."""
    if authenticator.type == Authenticator.Type.TOTP and get_authentication_records(request, user):
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=authenticator.type)


@receiver(email_confirmed)
def keep_contact_address(email_address: EmailAddress, **_: Any) -> None:
    """Take over a confirmed address as the person's contact when they have none."""
    Party.objects.filter(user=email_address.user_id, email="").update(email=email_address.email)


@registry.handles(actions.VERIFY_JOB, says=gettext_lazy("mencocokkan identitas dengan Dukcapil"))
def verify_identity(job: Job) -> None:
    """Compare the stated identity of a party with Dukcapil; a party without a NIK by now is left alone."""
    party = Party.objects.filter(pk=job.ids["party"]).first()
    if party is not None and party.nik and settings.DUKCAPIL["url"]:
        actions.verify_identity(party, _verifier())


def _verifier() -> DukcapilVerifier:
    """Return the register that the settings name."""
    chosen = settings.DUKCAPIL
    return DukcapilVerifier(
        url=chosen["url"],
        user_id=chosen["user_id"],
        password=chosen["password"],
        ip_user=chosen["ip_user"],
        ca_file=chosen["ca_file"],
    )
