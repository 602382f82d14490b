"""Whatever an OPD registers keeps the same promises; a new service is tested without writing a test."""

from __future__ import annotations

import re
from typing import Any

import pytest

from services.catalogue.checks import check_documents
from services.catalogue.life_events import LIFE_EVENTS
from services.catalogue.registry import Registered, registry
from services.definition import derived
from services.definition.document import ELIGIBILITY, FINAL_PHASES, PUBLIC, ActionType, Document, Phase
from services.definition.fields import type_of
from services.definition.problems import ProblemCode
from services.definition.workflow import dead_ends, path, reachable
from tests.services.opd import filling
from tests.services.opd.reading import sentences, texts

REGISTERED = list(registry)
DOCUMENTS = [each.document for each in REGISTERED]
every_service = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.code)
WRONG_SPELLINGS = re.compile(
    r"\b(silahkan|ijin|nomer|respon|praktek|resiko|kwitansi|jadual|seksama|antri|antrian|terimakasih|dimana|anda"
    r"|submit|upload|login|download|email|e-mail|handphone|input|penginputan)\b"
)
LONGEST = 20


def test_at_least_the_first_three_services_are_registered() -> None:
    assert {"ADM-01", "KEC-02", "PPA-01"} <= {document.code for document in DOCUMENTS}


def test_no_file_is_broken_and_the_checks_have_nothing_to_say() -> None:
    assert [str(message.msg) for message in check_documents()] == []


@pytest.mark.parametrize("registered", REGISTERED, ids=lambda each: each.document.code)
def test_a_file_is_named_like_its_slug(registered: Registered) -> None:
    assert registered.path.stem == registered.document.slug
    assert registered.path.parent.parent.name == registered.app


@every_service
def test_nothing_is_left_of_what_start_service_wrote(document: Document) -> None:
    assert "GANTI" not in document.model_dump_json(), "replace every GANTI"
    assert document.category != "ganti", "choose a category"


@every_service
def test_every_way_through_the_form_with_sample_answers_is_accepted(document: Document) -> None:
    accepted = 0
    for raw in filling.ways(document):
        cleaned = filling.clean(document, raw)
        # Only who has no right to the service at all may be refused, and then by its own rule.
        assert {problem.code for problem in cleaned.problems} <= {ProblemCode.NOT_ELIGIBLE}
        accepted += cleaned.ok and bool(cleaned.answers)
    # A service that only links asks nothing.
    assert accepted or not document.workflow.states


@every_service
def test_an_empty_form_is_refused_by_problems_not_by_an_exception(document: Document) -> None:
    cleaned = filling.clean(document, {})
    required = [field for _page, field in document.fields() if field.required]
    assert bool(cleaned.problems) == bool(required)


@every_service
def test_every_page_takes_its_own_answers_alone(document: Document) -> None:
    from services.definition import answers

    raw = filling.filled(document)
    kept: dict[str, Any] = {}
    before = [ELIGIBILITY] if document.eligibility.ask else []
    for page in [*before, *(page.id for page in document.form.pages)]:
        cleaned = answers.clean(document, page, raw, filling.FACTS, stored=kept)
        assert cleaned.problems == ()
        kept = answers.merge(document, page, kept, cleaned.answers)
    assert kept == filling.clean(document, raw).answers


@every_service
def test_every_state_can_be_reached_and_every_path_ends(document: Document) -> None:
    flow = document.workflow
    if not flow.states:
        assert document.handoff is not None
        return
    assert reachable(flow) == frozenset(flow.states)
    assert dead_ends(flow) == frozenset()
    assert flow.states[path(flow)[-1]].phase in FINAL_PHASES


@every_service
def test_every_state_and_action_has_words_of_its_own(document: Document) -> None:
    for key, state in document.workflow.states.items():
        assert state.label.id, key
        assert state.citizen_text is not None, f"{key}: say in citizen_text what the citizen reads in this state"
        assert all(action.label.id for action in state.actions), key


@every_service
def test_every_rejection_asks_for_its_reason(document: Document) -> None:
    for state in document.workflow.states.values():
        for action in state.actions:
            target = document.workflow.states.get(action.to or "")
            if target is not None and target.phase is Phase.REJECTED:
                assert action.type is ActionType.REJECT
                assert any(field.required and field.type == "long_text" for field in action.form)


@every_service
def test_whoever_is_asked_to_correct_can_send_the_correction(document: Document) -> None:
    for state in document.workflow.states.values():
        if state.phase is Phase.WAITING_APPLICANT:
            assert any(action.type is ActionType.RESUBMIT for action in state.actions)


@every_service
def test_sensitive_questions_say_why_and_are_stored_as_ciphertext(document: Document) -> None:
    for _page, field in document.all_fields():
        if field.secret or field.sensitivity or type_of(field).sensitive:
            assert field.why is not None, field.id
        if field.type in {"nik", "kk"} or field.sensitivity:
            assert field.secret, field.id


@every_service
def test_questions_of_the_portal_s_own_wording_are_marked(document: Document) -> None:
    for _page, field in document.all_fields():
        if field.type == "boolean" and field.id.startswith(("punya_", "ada_")):
            assert field.origin == "portal", field.id


@every_service
def test_a_paper_that_is_not_always_needed_hangs_on_a_question(document: Document) -> None:
    for field in derived.files(document):
        needed = next(each for each in derived.requirements(document) if each.field == field.id)
        assert needed.need in {"required", "conditional", "optional"}
        if needed.need == "conditional":
            assert field.required or field.required_if is not None


@every_service
def test_the_six_public_components_of_the_standard_are_filled(document: Document) -> None:
    for component in PUBLIC:
        assert getattr(document.standard, component), component
    assert document.standard.legal_basis
    if document.workflow.states:
        assert derived.procedure(document)


@every_service
def test_the_time_says_how_sure_it_is_and_where_it_comes_from(document: Document) -> None:
    duration = document.standard.duration
    assert duration is not None, "write standard.duration"
    assert duration.source is not None, "write in standard.duration.source where the time comes from"
    assert document.sources, "write under sources what was read"


@every_service
def test_people_can_find_it_in_their_own_words(document: Document) -> None:
    assert len(document.synonyms) >= 5, "write at least five words that people really use, under synonyms"
    assert len(set(document.synonyms)) == len(document.synonyms)
    assert set(document.life_events) <= set(LIFE_EVENTS)
    assert set(document.life_steps) <= set(document.life_events)
    assert document.category, "write a category"


@every_service
def test_the_title_and_the_summary_exist_in_both_languages(document: Document) -> None:
    for wording in (document.title, document.summary):
        assert wording.id
        assert wording.en, f"{wording.id!r} has no English (en)"


@every_service
def test_sentences_have_at_most_twenty_words(document: Document) -> None:
    long = [
        (place, sentence)
        for place, text in texts(document)
        for sentence in sentences(text)
        if len(sentence.split()) > LONGEST
    ]
    assert long == []


@every_service
def test_words_are_spelled_as_the_dictionary_does(document: Document) -> None:
    wrong = [(place, found[0]) for place, text in texts(document) if (found := WRONG_SPELLINGS.search(text))]
    assert wrong == []


@every_service
def test_questions_are_sentences_and_labels_are_short(document: Document) -> None:
    for _page, field in document.all_fields():
        assert len(field.label.id) <= 90, field.id
        if field.type == "boolean":
            assert field.label.id.endswith("?"), field.id


@every_service
def test_people_are_told_when_it_arrives_and_when_it_ends(document: Document) -> None:
    if not document.workflow.states:
        return
    told = {notice.when for notice in document.notify}
    assert any(when.startswith("action:") for when in told)
    for key, state in document.workflow.states.items():
        if state.phase in FINAL_PHASES or state.phase is Phase.WAITING_APPLICANT:
            assert f"state:{key}" in told, f"write under notify who is told in the state {key}"


@every_service
def test_a_result_that_another_system_issues_is_never_claimed(document: Document) -> None:
    if document.handoff is None:
        return
    assert document.handoff.note is not None
    assert all("kami terbitkan" not in text.lower() for _place, text in texts(document))
    assert all(output.origin != "rendered" for output in document.outputs)


@every_service
def test_drafts_and_results_are_not_kept_for_ever(document: Document) -> None:
    if not document.workflow.states:
        return
    ends = {state.phase for state in document.workflow.states.values() if state.phase in FINAL_PHASES}
    assert document.retention.draft is not None
    assert all(getattr(document.retention, phase.value) is not None for phase in ends)
