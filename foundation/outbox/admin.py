"""Show jobs in the panel: read only, with a way to send finally failed ones again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from foundation.outbox import actions
from foundation.outbox.models import Job

if TYPE_CHECKING:
    JobModelAdmin = admin.ModelAdmin[Job]
else:
    JobModelAdmin = admin.ModelAdmin  # generic for the type checker only


@admin.register(Job)
class JobAdmin(JobModelAdmin):
    """List jobs, newest first; their secrets are shown to nobody."""

    list_display = ("kind", "lane", "state", "attempts", "reason", "not_before", "created_at")
    list_filter = ("state", "lane")
    fields = (
        *("id", "kind", "ids", "lane", "state", "attempts", "reason"),
        *("not_before", "leased_until", "offers", "created_at", "finished_at"),
    )
    readonly_fields = fields
    ordering = ("-created_at", "-id")
    list_per_page = 50
    actions = ("send_again",)

    @admin.action(description=_("Kirim ulang"), permissions=["send_again"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Give the chosen finally failed jobs all their attempts back."""
        count = actions.send_again(queryset.values_list("pk", flat=True))
        text = ngettext("%(count)d pekerjaan dikirim ulang.", "%(count)d pekerjaan dikirim ulang.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS if count else messages.WARNING)

    def has_send_again_permission(self, request: HttpRequest) -> bool:
        """Allow sending again to those who may change jobs."""
        return bool(request.user.has_perm("outbox.change_job"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: jobs are written by actions."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """Refuse: a job tells what happened."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """Refuse: old jobs are forgotten by themselves."""
        return False
