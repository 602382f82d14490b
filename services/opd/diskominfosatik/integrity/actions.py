"""Go round all public pages, a part at a time, and write down what is not ours."""

from __future__ import annotations

import datetime as dt
import json
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from agencies import helpdesk
from agencies.models import ContactKind
from foundation import clock
from foundation.outbox import Lane, enqueue
from foundation.texts import hosts_of
from services.catalogue.models import Service, ServiceVersion
from services.opd.diskominfosatik.integrity import alarm
from services.opd.diskominfosatik.integrity.fetching import Answer, Visitor, own_hosts
from services.opd.diskominfosatik.integrity.inspecting import Rules, inspect
from services.opd.diskominfosatik.integrity.models import Finding, Round, Sign

LOOK: Final = "integrity.look"
PART: Final = 50  # pages a job looks at; the next part is a job of its own
KEPT: Final = dt.timedelta(days=400)
# Sharing, without a number to write to, and the map beside an address; both are written by templates alone.
WELCOME: Final = ("https://wa.me/?text=", "https://www.openstreetmap.org/")


def order(hour: dt.datetime, part: int = 0) -> None:
    """Write the job that looks at one part of this hour's round."""
    with transaction.atomic():
        ids = {"hour": hour.isoformat(), "part": str(part)}
        enqueue(LOOK, ids, lane=Lane.BULK, key=f"{hour.isoformat()}+{part}")


def look(hour: dt.datetime, part: int) -> bool:
    """Look at one part of a round; returns whether more is left. The last part ends the round and raises the alarm."""
    visitor, rules = Visitor(), site_rules()
    paths = visitor.paths()
    chosen = paths[part * PART : (part + 1) * PART]
    seen = {path: judge(visitor.get(path), rules) for path in chosen}
    with transaction.atomic():
        for path, found in seen.items():
            keep(path, found, clock.now())
        row, _new = Round.objects.get_or_create(hour=hour)
        more = (part + 1) * PART < len(paths)
        row.pages = min((part + 1) * PART, len(paths))
        if not more:
            _end(row, set(paths))
        row.save()
    return more


def site_rules() -> Rules:
    """Return what belongs on this site."""
    written = helpdesk.current().get(ContactKind.WHATSAPP)
    welcome = (*WELCOME, *([f"https://wa.me/{written.international}"] if written else []))
    return Rules(own_hosts(), urlsplit(settings.STATIC_URL).path, welcome, cited())


def cited() -> frozenset[str]:
    """Return the hosts that published service documents cite; who writes one is never who approves it."""
    rows = ServiceVersion.objects.filter(pk__in=Service.objects.exclude(live=None).values("live"))
    return frozenset(host for data in rows.values_list("document", flat=True) for host in hosts_of(json.dumps(data)))


def judge(answer: Answer, rules: Rules) -> set[tuple[str, str]]:
    """Return what is wrong with an answer; a page that was taken away since the map was written is no finding."""
    if answer.status in {404, 410}:
        return set()
    if answer.status != 200:
        return {(Sign.BROKEN.value, str(answer.status))}
    return inspect(answer.text, rules) if answer.kind.startswith("text/html") else set()


def keep(path: str, found: set[tuple[str, str]], now: dt.datetime) -> None:
    """Write down what a page shows now: what is new, what is still there, and what is gone."""
    kept = {(row.sign, row.detail): row for row in Finding.objects.filter(path=path[:300], cleared_at=None)}
    stays = [row.pk for pair, row in kept.items() if pair in found]
    gone = [row.pk for pair, row in kept.items() if pair not in found]
    if stays:
        Finding.objects.filter(pk__in=stays).update(last_seen=now)
    if gone:
        Finding.objects.filter(pk__in=gone).update(cleared_at=now)
    Finding.objects.bulk_create(
        (
            Finding(path=path[:300], sign=sign, detail=detail, first_seen=now, last_seen=now)
            for sign, detail in sorted(found - kept.keys())
        ),
        ignore_conflicts=True,  # a second worker may have looked at the same moment
    )


def _end(row: Round, paths: set[str]) -> None:
    now = clock.now()
    still = Finding.objects.filter(cleared_at=None)
    # A page that is public no longer shows nothing any more.
    away = [pk for pk, path in still.values_list("pk", "path") if path not in paths]
    Finding.objects.filter(pk__in=away).update(cleared_at=now)
    row.found, row.ended_at = still.count(), now
    new = still.filter(first_seen__gte=row.hour)
    if first := new.order_by("pk").first():
        alarm.raise_alarm(first.path, new.count(), row.hour.isoformat())
    Round.objects.filter(hour__lt=now - KEPT).delete()
    Finding.objects.filter(cleared_at__lt=now - KEPT).delete()
