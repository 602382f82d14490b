"""A result is checked and stored before anybody decides."""

from __future__ import annotations

import pytest

from services.outputs import actions
from services.outputs.models import Output, OutputStatus
from services.requests.files import private_path
from services.requests.uploads import UploadCode, UploadProblem
from tests.services.outputs import world as outputs

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting():
    request, _citizen, head = outputs.ready_to_decide()
    return request, head


def test_a_pdf_is_kept_byte_for_byte_because_it_may_be_signed(waiting):
    request, head = waiting
    data = outputs.pdf()
    draft = actions.prepare(request, "izin", outputs.sent(data), head.user)
    assert private_path(draft.path).read_bytes() == data
    assert (draft.status, draft.mime, draft.size) == (OutputStatus.DRAFT, "application/pdf", len(data))


def test_a_photo_is_drawn_anew(waiting):
    request, head = waiting
    sent = outputs.photo() + b"<script>alert(1)</script>"
    draft = actions.prepare(request, "izin", outputs.sent(sent, "hasil.png"), head.user)
    assert b"script" not in private_path(draft.path).read_bytes()
    assert draft.display_name.endswith(".jpg")


def test_the_name_is_made_by_us_and_holds_nothing_the_officer_typed(waiting):
    request, head = waiting
    draft = actions.prepare(request, "izin", outputs.sent(), head.user)
    assert draft.display_name == f"Surat izin uji {request.number}.pdf"
    assert "3604054104900001" not in draft.display_name + draft.path


def test_the_same_file_twice_is_one_draft(waiting):
    request, head = waiting
    data = outputs.pdf()
    first = actions.prepare(request, "izin", outputs.sent(data), head.user)
    assert actions.prepare(request, "izin", outputs.sent(data), head.user) == first
    assert Output.objects.count() == 1


def test_another_file_is_the_next_version(waiting):
    request, head = waiting
    actions.prepare(request, "izin", outputs.sent(), head.user)
    second = actions.prepare(request, "izin", outputs.sent(outputs.pdf(2)), head.user)
    assert second.version == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", UploadCode.EMPTY),
        (b"MZ" + b"\0" * 100, UploadCode.PROGRAM),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", UploadCode.MARKUP),
        (b"%PDF-1.7 broken", UploadCode.PDF_BROKEN),
        (b"%PDF-" + b"0" * 5_000_001, UploadCode.TOO_BIG),
    ],
)
def test_what_may_not_be_kept_leaves_nothing_behind(waiting, data, code):
    request, head = waiting
    with pytest.raises(UploadProblem) as refused:
        actions.prepare(request, "izin", outputs.sent(data), head.user)
    assert refused.value.code == code
    assert not Output.objects.exists()


def test_an_output_the_document_does_not_name_is_refused(waiting):
    request, head = waiting
    with pytest.raises(KeyError):
        actions.prepare(request, "lain", outputs.sent(), head.user)
