"""Change accounts and parties; every change of a person's data goes through here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import F

from citizens.identity.verification import Claim, IdentityVerifier, Unanswered
from citizens.models import AccessLog, IdentityCheck, Party, User
from citizens.models.identity_check import CheckOutcome
from citizens.models.party import IdentityLevel
from foundation.outbox.actions import enqueue

VERIFY_JOB = "citizens.verify_identity"


@dataclass(frozen=True)
class NewAccount:
    """State the least an account needs: a name, a password, and an e-mail address or a phone number."""

    name: str
    email: str
    phone: str
    password: str


def create_account(new: NewAccount) -> User | None:
    """Make an account and its party; None when the address or number is taken. Both take one password hash."""
    password = make_password(new.password)
    try:
        with transaction.atomic():
            if is_taken(new.email, new.phone):
                return None
            party = Party.objects.create(name=new.name, email=new.email, phone=new.phone)
            user = User.objects.create(email=new.email, phone=new.phone, party=party, password=password)
            if new.email:
                EmailAddress.objects.create(user=user, email=new.email, primary=True, verified=False)
            return user
    except IntegrityError:  # somebody took it between the question and the answer
        return None


def is_taken(email: str, phone: str) -> bool:
    """Tell whether another account signs in with this address or number."""
    by_phone = bool(phone) and User.objects.filter(phone=phone).exists()
    by_email = bool(email) and (
        EmailAddress.objects.filter(email=email).exists() or User.objects.filter(email=email).exists()
    )
    return by_phone or by_email


def require_second_factor(user: User) -> None:
    """Hold an account to a second factor from its next request on; its open sessions end."""
    user.second_factor_required = True
    user.save(update_fields=["second_factor_required"])


def end_sessions(user: User) -> None:
    """End every session of an account at its next request, wherever it is signed in."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])


def record_access(
    party: Party | None, reader: User, agency_code: str, what: str, object_id: object, reason: str = ""
) -> AccessLog:
    """Write down that staff opened a person's data, for the person to see (UU 27/2022 art. 32)."""
    return AccessLog.objects.create(
        party=party, reader=reader, agency_code=agency_code, what=what, object_id=str(object_id), reason=reason
    )


def update_profile(user: User, party_data: dict[str, Any], language: str) -> Party:
    """Store what a person says about themselves; makes the party of an account that has none yet."""
    with transaction.atomic():
        party = user.party or Party(email=user.email or "")
        for name, value in party_data.items():
            setattr(party, name, value)
        party.save()
        user.party, user.language = party, language
        user.save(update_fields=["party", "language"])
    return party


def state_nik(party: Party, nik: str, *, verify: bool) -> None:
    """Keep the NIK a person states; `verify` asks the register later, outside the request."""
    with transaction.atomic():
        party.nik, party.identity = nik, IdentityLevel.CLAIMED
        party.save(update_fields=["nik", "identity"])
        if verify:
            enqueue(VERIFY_JOB, {"party": str(party.pk)})


def verify_identity(party: Party, verifier: IdentityVerifier) -> IdentityCheck:
    """Compare a party with the register and keep the flags; raises nothing when the register is silent."""
    claim = Claim(party.nik, party.name, party.birth_date)
    try:
        match = verifier.verify(claim)
    except Unanswered as silence:
        return IdentityCheck.objects.create(party=party, outcome=CheckOutcome.UNANSWERED, code=silence.code)
    outcome = CheckOutcome.MATCHED if match.complete and _prove(party) else CheckOutcome.DIFFERS
    return IdentityCheck.objects.create(party=party, outcome=outcome, flags=dict(match.flags))


def _prove(party: Party) -> bool:
    """Raise the identity to matched; False when another party has already proven this NIK."""
    try:
        with transaction.atomic():
            updated = Party.objects.filter(
                pk=party.pk, nik_index=party.nik_index, identity=IdentityLevel.CLAIMED
            ).update(identity=IdentityLevel.MATCHED)
    except IntegrityError:
        return False
    return updated == 1
