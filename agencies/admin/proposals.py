"""Keep what an OPD changes of its public facts waiting until Diskominfosatik publishes it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies import actions, policies, proposing
from agencies.admin.scope import ScopedAdmin
from agencies.forms import DecisionForm
from agencies.forms.proposals import PUBLISH, REFUSE
from agencies.models import Outcome, Proposal


class ProposingAdmin(ScopedAdmin):
    """Turn what an OPD's own admin saves into a proposal; what Diskominfosatik saves is public at once."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Show an OPD its own proposal, so that it goes on where it stopped."""
        row = super().get_object(request, object_id, from_field)
        if row is not None and _proposes(request) and (known := proposing.waiting(row)):
            proposing.fill(row, known.values)
        return row

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say what waits about this row."""
        row = super().get_object(request, object_id)
        if request.method == "GET" and row is not None and (known := proposing.waiting(row)):
            words = {"facts": ", ".join(change.label for change in proposing.changes(known))}
            said = (
                _("Menunggu diterbitkan Diskominfosatik: %(facts)s. Warga masih membaca yang lama.")
                if _proposes(request)
                else _("OPD mengusulkan perubahan: %(facts)s. Jawab di “Usulan perubahan”.")
            )
            messages.info(request, said % words)
        return super().change_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        """Keep it as a proposal, or publish it."""
        if _proposes(request):
            actions.propose(obj, request.user)  # type: ignore[arg-type]  # the panel lets in only accounts
        else:
            self.publish_model(request, obj, form, change)

    def publish_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        """Write the row itself."""
        super().save_model(request, obj, form, change)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Leave a proposal out of the log of rows: it is a record by itself."""
        return None if _proposes(request) else super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Leave a proposal out of the log of rows: it is a record by itself."""
        return None if _proposes(request) else super().log_change(request, obj, message)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Say that it waits."""
        return self._told(request) if _proposes(request) else super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Say that it waits."""
        return self._told(request) if _proposes(request) else super().response_change(request, obj)

    def _told(self, request: HttpRequest) -> HttpResponse:
        messages.success(request, _("Usulan tersimpan. Warga membacanya setelah Diskominfosatik menerbitkannya."))
        return redirect(f"{self.admin_site.name}:agencies_proposal_changelist")


@admin.register(Proposal)
class ProposalAdmin(ScopedAdmin):
    """List what waits and what was answered; Diskominfosatik publishes or refuses, the OPD may take back."""

    form = DecisionForm
    list_display = ["about", "agency", "facts", "proposed_by", "proposed_at", "outcome"]
    list_select_related = ["agency", "proposed_by"]
    list_filter = ["outcome", "subject", ("agency", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["agency__name", "agency__short_name"]
    answered = ("outcome", "decided_by", "decided_at", "reason")
    shown = ("agency", "subject", "comparison", "proposed_by", "proposed_at")

    @admin.display(description=gettext_lazy("tentang"), ordering="subject")
    def about(self, proposal: Proposal) -> str:
        """Name what the proposal is about."""
        return proposal.get_subject_display()

    @admin.display(description=gettext_lazy("yang berubah"))
    def facts(self, proposal: Proposal) -> str:
        """Name the facts that would change."""
        return ", ".join(proposing.label_of(proposal.subject, name) for name in proposal.values)

    @admin.display(description=gettext_lazy("perubahan"))
    def comparison(self, proposal: Proposal) -> SafeString:
        """Set what is read now beside what would be read."""
        rows = ((change.label, change.now, change.proposed) for change in proposing.changes(proposal))
        head = format_html(
            "<tr><th>{}</th><th>{}</th><th>{}</th></tr>", _("Data"), _("Sebelumnya"), _("Diusulkan")
        )  # fmt: skip
        body = format_html_join("", "<tr><th>{}</th><td>{}</td><td>{}</td></tr>", rows)
        return format_html("<table>{}{}</table>", head, body)

    @admin.display(description=gettext_lazy("foto yang diusulkan"))
    def picture(self, proposal: Proposal) -> str:
        """Show the photo that citizens would see."""
        wanted = proposal.values.get("portrait")
        return portrait_image(wanted) if wanted else str(_("Foto dihapus."))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: proposals are made where the facts are."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        """Let a proposal be answered once."""
        waits = obj is None or obj.outcome == Outcome.WAITING
        return waits and super().has_change_permission(request, obj)

    def get_fields(self, request: HttpRequest, obj: Proposal | None = None) -> tuple[str, ...]:
        """Ask for a decision while the proposal waits, and show the answer after."""
        shown = self._shown(obj)
        if obj is None or obj.outcome != Outcome.WAITING:
            return (*shown, *self.answered)
        return (*shown, "decision", *(("reason",) if policies.is_platform_admin(request.user) else ()))

    def get_readonly_fields(self, request: HttpRequest, obj: Proposal | None = None) -> tuple[str, ...]:
        """Fix everything but the decision and its reason."""
        waits = obj is not None and obj.outcome == Outcome.WAITING
        return self._shown(obj) if waits else (*self._shown(obj), *self.answered)

    def _shown(self, obj: Proposal | None) -> tuple[str, ...]:
        return (*self.shown, "picture") if obj is not None and "portrait" in obj.values else self.shown

    def get_form(self, request: HttpRequest, obj: Proposal | None = None, change: bool = False, **kwargs: Any) -> Any:
        """Tell the form who answers."""
        made = super().get_form(request, obj, change, **kwargs)
        return type("KeptDecisionForm", (made,), {"keeper": request.user})

    def save_model(self, request: HttpRequest, obj: Proposal, form: ModelForm[Any], change: bool) -> None:
        """Go through the action that answers once; what changed since the form was judged is said, not forced."""
        try:
            _decide(obj, request.user, form.cleaned_data)
        except actions.Answered:
            messages.error(request, _("Usulan ini sudah dijawab sementara Anda membacanya."))
        except actions.Unfit as why:
            messages.error(request, str(why))

    def response_change(self, request: HttpRequest, obj: Proposal) -> HttpResponse:
        """Say what became of the proposal."""
        obj.refresh_from_db()
        said = {
            Outcome.PUBLISHED: _("Usulan terbit. Warga sudah membacanya."),
            Outcome.REFUSED: _("Usulan ditolak. OPD membaca alasannya di daftar ini."),
            Outcome.WITHDRAWN: _("Usulan ditarik. Tidak ada yang berubah."),
        }
        if obj.decided_by_id == request.user.pk and obj.outcome in said:
            messages.success(request, said[Outcome(obj.outcome)])
        return redirect(f"{self.admin_site.name}:agencies_proposal_changelist")


def portrait_image(pk: object) -> SafeString:
    """Return the picture of a photo in the panel."""
    url = reverse("admin:agencies_official_portrait", args=[pk])
    return format_html('<img src="{}" alt="{}" width="128" height="128">', url, _("Foto pejabat"))


def _decide(proposal: Proposal, user: Any, data: dict[str, Any]) -> None:
    if data["decision"] == PUBLISH:
        actions.publish(proposal, user)
    elif data["decision"] == REFUSE:
        actions.refuse(proposal, user, data["reason"].strip())
    else:
        actions.withdraw(proposal, user)


def _proposes(request: HttpRequest) -> bool:
    return not policies.is_platform_admin(request.user)
