"""Let each OPD write down its applications, and Diskominfosatik publish them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.db import models
from django.db.models import ForeignKey, ManyToManyField, Q, QuerySet
from django.forms import CheckboxSelectMultiple, ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from agencies import policies
from agencies.admin.scope import ScopedAdmin
from services.catalogue.models import Service
from services.opd.diskominfosatik.inventory.models import Application, Cost

if TYPE_CHECKING:
    _Inline = admin.StackedInline[Cost, Application]
else:
    _Inline = admin.StackedInline


class CostInline(_Inline):
    """Keep what an application costs a year; whoever may change the application may change them."""

    model = Cost
    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Show them on a page that was opened."""
        return obj is None or policies.manages(request.user, obj.agency_id)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


@admin.register(Application)
class ApplicationAdmin(ScopedAdmin):
    """Keep the inventory; what an OPD changes waits until it is published again."""

    list_display = ("name", "agency", "kind", "plan", "progress", "is_public")
    list_select_related = ("agency",)
    list_filter = ("plan", "kind", "is_public", ("agency", admin.RelatedOnlyFieldListFilter))
    search_fields = ("name", "summary")
    inlines = (CostInline,)
    actions = ("publish", "withdraw")
    formfield_overrides: ClassVar[dict[Any, Any]] = {models.URLField: {"assume_scheme": "https"}}
    fieldsets: ClassVar[Any] = [
        (None, {"fields": ["name", "agency", "kind", "summary", "users", "data"]}),
        (gettext_lazy("Teknis"), {"fields": ["origin", "source_link", "interface", "interface_link", "sign_on"]}),
        (gettext_lazy("Menuju satu aplikasi"), {"fields": ["plan", "plan_year", "progress", "clearance", "services"]}),
        (gettext_lazy("Asal fakta"), {"fields": ["found_in"]}),
    ]

    def view_on_site(self, obj: Application) -> str:
        """Lead to its page in the panel."""
        return reverse("inventory:application", args=[obj.pk])

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Ask an OPD for itself; only Diskominfosatik writes down what belongs to nobody here."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.name == "agency" and not policies.is_platform_admin(request.user):
            field.required = True
        return field

    def formfield_for_manytomany(self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the own services and those of every kecamatan, no confidential one."""
        if db_field.name == "services":
            own, kept = Service.objects.filter(live__isnull=False, confidential=False), self.reach(request)
            if kept is not None:
                own = own.filter(Q(agency__isnull=True) | Q(agency__in=kept))
            kwargs |= {"queryset": own.order_by("title"), "widget": CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Application, form: ModelForm[Any], change: bool) -> None:
        """Keep what an OPD writes from the public page until it is published; what Diskominfosatik writes is public."""
        obj.is_public = policies.is_platform_admin(request.user)
        super().save_model(request, obj, form, change)
        if not obj.is_public:
            messages.info(request, gettext("Tersimpan. Warga membacanya setelah diterbitkan Diskominfosatik."))

    @admin.action(description=gettext_lazy("Terbitkan"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Application]) -> None:
        """Put the chosen applications on the public page."""
        self._say(request, queryset.update(is_public=True))

    @admin.action(description=gettext_lazy("Tarik dari halaman publik"), permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Application]) -> None:
        """Take the chosen applications off the public page."""
        self._say(request, queryset.update(is_public=False))

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Leave publishing to Diskominfosatik."""
        return policies.is_platform_admin(request.user)

    def _say(self, request: HttpRequest, count: int) -> None:
        text = ngettext("%(count)d aplikasi diubah.", "%(count)d aplikasi diubah.", count) % {"count": count}
        self.message_user(request, text, messages.SUCCESS)
