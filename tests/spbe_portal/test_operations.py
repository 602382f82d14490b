"""Diskominfosatik sees how the queue fares and sends what failed again; nobody else does."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from agencies.actions import appoint
from agencies.models import Agency, Staff
from foundation import clock
from foundation.outbox.models import Job, JobState, Lane
from foundation.outbox.registry import registry
from spbe_portal import operations
from spbe_portal.operations import age_words
from tests.signing_in import make_officer, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/panel/operasi/"
SEND = "/panel/operasi/kirim-ulang/"
NOW = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def staff() -> Staff:
    agency = Agency.objects.create(slug="dinas-x", code="DNX", name="Dinas X", short_name="Dinas X", kind="dinas")
    return appoint(Staff(user=make_officer(), agency=agency, is_platform_admin=True))


@pytest.fixture
def keeper(client: Client, staff: Staff) -> Client:
    return sign_in(client, staff.user)


def job(state: str = "failed", *, reason: str = "alamat ditolak", **fields: Any) -> Job:
    ended = {"finished_at": clock.now()} if state in {"failed", "exhausted", "done"} else {}
    values = {"kind": "notifications.deliver", "lane": Lane.TRANSACTIONAL, "not_before": clock.now(), **ended, **fields}
    return Job.objects.create(state=state, reason=reason, **values)


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def states() -> list[str]:
    return sorted(Job.objects.values_list("state", flat=True))


def test_every_lane_is_counted_by_state_and_shows_since_when_its_oldest_job_waits(keeper: Client) -> None:
    job("waiting", lane=Lane.OTP, not_before=NOW - dt.timedelta(minutes=5))
    job("waiting", lane=Lane.BULK, not_before=NOW - dt.timedelta(minutes=5))
    job("waiting", lane=Lane.BULK, not_before=NOW + dt.timedelta(hours=5))
    job("leased", lane=Lane.BULK, leased_until=NOW)
    job("exhausted", lane=Lane.BULK)
    job("done", lane=Lane.BULK)
    lanes = {row.load.lane: row for row in keeper.get(PAGE).context["lanes"]}
    assert (lanes[Lane.OTP].age, lanes[Lane.OTP].late) == ("5 menit", True)
    bulk = lanes[Lane.BULK]
    assert (bulk.load.ready, bulk.load.later, bulk.load.leased, bulk.load.failed, bulk.load.exhausted) == (
        1,
        1,
        1,
        0,
        1,
    )
    assert (bulk.age, bulk.late) == ("5 menit", False)
    assert (lanes[Lane.TRANSACTIONAL].load.ready, lanes[Lane.TRANSACTIONAL].age) == (0, "")
    assert "Terlambat 5 menit" in words(keeper.get(PAGE))


def test_a_job_that_waits_for_tomorrow_is_not_late(keeper: Client) -> None:
    job("waiting", not_before=NOW + dt.timedelta(days=1))
    assert "Terlambat" not in words(keeper.get(PAGE))


def test_failed_jobs_are_listed_with_their_reason_and_what_they_were_to_do(keeper: Client) -> None:
    job(reason="server surat tidak menjawab")
    text = words(keeper.get(PAGE))
    assert "mengirim pemberitahuan" in text
    assert "server surat tidak menjawab" in text
    assert "gagal tetap" in text


def test_what_is_done_is_no_failure(keeper: Client) -> None:
    job("done", reason="")
    assert "Tidak ada pekerjaan yang gagal" in words(keeper.get(PAGE))


def test_one_job_is_sent_again_and_who_did_it_is_written_down(keeper: Client, staff: Staff) -> None:
    one, other = job(), job()
    response = keeper.post(SEND, {"pekerjaan": str(one.pk)}, follow=True)
    assert "1 pekerjaan dikirim ulang." in words(response)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, other.state) == (JobState.WAITING, JobState.FAILED)
    entry = LogEntry.objects.get()
    assert (entry.user_id, entry.object_id, entry.change_message) == (
        staff.user_id,
        str(one.pk),
        "Kirim ulang: 1 pekerjaan.",
    )
    assert "Rina Contoh" in words(response)


def test_all_jobs_of_one_reason_are_sent_again_and_no_others(keeper: Client) -> None:
    for _n in range(3):
        job(reason="server surat tidak menjawab")
    job(reason="alamat ditolak")
    job(reason="server surat tidak menjawab", kind="requests.settle")
    job(reason="server surat tidak menjawab", had_secret=True)
    keeper.post(SEND, {"jenis": "notifications.deliver", "alasan": "server surat tidak menjawab"})
    assert states() == ["failed"] * 3 + ["waiting"] * 3
    assert LogEntry.objects.get().change_message == "Kirim ulang: 3 pekerjaan."


def test_a_job_whose_secret_is_gone_has_no_button(keeper: Client) -> None:
    job(had_secret=True)
    response = keeper.get(PAGE)
    assert SEND not in response.content.decode()
    assert "isinya sudah dihapus" in words(response)


@pytest.mark.parametrize("state", ["waiting", "done"])
def test_a_job_that_did_not_fail_is_left_alone_and_nothing_is_written_down(keeper: Client, state: str) -> None:
    one = job(state)
    assert "Tidak ada yang dikirim ulang" in words(keeper.post(SEND, {"pekerjaan": str(one.pk)}, follow=True))
    assert states() == [state]
    assert not LogEntry.objects.exists()


def test_a_job_nobody_knows_is_answered_in_words(keeper: Client) -> None:
    pk = "00000000-0000-7000-8000-000000000000"
    assert "Tidak ada yang dikirim ulang" in words(keeper.post(SEND, {"pekerjaan": pk}, follow=True))


@pytest.mark.parametrize("sent", [{}, {"pekerjaan": "x"}, {"pekerjaan": ""}, {"jenis": "a.b"}, {"alasan": "x"}])
def test_what_names_no_job_is_a_bad_request(keeper: Client, sent: dict[str, str]) -> None:
    assert keeper.post(SEND, sent).status_code == 400


def test_an_opds_own_admin_is_refused(client: Client, staff: Staff) -> None:
    appoint(Staff(user=make_officer("lain@contoh.test"), agency=staff.agency, is_platform_admin=True))  # somebody stays
    staff.is_platform_admin, staff.is_agency_admin = False, True
    appoint(staff)
    staff.user.refresh_from_db()  # the new role ended the sessions
    own = sign_in(client, staff.user)
    one = job()
    assert own.get(PAGE).status_code == 403
    assert own.post(SEND, {"pekerjaan": str(one.pk)}).status_code == 403
    assert states() == ["failed"]
    assert PAGE not in own.get("/panel/antrean/").content.decode()


def test_diskominfosatik_finds_the_page_in_the_rail(keeper: Client) -> None:
    assert f'href="{PAGE}"' in keeper.get("/panel/antrean/").content.decode()


def test_a_long_list_has_pages(keeper: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "PAGE", 2)
    made = [str(job(reason=f"alasan {n}").pk) for n in range(3)]
    first = keeper.get(PAGE)
    assert [str(each.pk) for each, _title in first.context["jobs"]] == made[:0:-1]
    second = keeper.get(first.context["next_url"])
    assert [str(each.pk) for each, _title in second.context["jobs"]] == made[:1]


def test_the_page_costs_the_same_however_much_failed(
    keeper: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(60):
        job(reason=f"alasan {n}")
    keeper.get(PAGE)
    with django_assert_max_num_queries(
        13
    ) as found:  # session, user, role, unread, marks; lanes, reasons, jobs, log, round
        keeper.get(PAGE)
    counts = [
        query["sql"] for query in found.captured_queries if "COUNT" in query["sql"] and "outbox_job" in query["sql"]
    ]
    assert counts
    assert all("WHERE" in sql and '"state" IN' in sql for sql in counts)


def test_every_kind_of_job_says_in_words_what_it_does() -> None:
    assert [kind for kind in registry.kinds() if registry.title(kind) == kind] == []


def test_a_kind_whose_handler_is_gone_is_called_by_its_name() -> None:
    assert registry.title("dulu.pernah") == "dulu.pernah"


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (dt.timedelta(seconds=59), "kurang dari 1 menit"),
        (dt.timedelta(minutes=59), "59 menit"),
        (dt.timedelta(hours=47), "47 jam"),
        (dt.timedelta(hours=48), "2 hari"),
    ],
)
def test_an_age_is_said_in_its_largest_unit(age: dt.timedelta, said: str) -> None:
    assert age_words(age) == said
