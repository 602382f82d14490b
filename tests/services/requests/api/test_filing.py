"""A program opens a draft, answers page by page, sends it once, and follows it."""

from __future__ import annotations

from typing import Any

import pytest

from services.requests.models import Attachment, RequestEvent, ServiceRequest
from tests.services.desk.world import with_papers
from tests.services.outputs.world import photo
from tests.services.requests import world
from tests.services.requests.api_client import Program, new_key, problem
from tests.services.requests.documents import ANSWERS

pytestmark = pytest.mark.django_db
SENT = {"declared": True}


@pytest.fixture
def person() -> Any:
    return world.citizen()


@pytest.fixture
def program(person: Any) -> Program:
    return Program.of(person)


def opened(program: Program) -> str:
    world.publish(with_papers())
    answer = program.post("requests/", {"service": "izin-uji"})
    assert answer.status_code == 201, answer.content
    assert answer["Location"].endswith(f"/{answer.json()['id']}/")
    return str(answer.json()["id"])


def answered(program: Program) -> str:
    pk = opened(program)
    assert program.put(f"requests/{pk}/answers/data/", {"answers": ANSWERS}).json()["problems"] == []
    return pk


def test_a_draft_says_what_is_to_fill_and_what_may_be_done(program: Program) -> None:
    pk = opened(program)
    draft = program.get(f"requests/{pk}/").json()
    assert (draft["phase"], draft["number"], draft["pages"]) == ("draft", "", ["data", "lain"])
    assert {name for name, allowed in draft["may"].items() if allowed} == {"edit", "discard"}
    assert (draft["objection"], draft["actions"], draft["relatives"]) == (None, [], [])
    assert ServiceRequest.objects.get(pk=pk).channel == "api"
    form = program.get(f"requests/{pk}/form/").json()
    assert [page["id"] for page in form["form"]["pages"]] == draft["pages"]


def test_answers_are_cleaned_by_the_one_validator_and_wrong_ones_kept(program: Program) -> None:
    pk = opened(program)
    kept = program.put(f"requests/{pk}/answers/data/", {"answers": {"nama": " Siti  Uji ", "nik": "12"}}).json()
    assert kept["answers"] == {"nama": "Siti Uji"}
    assert kept["typed"] == {"nik": "12"}
    found = {each["path"]: each for each in kept["problems"]}
    assert found["nik"]["code"] == "wrong_length"
    assert found["nik"]["page"] == "data"
    assert "16" in found["nik"]["detail"]
    assert found["punya"]["code"] == "required"
    assert kept["complete"] is False
    assert program.get(f"requests/{pk}/answers/").json()["typed"] == {"nik": "12"}


def test_the_sentences_come_in_the_language_that_was_asked_for(program: Program) -> None:
    pk = opened(program)
    program.language = "en"
    kept = program.put(f"requests/{pk}/answers/data/", {"answers": {}}).json()
    assert next(each for each in kept["problems"] if each["path"] == "nik")["detail"].startswith("Enter")


def test_what_is_complete_is_sent_once_and_told_again(program: Program) -> None:
    pk, key = answered(program), new_key()
    first = program.post(f"requests/{pk}/submit/", SENT, key)
    assert (first.status_code, first["Idempotency-Replayed"]) == (200, "false")
    again = program.post(f"requests/{pk}/submit/", SENT, key)
    assert (again.status_code, again["Idempotency-Replayed"]) == (200, "true")
    assert first.json() == again.json()
    assert first.json()["number"]
    assert RequestEvent.objects.filter(request=pk, kind="submit").count() == 1


def test_the_same_key_with_another_body_is_refused(program: Program) -> None:
    pk, key = answered(program), new_key()
    program.post(f"requests/{pk}/submit/", SENT, key)
    problem(program.post(f"requests/{pk}/submit/", {**SENT, "seq": 0}, key), 422, "key_reused")


def test_without_a_key_nothing_is_sent(program: Program) -> None:
    pk = answered(program)
    problem(program.post(f"requests/{pk}/submit/", SENT, ""), 400, "idempotency_key_missing")
    problem(program.post("requests/", {"service": "izin-uji"}, ""), 400, "idempotency_key_missing")
    assert ServiceRequest.objects.get(pk=pk).phase == "draft"


@pytest.mark.parametrize("body", [{}, {"declared": False}, {"declared": "true"}, {"declared": 1}])
def test_what_is_not_declared_is_not_sent(program: Program, body: dict[str, Any]) -> None:
    pk = answered(program)
    said = problem(program.post(f"requests/{pk}/submit/", body), 422, "invalid")
    assert said["errors"][0]["path"] == "declared"


def test_what_is_missing_is_named_and_nothing_is_sent(program: Program) -> None:
    pk = opened(program)
    said = problem(program.post(f"requests/{pk}/submit/", SENT), 422, "invalid")
    assert {each["path"] for each in said["errors"]} == {"nama", "nik", "punya"}
    assert all(each["detail"] for each in said["errors"])


def test_what_was_seen_in_an_older_version_is_not_acted_on(program: Program) -> None:
    pk = answered(program)
    answer = program.post(f"requests/{pk}/submit/", {**SENT, "seq": 7})
    problem(answer, 409, "wrong_state")


def test_a_file_is_made_harmless_and_counts_once_it_is_answered(program: Program) -> None:
    pk = answered(program)
    sent = program.upload(pk, "kk", photo())
    assert sent.status_code == 201
    unused = program.upload(pk, "kk", photo()).json()
    file = sent.json()
    assert (file["mime"], file["field"]) == ("image/jpeg", "kk")
    kept = program.put(f"requests/{pk}/answers/lain/", {"answers": {"kk": [file["id"]]}}).json()
    assert (kept["problems"], kept["answers"]["kk"]) == ([], [file["id"]])
    got = program.get(f"requests/{pk}/files/{file['id']}/")
    assert got["Content-Type"] == "image/jpeg"
    assert len(b"".join(got.streaming_content)) == file["size"]
    assert program.post(f"requests/{pk}/submit/", SENT).status_code == 200
    assert [each["id"] for each in program.get(f"requests/{pk}/files/").json()["items"]] == [file["id"]]
    assert not Attachment.objects.filter(pk=unused["id"]).exists()  # no answer named it
    problem(program.upload(pk, "kk", photo()), 409, "conflict")
    problem(program.ask("delete", f"requests/{pk}/files/{file['id']}/"), 409, "conflict")


def test_a_file_of_a_draft_can_be_taken_out_again(program: Program) -> None:
    pk = answered(program)
    file = program.upload(pk, "kk", photo()).json()
    assert program.ask("delete", f"requests/{pk}/files/{file['id']}/").status_code == 204
    assert program.get(f"requests/{pk}/files/").json()["items"] == []


def test_a_file_that_is_none_is_refused_with_its_sentence(program: Program) -> None:
    pk = answered(program)
    said = problem(program.upload(pk, "kk", b"<svg onload=alert(1)>"), 422, "invalid")
    assert said["errors"][0]["path"] == "kk"
    problem(program.upload(pk, "nama", photo()), 422, "invalid")
    problem(program.ask("post", f"requests/{pk}/files/", {}), 415, "unsupported_media_type")


def test_the_answer_of_another_request_s_file_is_refused(program: Program, person: Any) -> None:
    pk = answered(program)
    other = Program.of(world.citizen())
    foreign = other.upload(answered(other), "kk", photo()).json()["id"]
    kept = program.put(f"requests/{pk}/answers/lain/", {"answers": {"kk": [foreign]}}).json()
    assert [each["code"] for each in kept["problems"]] == ["unknown_file"]


def test_a_draft_is_thrown_away_with_its_files(program: Program) -> None:
    pk = answered(program)
    program.upload(pk, "kk", photo())
    assert program.ask("delete", f"requests/{pk}/").status_code == 204
    problem(program.get(f"requests/{pk}/"), 404, "not_found")
    assert not Attachment.objects.exists()


def test_the_key_of_a_draft_that_was_thrown_away_opens_no_other(program: Program) -> None:
    world.publish(with_papers())
    key = new_key()
    pk = program.post("requests/", {"service": "izin-uji"}, key).json()["id"]
    program.ask("delete", f"requests/{pk}/")
    problem(program.post("requests/", {"service": "izin-uji"}, key), 409, "conflict")


@pytest.mark.parametrize("service", ["tidak-ada", "", 7, None, ["izin-uji"], "x" * 300])
def test_a_service_that_is_none_opens_no_draft(program: Program, service: Any) -> None:
    problem(program.post("requests/", {"service": service}), 422, "invalid")


def test_a_closed_service_says_so(program: Program) -> None:
    version = world.publish(with_papers())
    type(version.service).objects.update(closes_at="2020-01-01T00:00Z", closed_message="Pindah.")
    said = problem(program.post("requests/", {"service": "izin-uji"}), 409, "closed")
    assert "Pindah" in said["detail"]


def test_only_what_a_page_asks_is_taken(program: Program) -> None:
    pk = opened(program)
    for body in ({"answers": {"jumlah": 3}}, {"answers": {"state": "selesai"}}, {"answers": [1]}, {"state": "x"}, {}):
        assert program.put(f"requests/{pk}/answers/data/", body).status_code == 422, body
    problem(program.put(f"requests/{pk}/answers/tidak-ada/", {"answers": {}}), 404, "not_found")


def test_no_member_of_the_model_can_be_set_by_the_way(program: Program, settings: Any) -> None:
    settings.API_LIMITS = {**settings.API_LIMITS, "write": (10_000, 60)}
    pk = answered(program)
    before = ServiceRequest.objects.values().get(pk=pk)
    names = [each.name for each in ServiceRequest._meta.concrete_fields]
    for name in names:
        for method, path, body in (
            ("put", f"requests/{pk}/answers/", {"answers": {}, name: "x"}),
            ("put", f"requests/{pk}/answers/", {"answers": {name: "x"}}),
            ("post", f"requests/{pk}/submit/", {**SENT, name: "x"}),
        ):
            answer = program.ask(method, path, body, key=new_key())
            assert answer.status_code in {422, 409}, (name, path, answer.status_code)
    assert ServiceRequest.objects.values().get(pk=pk) == before


def test_messages_go_both_ways_and_count_once(program: Program) -> None:
    pk = answered(program)
    program.post(f"requests/{pk}/submit/", SENT)
    key = new_key()
    first = program.post(f"requests/{pk}/messages/", {"text": " Kapan selesai? "}, key)
    assert (first.status_code, first.json()["text"]) == (201, "Kapan selesai?")
    assert program.post(f"requests/{pk}/messages/", {"text": " Kapan selesai? "}, key).json() == first.json()
    assert [each["from_staff"] for each in program.get(f"requests/{pk}/messages/").json()["items"]] == [False]
    problem(program.post(f"requests/{pk}/messages/", {"text": "  "}), 422, "invalid")


def test_the_story_is_told_newest_first(program: Program) -> None:
    pk = answered(program)
    program.post(f"requests/{pk}/submit/", SENT)
    story = program.get(f"requests/{pk}/events/").json()["items"]
    assert [each["state"] for each in story][-1] == "now"
    assert story[-1]["title"] == "Terkirim"


def test_what_is_open_is_taken_back_with_a_reason(program: Program) -> None:
    pk = answered(program)
    program.post(f"requests/{pk}/submit/", SENT)
    done = program.post(f"requests/{pk}/withdraw/", {"reason": "Sudah tidak perlu."})
    assert done.json()["phase"] == "withdrawn"
    problem(program.post(f"requests/{pk}/withdraw/", {}), 409, "wrong_state")


def test_what_an_officer_marked_is_mended_and_nothing_else(program: Program) -> None:
    pk = answered(program)
    program.post(f"requests/{pk}/submit/", SENT)
    request = ServiceRequest.objects.get(pk=pk)
    officer = world.officer("verifikator")
    world.press(request, "kembalikan", officer, items=[{"field": "nama", "note": "Sesuaikan KTP.", "reason": "salah"}])
    shown = program.get(f"requests/{pk}/").json()
    assert shown["corrections"] == [{"field": "nama", "reason": "tidak sesuai", "note": "Sesuaikan KTP."}]
    assert shown["may"]["resubmit"] is True
    assert program.put(f"requests/{pk}/answers/", {"answers": {"punya": True}}).status_code == 422
    assert program.put(f"requests/{pk}/answers/", {"answers": {"nama": "Siti Benar"}}).status_code == 200
    sent = program.post(f"requests/{pk}/resubmit/", {}).json()
    assert (sent["phase"], sent["corrections"]) == ("in_process", [])


def test_the_list_is_cut_narrowed_and_cheap(program: Program, person: Any, django_assert_max_num_queries: Any) -> None:
    version = world.publish(with_papers())
    for _ in range(3):
        world.submitted(version, person)
    world.draft(version, person)
    first = program.get("requests/?limit=3").json()
    assert len(first["items"]) == 3
    rest = program.get(f"requests/?limit=3&cursor={first['next']}").json()
    assert len({each["id"] for each in [*first["items"], *rest["items"]]}) == 4
    assert rest["next"] == ""
    assert [each["phase"] for each in program.get("requests/?phase=draft").json()["items"]] == ["draft"]
    assert program.get("requests/?phase=tidak-ada").json()["items"] == []
    with django_assert_max_num_queries(6):
        program.get("requests/")


@pytest.mark.parametrize(("path", "queries"), [("messages/", 6), ("events/", 8), ("files/", 6), ("answers/", 12)])
def test_what_belongs_to_a_request_costs_few_queries(
    program: Program, django_assert_max_num_queries: Any, path: str, queries: int
) -> None:
    pk = answered(program)
    program.post(f"requests/{pk}/submit/", SENT)
    for number in range(6):
        program.post(f"requests/{pk}/messages/", {"text": f"Pesan {number}"})
    program.get(f"requests/{pk}/{path}")
    with django_assert_max_num_queries(queries):
        program.get(f"requests/{pk}/{path}")
