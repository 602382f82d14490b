"""Keep a request from the officers it is about, and from whoever need not know who filed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.models import Staff
from citizens.notifications.actions import take_back
from services.catalogue.models import FunctionHolder
from services.definition import conditions
from services.definition.document import NAMING
from services.requests import terms
from services.requests.engine import ledger
from services.requests.engine.errors import InvalidData
from services.requests.engine.own_form import own_form
from services.requests.engine.step import Step
from services.requests.models import RequestExclusion, ServiceRequest, Visibility

SHORTEST: Final = 3  # letters of a word that may be somebody's name
STRONG: Final = 2  # words in common that leave no doubt


def judge(step: Step, plain: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    """Say at sending whether a request is confidential, whose identity is hidden, and from whom it is kept."""
    request, access = step.request, step.document.access
    request.confidential = (
        access.confidential
        or (request.parent is not None and request.parent.confidential)
        or (access.confidential_if is not None and conditions.holds(access.confidential_if, _scope(plain, facts)))
        or any(plain.get(name) for name in access.keep_from)
    )
    request.identity_hidden = request.confidential and bool(access.identity)
    named = officers_named(str(plain.get(name) or "") for name in access.keep_from)
    _keep(request, _some_remain(step, named))


def exclude(step: Step) -> None:
    """Keep a request from the officers its form names; raises InvalidData for a name that nobody bears."""
    said = own_form(step)
    rule = step.rule
    if rule is None:
        raise AssertionError("an exclusion is an action of the document")
    texts = [str(said.get(field.id) or "") for field in rule.form if field.type in NAMING]
    found = officers_named(texts)
    wanted = [staff for staff, sure in found if sure] or [staff for staff, _sure in found]
    if not wanted:
        raise InvalidData([], _("Tidak ada petugas portal dengan nama itu. Periksa ejaannya, atau tulis nama lengkap."))
    request = step.request
    request.confidential = True
    request.identity_hidden = bool(step.document.access.identity)
    _keep(request, wanted)
    terms.write(request, [], [])
    if request.assignee is not None and request.assignee in wanted:
        request.assignee = None
    take_back((staff.user_id for staff in wanted), f"/panel/antrean/{request.pk}/")
    ledger.record(step, "exclude", payload={**said, "text": _count(len(wanted))}, visibility=Visibility.INTERNAL)


def officers_named(texts: Iterable[str]) -> list[tuple[Staff, bool]]:
    """Return the officers whose name or office these texts speak of, each with whether there is no doubt.

    One word of a name ("Budi"), or a whole title ("Camat Ciruas"), is enough to be careful; two words of a name, or all
    of it, leave no doubt.
    """
    words = {word for text in texts for word in terms.fold(text) if len(word) >= SHORTEST}
    if not words:
        return []
    like = Q(pk__in=[])
    for word in words:
        like |= Q(user__party__name__icontains=word) | Q(title__icontains=word)
    people = Staff.objects.filter(like, is_active=True).select_related("user__party").order_by("pk")
    found = []
    for staff in people:
        name, title = _words(staff.user.party.name if staff.user.party else ""), _words(staff.title)
        sure = len(name & words) >= STRONG or _whole(name, words)
        if sure or name & words or (len(title) >= STRONG and _whole(title, words)):
            found.append((staff, sure))
    return found


def _words(text: str) -> frozenset[str]:
    """Return the words of a name without what stands behind its comma: degrees belong to many."""
    return frozenset(word for word in terms.fold(text.split(",")[0]) if len(word) >= SHORTEST)


def _whole(part: frozenset[str], words: set[str]) -> bool:
    return bool(part) and part <= words


def _some_remain(step: Step, named: list[tuple[Staff, bool]]) -> list[Staff]:
    """Return from whom a new request is kept: everybody surely named, others as long as somebody is left to read it."""
    sure = [staff for staff, certain in named if certain]
    everybody = [staff for staff, _certain in named]
    if len(sure) == len(everybody):
        return sure
    rows = FunctionHolder.objects.filter(agency=step.request.agency, function__in=step.document.functions)
    rows = rows.filter(service=step.request.service_id)
    left = Q(functions__in=rows) | Q(unit__functions__in=rows)
    remain = Staff.objects.filter(left, is_active=True).exclude(pk__in=[staff.pk for staff in everybody])
    return everybody if remain.exists() else sure


def _keep(request: ServiceRequest, people: Iterable[Staff]) -> None:
    for staff in people:
        RequestExclusion.objects.get_or_create(request=request, user_id=staff.user_id)
        request.restricted = True


def _scope(plain: Mapping[str, Any], facts: Mapping[str, Any]) -> conditions.Scope:
    return conditions.Scope(plain, facts)


def _count(people: int) -> str:
    return ngettext("%(n)d akun petugas.", "%(n)d akun petugas.", people) % {"n": people}
