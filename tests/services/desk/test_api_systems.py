"""An OPD's system signs in with its secret, reads its cases and acts, within its scopes and no further."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import time_machine
from allauth.idp.oidc.models import Client as System
from django.core.management import CommandError, call_command
from django.test import Client

from citizens.models import AccessLog
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.desk.world import NOW, filed, with_papers
from tests.services.requests import world
from tests.services.requests.api_client import new_key, problem

pytestmark = pytest.mark.django_db
BOTH = ("cases:read", "cases:write")


@pytest.fixture(autouse=True)
def clock(db: None) -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as now:
        yield now


@pytest.fixture
def case() -> ServiceRequest:
    return filed(world.publish(with_papers()), world.citizen("Siti Pemohon"))


def added(account: Actor, *scopes: str, address: str = "") -> tuple[str, str]:
    """Return id and secret of a system that acts as an account."""
    said = StringIO()
    email = account.user.email if account.user else ""
    narrowed = [f"--scope={scope}" for scope in scopes] + ([f"--address={address}"] if address else [])
    call_command("add_system", "SIMPEG", email, *narrowed, stdout=said)
    found = dict(line.split("=", 1) for line in said.getvalue().split())
    return found["client_id"], found["client_secret"]


def ask_token(client: Client, pk: str, secret: str, **more: str) -> Any:
    basic = b64encode(f"{pk}:{secret}".encode()).decode()
    body = {"grant_type": "client_credentials", **more}
    return client.post("/api/v1/auth/token", body, headers={"Authorization": f"Basic {basic}"})


def bearer(client: Client, account: Actor, *scopes: str, address: str = "") -> dict[str, str]:
    answer = ask_token(client, *added(account, *scopes, address=address))
    assert answer.status_code == 200, answer.content
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def test_a_system_reads_and_acts_as_its_service_account(client: Client, case: ServiceRequest) -> None:
    account = world.officer("verifikator")
    headers = bearer(client, account, *BOTH)
    items = client.get("/api/v1/desk/requests/", headers=headers).json()["items"]
    assert [each["id"] for each in items] == [str(case.pk)]
    assert client.get(f"/api/v1/desk/requests/{case.pk}/", headers=headers).status_code == 200
    assert AccessLog.objects.filter(reader=account.user).count() == 1
    done = client.post(
        f"/api/v1/desk/requests/{case.pk}/actions/lengkap/",
        {},
        content_type="application/json",
        headers={**headers, "Idempotency-Key": new_key()},
    )
    assert done.status_code == 200, done.content
    assert world.fresh(case).state == "putusan"


def test_another_agency_s_system_finds_nothing(client: Client, case: ServiceRequest) -> None:
    headers = bearer(client, world.officer("verifikator", at=world.agency("dinkes", "DKS")), *BOTH)
    assert client.get("/api/v1/desk/requests/?tab=semua", headers=headers).json()["items"] == []
    problem(client.get(f"/api/v1/desk/requests/{case.pk}/", headers=headers), 404, "not_found")


def test_who_may_only_read_acts_on_nothing(client: Client, case: ServiceRequest) -> None:
    headers = {**bearer(client, world.officer("verifikator"), "cases:read"), "Idempotency-Key": new_key()}
    path = f"/api/v1/desk/requests/{case.pk}/actions/ambil/"
    answer = client.post(path, {}, content_type="application/json", headers=headers)
    problem(answer, 403, "insufficient_scope")
    assert world.fresh(case).assignee is None


def test_a_system_is_no_citizen(client: Client, case: ServiceRequest) -> None:
    headers = bearer(client, world.officer("verifikator"), *BOTH)
    problem(client.get("/api/v1/requests/", headers=headers), 403, "insufficient_scope")


def test_a_system_asks_for_less_and_never_for_more(client: Client) -> None:
    pk, secret = added(world.officer("verifikator"), "cases:read")
    assert ask_token(client, pk, secret, scope="cases:read").json()["scope"] == "cases:read"
    assert ask_token(client, pk, secret, scope="cases:write").status_code == 400


@pytest.mark.parametrize("text", ["Bearer", "Bearer x", "Bearer " + "a" * 86, "Bearer \xff\xfe", "bearer " + "a" * 900])
def test_a_token_that_is_none_is_refused(client: Client, text: str) -> None:
    problem(client.get("/api/v1/desk/requests/", headers={"Authorization": text}), 401, "not_authenticated")


def test_a_token_ends_after_an_hour_when_revoked_and_with_its_account(client: Client, clock: Any) -> None:
    account = world.officer("verifikator")
    pk, secret = added(account, *BOTH)
    path = "/api/v1/desk/requests/"

    def fresh() -> dict[str, str]:
        return {"Authorization": f"Bearer {ask_token(client, pk, secret).json()['access_token']}"}

    old = fresh()
    clock.shift(3601)
    problem(client.get(path, headers=old), 401, "not_authenticated")
    basic = {"Authorization": f"Basic {b64encode(f'{pk}:{secret}'.encode()).decode()}"}
    again = fresh()
    client.post("/api/v1/auth/revoke", {"token": again["Authorization"].split()[1]}, headers=basic)
    problem(client.get(path, headers=again), 401, "not_authenticated")
    last = fresh()
    assert account.user is not None
    account.user.is_active = False
    account.user.save()
    problem(client.get(path, headers=last), 401, "not_authenticated")


def test_a_token_is_worth_nothing_from_a_foreign_address(client: Client) -> None:
    headers = bearer(client, world.officer("verifikator"), *BOTH, address="10.1.0.0/16")
    problem(client.get("/api/v1/desk/requests/", headers=headers), 401, "not_authenticated")
    home = client.get("/api/v1/desk/requests/", headers=headers, REMOTE_ADDR="10.1.2.3")
    assert home.status_code == 200


@pytest.mark.parametrize("grant", ["authorization_code", "password", "refresh_token", "", "\x00"])
def test_no_other_way_to_a_token_is_open(client: Client, grant: str) -> None:
    pk, secret = added(world.officer("verifikator"), *BOTH)
    assert ask_token(client, pk, secret, grant_type=grant).json()["error"] == "unsupported_grant_type"


def test_a_wrong_secret_or_id_is_refused_and_tries_are_counted(client: Client, settings: Any) -> None:
    settings.API_LIMITS = {**settings.API_LIMITS, "token": (4, 60)}
    pk, secret = added(world.officer("verifikator"), *BOTH)
    wrong = [
        ask_token(client, *pair).status_code for pair in ((pk, "salah"), ("x", secret), ("\x00", "\x00"), (pk, ""))
    ]
    assert set(wrong) <= {400, 401}
    limited = ask_token(client, pk, secret)
    assert (limited.status_code, limited["Retry-After"]) == (429, "60")


def test_the_secret_lies_nowhere_and_is_cheap_to_check(client: Client) -> None:
    pk, secret = added(world.officer("verifikator"), *BOTH)
    stored = System.objects.get(pk=pk).secret
    assert secret not in stored
    assert stored.startswith("sha256_secret$")
    assert System.objects.get(pk=pk).check_secret(secret)
    assert not System.objects.get(pk=pk).check_secret(secret + "x")


def test_a_system_needs_an_account_and_readable_addresses() -> None:
    with pytest.raises(CommandError, match="Tidak ada akun aktif"):
        call_command("add_system", "X", "tidak@ada.test", "--scope=cases:read")
    account = world.officer("verifikator")
    with pytest.raises(CommandError, match="Alamat tidak terbaca"):
        added(account, "cases:read", address="bukan")
