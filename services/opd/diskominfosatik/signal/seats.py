"""Let accounts in for an operator, and end that; change the numbers. Each is written down with who and when."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from citizens.actions import end_sessions, require_second_factor
from citizens.models import User
from foundation import clock
from services.opd.diskominfosatik.signal.models import OperatorSeat, Rules, Target

BOUNDS: Final = {"near_m": (50, 5000), "few": (5, 1000), "far_km": (2, 50)}


class Refused(Exception):
    """Say in a sentence what is wrong, and with which box."""

    def __init__(self, field: str, sentence: str) -> None:
        """Keep both."""
        super().__init__(sentence)
        self.field = field


def give(email: str, target: str, actor: User) -> OperatorSeat:
    """Let an account act for an operator; raises Refused. It owes a second factor from its next request on."""
    if target not in Target.values:
        raise Refused("operator", _("Pilih operatornya."))
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first() if email.strip() else None
    if user is None:
        raise Refused("surel", _("Belum ada akun dengan surel itu. Minta wakil operator mendaftar di portal dulu."))
    if user.is_staff:
        raise Refused("surel", _("Akun petugas tidak dapat mewakili operator. Pakai akun lain."))
    with transaction.atomic():
        now = clock.now()
        values = {"target": target, "is_active": True, "given_by": actor, "given_at": now, "ended_at": None}
        seat, _new = OperatorSeat.objects.update_or_create(user=user, defaults=values)
        if not user.second_factor_required:
            require_second_factor(user)
    return seat


def end(seat: OperatorSeat) -> None:
    """End a seat: the account is signed out and sees nothing of an operator's any more."""
    with transaction.atomic():
        OperatorSeat.objects.filter(pk=seat.pk, is_active=True).update(is_active=False, ended_at=clock.now())
        end_sessions(seat.user)


def choose(numbers: dict[str, int], actor: User) -> Rules:
    """Set the numbers; raises Refused. What was joined stays joined, new reports follow the new number."""
    for field, (least, most) in BOUNDS.items():
        if not least <= numbers[field] <= most:
            raise Refused(field, _("Isi dengan angka %(a)d sampai %(b)d.") % {"a": least, "b": most})
    values = numbers | {"changed_by": actor, "changed_at": clock.now()}
    rules, _new = Rules.objects.update_or_create(pk=1, defaults=values)
    return rules
