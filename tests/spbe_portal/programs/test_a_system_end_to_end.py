"""An OPD's system, end to end through real processes: it signs in, is told of a decision, believes it, and reads it.

Web server, relay and (with Redis) a Celery worker run for themselves; the system speaks HTTP and listens over https.
Only people, their functions and the service are prepared in the database.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.core.management import call_command

from agencies.models import Agency
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from services.webhooks import actions
from services.webhooks.models import Delivery, DeliveryState, Endpoint, Topic
from tests.foundation.outbox.processes import wait_until
from tests.services.requests import world
from tests.services.requests.documents import ANSWERS
from tests.signing_in import PASSWORD, code_of
from tests.spbe_portal.programs.opd_system import Answer, Inbox, NotGenuine, OpdSystem, ask, verify
from tests.workers import ROOT, environment

pytestmark = pytest.mark.django_db(transaction=True)
UNKNOWN = "00000000-0000-7000-8000-00000000abcd"


def person(portal: str, actor: Actor) -> dict[str, str]:
    """Sign somebody in over HTTP, with the second factor where one is owed, and return the header of their program."""
    user = actor.user
    assert user is not None
    user.password = make_password(PASSWORD, hasher="argon2")  # what the running portal can check
    user.save()
    if user.second_factor_required:
        TOTP.activate(user, generate_totp_secret())
    first = ask(f"{portal}/api/v1/auth/login", method="POST", data={"email": user.email, "password": PASSWORD})
    token = {"X_Session_Token": str(first.body["meta"]["session_token"])}
    if user.second_factor_required:
        assert first.status == 401, first.body
        proof = {"code": code_of(user)}
        second = ask(f"{portal}/api/v1/auth/2fa/authenticate", method="POST", data=proof, **token)
        assert second.status == 200, second.body
        token = {"X_Session_Token": str(second.body["meta"]["session_token"])}
    return token


def press(portal: str, who: dict[str, str], path: str, data: Any, method: str = "POST") -> Answer:
    """Send one step and return what came of it."""
    answer = ask(f"{portal}/api/v1/{path}", method=method, data=data, Idempotency_Key=f"kunci:{path}"[-80:], **who)
    assert answer.status in {200, 201}, answer.body
    return answer


def filed(portal: str, citizen: Actor) -> str:
    """File a request as a citizen's program does and return its id."""
    who = person(portal, citizen)
    pk = str(press(portal, who, "requests/", {"service": "izin-uji"}).body["id"])
    press(portal, who, f"requests/{pk}/answers/data/", {"answers": ANSWERS}, "PUT")
    assert press(portal, who, f"requests/{pk}/submit/", {"declared": True}).body["number"]
    return pk


def decided(portal: str, pk: str) -> dt.datetime:
    """Let two officers check and approve a request, and return until when the approval could be undone."""
    address = f"desk/requests/{pk}/actions"
    press(portal, person(portal, world.officer("verifikator")), f"{address}/lengkap/", {})
    done = press(portal, person(portal, world.officer("kepala")), f"{address}/setujui/", {})
    return dt.datetime.fromisoformat(done.body["undo_until"])


def system_of(portal: str, account: Actor, *scopes: str, run: Any = call_command) -> OpdSystem:
    """Let an administrator make a system that acts as an account."""
    said = StringIO()
    email = account.user.email if account.user else ""
    run("add_system", "SIAK", email, *(f"--scope={scope}" for scope in scopes or ("cases:read",)), stdout=said)
    found = dict(line.split("=", 1) for line in said.getvalue().split())
    return OpdSystem(portal, found["client_id"], found["client_secret"])


def by_hand(*command: str, stdout: StringIO) -> None:
    """Run manage.py as an administrator does."""
    call = [sys.executable, "manage.py", *command]
    stdout.write(subprocess.run(call, cwd=ROOT, env=environment(), check=True, capture_output=True, text=True).stdout)


def listens(inbox: Inbox, agency: Agency) -> Endpoint:
    """Write down where the system of an agency listens, as its panel does, and hand the key over."""
    endpoint = Endpoint(agency=agency, url=inbox.url, topics=[Topic.DECIDED])
    inbox.secret = endpoint.renew()
    endpoint.save()
    return endpoint


def test_a_decision_is_told_believed_and_read(portal: str, inbox: Inbox) -> None:
    version = world.publish()
    listens(inbox, world.agency())
    system = system_of(portal, world.officer("verifikator"), run=by_hand)
    assert system.sign_in().body["token_type"].lower() == "bearer"

    pk = filed(portal, world.citizen("Siti Pemohon"))
    assert system.case(pk).body["phase"] == "in_process"
    undo_until = decided(portal, pk)
    inbox.wait_for(1)

    assert (inbox.refused, len(inbox.taken)) == ([], 1)
    [(message, told)] = inbox.taken.items()
    case = system.case(told["data"]["request"])
    assert case.status == 200
    assert (case.body["id"], case.body["phase"], case.body["state"]) == (pk, "approved", told["data"]["state"])
    assert told["type"] == "request.decided"
    assert (told["data"]["number"], told["data"]["service"]) == (case.body["number"], version.service_id)
    assert b"Siti" not in inbox.raw[0][1]
    assert int(inbox.raw[0][0]["webhook-timestamp"]) >= int(undo_until.timestamp())
    wait_until(lambda: Delivery.objects.filter(pk=message, state=DeliveryState.DELIVERED).exists())

    # Sent again it comes under the same id with a fresh signature; the system thanks for it and does nothing.
    assert actions.send_again(Delivery.objects.all()) == 1
    inbox.wait_for(2)
    assert [headers["webhook-id"] for headers, _body in inbox.raw] == [message, message]
    assert (list(inbox.taken), inbox.refused) == ([message], [])

    # Somebody who overheard it and plays it again later, or bends it, is not believed.
    headers, body = inbox.raw[0]
    sent = int(headers["webhook-timestamp"])
    assert verify(inbox.secret, headers, body, sent) == message
    for bent, text, now in (
        (headers, body, sent + 301),
        ({**headers, "webhook-timestamp": str(sent + 301)}, body, sent + 301),
        ({**headers, "webhook-id": UNKNOWN}, body, sent),
        (headers, body.replace(b"selesai", b"ditolak"), sent),
    ):
        with pytest.raises(NotGenuine):
            verify(inbox.secret, bent, text, now)


def test_what_is_no_key_of_this_case_opens_nothing(portal: str) -> None:
    request = world.submitted(world.publish(), world.citizen("Siti Pemohon"))
    account = world.officer("verifikator")
    own, elsewhere = system_of(portal, account), system_of(portal, world.officer("verifikator", at=other()))

    wrong = own.sign_in("salah" * 12)
    assert (wrong.status, wrong.body["error"], own.token) == (401, "invalid_client", "")
    assert own.case(str(request.pk)).status == 401

    assert elsewhere.sign_in().status == 200
    refused, unknown = (elsewhere.case(pk) for pk in (str(request.pk), UNKNOWN))
    assert refused.status == unknown.status == 404
    assert {**refused.body, "request_id": ""} == {**unknown.body, "request_id": ""}

    assert own.sign_in().status == 200
    assert own.case(str(request.pk)).body["number"] == request.number
    assert own.sign_out().status == 200
    assert own.case(str(request.pk)).status == 401

    assert own.sign_in().status == 200
    assert account.user is not None
    account.user.is_active = False
    account.user.save()
    assert own.case(str(request.pk)).status == 401
    own.sign_in()  # whatever it is handed now is worth nothing
    assert own.case(str(request.pk)).status == 401
    assert ServiceRequest.objects.get(pk=request.pk).state == request.state


def other() -> Agency:
    """Return an agency that has nothing to do with the request."""
    return world.agency("dinkes", "DKS")
