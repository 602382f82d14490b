"""Describe what a person's own programs read and send, member by member."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from citizens.models import Relation
from foundation.api.pages import Cursors
from foundation.api.schema import WrongAnswer
from services.requests.models import Phase


class RequestBrief(serializers.Serializer[Any]):
    """Describe one request in a list; a confidential one does not say what it is about."""

    id = serializers.UUIDField(help_text="Part of its address.")
    number = serializers.CharField(allow_blank=True, help_text="Given when it was sent; empty for a draft.")
    service = serializers.CharField(allow_blank=True, help_text="Slug of the service; empty when confidential.")
    title = serializers.CharField(help_text="What was asked for, in words.")
    phase = serializers.ChoiceField(list(Phase.values), help_text="Where it stands; the same for every service.")
    status = serializers.CharField(help_text="The phase in words.")
    agency = serializers.CharField(allow_blank=True, help_text="Slug of the agency in charge.")
    created_at = serializers.DateTimeField(help_text="When the draft was opened.")
    submitted_at = serializers.DateTimeField(allow_null=True, help_text="When it was sent.")
    due_at = serializers.DateTimeField(allow_null=True, help_text="When it must be decided at the latest.")
    due_is_estimate = serializers.BooleanField(help_text="Whether that moment may still move.")


class RequestPage(Cursors):
    """Hold one page of requests."""

    items = RequestBrief(many=True)


class Correction(serializers.Serializer[Any]):
    """Hold one remark of an officer."""

    field = serializers.CharField(help_text="Id of the field to mend.")
    reason = serializers.CharField(allow_blank=True, help_text="What is wrong, in words.")
    note = serializers.CharField(help_text="What the officer wrote.")


class Result(serializers.Serializer[Any]):
    """Name one document that was issued."""

    id = serializers.CharField(allow_blank=True, help_text="Part of the address under which it is renewed.")
    title = serializers.CharField(help_text="What it is.")
    detail = serializers.CharField(allow_blank=True, help_text="Number, date and signature, in words.")
    url = serializers.CharField(allow_blank=True, help_text="Its page; opens with the person's own session.")
    standing = serializers.CharField(allow_blank=True, help_text="What became of it, in words; empty while it counts.")
    remarks = serializers.ListField(
        child=serializers.CharField(), help_text="Until when it counts, or since when and why it does not."
    )
    renewable = serializers.BooleanField(help_text="Whether a new one may be asked for with the last answers.")
    fetched = serializers.ListField(child=serializers.CharField(), help_text="Who fetched it when, newest first.")


class Chances(serializers.Serializer[Any]):
    """Say what its owner may do now."""

    edit = serializers.BooleanField(help_text="Write answers and files.")
    submit = serializers.BooleanField(help_text="Send it.")
    resubmit = serializers.BooleanField(help_text="Send the correction.")
    withdraw = serializers.BooleanField(help_text="Take it back.")
    discard = serializers.BooleanField(help_text="Throw the draft away.")
    object = serializers.BooleanField(help_text="Open an objection to the decision, or go on with the open one.")
    reopen = serializers.BooleanField(help_text="Have it opened again, by one of `actions`.")


class ObjectionChance(serializers.Serializer[Any]):
    """Say whether one may object to the decision in force."""

    allowed = serializers.BooleanField(help_text="Whether an objection is taken now.")
    why_not = serializers.CharField(allow_blank=True, help_text="The reason when not, and where to turn.")
    until = serializers.DateTimeField(allow_null=True, help_text="The last moment; null where there is none.")
    draft = serializers.UUIDField(allow_null=True, help_text="The draft that is open already.")
    basis = serializers.ListField(child=serializers.CharField(), help_text="The law under which one may object.")


class OwnOffer(serializers.Serializer[Any]):
    """Name one action that the document leaves to the applicant now."""

    action = serializers.CharField(help_text="Its key; part of its address.")
    title = serializers.CharField(help_text="The word on its button.")
    type = serializers.CharField(help_text="Kind of action, as documents call it: `reopen`.")
    form = serializers.JSONField(help_text="The fields it asks for, as the document has them.")


class Relative(serializers.Serializer[Any]):
    """Name a request that belongs to this one: the decision it objects to, or an objection to it."""

    id = serializers.UUIDField(help_text="Part of its address.")
    number = serializers.CharField(allow_blank=True, help_text="Its number.")
    text = serializers.CharField(help_text="How the two belong together, in words.")


class RequestFull(RequestBrief):
    """Describe one request."""

    confidential = serializers.BooleanField(help_text="Whether only the office in charge may know of it.")
    state = serializers.CharField(help_text="Key of the stage within its service.")
    state_title = serializers.CharField(help_text="The stage in words.")
    next = serializers.CharField(help_text="What happens now, in one sentence.")
    seq = serializers.IntegerField(help_text="Its version; send it back as `seq` to act on just what you saw.")
    pages = serializers.ListField(
        child=serializers.CharField(), help_text="Pages to fill with the answers given so far, in order."
    )
    may = Chances()
    corrections = Correction(many=True, help_text="What an officer asked to mend, while it waits for the applicant.")
    results = Result(many=True, help_text="What was issued; without an address where it counts no more.")
    objection = ObjectionChance(allow_null=True, help_text="Null where nothing can be objected to now.")
    actions = OwnOffer(many=True, help_text="What else its owner may do now; empty before its end.")
    relatives = Relative(many=True, help_text="Requests that belong to this one.")


class NewRequest(serializers.Serializer[Any]):
    """Open a draft."""

    service = serializers.CharField(help_text="Slug of the service.")
    mandate = serializers.CharField(
        required=False, help_text="Id of the mandate to ask under, from /mandates/; left out: for oneself."
    )


class MandateShape(serializers.Serializer[Any]):
    """Name somebody to ask for."""

    id = serializers.UUIDField(help_text="Id of the mandate.")
    name = serializers.CharField(help_text="Name of the person.")
    relation = serializers.ChoiceField(choices=list(Relation.values), help_text="What they are to this account.")
    until = serializers.DateField(allow_null=True, help_text="The last day.")


class MandateList(serializers.Serializer[Any]):
    """List whom an account may ask for."""

    items = MandateShape(many=True, help_text="In the order in which they began; at most twenty.")


class Answers(serializers.Serializer[Any]):
    """Send answers by field id; what is left out stays as it is."""

    answers = serializers.DictField(
        help_text="By field id, in the shape of the field's type; a file field takes a list of file ids."
    )


class WrongHere(WrongAnswer):
    """Say what is wrong with one answer, and where it is mended."""

    page = serializers.CharField(help_text="Id of the page on which it is mended.")


class KeptAnswers(serializers.Serializer[Any]):
    """Hold what is kept after a page was cleaned by the one validator."""

    answers = serializers.DictField(help_text="Clean answers by field id.")
    typed = serializers.DictField(help_text="What was sent and is not right yet; kept so that nothing is lost.")
    problems = WrongHere(many=True, help_text="What is wrong with this page, or with all of them.")
    complete = serializers.BooleanField(help_text="Whether the whole request could be sent now.")


class FileSent(serializers.Serializer[Any]):
    """Send one file of one field."""

    field = serializers.CharField(help_text="Id of the field it belongs to.")
    file = serializers.FileField(help_text="A photo (JPG, PNG, WebP) or PDF of at most 5 MB.")


class FileShape(serializers.Serializer[Any]):
    """Describe one stored file; answer its field with its id."""

    id = serializers.UUIDField(help_text="What the answer to its field names.")
    field = serializers.CharField(help_text="Id of the field.")
    name = serializers.CharField(help_text="What it is called.")
    mime = serializers.CharField(help_text="image/jpeg or application/pdf: files are made harmless.")
    size = serializers.IntegerField(help_text="Bytes as stored.")
    pages = serializers.IntegerField(help_text="How many pages a PDF has.")
    sha256 = serializers.CharField(help_text="Digest of the stored bytes.")


class FilePage(Cursors):
    """Hold the files of a request; never cut into pages."""

    items = FileShape(many=True)


class Submission(serializers.Serializer[Any]):
    """Declare that the answers are true, and send."""

    declared = serializers.BooleanField(help_text="Must be true.")
    seq = serializers.IntegerField(required=False, min_value=0, help_text="The version you looked at.")


class Resubmission(serializers.Serializer[Any]):
    """Send the correction."""

    seq = serializers.IntegerField(required=False, min_value=0, help_text="The version you looked at.")


class Withdrawal(serializers.Serializer[Any]):
    """Take a request back."""

    reason = serializers.CharField(required=False, max_length=4000, allow_blank=True, help_text="Why; may be empty.")
    seq = serializers.IntegerField(required=False, min_value=0, help_text="The version you looked at.")


class NewObjection(serializers.Serializer[Any]):
    """Object to a decision; the draft says what is asked."""


class NewRenewal(serializers.Serializer[Any]):
    """Renew a document; the draft says what is carried."""


class OwnPress(serializers.Serializer[Any]):
    """Take one action."""

    data = serializers.DictField(  # type: ignore[assignment]
        required=False, help_text="The fields the action asks for, by id."
    )
    seq = serializers.IntegerField(required=False, min_value=0, help_text="The version you looked at.")


class EventShape(serializers.Serializer[Any]):
    """Tell one thing that happened, or will."""

    title = serializers.CharField(help_text="What happened.")
    at = serializers.DateTimeField(allow_null=True, help_text="When; null for what is still ahead.")
    who = serializers.CharField(allow_blank=True, help_text="Which side or office did it.")
    text = serializers.CharField(allow_blank=True, help_text="What was said about it.")
    state = serializers.ChoiceField(["done", "now", "next"], help_text="Past, present or ahead.")


class EventPage(Cursors):
    """Hold the story, newest first, with what is ahead before it."""

    items = EventShape(many=True)


class NewMessage(serializers.Serializer[Any]):
    """Write into the conversation."""

    text = serializers.CharField(max_length=4000, help_text="What to say.")


class MessageShape(serializers.Serializer[Any]):
    """Hold one message."""

    id = serializers.UUIDField(help_text="Its own id.")
    from_staff = serializers.BooleanField(help_text="Whether an officer wrote it.")
    text = serializers.CharField(help_text="What was said.")
    at = serializers.DateTimeField(help_text="When.")


class MessagePage(Cursors):
    """Hold one page of the conversation, oldest first."""

    items = MessageShape(many=True)
