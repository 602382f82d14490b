"""Run a stand-in of the signing service on a real port, and give officers the NIK they sign with."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from citizens.models import Party
from foundation import clock
from services.outputs.signing import inspect_child, policies, reports, stand_in
from services.outputs.signing.client_service import ClientService
from services.outputs.signing.port import NOTHING_READABLE, Report, Secret, Signer
from services.outputs.signing.stand_in import Desk, Person, Stand
from services.requests.actor import Actor

NIK = "3604054104900101"  # synthetic, as all of these
OTHER_NIK = "3604054104900102"
EXPIRED_NIK = "3604054104900103"
STOPPED_NIK = "3604054104900104"
STRANGER_NIK = "3604054104900105"
RIGHT = Secret(stand_in.PASSPHRASE)
WRONG = Secret("bukan-frasa-ini")
SIGNER = Signer(NIK)
PEOPLE = {
    NIK: Person("Kepala Contoh"),
    OTHER_NIK: Person("Sekretaris Contoh"),
    EXPIRED_NIK: Person("Mantan Kepala Contoh", status="EXPIRED"),
    STOPPED_NIK: Person("Kepala Contoh Lain", status="REVOKE"),
}


@contextmanager
def standing(**desk: Any) -> Iterator[Stand]:
    """Serve a desk while the block runs."""
    server = Stand(0, Desk(people=dict(PEOPLE), **desk))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def line(stand: Stand, **more: Any) -> ClientService:
    """Return a line of its own to a stand, with failures of its own."""
    access = {"url": stand.url, "username": stand_in.USERNAME, "password": stand_in.PASSWORD, "timeout": 5.0}
    return ClientService(**{**access, **more})


def access(stand: Stand, place: str = "") -> dict[str, str]:
    """Return the setting ESIGN that leads to a stand."""
    pair = {"username": stand_in.USERNAME, "password": stand_in.PASSWORD}
    return {"url": stand.url, "ca_file": "", "place": place, **pair}


def registered(officer: Actor, nik: str = NIK, title: str = "Kepala Dinas Uji") -> Actor:
    """Give an officer a profile with the NIK the service knows, and return the officer as signed in anew."""
    assert officer.user is not None
    assert officer.staff is not None
    officer.user.party = Party.objects.create(name="Pejabat Uji", nik=nik)
    officer.user.save()
    officer.staff.title = title
    officer.staff.save()
    again = Actor.at_desk(officer.user)
    assert again is not None
    return again


def near(content: bytes) -> Report:
    """Read signatures as the process of its own does, without starting one: for tests of what is done with them."""
    try:
        found = inspect_child.look(content, clock.now(), [])
    except Exception:  # as there: whatever it is, it is no PDF
        return NOTHING_READABLE
    return Report(tuple(reports._signature(each) for each in found))


def forget_line() -> None:
    """Forget the failures of the line that settings lead to."""
    policies._line.cache_clear()
