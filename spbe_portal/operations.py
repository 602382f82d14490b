"""Show those who keep the portal alive how its queue fares, and let them send what failed again."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agencies.policies import is_platform_admin
from citizens.presenters import user_display
from foundation import clock, formats
from foundation.keyset import paginate
from foundation.outbox import actions, queries
from foundation.outbox.models import Job
from foundation.outbox.registry import registry
from services.opd.diskominfosatik.integrity.models import Finding, Round

log = logging.getLogger("portal.operations")

PAGE: Final = 25
GROUPS: Final = 20
FINDINGS: Final = 50
REMEMBERED: Final = 10


@dataclass(frozen=True)
class LaneRow:
    """Hold one lane in words; `late` says that its oldest job waits longer than it may."""

    title: str
    load: queries.LaneLoad
    age: str
    late: bool


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show lanes, reasons, failed jobs and who sent what again; for Diskominfosatik alone."""
    _require_platform_admin(request)
    now = clock.now()
    found = paginate(queries.lost(), order=("-id",), cursor=request.GET.get("setelah", ""), size=PAGE)
    context = {
        "now": now,
        "lanes": [_lane(load, now) for load in queries.lane_loads(now)],
        "groups": [(group, registry.title(group.kind)) for group in queries.lost_groups(GROUPS)],
        "jobs": [(job, registry.title(job.kind)) for job in found.items],
        "round": Round.objects.filter(ended_at__isnull=False).first(),
        "findings": Finding.objects.filter(cleared_at=None)[:FINDINGS],
        "sent": [_sent(entry) for entry in _history()],
        "previous_url": _address(found.previous_cursor) if found.previous_cursor else "",
        "next_url": _address(found.next_cursor) if found.next_cursor else "",
    }
    return render(request, "panel/operations.html", context)


@require_POST
def send_again(request: HttpRequest) -> HttpResponse:
    """Send one failed job again, or all of one kind that failed for one reason, and write down who did."""
    _require_platform_admin(request)
    if "pekerjaan" in request.POST:
        count = _send_one(request)
    elif "jenis" in request.POST and "alasan" in request.POST:
        count = _send_group(request, request.POST["jenis"][:60], request.POST["alasan"][:200])
    else:
        raise BadRequest
    if count:
        text = ngettext("%(count)d pekerjaan dikirim ulang.", "%(count)d pekerjaan dikirim ulang.", count)
        messages.success(request, text % {"count": count})
    else:
        messages.warning(
            request, _("Tidak ada yang dikirim ulang: pekerjaan sudah berjalan lagi, atau isinya sudah dihapus.")
        )
    return redirect("operations")


def age_words(age: dt.timedelta) -> str:
    """Say how long something waits, in its largest unit."""
    minutes = int(age.total_seconds()) // 60
    if minutes < 1:
        return _("kurang dari 1 menit")
    if minutes < 60:
        return ngettext("%(n)d menit", "%(n)d menit", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(n)d jam", "%(n)d jam", hours) % {"n": hours}
    return ngettext("%(n)d hari", "%(n)d hari", hours // 24) % {"n": hours // 24}


def _require_platform_admin(request: HttpRequest) -> None:
    if not is_platform_admin(request.user):
        raise PermissionDenied


def _lane(load: queries.LaneLoad, now: dt.datetime) -> LaneRow:
    age = now - load.since if load.since else None
    late = age is not None and age > queries.PATIENCE[load.lane]
    return LaneRow(str(load.lane.label).capitalize(), load, age_words(age) if age is not None else "", late)


def _send_one(request: HttpRequest) -> int:
    try:
        pk = UUID(request.POST["pekerjaan"])
    except ValueError as error:
        raise BadRequest from error
    with transaction.atomic():
        job = Job.objects.filter(pk=pk).first()
        count = actions.send_again([pk]) if job is not None else 0
        if job is not None and count:
            _remember(request, f"{registry.title(job.kind)}: {job.reason}", str(pk), count)
    return count


def _send_group(request: HttpRequest, kind: str, reason: str) -> int:
    with transaction.atomic():
        count = actions.send_all_again(kind, reason)
        if count:
            _remember(request, f"{registry.title(kind)}: {reason}", "", count)
    return count


def _remember(request: HttpRequest, what: str, pk: str, count: int) -> None:
    LogEntry.objects.create(
        user_id=str(request.user.pk),
        content_type=ContentType.objects.get_for_model(Job),
        object_id=pk,
        object_repr=what[:200],
        action_flag=CHANGE,
        change_message=_("Kirim ulang: %(count)d pekerjaan.") % {"count": count},
    )
    log.info("jobs sent again", extra={"count": count, "user": str(request.user.pk)})


def _history() -> Any:
    rows = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Job))
    return rows.select_related("user__party").order_by("-id")[:REMEMBERED]


def _sent(entry: LogEntry) -> tuple[str, str, str, str]:
    return formats.moment(entry.action_time), user_display(entry.user), entry.object_repr, entry.change_message


def _address(cursor: str) -> str:
    return f"{reverse('operations')}?{urlencode({'setelah': cursor})}#gagal"
