"""Show the room of the roadmap: the office sees everything, an OPD its own and reports on it."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.models import Agency
from citizens.models import User
from foundation import clock
from foundation.keyset import paginate
from services.opd.diskominfosatik.roadmap import actions, forms, gantt, lines, listing, presenters
from services.opd.diskominfosatik.roadmap.models import Budget, Initiative, Publication, Status, Study
from services.opd.diskominfosatik.roadmap.policies import enters, initiatives_of, steers

STEPS: Final = 50  # of a history; the newest tell what one wants to know
STUDIES: Final = 25


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show initiatives as a picture of time and as a table, with their money; or write them down as CSV."""
    require_keeper(request)
    choice, rows = listing.Choice.of(request.GET), initiatives_of(request.user)
    if request.GET.get("unduh") == "anggaran":
        return listing.budgets_table(choice.narrow(rows))
    if "unduh" in request.GET:
        return listing.initiatives_table(choice.narrow(rows))
    found = listing.page(rows, choice, request.GET.get("setelah", ""))
    today, all_of_them = clock.today(), steers(request.user)
    drawn = [lines.line(row, listing.url_of(row)) for row in found.items]
    money = lines.moneys(Budget.objects.filter(initiative__in=choice.narrow(rows)))
    offices = Agency.objects.filter(pk__in=Initiative.objects.values("agency")) if all_of_them else None
    context = listing.boxes(choice, offices) | {
        "rows": presenters.rows(drawn, today),
        "charts": gantt.charts(drawn, today),
        "moneys": presenters.years(money),
        "steers": all_of_them,
        "published": Publication.objects.first() if all_of_them else None,
        "narrowed": bool(choice.year or choice.agency or choice.status),
        "previous_url": choice.turn(found.previous_cursor),
        "next_url": choice.turn(found.next_cursor),
        "csv_url": choice.address(unduh="inisiatif"),
        "money_csv_url": choice.address(unduh="anggaran"),
    }
    return render(request, "diskominfosatik/roadmap/room.html", context)


@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Put the roadmap as it stands before the public."""
    if not steers(request.user):
        raise PermissionDenied
    actions.publish(_user(request))
    messages.success(request, _("Peta jalan terbit. Warga membaca keadaan saat ini."))
    return redirect("roadmap:room")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def initiative(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one initiative with its money and history; a POST reports on it, what is refused stays typed."""
    require_keeper(request)
    row = get_object_or_404(listing.fetched(initiatives_of(request.user)), pk=pk)
    if request.method != "POST":
        return _show(request, row, _said(row), {})
    words = forms.typed(request.POST, forms.REPORT)
    try:
        actions.report(row.pk, forms.report(words), _user(request))
    except actions.Refused as refused:
        return _show(request, row, words, refused.problems)
    messages.success(request, _("Laporan dicatat."))
    return redirect("roadmap:initiative", pk=pk)


@never_cache
@require_safe
def studies(request: HttpRequest) -> HttpResponse:
    """Show the studies with their documents and what followed from each."""
    require_keeper(request)
    rows = Study.objects.select_related("agency").prefetch_related("documents", "results__initiative")
    if not steers(request.user):
        rows = rows.filter(is_public=True)
    found = paginate(rows, order=("-year", "title"), cursor=request.GET.get("setelah", ""), size=STUDIES)
    context = {
        "rows": found.items,
        "steers": steers(request.user),
        "previous_url": f"?setelah={found.previous_cursor}" if found.previous_cursor else "",
        "next_url": f"?setelah={found.next_cursor}" if found.next_cursor else "",
    }
    return render(request, "diskominfosatik/roadmap/studies.html", context)


def require_keeper(request: HttpRequest) -> None:
    """Refuse whoever keeps no records of an OPD."""
    if not enters(request.user):
        raise PermissionDenied


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _said(row: Initiative) -> dict[str, str]:
    words = {"status": row.status, "percent": str(row.percent), "note": ""}
    for day in forms.DAYS:
        value = getattr(row, f"{day}_on")
        numbers = (value.year, value.month, value.day) if value else ("", "", "")
        words |= {f"{day}-{part}": str(number) for part, number in zip(forms.PARTS, numbers, strict=True)}
    return words


def _show(request: HttpRequest, row: Initiative, words: dict[str, str], problems: dict[str, str]) -> HttpResponse:
    today, line = clock.today(), lines.line(row)
    needed = Initiative.objects.filter(needed_by__initiative=row).order_by("start_on", "code")
    reached = set(initiatives_of(request.user).filter(pk__in=[each.pk for each in needed]).values_list("pk", flat=True))
    fields = ("status", "percent", "expected_on", "finished_on", "note")
    context = {
        "row": row,
        "shown": presenters.rows([line], today)[0],
        "moneys": presenters.years(lines.moneys(row.budgets.all())),
        "budgets": [each for each in row.budgets.all() if each.note],
        "needed": [(each, each.pk in reached) for each in needed],
        "steps": presenters.told(row.steps.select_related("actor__party")[:STEPS]),
        "states": [(value, str(label).capitalize()) for value, label in Status.choices],
        "steers": steers(request.user),
        "typed": words,
        **{day: [words[f"{day}-{part}"] for part in reversed(forms.PARTS)] for day in forms.DAYS},
        "errors": dict.fromkeys(fields, "") | problems,
        "summary": [(ids(name), sentence) for name, sentence in problems.items()],
    }
    return render(request, "diskominfosatik/roadmap/initiative.html", context, status=422 if problems else 200)


def ids(name: str) -> str:
    """Return the id of the control of a field, to which the summary of errors leads."""
    return name.removesuffix("_on") if name != "__all__" else "status"
