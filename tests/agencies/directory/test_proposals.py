"""What an OPD changes of its public facts is read by nobody before Diskominfosatik publishes it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from zeal import zeal_ignore

from agencies import actions, answering, proposing
from agencies.events import calendar_changed
from agencies.models import Agency, Official, Outcome, Proposal, Staff, WorkCalendar
from citizens.notifications.actions import deliver
from citizens.notifications.models import Notification
from citizens.notifications.notify import DELIVER
from foundation.outbox.models import Job
from tests import kept
from tests.signing_in import make_citizen, make_officer, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world() -> Any:
    kept.reference()
    with time_machine.travel("2026-11-25T05:00:00Z", tick=False):
        yield


@pytest.fixture
def platform() -> Staff:
    """Return an administrator of Diskominfosatik."""
    user = make_officer("admin@contoh.test")
    return actions.appoint(Staff(user=user, agency_id="diskominfosatik", is_platform_admin=True))


@pytest.fixture
def opd() -> Staff:
    """Return the administrator of Dinas Lingkungan Hidup."""
    user = make_officer("admin.opd@contoh.test")
    return actions.appoint(Staff(user=user, agency_id="dlh", is_agency_admin=True))


def address(text: str, **fields: Any) -> Agency:
    """Return DLH with another address, not yet saved."""
    agency = Agency.objects.get(pk="dlh")
    agency.address = text
    for name, value in fields.items():
        setattr(agency, name, value)
    return agency


def made(proposal: Proposal | None) -> Proposal:
    assert proposal is not None
    return proposal


FORM = {"duties": "lingkungan, persampahan", "address": "Jalan Contoh 1", "phone": "", "email": "", "website": "",
        "latitude": "", "longitude": "", "charter": "", "charter_date": ""}  # fmt: skip


def test_an_opd_s_own_change_waits_and_the_public_page_stays(client: Client, opd: Staff) -> None:
    sign_in(client, opd.user)
    answer = client.post(reverse("admin:agencies_agency_change", args=["dlh"]), FORM, follow=True)
    assert "Usulan tersimpan" in answer.content.decode()
    assert Agency.objects.get(pk="dlh").address == ""
    proposal = Proposal.objects.get()
    assert (proposal.values, proposal.target, proposal.outcome) == ({"address": "Jalan Contoh 1"}, "dlh", "menunggu")
    assert "Jalan Contoh 1" not in client.get("/api/v1/agencies/dlh/").content.decode()
    assert not LogEntry.objects.exists()


def test_the_panel_says_what_waits_to_both(client: Client, opd: Staff, platform: Staff) -> None:
    actions.propose(address("Jalan Contoh 1"), opd.user)
    change = reverse("admin:agencies_agency_change", args=["dlh"])
    sign_in(client, opd.user)
    own = client.get(change).content.decode()
    assert "Menunggu diterbitkan Diskominfosatik: alamat. Warga masih membaca yang lama." in own
    assert 'value="Jalan Contoh 1"' in own
    sign_in(client, platform.user)
    theirs = client.get(change).content.decode()
    assert "OPD mengusulkan perubahan: alamat." in theirs
    assert 'value="Jalan Contoh 1"' not in theirs


def test_diskominfosatik_publishes_with_one_choice(client: Client, opd: Staff, platform: Staff) -> None:
    proposal = made(
        actions.propose(address("Jalan Contoh 1", charter="Janji.", charter_date=dt.date(2026, 1, 5)), opd.user)
    )
    sign_in(client, platform.user)
    page = reverse("admin:agencies_proposal_change", args=[proposal.pk])
    shown = client.get(page).content.decode()
    assert "Jalan Contoh 1" in shown
    assert "5 Januari 2026" in shown
    answer = client.post(page, {"decision": "terbitkan", "reason": ""}, follow=True)
    assert "Usulan terbit. Warga sudah membacanya." in answer.content.decode()
    agency = Agency.objects.get(pk="dlh")
    assert (agency.address, agency.charter_date) == ("Jalan Contoh 1", dt.date(2026, 1, 5))
    proposal.refresh_from_db()
    assert (proposal.outcome, proposal.decided_by, proposal.before["address"]) == ("terbit", platform.user, "")
    assert client.get(page).status_code == 200  # still to be read, no longer to be answered
    assert client.post(page, {"decision": "tolak", "reason": "x"}).status_code == 403


def test_a_refusal_needs_its_reason_which_the_opd_reads(client: Client, opd: Staff, platform: Staff) -> None:
    proposal = made(actions.propose(address("Jalan Contoh 1"), opd.user))
    page = reverse("admin:agencies_proposal_change", args=[proposal.pk])
    sign_in(client, platform.user)
    assert "Tulis alasannya" in client.post(page, {"decision": "tolak", "reason": " "}).content.decode()
    assert client.post(page, {"decision": "tolak", "reason": "Nomor jalan salah."}).status_code == 302
    assert Agency.objects.get(pk="dlh").address == ""
    sign_in(client, opd.user)
    assert "Nomor jalan salah." in client.get(page).content.decode()


def test_whoever_proposed_is_told_what_became_of_it_in_the_same_transaction(
    client: Client, opd: Staff, platform: Staff
) -> None:
    published = made(actions.propose(address("Jalan Contoh 1"), opd.user))
    actions.publish(published, platform.user)
    refused = made(actions.propose(address("Jalan Contoh 1", phone="0254 000000"), opd.user))
    actions.refuse(refused, platform.user, "Nomor telepon salah.")
    told = {notice.topic: notice for notice in Notification.objects.filter(user=opd.user)}
    assert set(told) == {answering.PUBLISHED, answering.REFUSED}
    assert told[answering.PUBLISHED].context == {"subject": "data OPD", "facts": "alamat"}
    assert told[answering.REFUSED].context["facts"] == "telepon"
    assert "salah" not in str(told[answering.REFUSED].context)  # the reason is read where only keepers come
    assert Job.objects.filter(kind=DELIVER).count() == 2
    for job in Job.objects.filter(kind=DELIVER):
        deliver(job)
    sign_in(client, opd.user)
    assert "Nomor telepon salah." in client.get(told[answering.REFUSED].path).content.decode()
    inbox = client.get(reverse("inbox")).content.decode()
    assert "Usulan terbit: data OPD" in inbox
    assert "Diskominfosatik menolak usulan Anda: telepon." in inbox


def test_nobody_is_told_of_what_they_took_back_themselves(opd: Staff) -> None:
    actions.withdraw(made(actions.propose(address("Jalan Contoh 1"), opd.user)), opd.user)
    assert not Notification.objects.exists()


def test_an_opd_takes_its_proposal_back_but_never_publishes(client: Client, opd: Staff) -> None:
    proposal = made(actions.propose(address("Jalan Contoh 1"), opd.user))
    page = reverse("admin:agencies_proposal_change", args=[proposal.pk])
    sign_in(client, opd.user)
    assert client.post(page, {"decision": "terbitkan"}).status_code == 200
    assert Agency.objects.get(pk="dlh").address == ""
    with pytest.raises(PermissionDenied):
        actions.publish(proposal, opd.user)
    assert client.post(page, {"decision": "tarik"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.outcome == Outcome.WITHDRAWN


def test_another_opd_neither_sees_nor_answers(client: Client, opd: Staff) -> None:
    proposal = made(actions.propose(address("Jalan Contoh 1"), opd.user))
    other = actions.appoint(Staff(user=make_officer("lain@contoh.test"), agency_id="dinkes", is_agency_admin=True))
    sign_in(client, other.user)
    assert "DLH" not in client.get(reverse("admin:agencies_proposal_changelist")).content.decode().partition("<main")[2]
    foreign = client.get(reverse("admin:agencies_proposal_change", args=[proposal.pk]), follow=True)
    assert "Jalan Contoh 1" not in foreign.content.decode()
    for act in (actions.withdraw, actions.publish):
        with pytest.raises(PermissionDenied):
            act(proposal, other.user)
    with pytest.raises(PermissionDenied):
        actions.propose(address("Jalan Orang Lain"), other.user)


def test_a_second_proposal_takes_the_place_of_the_first(opd: Staff) -> None:
    first = actions.propose(address("Jalan Contoh 1"), opd.user)
    second = made(actions.propose(address("Jalan Contoh 2", phone="0254 000"), opd.user))
    assert second == first
    assert second.values == {"address": "Jalan Contoh 2", "phone": "0254 000"}
    back = made(actions.propose(Agency.objects.get(pk="dlh"), opd.user))
    assert (back.pk, back.outcome) == (second.pk, Outcome.WITHDRAWN)
    assert actions.propose(Agency.objects.get(pk="dlh"), opd.user) is None


def test_only_what_was_proposed_is_written(opd: Staff, platform: Staff) -> None:
    proposal = made(actions.propose(address("Jalan Contoh 1"), opd.user))
    Agency.objects.filter(pk="dlh").update(phone="0254 999")
    actions.publish(proposal, platform.user)
    agency = Agency.objects.get(pk="dlh")
    assert (agency.address, agency.phone) == ("Jalan Contoh 1", "0254 999")


def test_nobody_answers_twice(opd: Staff, platform: Staff) -> None:
    proposal = made(actions.propose(address("Jalan Contoh 1"), opd.user))
    actions.publish(proposal, platform.user)
    with pytest.raises(actions.Answered):
        actions.publish(proposal, platform.user)
    with pytest.raises(actions.Answered):
        actions.refuse(proposal, platform.user, "Terlambat.")
    with pytest.raises(actions.Answered):
        actions.withdraw(proposal, opd.user)


def test_an_answer_given_meanwhile_is_said_and_not_overruled(
    client: Client, opd: Staff, platform: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = made(actions.propose(address("Jalan Contoh 1"), opd.user))
    judged = proposing.problems

    def withdrawn_just_then(asked: Proposal) -> list[str]:
        if Proposal.objects.filter(pk=asked.pk, outcome=Outcome.WAITING).exists():
            with zeal_ignore():  # in life another request does this
                actions.withdraw(asked, opd.user)
        return judged(asked)

    monkeypatch.setattr(proposing, "problems", withdrawn_just_then)
    sign_in(client, platform.user)
    page = reverse("admin:agencies_proposal_change", args=[proposal.pk])
    shown = client.post(page, {"decision": "terbitkan", "reason": ""}, follow=True).content.decode()
    assert "sudah dijawab sementara Anda membacanya" in shown
    assert "Usulan terbit" not in shown
    assert Agency.objects.get(pk="dlh").address == ""


HEAD = {"agency": "dlh", "position": "Kepala Dinas", "is_head": "on", "unit": "", "name": "Dua Contoh", "acting": "",
        "since": "2026-11-01", "until": "", "source": "SK contoh"}  # fmt: skip


def test_a_new_head_waits_and_ends_the_old_one_when_published(client: Client, opd: Staff, platform: Staff) -> None:
    old = Official(
        agency_id="dlh", position="Kepala Dinas", is_head=True, name="Satu Contoh", since=dt.date(2020, 1, 1)
    )
    actions.install(old)
    sign_in(client, opd.user)
    for _press in range(2):  # pressed twice
        client.post(reverse("admin:agencies_official_add"), HEAD)
    proposal = Proposal.objects.get()
    assert "Satu Contoh" in client.get("/pejabat/?q=dlh").content.decode()
    assert "Dua Contoh" not in client.get("/pejabat/?q=dlh").content.decode()
    actions.publish(proposal, platform.user)
    old.refresh_from_db()
    assert old.until == dt.date(2026, 10, 31)
    assert "Dua Contoh" in client.get("/pejabat/?q=dlh").content.decode()


def test_filling_in_the_empty_seat_waits_too(client: Client, opd: Staff, platform: Staff) -> None:
    seat = Official.objects.get(agency="dlh", is_head=True)
    sign_in(client, opd.user)
    client.post(reverse("admin:agencies_official_change", args=[seat.pk]), HEAD)
    assert Official.objects.get(pk=seat.pk).name == ""
    actions.publish(Proposal.objects.get(), platform.user)
    assert Official.objects.get(pk=seat.pk).name == "Dua Contoh"


def test_what_no_longer_stands_is_refused_in_a_sentence(client: Client, opd: Staff, platform: Staff) -> None:
    sign_in(client, opd.user)
    client.post(reverse("admin:agencies_official_add"), HEAD)
    proposal = Proposal.objects.get()
    actions.install(
        Official(
            agency_id="dlh", position="Kepala Dinas", is_head=True, name="Tiga Contoh", since=dt.date(2026, 11, 20)
        )
    )
    sign_in(client, platform.user)
    page = reverse("admin:agencies_proposal_change", args=[proposal.pk])
    assert "bertumpuk dengan Tiga Contoh" in client.post(page, {"decision": "terbitkan"}).content.decode()
    with pytest.raises(actions.Unfit, match="bertumpuk"):
        actions.publish(proposal, platform.user)


def test_a_proposal_about_a_row_that_is_gone_says_so(opd: Staff, platform: Staff) -> None:
    row = Official(agency_id="dlh", position="Staf Ahli", name="Satu Contoh")
    row.save()
    row.name = "Dua Contoh"
    proposal = made(actions.propose(row, opd.user))
    Official.objects.filter(pk=row.pk).delete()
    assert "sudah tidak ada" in proposing.problems(proposal)[0]
    with pytest.raises(actions.Unfit):
        actions.publish(proposal, platform.user)


def test_working_hours_wait_and_are_told_when_published(client: Client, opd: Staff, platform: Staff) -> None:
    told: list[str] = []

    def hear(agency: str, **_: Any) -> None:
        told.append(agency)

    calendar_changed.connect(hear)
    try:
        sign_in(client, opd.user)
        week = {"agency": "dlh", "weekdays": "123456", "opens": "07:00", "closes": "13:00", "verified": "on",
                "follows_holidays": "on", "note": ""}  # fmt: skip
        client.post(reverse("admin:agencies_workcalendar_add"), week)
        assert not WorkCalendar.objects.filter(agency="dlh").exists()
        assert told == []
        actions.publish(Proposal.objects.get(), platform.user)
        assert told == ["dlh"]
    finally:
        calendar_changed.disconnect(hear)
    row = WorkCalendar.objects.get(agency="dlh")
    assert (row.weekdays, row.opens, row.verified) == ("123456", dt.time(7), True)


def test_what_diskominfosatik_saves_is_public_at_once_and_logged(client: Client, platform: Staff) -> None:
    sign_in(client, platform.user)
    answer = client.post(reverse("admin:agencies_official_add"), HEAD, follow=True)
    assert Official.objects.get(agency="dlh", is_head=True).name == "Dua Contoh"
    client.post(reverse("admin:agencies_official_add"), HEAD | {"name": "Tiga Contoh", "since": "2026-11-20"})
    answer = client.get(reverse("admin:agencies_official_changelist"))
    assert "Masa jabatan Dua Contoh berakhir 19 November 2026." in answer.content.decode()
    assert LogEntry.objects.count() == 2
    assert not Proposal.objects.exists()


def test_only_diskominfosatik_removes_an_official(client: Client, opd: Staff) -> None:
    seat = Official.objects.get(agency="dlh", is_head=True)
    sign_in(client, opd.user)
    assert client.post(reverse("admin:agencies_official_delete", args=[seat.pk]), {"post": "yes"}).status_code == 403


def test_the_list_of_proposals_costs_the_same_for_one_and_for_many(
    client: Client, opd: Staff, platform: Staff, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        actions.propose(Official(agency_id="dlh", position=f"Staf {number}", name="Contoh"), opd.user)
    sign_in(client, platform.user)
    with django_assert_max_num_queries(16):
        client.get(reverse("admin:agencies_proposal_changelist"))


def test_the_database_keeps_answers_whole_and_by_two_people(opd: Staff) -> None:
    proposal = made(actions.propose(address("Jalan Contoh 1"), opd.user))
    rows = Proposal.objects.filter(pk=proposal.pk)
    when = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
    for fields in (
        {"outcome": "terbit"},
        {"outcome": "terbit", "decided_by": opd.user, "decided_at": when},
        {"outcome": "ditolak", "decided_by": make_citizen(), "decided_at": when},
        {"outcome": "mungkin"},
        {"subject": "lain"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**fields)
