"""Show activities and notices to everybody, and let signed-in people register."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from agencies.activities import feeds, joining, mine, periods, presenters, queries
from agencies.activities.linked import linked_data
from agencies.models import Activity, Occurrence
from citizens.models import User
from foundation import clock, formats, keyset

PAGE: Final = 40
NEWS_PAGE: Final = 20
COMING: Final = 8  # further days on the page of an activity


@login_not_required
@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """Show seven days from today on, or a month, of all or of one agency or kecamatan."""
    period, readable = periods.read(request.GET)
    agencies, districts = queries.agencies(_slug(request)), list(queries.districts())
    wanted, known = _wanted(request, {each.pk for each in agencies}, {each.pk for each in districts})
    days = queries.between(queries.public_days(wanted), period.first, period.last)
    page = keyset.paginate(days, order=("starts_at", "id"), cursor=request.GET.get("setelah"), size=PAGE)
    filters = _filters(wanted)
    context = {
        "period": period,
        "unreadable": not readable,
        "unknown": not known,
        "groups": presenters.grouped(presenters.row(each, period.first) for each in page.items),
        "weeks": _weeks(period, days, filters) if period.is_month else [],
        "weekdays": periods.weekdays(),
        "next_day": _next_day(wanted, period) if not page.items else None,
        "agencies": [(each.pk, each.short_name) for each in agencies],
        "districts": [(each.pk, each.name) for each in districts],
        "wanted": wanted,
        "links": _links(period, filters, page),
    }
    return render(request, "agencies/activities.html", context)


@login_not_required
@require_safe
def activity(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one activity: when, where, for whom, whether it is cancelled, and how to come."""
    found, day = _found(pk, request.GET.get("tanggal", ""))
    text = presenters.share_text(day, found)
    context = {
        "activity": found,
        "day": day,
        "row": presenters.row(day),
        "when": presenters.span(day) or formats.long_date(day.day),
        "repeats": presenters.repeats(found),
        "coming": [presenters.row(each) for each in _coming(found, day)],
        "places": presenters.places(day, found),
        "is_open": joining.is_open(day, found),
        "joined": _joined(request, found, day),
        "kept_days": settings.PARTICIPANTS_KEPT_DAYS,
        "share_text": text,
        "share_url": presenters.whatsapp(text),
        "linked_data": linked_data(found, day, feeds.address(found, day.day), settings.PORTAL_URL),
    }
    return render(request, "agencies/activity.html", context)


@login_required
@require_POST
def join(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Register the person for one day."""
    found, day = _found(pk, request.POST.get("tanggal", ""))
    try:
        joining.join(day, _me(request))
        messages.success(request, _("Anda terdaftar. Sampai bertemu."))
    except joining.Refused as refused:
        messages.error(request, str(refused))
    return redirect(presenters.page_url(found, day.day))


@login_required
@require_POST
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the person's registration back."""
    found, day = _found(pk, request.POST.get("tanggal", ""))
    joining.leave(day, _me(request))
    messages.success(request, _("Pendaftaran Anda dibatalkan. Tempatnya untuk orang lain."))
    if request.POST.get("kembali") == "saya":
        return redirect("agencies:my_activities")
    return redirect(presenters.page_url(found, day.day))


@login_required
@require_safe
@never_cache
def mine_page(request: HttpRequest) -> HttpResponse:
    """Show a person what they registered for, and let them take it back."""
    me = _me(request)
    page = mine.coming(me, request.GET.get("setelah"))
    context = {
        "coming": [mine.line(each) for each in page.items],
        "past": [mine.line(each) for each in mine.past(me)],
        "kept_days": settings.PARTICIPANTS_KEPT_DAYS,
    }
    return render(request, "agencies/mine.html", context | _pager(page, {}))


@login_not_required
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Show the notices whose time it is, newest first."""
    rows = queries.shown_news(_slug(request))
    page = keyset.paginate(rows, order=("-shown_from", "-id"), cursor=request.GET.get("setelah"), size=NEWS_PAGE)
    context = {"items": page.items} | _pager(page, {})
    return render(request, "agencies/news.html", context)


@login_not_required
@require_safe
def news_item(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one notice."""
    item = queries.shown_news().filter(pk=pk).first()
    if item is None:
        raise Http404
    return render(request, "agencies/news_item.html", {"item": item})


def _me(request: HttpRequest) -> User:
    return User.objects.select_related("party").get(pk=str(request.user.pk))


def _found(pk: UUID, day: str) -> tuple[Activity, Occurrence]:
    """Return an activity everybody may see and the day asked for; what is not there and what is hidden look alike."""
    found = queries.public_activity(pk)
    asked = periods.parse(day) if day else None
    if found is None or (day and asked is None):
        raise Http404
    row = queries.day_of(found, asked)
    if row is None:
        raise Http404
    row.activity = found
    return found, row


def _coming(found: Activity, day: Occurrence) -> list[Occurrence]:
    rows = [each for each in queries.coming_days(found, COMING + 1) if each.pk != day.pk] if found.rule else []
    for each in rows:
        each.activity = found
    return rows[:COMING]


def _joined(request: HttpRequest, found: Activity, day: Occurrence) -> bool:
    if found.capacity is None or not request.user.is_authenticated:
        return False
    return joining.joined(day, _me(request))


def _wanted(request: HttpRequest, agencies: set[str], districts: set[str]) -> tuple[queries.Wanted, bool]:
    """Return the filter of the address, and whether agency and kecamatan are known; unknown ones filter nothing."""
    agency, region = request.GET.get("opd", ""), request.GET.get("kecamatan", "")
    wanted = queries.Wanted(agency if agency in agencies else "", region if region in districts else "")
    return wanted, (wanted.agency, wanted.region) == (agency, region)


def _slug(request: HttpRequest) -> str:
    return request.GET.get("opd", "").replace("\x00", "")[:40]


def _filters(wanted: queries.Wanted) -> dict[str, str]:
    return {name: value for name, value in (("opd", wanted.agency), ("kecamatan", wanted.region)) if value}


def _weeks(period: periods.Period, days: Any, filters: dict[str, str]) -> list[list[periods.Cell]]:
    spans = days.order_by("day", "last_day").values_list("day", "last_day").annotate(number=Count("id"))
    return periods.grid(period, spans, filters)


def _next_day(wanted: queries.Wanted, period: periods.Period) -> presenters.Row | None:
    following = queries.public_days(wanted).filter(day__gt=period.last, is_cancelled=False).first()
    return presenters.row(following) if following else None


def _links(period: periods.Period, filters: dict[str, str], page: keyset.KeysetPage[Occurrence]) -> dict[str, str]:
    """Return the addresses beside this one, with the same filter."""
    here = {"bulan": f"{period.first:%Y-%m}"} if period.is_month else {"dari": f"{period.first:%Y-%m-%d}"}
    beside = {
        "week": {"dari": f"{period.first:%Y-%m-%d}"} if period.is_month else {},
        "month": {"bulan": f"{period.first:%Y-%m}"},
        "before": period.before,
        "after": period.after,
    }
    links = {name: "?" + urlencode({**filters, **words}) for name, words in beside.items()}
    away = period.is_month or period.first != clock.today()
    links["today"] = "?" + urlencode(filters) if away else ""
    return links | _pager(page, {**filters, **here})


def _pager(page: keyset.KeysetPage[Any], words: dict[str, str]) -> dict[str, str]:
    cursors = {"next_url": page.next_cursor, "previous_url": page.previous_cursor}
    return {name: "?" + urlencode({**words, "setelah": cursor}) if cursor else "" for name, cursor in cursors.items()}
