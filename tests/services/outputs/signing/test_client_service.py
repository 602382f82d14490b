"""The signing service is asked by its documented calls over real sockets, and every way it fails has a name."""

from __future__ import annotations

import pickle
import socket
import threading
import time

import pytest

from services.outputs.signing import stand_in
from services.outputs.signing.client_service import FAILURES, REST, ClientService
from services.outputs.signing.port import (
    CertificateState,
    NoCertificate,
    Place,
    Refused,
    Secret,
    Signer,
    Unreachable,
    Unreadable,
    Wish,
    WrongPassphrase,
)
from tests.services.outputs.signing import world
from tests.services.outputs.world import pdf

WISH = Wish("Surat izin uji, ditandatangani Kepala Dinas Uji", "Dinas Uji")


@pytest.fixture(scope="module")
def stand():
    with world.standing() as server:
        yield server


@pytest.fixture
def line(stand):
    stand.desk.lag, stand.desk.busy, stand.desk.garbage = 0.0, 0, None
    return world.line(stand)


def test_a_signed_pdf_begins_with_the_file_that_was_sent(line):
    plain = pdf()
    signed = line.sign(plain, world.SIGNER, world.RIGHT, WISH)
    assert signed.startswith(plain)
    assert b"/ByteRange" in signed[len(plain) :]


def test_a_visible_signature_says_where_it_stands(line):
    place = Place(page=1, x=30, y=40, width=200, height=50)
    signed = line.sign(pdf(), world.SIGNER, world.RIGHT, Wish("x", "", place, "http://127.0.0.1/verifikasi/"))
    assert b"30 40 230 90" in signed


def test_a_passphrase_of_letters_outside_ascii_arrives_as_it_was_typed(stand, line):
    typed = "frasa – ünïk \r\n--x"
    stand.desk.people["3604054104900109"] = stand_in.Person("Contoh", passphrase=typed)
    assert line.sign(pdf(), Signer("3604054104900109"), Secret(typed), WISH)


@pytest.mark.parametrize(
    ("nik", "state"),
    [
        (world.STRANGER_NIK, CertificateState.UNKNOWN_PERSON),
        (world.EXPIRED_NIK, CertificateState.EXPIRED),
        (world.STOPPED_NIK, CertificateState.STOPPED),
    ],
)
def test_who_cannot_sign_is_told_why(line, nik, state):
    with pytest.raises(NoCertificate) as refused:
        line.sign(pdf(), Signer(nik), world.RIGHT, WISH)
    assert refused.value.state is state


def test_a_wrong_passphrase_has_a_name_of_its_own(line):
    with pytest.raises(WrongPassphrase):
        line.sign(pdf(), world.SIGNER, world.WRONG, WISH)


def test_what_is_no_pdf_is_refused(line):
    with pytest.raises(Refused, match="2041"):
        line.sign(b"%PDF-1.7 nothing more", world.SIGNER, world.RIGHT, WISH)


@pytest.mark.parametrize(
    ("nik", "state"),
    [
        (world.NIK, CertificateState.ACTIVE),
        (world.EXPIRED_NIK, CertificateState.EXPIRED),
        (world.STOPPED_NIK, CertificateState.STOPPED),
        (world.STRANGER_NIK, CertificateState.UNKNOWN_PERSON),
    ],
)
def test_the_state_of_a_certificate_is_told(line, nik, state):
    assert line.user_status(Signer(nik)) is state


def test_the_service_tells_of_a_signed_file(line):
    signed = line.sign(pdf(), world.SIGNER, world.RIGHT, WISH)
    (told,) = line.verify(signed).signatures
    assert told.intact
    assert told.at is not None
    with pytest.raises(Refused):
        line.verify(b"no pdf")


def test_a_wrong_account_of_the_portal_is_a_refusal_and_not_a_wrong_passphrase(stand, line):
    with pytest.raises(Refused, match="401"):
        world.line(stand, password="x").sign(pdf(), world.SIGNER, world.RIGHT, WISH)


@pytest.mark.parametrize(
    "garbage",
    [b"<html>Bad gateway</html>", b"", b'{"data": 5', b"[]", b"null", b'"x"', b"\xff\xfe\x00", b" %PDF-1.7"],
)
def test_an_answer_nobody_can_read_is_named_so(stand, line, garbage):
    stand.desk.garbage = garbage
    with pytest.raises(Unreadable):
        line.sign(pdf(), world.SIGNER, world.RIGHT, WISH)
    with pytest.raises(Unreadable):
        line.verify(pdf())


def test_a_refusal_in_words_we_do_not_know_keeps_its_code(stand, line):
    stand.desk.garbage = b'{"error": "Kuota habis", "status_code": 4711}'
    with pytest.raises(Refused, match="4711"):
        line.sign(pdf(), world.SIGNER, world.RIGHT, WISH)


def test_an_answer_wrapped_by_a_gateway_is_read_all_the_same(stand, line):
    stand.desk.garbage = b'{"success": true, "data": {"status": "ISSUE", "status_code": 1111}}'
    assert line.user_status(world.SIGNER) is CertificateState.ACTIVE


def test_a_service_that_hangs_is_given_up_in_time(stand, line):
    stand.desk.lag = 1.0
    began = time.monotonic()
    with pytest.raises(Unreachable):
        world.line(stand, timeout=0.2).sign(pdf(), world.SIGNER, world.RIGHT, WISH)
    assert time.monotonic() - began < 0.9


def dripping(port_box: list[int], ready: threading.Event, stop: threading.Event) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port_box.append(server.getsockname()[1])
        ready.set()
        client, _address = server.accept()
        with client:
            client.recv(1024)
            while not stop.wait(0.05):
                try:
                    client.sendall(b"H")
                except OSError:
                    return


def test_a_service_that_answers_a_letter_at_a_time_is_given_up_in_time():
    ports: list[int] = []
    ready, stop = threading.Event(), threading.Event()
    thread = threading.Thread(target=dripping, args=(ports, ready, stop), daemon=True)
    thread.start()
    ready.wait(5)
    began = time.monotonic()
    with pytest.raises(Unreachable):
        ClientService(f"http://127.0.0.1:{ports[0]}", "x", "x", timeout=0.4).user_status(world.SIGNER)
    assert time.monotonic() - began < 2
    stop.set()
    thread.join()


def test_nobody_there_and_a_service_that_is_busy_may_answer_later(stand, line):
    with pytest.raises(Unreachable):
        ClientService("http://127.0.0.1:9", "x", "x", timeout=0.5).user_status(world.SIGNER)
    stand.desk.busy = 1
    with pytest.raises(Unreachable, match="503"):
        line.sign(pdf(), world.SIGNER, world.RIGHT, WISH)
    assert line.sign(pdf(), world.SIGNER, world.RIGHT, WISH)


@pytest.mark.parametrize("url", ["http://esign.example/", "ftp://127.0.0.1/", "file:///etc/passwd", "127.0.0.1", ""])
def test_a_passphrase_leaves_over_tls_alone(url):
    with pytest.raises(Refused, match="address"):
        ClientService(url, "x", "x").sign(pdf(), world.SIGNER, world.RIGHT, WISH)


def test_after_failures_in_a_row_nobody_calls_for_a_while(stand, line, time_machine_at):
    stand.desk.busy = FAILURES + 1
    for _try in range(FAILURES):
        with pytest.raises(Unreachable, match="503"):
            line.user_status(world.SIGNER)
    with pytest.raises(Unreachable, match="resting"):
        line.user_status(world.SIGNER)
    assert stand.desk.busy == 1
    time_machine_at.shift(REST + 1)
    with pytest.raises(Unreachable, match="503"):
        line.user_status(world.SIGNER)
    time_machine_at.shift(REST + 1)
    assert line.user_status(world.SIGNER) is CertificateState.ACTIVE


@pytest.fixture
def time_machine_at():
    import time_machine

    with time_machine.travel("2026-11-24T05:00:00Z", tick=False) as traveller:
        yield traveller


def test_neither_passphrase_nor_nik_nor_password_is_printed(line):
    secret = Secret("frasa-rahasia")
    shown = f"{secret} {secret!r} {[secret]} {Signer(world.NIK)!r} {line!r} {stand_in.Person('x', 'frasa-rahasia')!r}"
    assert "frasa-rahasia" not in shown
    assert world.NIK not in shown
    assert "password" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_an_error_holds_nothing_of_what_was_sent(line):
    with pytest.raises(WrongPassphrase) as wrong:
        line.sign(pdf(), world.SIGNER, world.WRONG, WISH)
    assert world.WRONG.reveal() not in repr(wrong.value) + str(wrong.value.__cause__) + str(wrong.value.__context__)
