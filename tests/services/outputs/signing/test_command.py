"""The stand-in runs by one command, says what it is, and never in production."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from services.outputs.signing import stand_in
from tests.services.outputs.signing import world


def test_it_is_refused_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="tidak dijalankan di produksi"):
        call_command("signing_stand_in", port=0, stdout=StringIO())


def test_a_taken_port_is_said():
    with world.standing() as stand, pytest.raises(CommandError, match=f"Port {stand.server_port}"):
        call_command("signing_stand_in", port=stand.server_port, stdout=StringIO())


def test_it_prints_how_to_reach_it_and_stops_at_ctrl_c(monkeypatch):
    served = []

    def stop(stand):
        served.append(stand)
        raise KeyboardInterrupt

    monkeypatch.setattr(stand_in.Stand, "serve_forever", stop)
    out = StringIO()
    call_command("signing_stand_in", port=0, stdout=out)
    (stand,) = served
    for said in (f"ESIGN_URL={stand.url} ", stand_in.PASSPHRASE, stand_in.MARK):
        assert said in out.getvalue()
    assert stand.socket.fileno() == -1
