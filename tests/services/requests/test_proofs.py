"""A citizen's proof of filing verifies offline, with plain Python and one public key, and with nothing changed."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from foundation import signing
from services.requests.engine.erase import erase_request
from services.requests.proofs import proof_of
from services.requests.sealing import seal_until
from tests.services.requests import world

pytestmark = pytest.mark.django_db
TOOL = Path(settings.BASE_DIR) / "static" / "alat" / "periksa_bukti.py"


@pytest.fixture
def filed() -> Any:
    """File one request on Monday, with nothing in the history before it."""
    with time_machine.travel("2026-11-23T10:00:00+07:00", tick=False):
        warga = world.citizen()
        request = world.submitted(world.publish(), warga)
    return request, warga


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Run the tool as a citizen would: one command, no portal, no installed package."""

    def run(proof: Any, key: str = "") -> tuple[int, str]:
        path = tmp_path / "bukti.json"
        path.write_text(proof if isinstance(proof, str) else json.dumps(proof), encoding="utf-8")
        given = key or next(iter(signing.public_keys().values()))
        command = [sys.executable, "-I", "-S", str(TOOL), str(path), "--kunci", given]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, cwd=tmp_path, env={"PYTHONIOENCODING": "utf-8"}
        )
        return done.returncode, done.stdout

    return run


def sealed_proof(request: Any) -> dict[str, Any]:
    with time_machine.travel("2026-11-24T01:00:00+07:00", tick=False):
        seal_until(date(2026, 11, 23))
    found = proof_of(world.fresh(request))
    assert found is not None
    return found


def test_a_proof_verifies_the_moment_it_is_filed_and_says_the_seal_comes_tomorrow(filed: Any, check: Any) -> None:
    request, _warga = filed
    code, said = check(proof_of(request))
    assert code == 0, said
    assert "BUKTI SAH" in said
    assert "Unduh bukti lagi besok" in said


def test_a_sealed_proof_verifies_under_the_seal_of_its_day(filed: Any, check: Any) -> None:
    request, _warga = filed
    for _number in range(7):  # neighbours, so that the path has steps
        with time_machine.travel("2026-11-23T11:00:00+07:00", tick=False):
            world.submitted(request.version, world.citizen())
    proof = sealed_proof(request)
    assert len(proof["seal"]["path"]) == 3
    code, said = check(proof)
    assert (code, "segel harian 2026-11-23" in said) == (0, True), said


def leaves_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every single value in a proof."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [deeper for key, inner in items for deeper in leaves_of(inner, (*path, key))]
    return found or [path]


def changed(proof: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    bent = copy.deepcopy(proof)
    here: Any = bent
    for key in path[:-1]:
        here = here[key]
    value = here[path[-1]]
    if isinstance(value, str) and value:
        here[path[-1]] = ("1" if value[0] == "0" else "0") + value[1:]
    else:
        here[path[-1]] = "x"
    return bent


def test_whatever_is_changed_in_a_proof_the_tool_says_so(filed: Any) -> None:
    import importlib.util

    spec = importlib.util.spec_from_file_location("periksa_bukti", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    proof = sealed_proof(filed[0])
    keys = dict.fromkeys(tool.names(proof), next(iter(signing.public_keys().values())))
    assert all(holds for holds, _said in tool.check(proof, keys))
    not_proven = {("portal",), ("seal", "path")}  # an address to read, and an empty path
    for path in leaves_of(proof):
        if path in not_proven:
            continue
        try:
            said = tool.check(changed(proof, path), keys)
        except (ValueError, KeyError, TypeError):
            continue  # the command answers "Berkas tidak terbaca"
        assert not all(holds for holds, _said in said), path


@pytest.mark.parametrize("broken", ["", "{}", "[]", "null", "bukan json", '{"format": "bukti-pengajuan/1"}'])
def test_a_file_that_is_no_proof_gets_a_sentence_and_no_trace(broken: str, check: Any) -> None:
    code, said = check(broken)
    assert code == 1
    assert "Traceback" not in said
    assert "BUKTI TIDAK SAH" in said


def test_another_portals_key_does_not_verify_it(filed: Any, check: Any) -> None:
    code, said = check(proof_of(filed[0]), "00" * 32)
    assert (code, "[TIDAK COCOK] Tanda tangan portal sah." in said) == (1, True)


def test_what_was_destroyed_leaves_a_proof_that_something_was_filed(filed: Any, check: Any) -> None:
    request, warga = filed
    world.press(request, "batalkan", warga)
    erase_request(request.pk, world.Actor.clock(), "permintaan pemilik data")
    proof = proof_of(world.fresh(request))
    assert proof is not None
    assert (proof["payload"], proof["answers"]) == (None, None)
    code, said = check(proof)
    assert (code, "dimusnahkan" in said) == (0, True)


def test_the_applicant_downloads_it_and_a_stranger_finds_nothing(filed: Any) -> None:
    request, warga = filed
    mine, theirs = Client(), Client()
    mine.force_login(warga.user)
    theirs.force_login(world.citizen().user)
    page = reverse("requests:proof", args=[request.pk])
    answer = mine.get(page)
    assert answer["Content-Disposition"] == f'attachment; filename="bukti-{request.number}.json"'
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["answers"]["nama"] == "Siti Uji"
    assert theirs.get(page).status_code == 404


def test_a_draft_has_no_proof_yet(client: Client) -> None:
    warga = world.citizen()
    request = world.draft(world.publish(), warga)
    client.force_login(warga.user)
    assert client.get(reverse("requests:proof", args=[request.pk])).status_code == 404


def test_everybody_may_know_the_public_keys(client: Client) -> None:
    answer = client.get(reverse("requests:proof_keys"))
    assert answer.json()["keys"] == signing.public_keys()
    assert all(len(key) == 64 for key in answer.json()["keys"].values())
