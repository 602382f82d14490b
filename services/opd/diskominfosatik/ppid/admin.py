"""Let each OPD write its part of the list, and Diskominfosatik publish it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from agencies import policies
from agencies.admin.scope import ScopedAdmin
from services.opd.diskominfosatik.ppid import actions
from services.opd.diskominfosatik.ppid.models import InformationItem


@admin.register(InformationItem)
class InformationItemAdmin(ScopedAdmin):
    """Keep the list of public information; what an OPD saves waits until it is published."""

    list_display = ["title", "agency", "category", "period", "state"]
    list_select_related = ["agency", "published"]
    list_filter = ["category", ("agency", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["title", "summary"]
    fieldsets = [
        (_("Informasi"), {"fields": ["agency", "title", "summary", "period"]}),
        (_("Kategori"), {"fields": ["category", "exemption"]}),
        (_("Bentuk dan letak"), {"fields": ["format", "link"]}),
        (_("Pengelolaan"), {"fields": ["responsible", "retention"]}),
    ]
    formfield_overrides: ClassVar[dict[Any, Any]] = {models.URLField: {"assume_scheme": "https"}}
    actions = ("publish", "withdraw")

    @admin.display(description=_("keadaan"))
    def state(self, item: InformationItem) -> str:
        """Say whether everybody reads the row, and whether they read its newest words."""
        published = getattr(item, "published", None)
        if published is None:
            return str(_("menunggu diterbitkan"))
        return str(_("terbit") if actions.is_current(item, published) else _("terbit, perubahan menunggu"))

    def save_model(self, request: HttpRequest, obj: InformationItem, form: ModelForm[Any], change: bool) -> None:
        """Keep what an OPD writes; what Diskominfosatik writes is public at once."""
        super().save_model(request, obj, form, change)
        if policies.is_platform_admin(request.user):
            actions.publish([obj.pk])
        else:
            messages.info(request, gettext("Tersimpan. Warga membacanya setelah diterbitkan Diskominfosatik."))

    @admin.action(description=_("Terbitkan"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet[InformationItem]) -> None:
        """Put the chosen rows on the public list."""
        count = actions.publish(queryset.values_list("pk", flat=True))
        said = ngettext("%(count)d informasi terbit.", "%(count)d informasi terbit.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)

    @admin.action(description=_("Tarik dari daftar publik"), permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet[InformationItem]) -> None:
        """Take the chosen rows off the public list."""
        count = actions.withdraw(queryset.values_list("pk", flat=True))
        said = ngettext("%(count)d informasi ditarik.", "%(count)d informasi ditarik.", count)
        self.message_user(request, said % {"count": count}, messages.SUCCESS)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Leave publishing to Diskominfosatik."""
        return policies.is_platform_admin(request.user)
