"""Lay out the decision bar: what may be done now, what not and why, and who must not be the same person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import Staff
from foundation import clock
from services.catalogue.holdings import Holding
from services.definition.document import Document
from services.desk.policies import has_a_step
from services.requests.actor import Actor
from services.requests.engine import Offer, everyday_refusal, offered
from services.requests.models import OPEN_PHASES, RequestEvent, ServiceRequest
from services.requests.policies import works_on
from services.requests.presenters.people import acting_title

# The form of the left pane that collects marked fields; a return button sends it.
MARKS: Final = "tandai"
LOOKS: Final = {"reject": "btn-x", "return": "btn-2", "forward": "btn-2", "exclude": "btn-2", "reopen": "btn-2"}


@dataclass(frozen=True)
class Button:
    """Describe one action; `page` leads to a form first, `marks` takes the marked fields along."""

    key: str
    label: str
    url: str
    look: str
    page: bool
    marks: bool


@dataclass(frozen=True)
class Bar:
    """Hold the decision bar of one case."""

    buttons: tuple[Button, ...]
    refused: tuple[tuple[str, str], ...]
    four_eyes: str
    acting: tuple[str, ...]  # which buttons are pressed in whose office, for a substitute
    may_claim: bool
    may_hand_over: bool
    may_flag: bool
    may_answer: bool  # a question to an expert waits for this officer
    may_release: bool
    may_undo: bool
    pending: bool

    @property
    def marks_url(self) -> str:
        """Return where marked fields are sent, "" when nothing can be returned now."""
        return next((button.url for button in self.buttons if button.marks), "")


def bar(request: ServiceRequest, document: Document, actor: Actor, staff: Staff, held: Sequence[Holding]) -> Bar:
    """Return the bar as this officer sees it; `held` is what is held for this request."""
    # What is complete already cannot be made more complete, so the next step takes the first place.
    again = "mark_complete" if request.completed_at else ""
    offers = [offer for offer in offered(request, actor, held) if offer.type != again]
    allowed = [offer for offer in offers if offer.allowed]
    is_open = request.phase in OPEN_PHASES and bool(held)
    at_home = is_open and any(holding.agency_id == request.agency_id for holding in held)
    return Bar(
        buttons=_buttons(request, allowed),
        refused=tuple((offer.label, offer.why_not) for offer in offers if not offer.allowed),
        four_eyes=four_eyes(document, sorted(allowed, key=lambda offer: offer.key != _primary(allowed))),
        acting=_acting(allowed),
        may_claim=(
            request.assignee_id != staff.pk
            and has_a_step(request, document, held)
            and not works_on(request.assignee, request)
        ),
        may_hand_over=request.assignee_id is not None and everyday_refusal(request, actor, "limpahkan") is None,
        may_flag=at_home,
        may_answer=is_open and everyday_refusal(request, actor, "jawab") is None,
        may_release=is_open and request.assignee_id == staff.pk,
        may_undo=may_undo(request, actor),
        pending=bool(request.shown_state),
    )


def needs_page(offer: Offer) -> bool:
    """Say whether an action asks for something before it can be taken."""
    rule = offer.action
    return bool(rule.form or rule.confirm or rule.type in {"return", "forward"} or any(e.output for e in rule.effects))


def may_undo(request: ServiceRequest, actor: Actor) -> bool:
    """Say whether this officer took a decision that is not effective yet."""
    if not request.shown_state or request.effective_at is None or request.effective_at <= clock.now():
        return False
    last = RequestEvent.objects.filter(request=request, kind="decide").order_by("-seq").first()
    return last is not None and actor.user is not None and last.actor_id == actor.user.pk


def _acting(allowed: Sequence[Offer]) -> tuple[str, ...]:
    """Say which buttons exercise the office of an absent colleague: "Setujui, Tolak: sebagai Plh. Camat"."""
    labels: dict[str, list[str]] = {}
    for offer in allowed:
        if offer.acting_for is not None:
            labels.setdefault(acting_title(offer.acting_for, offer.acts_as), []).append(offer.label)
    return tuple(_("%(steps)s: sebagai %(who)s") % {"steps": ", ".join(s), "who": who} for who, s in labels.items())


def four_eyes(document: Document, allowed: Sequence[Offer]) -> str:
    """Return which later step closes to whoever takes one of these actions, "" when none does."""
    for offer in allowed:
        for _state, rule in document.workflow.actions():
            if offer.key in rule.not_same_as:
                return _("Siapa yang menekan “%(this)s” tidak boleh menekan “%(that)s”.") % {
                    "this": offer.label,
                    "that": rule.title,
                }
    return ""


def _primary(allowed: Sequence[Offer]) -> str:
    """Return the key of the action that leads on, "" when there is none."""
    return next((offer.key for offer in allowed if offer.type not in LOOKS), "")


def _buttons(request: ServiceRequest, allowed: Sequence[Offer]) -> tuple[Button, ...]:
    primary = _primary(allowed)
    # The primary stands at the far right, as on every screen of the panel.
    order = sorted(allowed, key=lambda offer: (offer.key == primary, offer.type not in LOOKS, offer.type != "reject"))
    return tuple(_button(request, offer, offer.key == primary) for offer in order)


def _button(request: ServiceRequest, offer: Offer, primary: bool) -> Button:
    return Button(
        key=offer.key,
        label=offer.label,
        url=reverse("desk:act", args=[request.pk, offer.key]),
        look="" if primary else LOOKS.get(offer.type, "btn-2"),
        page=needs_page(offer),
        marks=offer.type == "return",
    )
