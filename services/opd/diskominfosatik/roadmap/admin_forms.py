"""Ask beside a record what it is tied to, in one question each however many ties there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from services.opd.diskominfosatik.roadmap import waiting
from services.opd.diskominfosatik.roadmap.models import Dependency, Fulfilment, Initiative, Obligation, Standing

if TYPE_CHECKING:
    _InitiativeForm = forms.ModelForm[Initiative]
    _ObligationForm = forms.ModelForm[Obligation]
else:
    _InitiativeForm = _ObligationForm = forms.ModelForm


class InitiativeForm(_InitiativeForm):
    """Write an initiative and what it waits for; refuse what would wait for itself, and name the way round."""

    waits_for = forms.ModelMultipleChoiceField(
        Initiative.objects.order_by("start_on", "code"),
        label=_("Menunggu inisiatif"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Yang harus selesai lebih dulu."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Mark what it waits for now."""
        super().__init__(*args, **kwargs)
        asked: Any = self.fields["waits_for"]
        asked.queryset = asked.queryset.exclude(pk=self.instance.pk)
        if not self.instance._state.adding:
            asked.initial = list(self.instance.needs.values_list("needed", flat=True))

    def clean(self) -> dict[str, Any]:
        """Follow what everything waits for, with what was chosen here in place of what is kept."""
        super().clean()
        data: dict[str, Any] = self.cleaned_data
        chosen = [each.pk for each in data.get("waits_for", ())]
        code = data.get("code", self.instance.code)
        if chosen and (found := waiting.circle_with({self.instance.pk: chosen}, {self.instance.pk: code})):
            raise ValidationError({"waits_for": waiting.sentence(found)})
        return data

    def tie(self) -> None:
        """Keep what was chosen, once the initiative itself is kept."""
        chosen = {each.pk for each in self.cleaned_data["waits_for"]}
        Dependency.objects.filter(initiative=self.instance).exclude(needed__in=chosen).delete()
        kept = set(self.instance.needs.values_list("needed", flat=True))
        Dependency.objects.bulk_create(
            Dependency(initiative=self.instance, needed_id=each) for each in sorted(chosen - kept)
        )


class ObligationForm(_ObligationForm):
    """Write an obligation and of whom it asks."""

    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.filter(is_active=True).order_by("short_name"),
        label=_("Berlaku bagi"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Yang sudah melapor tetap tercatat, juga bila tandanya dihapus."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Mark of whom it asks now."""
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.fields["agencies"].initial = list(self.instance.fulfilments.values_list("agency", flat=True))

    def tie(self) -> None:
        """Ask who was chosen, and no longer who was not and has said nothing yet."""
        chosen = {each.pk for each in self.cleaned_data["agencies"]}
        silent = self.instance.fulfilments.filter(standing=Standing.OPEN, steps__isnull=True)
        silent.exclude(agency__in=chosen).delete()
        kept = set(self.instance.fulfilments.values_list("agency", flat=True))
        Fulfilment.objects.bulk_create(
            Fulfilment(obligation=self.instance, agency_id=each) for each in sorted(chosen - kept)
        )
