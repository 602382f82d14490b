"""Try one action of an officer: attach what it needs, walk through the door, keep what went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from agencies.models import Staff
from services.definition.document import Action, Document
from services.desk import forms
from services.desk.presenters.act import remarks
from services.outputs import actions as outputs
from services.outputs.models import Output
from services.outputs.rendering import preparing
from services.outputs.rendering.templates import NoTemplate
from services.outputs.signing import drafts
from services.outputs.signing.port import Secret, SigningError
from services.outputs.signing.sentences import sentence
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from services.requests.presenters import problems as words
from services.requests.presenters import upload_problems
from services.requests.uploads import UploadProblem

# Actions every service has; those with a text ask for it on a page of their own when it is missing.
WITH_CHOICE: Final = frozenset({"limpahkan", "prioritaskan", "jawab"})
WITH_TEXT: Final = frozenset({"catatan", "pesan"}) | WITH_CHOICE
EVERYDAY: Final = frozenset({"ambil", "lepas", "urungkan", "periksa_ulang", "perbarui_versi"}) | WITH_TEXT
STATUS: Final[Mapping[str, int]] = {"not_allowed": 403, "not_found": 404, "invalid": 422}
CONFLICT: Final = 409
FILE: Final = "hasil"
SEEN: Final = "isi"  # the digest of the content that the page offered to look at
SIGN: Final = "tte.frasa"  # with a dot, so that no field of a document is called so


@dataclass
class Attempt:
    """Hold one press of a button: what was sent, and after trying what came of it."""

    case: ServiceRequest
    document: Document
    actor: Actor
    staff: Staff
    action: str
    rule: Action | None
    data: dict[str, Any] = field(default_factory=dict)
    output: Output | None = None
    errors: dict[str, str] = field(default_factory=dict)
    refusal: engine.EngineError | None = None
    outcome: engine.Outcome | None = None

    @property
    def status(self) -> int:
        """Return the HTTP status of the page that tells what went wrong; 200 when nothing did."""
        if self.refusal is not None:
            return STATUS.get(self.refusal.code, CONFLICT)
        return 422 if self.errors else 200

    @property
    def output_key(self) -> str:
        """Return the document this action issues, "" for none."""
        effects = self.rule.effects if self.rule else ()
        return next((effect.output for effect in effects if effect.output), "")

    @property
    def made_here(self) -> bool:
        """Say whether that document is made by the portal from a template: nothing is uploaded then."""
        return bool(self.output_key) and preparing.is_made_here(self.document, self.output_key)

    def press(self, request: HttpRequest) -> None:
        """Take the action with what the form carried; fills `outcome`, or `errors` and `refusal`."""
        self.data = forms.data_of(request, self.rule)
        try:
            self._attach(request)
            if not self.made_here:
                self._sign(Secret(request.POST.get(SIGN, "")))
            if self.errors:
                return
            self.outcome = engine.perform(
                self.case.pk,
                self.action,
                self.actor,
                data=self._complete(),
                key=forms.key_of(request),
                expected_seq=forms.seq_of(request),
            )
        except UploadProblem as problem:
            self.errors[FILE] = upload_problems.sentence(problem, None)
        except SigningError as unsealed:
            self.errors[FILE] = sentence(unsealed)
        except engine.InvalidData as invalid:
            self.refusal = invalid
            self.errors |= self._sentences(invalid)
        except engine.EngineError as refusal:
            self.refusal = refusal

    def _attach(self, request: HttpRequest) -> None:
        """Store the sent document as a draft, or find the one attached before; only who may issue it stores one."""
        if not self.output_key:
            return
        if self.made_here:
            self._prepare(request)
            return
        sent = request.FILES.get(FILE)
        if sent is None:
            self.output = find_output(self.case, self.output_key, request.POST.get("output", ""))
        elif self._allowed():
            number = str(self.data.get("external_number") or "")
            self.output = outputs.prepare(self.case, self.output_key, sent, self.actor.user, number)
        else:  # perhaps the same press again: the engine answers it with its first result
            self.output = _own_last(self.case, self.output_key, self.staff)

    def _prepare(self, request: HttpRequest) -> None:
        """Keep what was seen as the draft to be issued; what is not that any more is not decided."""
        if not self._allowed():  # perhaps the same press again: the engine answers it with its first result
            self.output = _own_last(self.case, self.output_key, self.staff)
            return
        try:
            draft = preparing.prepare(self.case, self.output_key, self.actor.user)
        except NoTemplate:
            self.errors[FILE] = _("Templat dokumen ini belum ada. Hubungi Diskominfosatik.")
            return
        if request.POST.get(SEEN, "") == draft.content_sha256:
            self.output = draft
        else:
            self.errors[FILE] = _("Isi dokumen berubah sejak Anda melihatnya. Lihat pratinjau lagi.")

    def hand(self) -> drafts.Hand | None:
        """Return in which capacity this officer still has to sign what the action issues, None for no need."""
        if not self.output_key or self.made_here:
            return None
        return drafts.hand_for(self.case, self.output_key, self.staff, self.output)

    def _sign(self, passphrase: Secret) -> None:
        """Sign the document before the door is opened, so that no passphrase goes through it."""
        if self.output is None or not self._allowed():
            return
        drafts.complete(self.output)
        hand = self.hand()
        if hand is None:
            return
        if not passphrase:
            self.errors[SIGN] = _("Isi frasa sandi sertifikat elektronik Anda.")
            return
        try:
            drafts.sign(self.output, hand, passphrase)
        except SigningError as error:
            self.errors[SIGN] = sentence(error)

    def _allowed(self) -> bool:
        return any(offer.key == self.action and offer.allowed for offer in engine.offered(self.case, self.actor))

    def _complete(self) -> dict[str, Any]:
        if self.output is None:
            return self.data
        digest = self.output.content_sha256 or self.output.sha256
        return {**self.data, "output": str(self.output.pk), "sha256": digest}

    def _sentences(self, invalid: engine.InvalidData) -> dict[str, str]:
        fields = {each.id: each for each in self.rule.form} if self.rule else {}
        found = {p.path: words.sentence(p, fields.get(p.path.split(".")[0])) for p in invalid.problems}
        if self.output_key and self.output is None and not self.made_here:
            found[FILE] = _("Lampirkan dokumen hasil dahulu.")
        if self.action in WITH_TEXT - WITH_CHOICE:
            found["text"] = invalid.sentence
        marks = remarks(self.document, self.data.get("items", []), {})
        blank = [mark for mark in marks if not mark.note.strip()]
        said = _("%(field)s: tulis apa yang perlu dibetulkan.")
        return found | {mark.control: said % {"field": mark.label} for mark in blank}


def rule_of(document: Document, case: ServiceRequest, action: str) -> Action | None:
    """Return the document's action of the present state, None for one it does not have there."""
    state = document.workflow.states.get(case.state)
    return next((rule for rule in state.actions if rule.key == action), None) if state else None


def anywhere(document: Document, action: str) -> Action | None:
    """Return an action of any state, so that what was typed for it can still be shown after the case moved on."""
    return next((rule for _state, rule in document.workflow.actions() if rule.key == action), None)


def find_output(case: ServiceRequest, key: str, pk: str) -> Output | None:
    """Return a document prepared for this case before, None for anything else."""
    try:
        return Output.objects.filter(pk=UUID(pk), request=case, key=key).first()
    except ValueError:
        return None


def _own_last(case: ServiceRequest, key: str, staff: Staff) -> Output | None:
    return Output.objects.filter(request=case, key=key, uploaded_by=staff.user_id).order_by("-version").first()
