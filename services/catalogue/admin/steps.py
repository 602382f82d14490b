"""Describe the steps in the life of a version: who may take them, when, what they ask, and what is then recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import formats
from services.catalogue import policies, versions
from services.catalogue.forms import ApproveForm, EmptyForm, NoteForm, ReasonForm, first_problems
from services.catalogue.models import ServiceVersion, VersionStatus
from services.catalogue.registry import registry
from services.catalogue.world import DatabaseWorld
from services.definition.lint import Finding

Data = dict[str, Any]


class Refused(Exception):
    """Refuse a step: `errors` are pairs of control and sentence, `status` is what HTTP calls it."""

    def __init__(self, step: str, errors: list[tuple[str, str]], findings: list[Finding], status: int) -> None:
        """Keep what the page says."""
        super().__init__(step)
        self.step, self.errors, self.findings, self.status = step, errors, findings, status


@dataclass(frozen=True)
class Taken:
    """Hold what a step came to; `written` is False where it had been taken already."""

    version: ServiceVersion
    sentence: str
    record: str
    written: bool


@dataclass(frozen=True)
class Ask:
    """Hold one control of a step: what was typed into it a moment ago and what is wrong with that."""

    id: str
    name: str
    value: str
    error: str


@dataclass(frozen=True)
class Shown:
    """Hold one step as the page offers it."""

    key: str
    text: str
    hint: str
    asks: tuple[Ask, ...]
    grave: bool


@dataclass(frozen=True)
class Step:
    """Describe one step; `done` says whether this very person has taken it already, and on which version."""

    key: str
    text: str | Promise
    hint: str | Promise
    form: type[forms.Form]
    begins: tuple[VersionStatus, ...]
    allows: Callable[[Any, ServiceVersion], bool]
    act: Callable[[ServiceVersion, Any, Data], ServiceVersion]
    done: Callable[[ServiceVersion, Any], ServiceVersion | None]
    said: Callable[[ServiceVersion], str]
    grave: bool = False

    def offered(self, version: ServiceVersion) -> bool:
        """Say whether a version stands where this step begins; what was never live is not restored."""
        return version.status in self.begins and (self.key != "pulihkan" or version.published_at is not None)

    def shown(self, refused: Refused | None, posted: Mapping[str, str]) -> Shown:
        """Return the step for the page, with what was typed into it a moment ago."""
        mine = refused is not None and refused.step == self.key
        errors = dict(refused.errors) if refused is not None and mine else {}
        asks = tuple(
            Ask(ask := self.control(name), name, posted.get(name, "") if mine else "", errors.get(ask, ""))
            for name in self.form.base_fields
        )
        return Shown(self.key, str(self.text), str(self.hint), asks, self.grave)

    def control(self, name: str) -> str:
        """Return the id of a control: several steps stand on one page."""
        return f"{self.key}-{name}"

    def take(self, version: ServiceVersion, user: Any, posted: Mapping[str, str]) -> Taken:
        """Take the step, or raise Refused."""
        form = self.form(posted)
        if not form.is_valid():
            raise Refused(self.key, [(self.control(name), said) for name, said in first_problems(form)], [], 422)
        note = form.cleaned_data.get("catatan", "")
        try:
            with transaction.atomic():
                taken = self.act(version, user, form.cleaned_data)
        except versions.VersionRefused as refused:
            again = self.done(ServiceVersion.objects.get(pk=version.pk), user)
            if again is not None:
                return Taken(again, self.said(again), "", written=False)
            raise Refused(self.key, [("", refused.sentence)], refused.findings, 422) from refused
        said = self.said(taken)
        return Taken(taken, said, f"{said} {note}".strip(), written=True)


def _may_write(user: Any, version: ServiceVersion) -> bool:
    return policies.may_write(user, version.service)


def _may_approve(user: Any, version: ServiceVersion) -> bool:
    return policies.may_approve(user)


def _may_send_back(user: Any, version: ServiceVersion) -> bool:
    """Let the approvers, and who proposed it before it is approved."""
    own = version.status == VersionStatus.PROPOSED and version.proposed_by_id == user.pk
    return policies.may_approve(user) or (own and _may_write(user, version))


def _world() -> DatabaseWorld:
    return DatabaseWorld(registry)


def _if(condition: bool, version: ServiceVersion) -> ServiceVersion | None:
    return version if condition else None


def _restored(version: ServiceVersion, user: Any) -> ServiceVersion | None:
    """Return the draft that this person made of the same document a moment ago."""
    drafts = ServiceVersion.objects.filter(service=version.service_id, status=VersionStatus.DRAFT, written_by=user)
    return drafts.filter(checksum=version.checksum).first()


def _approved(version: ServiceVersion) -> str:
    if version.publish_at is not None and version.status == VersionStatus.APPROVED:
        moment = formats.moment(version.publish_at)
        return _("Versi %(n)s disetujui dan terbit pada %(moment)s.") % {"n": version.number, "moment": moment}
    return _("Versi %(n)s disetujui dan terbit.") % {"n": version.number}


_ALL: Final = (
    Step(
        "usulkan",
        gettext_lazy("Usulkan"),
        gettext_lazy("Diskominfosatik memeriksa usulan ini. Orang lain yang menyetujuinya."),
        NoteForm,
        (VersionStatus.DRAFT,),
        _may_write,
        lambda version, user, data: versions.propose(version, user, _world(), data["catatan"]),
        lambda version, user: _if(
            version.status == VersionStatus.PROPOSED and version.proposed_by_id == user.pk, version
        ),
        lambda version: _("Versi %(n)s diusulkan.") % {"n": version.number},
    ),
    Step(
        "setujui",
        gettext_lazy("Setujui"),
        gettext_lazy("Kosongkan waktunya untuk terbit sekarang. Permohonan yang berjalan tetap di versi lamanya."),
        ApproveForm,
        (VersionStatus.PROPOSED,),
        _may_approve,
        lambda version, user, data: versions.approve(version, user, _world(), data["terbit_pada"]),
        lambda version, user: _if(
            version.status in {VersionStatus.APPROVED, VersionStatus.PUBLISHED} and version.approved_by_id == user.pk,
            version,
        ),
        _approved,
    ),
    Step(
        "kembalikan",
        gettext_lazy("Kembalikan menjadi draf"),
        gettext_lazy("Tulis apa yang perlu diperbaiki. Jadwal terbitnya, bila ada, dibatalkan."),
        ReasonForm,
        (VersionStatus.PROPOSED, VersionStatus.APPROVED),
        _may_send_back,
        lambda version, user, data: versions.send_back(version, data["catatan"]),
        lambda version, user: _if(version.status == VersionStatus.DRAFT, version),
        lambda version: _("Versi %(n)s dikembalikan menjadi draf.") % {"n": version.number},
    ),
    Step(
        "buang",
        gettext_lazy("Buang draf"),
        gettext_lazy("Draf ini disimpan sebagai riwayat dan tidak dapat diusulkan lagi."),
        ReasonForm,
        (VersionStatus.DRAFT,),
        _may_write,
        lambda version, user, data: versions.discard(version, data["catatan"]),
        lambda version, user: _if(version.status == VersionStatus.RETIRED and version.published_at is None, version),
        lambda version: _("Draf versi %(n)s dibuang.") % {"n": version.number},
        grave=True,
    ),
    Step(
        "pulihkan",
        gettext_lazy("Pulihkan sebagai draf baru"),
        gettext_lazy("Isi versi ini disalin menjadi draf dengan nomor baru. Dua orang tetap diperlukan."),
        EmptyForm,
        (VersionStatus.RETIRED,),
        _may_write,
        lambda version, user, data: versions.restore(version, user),
        _restored,
        lambda version: _("Draf versi %(n)s dibuat dari versi lama.") % {"n": version.number},
    ),
)
STEPS: Final = {step.key: step for step in _ALL}
