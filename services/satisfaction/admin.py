"""Let an office keep its counters and plans, read remarks and have reports made; Diskominfosatik publishes plans."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import transaction
from django.db.models import ForeignKey, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext_lazy as _

from agencies import policies
from agencies.admin.scope import ScopedAdmin
from foundation import clock
from foundation.periods import year_of
from services.catalogue.models import Service
from services.satisfaction import actions, formula, reading
from services.satisfaction.models import FollowUp, Kind, PlanStatus, Remark, Report, ReportState, SurveyPoint

WORDS = ("agency", "service", "period", "element", "plan", "responsible", "due_on")


@admin.register(SurveyPoint)
class SurveyPointAdmin(ScopedAdmin):
    """Keep the counters at which people are asked."""

    list_display = ["name", "agency", "unit", "is_active", "sheet"]
    list_select_related = ["agency", "unit"]
    list_filter = ["is_active", ("agency", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name"]
    fields = ["agency", "unit", "name", "is_active", "sheet"]
    readonly_fields = ["sheet"]

    @admin.display(description=_("lembar kode QR"))
    def sheet(self, point: SurveyPoint) -> str:
        """Lead to the sheet that is printed."""
        if not point.token:
            return gettext("Tersedia setelah disimpan.")
        return format_html('<a href="{}">{}</a>', reverse("satisfaction:point", args=[point.pk]), gettext("Buka"))

    def save_model(self, request: HttpRequest, obj: SurveyPoint, form: ModelForm[Any], change: bool) -> None:
        """Give a new counter its address."""
        if not obj.token:
            obj.token = actions.new_token()
        super().save_model(request, obj, form, change)


@admin.register(FollowUp)
class FollowUpAdmin(ScopedAdmin):
    """Keep the plans; the words of a published one stay, its progress goes on."""

    list_display = ["plan", "agency", "period", "element", "due_on", "progress", "status"]
    list_select_related = ["agency"]
    list_filter = ["status", "progress", ("agency", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["plan"]
    fields = (*WORDS, "progress", "done_on", "status", "published_by", "published_at")
    readonly_fields = ("status", "published_by", "published_at")
    actions = ("propose", "publish", "take_back")
    removable = True

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the weakest element of the office's newest index, or the county's."""
        given = super().get_changeform_initial_data(request)
        agency = given.get("agency")
        row = reading.newest(Kind.AGENCY, agency=str(agency)) if agency else reading.newest(Kind.COUNTY)
        if row is not None and row.sums:
            return {"period": row.period, "element": formula.lowest(row.sums)[0], **given}
        return {"period": year_of(clock.today()).code, **given}

    def get_readonly_fields(self, request: HttpRequest, obj: Any | None = None) -> tuple[str, ...]:
        """Leave the words of what is published as they are."""
        kept = tuple(self.readonly_fields)
        return (*WORDS, *kept) if obj is not None and obj.status == PlanStatus.PUBLISHED else kept

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the own services and those of every kecamatan, as far as they may be named: no confidential one."""
        if db_field.name == "service":
            own, kept = Service.objects.filter(live__isnull=False, confidential=False), self.reach(request)
            if kept is not None:
                own = own.filter(Q(agency__isnull=True) | Q(agency__in=kept))
            kwargs["queryset"] = own.order_by("title")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give the plan room for its sentences."""
        if db_field.name == "plan":
            kwargs["widget"] = AdminTextareaWidget
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Remove only what stands nowhere in public."""
        published = obj is not None and obj.status == PlanStatus.PUBLISHED
        return not published and super().has_delete_permission(request, obj)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Publish as Diskominfosatik alone."""
        return policies.is_platform_admin(request.user)

    @admin.action(description=gettext_lazy("Usulkan untuk terbit"), permissions=["view"])
    def propose(self, request: HttpRequest, queryset: QuerySet[FollowUp]) -> None:
        """Ask Diskominfosatik to publish the chosen drafts."""
        count = queryset.filter(status=PlanStatus.DRAFT).update(status=PlanStatus.PROPOSED)
        self._told(request, ngettext("%(n)d rencana diusulkan.", "%(n)d rencana diusulkan.", count) % {"n": count})

    @admin.action(description=gettext_lazy("Terbitkan"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[FollowUp]) -> None:
        """Put the chosen proposals on the public page."""
        count = queryset.filter(status=PlanStatus.PROPOSED).update(
            status=PlanStatus.PUBLISHED, published_by=request.user, published_at=clock.now()
        )
        self._told(request, ngettext("%(n)d rencana terbit.", "%(n)d rencana terbit.", count) % {"n": count})

    @admin.action(description=gettext_lazy("Tarik dari halaman publik"), permissions=["publish"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[FollowUp]) -> None:
        """Make drafts of what was published."""
        count = queryset.filter(status=PlanStatus.PUBLISHED).update(
            status=PlanStatus.DRAFT, published_by=None, published_at=None
        )
        self._told(request, ngettext("%(n)d rencana ditarik.", "%(n)d rencana ditarik.", count) % {"n": count})

    def _told(self, request: HttpRequest, sentence: str) -> None:
        self.message_user(request, sentence, messages.SUCCESS)


@admin.register(Remark)
class RemarkAdmin(ScopedAdmin):
    """Read what people wrote besides; it stands nowhere in public and is forgotten after two years."""

    list_display = ["said_on", "agency", "service", "channel", "short"]
    list_select_related = ["agency", "service"]
    list_filter = ["channel", ("agency", admin.RelatedOnlyFieldListFilter)]
    fields = ["said_on", "agency", "service", "channel", "text"]
    removable = True

    @admin.display(description=_("catatan"))
    def short(self, remark: Remark) -> str:
        """Return the beginning of a remark."""
        return str(remark)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave writing to those who were asked."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Change nobody's words."""
        return False


@admin.register(Report)
class ReportAdmin(ScopedAdmin):
    """Have the report of a period made by a worker, and fetch it here."""

    list_display = ["period", "whose", "state", "made_at", "fetch"]
    list_select_related = ["agency"]
    list_filter = ["state", ("agency", admin.RelatedOnlyFieldListFilter)]
    fields = ["agency", "period", "state", "made_at", "sha256", "fetch"]
    readonly_fields = ["state", "made_at", "sha256", "fetch"]
    removable = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        """Leave the files where they are."""
        return super().get_queryset(request).defer("file")

    @admin.display(description=_("tentang"))
    def whose(self, report: Report) -> str:
        """Name the office, or the county."""
        return report.agency.short_name if report.agency else gettext("Kabupaten Serang")

    @admin.display(description=_("berkas"))
    def fetch(self, report: Report) -> str:
        """Lead to the file."""
        if report.state != ReportState.READY:
            return "–"
        address = reverse("satisfaction:report", args=[report.pk])
        return format_html('<a href="{}">{}</a>', address, gettext("Unduh PDF"))

    def get_form(self, request: HttpRequest, obj: Any | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Hold an office to its own report: the county's is Diskominfosatik's."""
        form = super().get_form(request, obj, change, **kwargs)
        if "agency" in form.base_fields and not policies.is_platform_admin(request.user):
            form.base_fields["agency"].required = True
        return form

    def has_change_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Leave a report as it was made."""
        return obj is None and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Report, form: ModelForm[Any], change: bool) -> None:
        """Keep the wish and have it done."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            actions.order_report(obj)
        messages.info(request, gettext("Laporan sedang dibuat. Muat ulang daftar ini sebentar lagi."))
