"""Let people act for others: parents for their children, and whoever an adult gave a code to.

A mandate opens nothing that was asked before it: who acts for another sees what they filed under it, and that only
while it holds. So a code given to a relative shows them no earlier request and no confidential report.
"""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from citizens.models import Mandate, MandateInvitation, Party, Relation, User
from citizens.notifications.notify import notify
from citizens.notifications.topics import Topic, Topics
from foundation import clock, crypto, formats

ADULT: Final = 17  # years, from which one has a KTP of one's own (UU 24/2013 art. 63)
MOST: Final = 20  # people that one account acts for at a time
CODE_DAYS: Final = 7
LONGEST_YEARS: Final = 2
CODE_LENGTH: Final = 10
CODE_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
# As whom an adult may appoint somebody: what the principal is to the agent.
APPOINTED: Final = (Relation.PARENT, Relation.SPOUSE, Relation.OTHER)
BEGUN: Final = "citizens.wakil_mulai"
ENDED: Final = "citizens.wakil_selesai"
PAGE: Final = "/akun/keluarga/"


class Refused(Exception):
    """Say in one sentence why nobody may act for anybody this way."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence."""
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Child:
    """State what a parent says about a child."""

    name: str
    birth_date: dt.date
    nik: str = ""
    lives_here: bool = True


def register(topics: Topics) -> None:
    """Register what people are told when somebody begins or stops acting for them; nobody switches that off."""
    topics.register(Topic(BEGUN, frozenset({"name", "until"})), Topic(ENDED, frozenset({"name"})))


def standing(day: dt.date | None = None) -> Q:
    """Return the condition of a mandate that holds on a day (today when none is named)."""
    day = day or clock.today()
    begun = Q(revoked_at__isnull=True, valid_from__lte=day)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def held_by(party: Party | None) -> QuerySet[Mandate]:
    """Return the mandates under which a person may act for others now, with these others."""
    rows = Mandate.objects.filter(standing()) if party is not None else Mandate.objects.none()
    return rows.filter(agent=party).select_related("principal").order_by("created_at", "pk")


def agent_of(mandate_id: UUID | None) -> Party | None:
    """Return who acts under a mandate, None where it has ended or there is none."""
    if mandate_id is None:
        return None
    found = Mandate.objects.filter(standing(), pk=mandate_id).select_related("agent").first()
    return found.agent if found is not None else None


def given_by(party: Party) -> QuerySet[Mandate]:
    """Return the mandates under which others may act for a person now, with these others."""
    return Mandate.objects.filter(standing(), principal=party).select_related("agent").order_by("created_at", "pk")


def open_codes(party: Party) -> QuerySet[MandateInvitation]:
    """Return the codes of a person that still work."""
    return MandateInvitation.objects.filter(principal=party, used_at__isnull=True, ends_at__gt=clock.now())


def last_day_of_childhood(birth: dt.date) -> dt.date:
    """Return the day before somebody turns 17."""
    try:
        turned = birth.replace(year=birth.year + ADULT)
    except ValueError:  # born on 29 February
        turned = birth.replace(year=birth.year + ADULT, month=3, day=1)
    return turned - dt.timedelta(days=1)


def add_child(parent: Party, child: Child) -> Mandate:
    """Let a parent act for a child until the day before it turns 17; raises Refused."""
    until = last_day_of_childhood(child.birth_date)
    if until < clock.today():
        raise Refused(_("Usia 17 tahun ke atas sudah ber-KTP. Minta ia memberi Anda kode kuasa dari akunnya."))
    with transaction.atomic():
        _hold(parent)
        home: dict[str, Any] = {}
        if child.lives_here:
            home = {name: getattr(parent, name) for name in ("street", "hamlet", "rt", "rw", "village_id")}
        # Whoever answers for a child is who is called about it.
        party = Party.objects.create(
            name=child.name, birth_date=child.birth_date, nik=child.nik, phone=parent.phone, email=parent.email, **home
        )
        return Mandate.objects.create(
            principal=party, agent=parent, relation=Relation.CHILD, valid_from=clock.today(), valid_to=until
        )


def invite(principal: Party, relation: str, until: dt.date) -> str:
    """Return a code that makes whoever types it an agent of this person; it is shown once. Raises Refused."""
    today = clock.today()
    if not today <= until <= _years_on(today, LONGEST_YEARS):
        raise Refused(_("Pilih tanggal dari hari ini sampai paling lama dua tahun lagi."))
    if relation not in APPOINTED:
        raise Refused(_("Pilih hubungan Anda dengannya."))
    if open_codes(principal).count() >= MOST:
        raise Refused(_("Terlalu banyak kode yang belum dipakai. Batalkan dulu salah satunya."))
    code = "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))
    now = clock.now()
    MandateInvitation.objects.create(
        principal=principal,
        code_hash=_hash(code),
        relation=relation,
        valid_to=until,
        made_at=now,
        ends_at=now + dt.timedelta(days=CODE_DAYS),
    )
    return f"{code[:5]}-{code[5:]}"


def accept(agent: Party, code: str) -> Mandate:
    """Make somebody the agent of whoever gave them this code; raises Refused, the same for every wrong code."""
    with transaction.atomic():
        _hold(agent)
        rows = MandateInvitation.objects.select_for_update().select_related("principal")
        found = rows.filter(code_hash=_hash(code), used_at__isnull=True, ends_at__gt=clock.now()).first()
        if found is None or found.principal_id == agent.pk or found.valid_to < clock.today():
            raise Refused(_("Kode ini salah, sudah dipakai, atau sudah berakhir. Minta kode baru."))
        mandate = Mandate.objects.create(
            principal=found.principal,
            agent=agent,
            relation=found.relation,
            valid_from=clock.today(),
            valid_to=found.valid_to,
        )
        # A row lock is nothing on SQLite: whoever changes the row first has the code.
        free = MandateInvitation.objects.filter(pk=found.pk, used_at__isnull=True)
        if not free.update(used_at=clock.now(), mandate=mandate):
            raise Refused(_("Kode ini salah, sudah dipakai, atau sudah berakhir. Minta kode baru."))
        until = formats.long_date(found.valid_to, weekday=False)
        said = {"name": agent.name, "until": until}
        notify(found.principal, topic=BEGUN, context=said, path=PAGE, key=f"wakil:{mandate.pk}")
        return mandate


def end(mandate_id: UUID, party: Party) -> Mandate | None:
    """End a mandate, by either of the two; the other is told. None when it is not theirs or has ended."""
    with transaction.atomic():
        both = Q(principal=party) | Q(agent=party)
        found = Mandate.objects.filter(both, standing(), pk=mandate_id).select_related("principal", "agent").first()
        now = clock.now()
        if found is None or not Mandate.objects.filter(pk=mandate_id, revoked_at=None).update(revoked_at=now):
            return None
        other = found.agent if found.principal_id == party.pk else found.principal
        if User.objects.filter(party=other).exists():
            notify(other, topic=ENDED, context={"name": party.name}, path=PAGE, key=f"wakil-selesai:{mandate_id}")
        return found


def withdraw_code(invitation_id: UUID, party: Party) -> bool:
    """Throw away a code that nobody used; say whether there was one."""
    return bool(open_codes(party).filter(pk=invitation_id).delete()[0])


def _hold(agent: Party) -> None:
    if held_by(agent).count() >= MOST:
        raise Refused(_("Anda sudah mewakili %(n)d orang. Akhiri dulu salah satunya.") % {"n": MOST})


def _hash(code: str) -> str:
    return crypto.blind_index("".join(letter for letter in code.upper() if letter.isalnum()), purpose="mandate.code")


def _years_on(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
