"""Let Diskominfosatik write the roadmap, the studies and the obligations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agencies.admin.scope import ScopedAdmin
from agencies.models import Agency
from citizens.models import User
from services.opd.diskominfosatik.roadmap import actions
from services.opd.diskominfosatik.roadmap.admin_forms import InitiativeForm, ObligationForm
from services.opd.diskominfosatik.roadmap.models import (
    Budget,
    Fulfilment,
    Initiative,
    Obligation,
    Regulation,
    StepKind,
    Study,
    StudyDocument,
    StudyResult,
)

if TYPE_CHECKING:
    _Inline = admin.StackedInline[Any, Any]
else:
    _Inline = admin.StackedInline

HTTPS: dict[Any, Any] = {models.URLField: {"assume_scheme": "https"}}


class PlatformInline(_Inline):
    """Leave the rows to whoever may change what they belong to."""

    extra = 1  # a row to write in without a script

    def has_view_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Show them on a page that was opened."""
        return True

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


class BudgetInline(PlatformInline):
    """Keep the money of an initiative."""

    model = Budget


@admin.register(Initiative)
class InitiativeAdmin(ScopedAdmin):
    """Keep initiatives; every change is a step of their history."""

    platform_only = True
    list_display = ("code", "title", "agency", "start_on", "due_on", "status", "is_public")
    list_select_related = ("agency",)
    list_filter = ("status", "is_public", ("agency", admin.RelatedOnlyFieldListFilter))
    search_fields = ("code", "title")
    form = InitiativeForm
    inlines = (BudgetInline,)
    fieldsets: ClassVar[Any] = [
        (None, {"fields": ["code", "title", "summary", "agency", "is_public"]}),
        (gettext_lazy("Waktu"), {"fields": ["start_on", "due_on", "expected_on", "finished_on", "waits_for"]}),
        (gettext_lazy("Kemajuan"), {"fields": ["status", "percent"]}),
    ]

    def view_on_site(self, obj: Initiative) -> str:
        """Lead to the page on which its OPD reports."""
        return reverse("roadmap:initiative", args=[obj.pk])

    def save_related(self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool) -> None:
        """Write down what changed, with its money and what it waits for."""
        super().save_related(request, form, formsets, change)
        if isinstance(form, InitiativeForm):
            form.tie()
        actions.record(form.instance, StepKind.PLAN, request.user if isinstance(request.user, User) else None)


class DocumentInline(PlatformInline):
    """Keep the documents of a study."""

    model = StudyDocument
    formfield_overrides = HTTPS


class ResultInline(PlatformInline):
    """Keep what followed from a study."""

    model = StudyResult


@admin.register(Study)
class StudyAdmin(ScopedAdmin):
    """Keep studies."""

    platform_only = True
    list_display = ("title", "year", "agency", "status", "is_public")
    list_select_related = ("agency",)
    list_filter = ("status", "year", "is_public")
    search_fields = ("title",)
    inlines = (DocumentInline, ResultInline)


@admin.register(Regulation)
class RegulationAdmin(ScopedAdmin):
    """Keep the laws that oblige OPD."""

    platform_only = True
    list_display = ("title", "number", "adopted_on", "is_checked")
    search_fields = ("title", "number")


@admin.register(Obligation)
class ObligationAdmin(ScopedAdmin):
    """Keep obligations and of whom they ask."""

    platform_only = True
    list_display = ("text", "regulation", "article", "is_public")
    list_select_related = ("regulation",)
    list_filter = ("regulation", "is_public")
    search_fields = ("text", "article")
    form = ObligationForm
    fields = ("key", "regulation", "article", "text", "due_on", "source", "is_public", "agencies")
    actions = ("ask_everybody",)

    def save_related(self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool) -> None:
        """Ask whoever was chosen."""
        super().save_related(request, form, formsets, change)
        if isinstance(form, ObligationForm):
            form.tie()

    @admin.action(description=gettext_lazy("Tetapkan bagi semua perangkat daerah"), permissions=["change"])
    def ask_everybody(self, request: HttpRequest, queryset: QuerySet[Obligation]) -> None:
        """Ask the chosen obligations of every active OPD; who was asked before stays as it is."""
        agencies = list(Agency.objects.filter(is_active=True).values_list("pk", flat=True))
        known = set(Fulfilment.objects.filter(obligation__in=queryset).values_list("obligation", "agency"))
        wanted = [(duty.pk, agency) for duty in queryset for agency in agencies]
        new = [Fulfilment(obligation_id=duty, agency_id=one) for duty, one in wanted if (duty, one) not in known]
        Fulfilment.objects.bulk_create(new, ignore_conflicts=True)
        said = ngettext("%(n)d kewajiban ditetapkan.", "%(n)d kewajiban ditetapkan.", len(new)) % {"n": len(new)}
        self.message_user(request, said if new else _("Semua perangkat daerah sudah tercatat."), messages.SUCCESS)
