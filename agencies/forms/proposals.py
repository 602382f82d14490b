"""Ask what becomes of a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies import policies, proposing
from agencies.models import Proposal
from citizens.models import User

if TYPE_CHECKING:
    _DecisionForm = forms.ModelForm[Proposal]
else:
    _DecisionForm = forms.ModelForm

PUBLISH: Final = "terbitkan"
REFUSE: Final = "tolak"
WITHDRAW: Final = "tarik"


class DecisionForm(_DecisionForm):
    """Let Diskominfosatik publish or refuse, and the OPD take back; the panel says who answers (`keeper`)."""

    keeper: User | None = None

    decision = forms.ChoiceField(label=_("Keputusan"), widget=forms.RadioSelect)

    class Meta:
        """Ask for a reason."""

        model = Proposal
        fields = ["reason"]
        help_texts = {"reason": _("Wajib bila ditolak. OPD membaca kalimat ini.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what the one who answers may do."""
        super().__init__(*args, **kwargs)
        field = self.fields.get("decision")
        if isinstance(field, forms.ChoiceField):
            field.choices = self._offered()

    def _offered(self) -> list[tuple[str, Any]]:
        if self.keeper is not None and policies.is_platform_admin(self.keeper):
            return [(PUBLISH, _("Terbitkan, langsung dibaca warga")), (REFUSE, _("Tolak"))]
        return [(WITHDRAW, _("Tarik usulan ini"))]

    def clean(self) -> dict[str, Any]:
        """Refuse to publish what cannot stand, and to refuse without a word."""
        data = super().clean() or {}
        if data.get("decision") == REFUSE and not (data.get("reason") or "").strip():
            self.add_error("reason", _("Tulis alasannya, supaya OPD tahu apa yang harus diperbaiki."))
        if data.get("decision") == PUBLISH:
            for sentence in proposing.problems(self.instance):
                self.add_error(None, sentence)
        return data
