"""Read an endpoint as its OPD types it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.webhooks.models import Endpoint, Topic
from services.webhooks.policies import BadTarget, check_url

if TYPE_CHECKING:
    _Form = forms.ModelForm[Endpoint]
else:
    _Form = forms.ModelForm


class EndpointForm(_Form):
    """Ask where to send what; the key is made by the portal."""

    topics = forms.MultipleChoiceField(
        label=_("Peristiwa"), choices=Topic.choices, widget=forms.CheckboxSelectMultiple, initial=list(Topic.values)
    )

    class Meta:
        """Leave key, reason and dates to the portal."""

        model = Endpoint
        fields = ("agency", "url", "note", "topics", "is_active")
        field_classes = {"url": forms.CharField}
        # The admin's own widget links what was typed, even where it is refused.
        widgets = {"url": forms.URLInput(attrs={"class": "vTextField", "placeholder": "https://"})}
        help_texts = {"url": _("Alamat https sistem OPD, seperti https://sistem.contoh.go.id/terima.")}

    def clean_url(self) -> str:
        """Refuse an address that could lead into our own network; its name is looked up at every sending."""
        url: str = self.cleaned_data["url"].strip()
        try:
            check_url(url)
        except BadTarget as bad:
            raise forms.ValidationError(str(bad)) from bad
        return url

    def save(self, commit: bool = True) -> Any:
        """Give a new endpoint its key, and forget why one was off that is switched on again."""
        if not self.instance.secret:
            self.instance.renew()
        if self.instance.is_active:
            self.instance.off_reason = ""
        return super().save(commit)
