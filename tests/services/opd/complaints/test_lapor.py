"""What goes to SP4N-LAPOR! and comes back, over a real socket: once, without a person, and never in the way."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine

from foundation.outbox.models import Job
from services.opd.diskominfosatik.complaints import actions
from services.opd.diskominfosatik.complaints.http_lapor import FAILURES, HttpLapor
from services.opd.diskominfosatik.complaints.lapor import Lapor, Refused, Report, Unreachable
from services.opd.diskominfosatik.complaints.models import LaporCode, LaporFollowUp, LaporTicket, TicketState
from services.opd.diskominfosatik.complaints.stand_in import KEY, Desk, Stand
from services.requests.presenters.timeline import timeline
from tests.services.opd.complaints.world import STORY, codes, filed, line, published, work
from tests.services.requests import world

REPORT = Report("Lampu jalan mati", STORY, 7, 3604, is_anonymous=True, is_secret=False)
MONDAY = "2026-11-23T03:00:00Z"


def reach(stand: Stand, key: str = KEY, timeout: float = 5.0) -> Lapor:
    return HttpLapor(url=f"http://127.0.0.1:{stand.server_address[1]}", key=key, timeout=timeout)


@pytest.fixture
def stand():  # type: ignore[no-untyped-def]
    made = Stand(0, Desk(wait=0))
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def test_a_report_gets_a_number_and_the_same_key_the_same_number(stand: Stand) -> None:
    lapor = reach(stand)
    first = lapor.push(REPORT, "satu")
    assert first
    assert lapor.push(REPORT, "satu") == first
    assert lapor.push(REPORT, "dua") != first
    assert len(stand.desk.tickets) == 2


def test_what_followed_is_fetched_when_its_time_has_come(stand: Stand) -> None:
    lapor = reach(stand)
    stand.desk.wait = 1e9
    number = lapor.push(REPORT, "satu")
    assert lapor.follow_ups(number) == []
    stand.desk.wait = 0
    (found,) = lapor.follow_ups(number)
    assert (found.id, found.text) == (f"{number}-1", "Laporan contoh diterima.")
    assert found.at.tzinfo is not None


def test_a_report_is_handed_back_with_its_reason(stand: Stand) -> None:
    lapor = reach(stand)
    number = lapor.push(REPORT, "satu")
    lapor.reject(number, "Ditutup.")
    assert stand.desk.tickets[number]["rejected"] == "Ditutup."


def test_a_wrong_key_and_an_unknown_number_are_refused_for_good(stand: Stand) -> None:
    with pytest.raises(Refused, match="401"):
        reach(stand, key="salah").push(REPORT, "satu")
    with pytest.raises(Refused, match="404"):
        reach(stand).follow_ups("TIDAK-ADA")


def test_a_busy_system_may_be_asked_again(stand: Stand) -> None:
    stand.desk.busy = 1
    lapor = reach(stand)
    with pytest.raises(Unreachable, match="503"):
        lapor.push(REPORT, "satu")
    assert lapor.push(REPORT, "satu")


def test_failures_in_a_row_let_it_rest_for_a_minute(stand: Stand) -> None:
    lapor = reach(stand)
    with time_machine.travel(MONDAY, tick=False) as traveller:
        stand.desk.busy = FAILURES
        for _unused in range(FAILURES):
            with pytest.raises(Unreachable, match="503"):
                lapor.push(REPORT, "satu")
        with pytest.raises(Unreachable, match="istirahat"):
            lapor.push(REPORT, "satu")
        assert not stand.desk.tickets
        traveller.shift(61)
        assert lapor.push(REPORT, "satu")


def test_nobody_there_a_redirect_and_nonsense_end_in_a_named_failure() -> None:
    with pytest.raises(Unreachable):
        HttpLapor(url="http://127.0.0.1:9", key=KEY, timeout=0.5).push(REPORT, "satu")
    with pytest.raises(Refused, match="bukan http"):
        HttpLapor(url="file:///etc", key=KEY).push(REPORT, "satu")

    class Odd(BaseHTTPRequestHandler):
        said: tuple[int, bytes] = (200, b"<html>")

        def do_POST(self) -> None:
            status, body = self.said
            self.send_response(status)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Odd)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    lapor = HttpLapor(url=f"http://127.0.0.1:{server.server_address[1]}", key=KEY, timeout=2)
    for said in ((200, b"<html>"), (200, b"[]"), (200, b"{}"), (302, b"")):
        Odd.said = said
        with pytest.raises(Refused):
            lapor.push(REPORT, "satu")
    server.shutdown()
    server.server_close()


@pytest.mark.django_db
def test_what_an_officer_sends_on_goes_out_once_and_its_number_comes_back_into_the_case() -> None:
    with line(Desk(wait=0)) as desk:
        codes()
        version = published()
        admin = world.officer("admin_pengaduan", at=world.agency("diskominfosatik"), service=version.service)
        request = filed(version)
        world.press(request, "kirim_lapor", admin, judul_lapor="Lampu jalan mati di depan sekolah")
        assert not desk.tickets, "nothing is sent within the officer's own request"
        (job,) = work(actions.PUSH)
        assert job.state == "done"
        work(actions.PUSH)
        ticket = LaporTicket.objects.get(request=request)
        assert (ticket.state, ticket.number) == (TicketState.SENT, "CONTOH-1")
        assert len(desk.tickets) == 1
        assert world.fresh(request).external_number == "CONTOH-1"

        for _again in range(2):
            actions.look_around()
            Job.objects.filter(kind=actions.POLL, state="done").delete()
            LaporTicket.objects.update(polled_at=None)
            work(actions.POLL)
        assert LaporFollowUp.objects.count() == 1
        told = [entry for entry in timeline(world.fresh(request), staff=True) if "Laporan contoh" in str(entry)]
        assert len(told) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("secrecy", ["biasa", "rahasia"])
def test_no_name_no_contact_and_no_long_number_ever_leaves(secrecy: str) -> None:
    with line() as desk:
        codes()
        version = published()
        admin = world.officer("admin_pengaduan", at=world.agency("diskominfosatik"), service=version.service)
        person = world.citizen("Wulandari Penapelapor")
        story = f"{STORY} Hubungi saya di 0812-3456-7890, NIK 3604054104900001."
        request = filed(version, person, isi=story, kerahasiaan=secrecy)
        world.press(request, "kirim_lapor", admin, judul_lapor="Lampu jalan mati, kata 081234567890")
        work(actions.PUSH)
        (ticket,) = desk.tickets.values()
        body = ticket["body"]
        sent = json.dumps(body)
        assert person.party is not None
        for private in ("Wulandari", "3456-7890", "081234567890", "3604054104900001", str(person.party.phone)):
            assert private not in sent
        assert body["is_secret"] is (secrecy == "rahasia")
        assert body["is_anonymous"] is (secrecy == "rahasia")
        assert set(body) == {
            *("title", "content", "channel", "category_id", "location_id", "is_anonymous", "is_secret")
        }


@pytest.mark.django_db
def test_while_the_line_is_off_the_ticket_waits_and_goes_when_it_is_on() -> None:
    version = published()
    admin = world.officer("admin_pengaduan", at=world.agency("diskominfosatik"), service=version.service)
    request = filed(version)
    world.press(request, "kirim_lapor", admin, judul_lapor="Lampu jalan mati di depan sekolah")
    actions.look_around()
    assert not Job.objects.filter(kind__startswith="complaints.").exists()
    codes()
    with line() as desk:
        actions.look_around()
        work(actions.PUSH)
        assert len(desk.tickets) == 1


@pytest.mark.django_db
def test_a_system_that_is_down_is_tried_again_and_a_missing_number_is_said() -> None:
    version = published()
    admin = world.officer("admin_pengaduan", at=world.agency("diskominfosatik"), service=version.service)
    with line(Desk(busy=1)):
        request = filed(version)
        world.press(request, "kirim_lapor", admin, judul_lapor="Lampu jalan mati di depan sekolah")
        (job,) = work(actions.PUSH)
        assert job.state == "failed"
        assert "belum diisi" in job.reason
        assert LaporTicket.objects.get().state == TicketState.REFUSED
        LaporTicket.objects.update(state=TicketState.WAITING)
        codes()
        actions.look_around()
        (job,) = work(actions.PUSH)
        assert job.state == "waiting", "the first call is answered 503"
        assert "503" in LaporTicket.objects.get().trouble


@pytest.mark.django_db
def test_what_is_closed_here_is_said_there() -> None:
    with line() as desk:
        codes()
        version = published()
        admin = world.officer("admin_pengaduan", at=world.agency("diskominfosatik"), service=version.service)
        request = filed(version)
        world.press(request, "kirim_lapor", admin, judul_lapor="Lampu jalan mati di depan sekolah")
        work(actions.PUSH)
        world.press(request, "tutup", admin, alasan_tutup="Bukan kewenangan kabupaten.")
        work(actions.REJECT)
        assert desk.tickets["CONTOH-1"]["rejected"]
        assert LaporTicket.objects.get().state == TicketState.ENDED


@pytest.mark.django_db
def test_the_nearest_place_gives_the_number_and_the_star_stands_for_all_others() -> None:
    for ours, theirs in (("*", 1), ("36.04", 2), ("36.04.09", 3)):
        LaporCode.objects.create(kind="location", ours=ours, theirs=theirs)
    places = {"36.04.09.2001": 3, "36.04.10.2001": 2, "": 1}
    for region, number in places.items():
        parts = region.split(".")
        codes_of = [".".join(parts[:size]) for size in range(len(parts), 0, -1)]
        assert actions._code("location", codes_of) == number
