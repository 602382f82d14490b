"""Let an office write what it changed because of people's words, and Diskominfosatik publish it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import ForeignKey, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, ngettext

from agencies import policies
from agencies.admin.scope import ScopedAdmin
from foundation import clock
from services.catalogue.models import Service
from services.performance.models import Improvement, ImprovementStatus


@admin.register(Improvement)
class ImprovementAdmin(ScopedAdmin):
    """Keep the log; what is published is changed by nobody, only taken back by Diskominfosatik."""

    list_display = ("done", "agency", "changed_on", "status")
    list_select_related = ("agency",)
    list_filter = ("status", ("agency", admin.RelatedOnlyFieldListFilter))
    search_fields = ("said", "done")
    fields = ("agency", "service", "said", "done", "changed_on", "status", "published_by", "published_at")
    readonly_fields = ("status", "published_by", "published_at")
    show_full_result_count = False
    actions = ("propose", "publish", "take_back")
    removable = True

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the own services and those of every kecamatan, as far as they may be named: no confidential one."""
        if db_field.name == "service":
            own, kept = Service.objects.filter(live__isnull=False, confidential=False), self.reach(request)
            if kept is not None:
                own = own.filter(Q(agency__isnull=True) | Q(agency__in=kept))
            kwargs["queryset"] = own.order_by("title")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Leave what is published as it is."""
        if obj is not None and obj.status == ImprovementStatus.PUBLISHED:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Remove only what stands nowhere in public."""
        return self.has_change_permission(request, obj) and super().has_delete_permission(request, obj)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Publish as Diskominfosatik alone."""
        return policies.is_platform_admin(request.user)

    @admin.action(description=gettext_lazy("Usulkan untuk terbit"), permissions=["view"])
    def propose(self, request: HttpRequest, queryset: QuerySet[Improvement]) -> None:
        """Ask Diskominfosatik to publish the chosen drafts."""
        count = queryset.filter(status=ImprovementStatus.DRAFT).update(status=ImprovementStatus.PROPOSED)
        self._say(request, count, ngettext("%(count)d perbaikan diusulkan.", "%(count)d perbaikan diusulkan.", count))

    @admin.action(description=gettext_lazy("Terbitkan"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Improvement]) -> None:
        """Put what was proposed on the public page."""
        proposed = queryset.filter(status=ImprovementStatus.PROPOSED)
        count = proposed.update(status=ImprovementStatus.PUBLISHED, published_by=request.user, published_at=clock.now())
        self._say(request, count, ngettext("%(count)d perbaikan terbit.", "%(count)d perbaikan terbit.", count))

    @admin.action(description=gettext_lazy("Tarik dari halaman publik"), permissions=["publish"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[Improvement]) -> None:
        """Make what is published a draft again."""
        count = queryset.filter(status=ImprovementStatus.PUBLISHED).update(
            status=ImprovementStatus.DRAFT, published_by=None, published_at=None
        )
        self._say(request, count, ngettext("%(count)d perbaikan ditarik.", "%(count)d perbaikan ditarik.", count))

    def _say(self, request: HttpRequest, count: int, text: str) -> None:
        self.message_user(request, text % {"count": count}, messages.SUCCESS if count else messages.WARNING)
