"""Describe what an officer's programs read and send, member by member."""

from __future__ import annotations

from typing import Any, Final

from rest_framework import serializers

from foundation.api.pages import Cursors
from foundation.api.schema import ProblemBody
from services.requests.api.shapes import EventShape, MessageShape
from services.requests.models import Phase

MOST_ITEMS: Final = 500


class CaseBrief(serializers.Serializer[Any]):
    """Describe one case of the queue."""

    id = serializers.UUIDField(help_text="Part of its address.")
    number = serializers.CharField(help_text="Its number.")
    service = serializers.CharField(help_text="Slug of the service.")
    title = serializers.CharField(help_text="The service in words.")
    agency = serializers.CharField(help_text="Slug of the agency in charge.")
    applicant = serializers.CharField(allow_blank=True, help_text="Who asks; for a guest the agency that asks it.")
    area = serializers.CharField(allow_blank=True, help_text="The place it is about; hidden from guests.")
    phase = serializers.ChoiceField(list(Phase.values), help_text="Where it stands; the same for every service.")
    state = serializers.CharField(help_text="Key of the stage within its service.")
    state_title = serializers.CharField(help_text="The stage in words.")
    priority = serializers.CharField(allow_blank=True, help_text="Why it goes first; empty when it does not.")
    submitted_at = serializers.DateTimeField(allow_null=True, help_text="When it was sent.")
    due_at = serializers.DateTimeField(allow_null=True, help_text="When it must be done at the latest.")
    due_is_estimate = serializers.BooleanField(help_text="Whether that moment may still move.")
    assignee = serializers.CharField(allow_blank=True, help_text="Who has it in hand.")
    mine = serializers.BooleanField(help_text="Whether that is who asks.")
    seq = serializers.IntegerField(help_text="Its version; send it back as `seq` to act on just what you saw.")


class CasePage(Cursors):
    """Hold one page of the queue."""

    items = CaseBrief(many=True)


class PartWaiting(serializers.Serializer[Any]):
    """Name one part that waits for an answer, perhaps of another agency's case."""

    request = serializers.UUIDField(help_text="The case it belongs to.")
    number = serializers.CharField(help_text="Number of the case.")
    title = serializers.CharField(help_text="The service in words.")
    asked_by = serializers.CharField(help_text="The agency that asks.")
    kind = serializers.CharField(help_text="What is asked for, in words.")
    function = serializers.CharField(help_text="In which function it is answered.")
    opened_at = serializers.DateTimeField(help_text="Since when it waits.")
    due_at = serializers.DateTimeField(allow_null=True, help_text="Until when.")


class PartPage(Cursors):
    """Hold one page of the parts that wait."""

    items = PartWaiting(many=True)


class CaseFile(serializers.Serializer[Any]):
    """Name one file beside an answer."""

    id = serializers.UUIDField(help_text="Part of its address.")
    name = serializers.CharField(help_text="What it is called.")


class AnswerLine(serializers.Serializer[Any]):
    """Show one answer; numbers of identity are masked."""

    field = serializers.CharField(help_text="Id of the field; what a return names to have it mended.")
    question = serializers.CharField(help_text="What was asked.")
    text = serializers.CharField(allow_blank=True, help_text="What was answered, in words.")
    masked = serializers.BooleanField(help_text="Whether digits are hidden.")
    markable = serializers.BooleanField(help_text="Whether the applicant can mend it.")
    note = serializers.CharField(allow_blank=True, help_text="What was asked to be mended last.")
    before = serializers.CharField(allow_blank=True, help_text="What stood there before it was mended.")
    files = CaseFile(many=True)


class AnswerPart(serializers.Serializer[Any]):
    """Hold the answers of one page."""

    title = serializers.CharField(help_text="Title of the page.")
    lines = AnswerLine(many=True)


class ActionOffer(serializers.Serializer[Any]):
    """Say whether one action of the present stage may be taken."""

    action = serializers.CharField(help_text="Its key; part of its address.")
    title = serializers.CharField(help_text="The word on its button.")
    type = serializers.CharField(help_text="Kind of action, as documents call it.")
    allowed = serializers.BooleanField(help_text="Whether it may be taken now.")
    why_not = serializers.CharField(allow_blank=True, help_text="The reason when not.")
    acting_for = serializers.CharField(allow_blank=True, help_text="In whose office it would be taken.")
    form = serializers.JSONField(help_text="The fields it asks for, as the document has them.")
    issues = serializers.BooleanField(help_text="Whether it needs a document, to be attached first.")


class Words(serializers.Serializer[Any]):
    """Hold one line that was written."""

    title = serializers.CharField(help_text="What it answers.")
    text = serializers.CharField(allow_blank=True, help_text="What was written.")


class AskedPart(serializers.Serializer[Any]):
    """Describe one part that was asked of somebody; a guest sees those of its own agency."""

    who = serializers.CharField(help_text="Whom, in words.")
    kind = serializers.CharField(help_text="As what, in words.")
    open = serializers.BooleanField(help_text="Whether it still waits.")
    note = serializers.CharField(allow_blank=True, help_text="What the document tells those who are asked.")
    outcome = serializers.CharField(allow_blank=True, help_text="How it came out, in words.")
    question = Words(many=True)
    answer = Words(many=True)


class CaseResult(serializers.Serializer[Any]):
    """Describe one document of a case, drafts too."""

    id = serializers.UUIDField(help_text="Its id; `output` to revoke it, `replaces` to correct it.")
    key = serializers.CharField(help_text="Which result of its service it is.")
    version = serializers.IntegerField(help_text="Counts the versions of this result.")
    title = serializers.CharField(help_text="What it is.")
    number = serializers.CharField(allow_blank=True, help_text="Its own number, else the one another system gave it.")
    status = serializers.CharField(help_text="What it is worth today, in words.")
    valid_until = serializers.DateField(allow_null=True, help_text="Its last day; null where it has none.")
    remarks = serializers.ListField(child=serializers.CharField(), help_text="Since when and why it counts no more.")
    may_revoke = serializers.BooleanField(help_text="Whether `cabut_hasil` may be taken with it now.")
    may_replace = serializers.BooleanField(help_text="Whether `ganti_hasil` may be taken with it now.")


class CaseFull(CaseBrief):
    """Describe one case."""

    guest = serializers.BooleanField(help_text="Whether only what was shared is shown.")
    confidential = serializers.BooleanField(help_text="Whether only this unit may know of it.")
    asked = AskedPart(many=True)
    answers = AnswerPart(many=True)
    actions = ActionOffer(many=True)
    results = CaseResult(many=True, help_text="Its documents; nothing for guests.")
    events = EventShape(many=True, help_text="The whole story, newest first; nothing for guests.")
    messages = MessageShape(many=True, help_text="The conversation; nothing for guests.")


class Press(serializers.Serializer[Any]):
    """Take one action."""

    data = serializers.DictField(  # type: ignore[assignment]
        required=False,
        help_text="What the action asks for: its own fields by id; `items` (field, note, reason) and `remark` to "
        "return; `agency` and `text` to forward; `text`, `to`, `flag` or `advice` for everyday steps; `output` and "
        "`sha256` of an attached document; `output`, `alasan` and `dasar_hukum` for `cabut_hasil`; `replaces`, "
        "`output`, `sha256` and `alasan` for `ganti_hasil`.",
    )
    seq = serializers.IntegerField(required=False, min_value=0, help_text="The version you looked at.")


class Pressed(serializers.Serializer[Any]):
    """Tell what came of it."""

    id = serializers.UUIDField(help_text="The case.")
    seq = serializers.IntegerField(help_text="Its version now.")
    replayed = serializers.BooleanField(help_text="Whether this key had been pressed before.")
    visible = serializers.BooleanField(help_text="Whether the case can still be read: it may have gone elsewhere.")
    undo_until = serializers.DateTimeField(allow_null=True, help_text="Until when `urungkan` takes a decision back.")


class BulkItem(serializers.Serializer[Any]):
    """Name one case."""

    id = serializers.UUIDField(help_text="The case.")
    seq = serializers.IntegerField(required=False, min_value=0, help_text="The version you looked at.")


class Bulk(serializers.Serializer[Any]):
    """Take the same action on several cases, each for itself."""

    action = serializers.CharField(help_text="Key of the action.")
    data = serializers.DictField(  # type: ignore[assignment]
        required=False, help_text="What the action asks for, the same for all."
    )
    items = BulkItem(many=True, help_text=f"At most {MOST_ITEMS} cases, each once.")


class BulkResult(serializers.Serializer[Any]):
    """Tell what came of one case."""

    id = serializers.UUIDField(help_text="The case.")
    done = serializers.BooleanField(help_text="Whether the action was taken.")
    seq = serializers.IntegerField(allow_null=True, help_text="Its version now.")
    problem = ProblemBody(allow_null=True, help_text="Why not.")


class BulkResults(serializers.Serializer[Any]):
    """Tell what came of each case, in the order they were sent."""

    results = BulkResult(many=True)
    done = serializers.IntegerField(help_text="How many were taken.")
    refused = serializers.IntegerField(help_text="How many were not.")


class Attached(serializers.Serializer[Any]):
    """Name an attached document; send both members back with the action that issues it."""

    output = serializers.UUIDField(help_text="Its id.")
    sha256 = serializers.CharField(help_text="Digest of the file that was looked at.")


class Attach(serializers.Serializer[Any]):
    """Attach the document that an action will issue."""

    file = serializers.FileField(help_text="The document, a PDF.")
    external_number = serializers.CharField(required=False, help_text="The number another system gave it.")
    replaces = serializers.UUIDField(required=False, help_text="For `ganti_hasil`: the document it replaces.")
