"""Let an OPD keep where its systems listen, see what they were told, and tell it again."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.admin.scope import ScopedAdmin
from services.webhooks import actions
from services.webhooks.forms import EndpointForm
from services.webhooks.models import PING, Delivery, Endpoint, Topic

# Whose key may be shown, once, and whether it replaces another one; the key itself never lies in a session.
ONCE: Final = "webhook_key"
TOPICS: Final = {**dict(Topic.choices), PING: gettext_lazy("pesan uji")}


@admin.register(Endpoint)
class EndpointAdmin(ScopedAdmin):
    """Keep the endpoints of an OPD; a key is shown once, when it is made."""

    form = EndpointForm
    list_display = ("url", "agency", "note", "is_active", "off_reason")
    list_select_related = ("agency",)
    list_filter = ("is_active", ("agency", admin.RelatedOnlyFieldListFilter))
    search_fields = ("url", "note")
    show_full_result_count = False
    actions = ("ping", "renew")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Offer one button for a new endpoint: what follows is its key, not another form."""
        context = {**(extra_context or {}), "show_save_and_add_another": False}
        if object_id is None:
            context["show_save_and_continue"] = False
        return super().changeform_view(request, object_id, form_url, context)

    def get_urls(self) -> list[Any]:
        """Put the page of a new key before the pages of a row."""
        page = require_safe(never_cache(self.admin_site.admin_view(self.key)))
        return [path("<uuid:pk>/kunci/", page, name="webhooks_endpoint_key"), *super().get_urls()]

    def response_add(self, request: HttpRequest, obj: Endpoint, post_url_continue: str | None = None) -> HttpResponse:
        """Lead to the new key."""
        return self._lead(request, obj, renewed=False)

    def key(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the key that was made a moment ago, once; whoever comes again makes no other one by it."""
        endpoint = self.get_object(request, str(pk))
        if endpoint is None:
            raise Http404
        if not self.has_change_permission(request, endpoint):
            raise PermissionDenied
        told = request.session.pop(ONCE, {})
        if told.get("endpoint") != str(pk):
            said = _("Kunci hanya ditampilkan satu kali. Bila belum disalin, pilih tindakan “Buat kunci baru”.")
            self.message_user(request, said, messages.WARNING)
            return redirect(f"{self.admin_site.name}:webhooks_endpoint_changelist")
        renewed = bool(told["renewed"])
        title = _("Kunci pengganti") if renewed else _("Kunci alamat baru")
        shown = {"title": title, "endpoint": endpoint, "key": endpoint.secrets()[0], "renewed": renewed}
        return TemplateResponse(request, "webhooks/key.html", {**self.admin_site.each_context(request), **shown})

    @admin.action(description=gettext_lazy("Kirim pesan uji"), permissions=["change"])
    def ping(self, request: HttpRequest, queryset: QuerySet[Endpoint]) -> None:
        """Send each chosen endpoint a message that means nothing."""
        chosen = list(queryset)
        for endpoint in chosen:
            actions.ping(endpoint)
        text = ngettext("%(count)d pesan uji dikirim.", "%(count)d pesan uji dikirim.", len(chosen))
        self.message_user(request, text % {"count": len(chosen)}, messages.SUCCESS)

    @admin.action(description=gettext_lazy("Buat kunci baru"), permissions=["change"])
    def renew(self, request: HttpRequest, queryset: QuerySet[Endpoint]) -> HttpResponse | None:
        """Give one endpoint a new key and lead to it; the old one signs as well for a day."""
        chosen = list(queryset[:2])
        if len(chosen) != 1:
            self.message_user(request, _("Pilih satu alamat saja."), messages.WARNING)
            return None
        actions.renew(chosen[0])
        self.log_change(request, chosen[0], _("Kunci baru dibuat."))
        return self._lead(request, chosen[0], renewed=True)

    def _lead(self, request: HttpRequest, endpoint: Endpoint, *, renewed: bool) -> HttpResponse:
        request.session[ONCE] = {"endpoint": str(endpoint.pk), "renewed": renewed}
        return redirect(f"{self.admin_site.name}:webhooks_endpoint_key", endpoint.pk)


class TopicFilter(admin.SimpleListFilter):
    """Choose deliveries by what happened, in words."""

    title = gettext_lazy("peristiwa")
    parameter_name = "topic"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer every topic and the test message."""
        return list(TOPICS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> QuerySet[Delivery]:
        """Keep the chosen ones."""
        return queryset.filter(topic=self.value()) if self.value() else queryset


@admin.register(Delivery)
class DeliveryAdmin(ScopedAdmin):
    """List what was told, newest first."""

    agency_path = "endpoint__agency"
    list_display = ("happening", "endpoint", "state", "answer", "attempts", "created_at", "delivered_at")
    list_select_related = ("endpoint",)
    list_filter = ("state", TopicFilter)
    fields = ("id", "endpoint", "happening", "state", "answer", "attempts", "created_at", "delivered_at")
    readonly_fields = fields
    show_full_result_count = False
    list_per_page = 50
    actions = ("send_again",)

    @admin.display(description=gettext_lazy("peristiwa"), ordering="topic")
    def happening(self, obj: Delivery) -> str:
        """Say what a system was told about, in words."""
        return str(TOPICS[obj.topic])

    @admin.action(description=gettext_lazy("Kirim ulang"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        """Send the chosen deliveries again under their old ids."""
        count = actions.send_again(queryset)
        text = ngettext("%(count)d pengiriman diulang.", "%(count)d pengiriman diulang.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS if count else messages.WARNING)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: deliveries are written by what happens."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        """Refuse: a delivery tells what happened."""
        return False
