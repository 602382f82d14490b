"""Look for what is somebody else's by search, filter, choice, action and letter: nothing of it comes back."""

from __future__ import annotations

from typing import Any, Final

import pytest
from django.contrib.admin import site
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from zeal import zeal_ignore

from agencies.models import Absence, Activity, EmergencyNotice, News, Occurrence, Official, Proposal, Staff, Unit
from citizens.notifications.models import MailboxLetter, Notification
from foundation.outbox.relay import Relay
from services.catalogue.models import FunctionHolder, Service
from services.opd.diskominfosatik.ppid.models import InformationItem
from services.performance.models import Improvement
from services.requests.models import ServiceRequest
from services.webhooks.models import Delivery, Endpoint
from tests.access.asking import Visitor
from tests.access.estate import CASES, WORD, Estate, inside, office, person
from tests.access.markers import foreign
from tests.access.people import ROLES, Role

pytestmark = pytest.mark.django_db
LISTS: Final = (
    "inbox",
    "requests:list",
    "requests_api:requests",
    "desk:queue",
    "desk:silence",
    "desk_api:queue",
    "desk_api:parts",
)
KEEPERS: Final = tuple(role for role in ROLES if role.keeps and role.factor)
FULL: Final = tuple(role for role in ROLES if role.factor)
# Every choice a form of the panel offers by searching: model, field.
CHOICES: Final = (
    ("catalogue", "functionholder", "agency"),
    ("catalogue", "functionholder", "service"),
    ("catalogue", "functionholder", "staff"),
    ("catalogue", "functionholder", "unit"),
    ("agencies", "absence", "staff"),
    ("agencies", "absence", "substitute"),
    ("agencies", "staff", "user"),
    ("agencies", "unit", "agency"),
    ("requests", "servicerequest", "applicant"),
    ("requests", "silenceentry", "request"),
    ("webhooks", "delivery", "endpoint"),
    ("webhooks", "endpoint", "agency"),
    ("citizens", "mandate", "principal"),
)


def visitor(estate: Estate, role: Role) -> Visitor:
    return Visitor(role, estate.clients[role.name])


def narrowings(estate: Estate) -> list[str]:
    """Return every way to narrow a list that names something of somebody else."""
    found = ["tab=semua", "tampil=semua", "tampil=semua&unduh=1", f"cari={WORD}", f"q={WORD}", "layanan=izin-a"]
    found += [
        "layanan=izin-b",
        "service=izin-b",
        "agency=dinas-bungur",
        "wilayah=36.04.97",
        "tab=selesai",
        "tab=diminta",
    ]
    for name, case in estate.cases.items():
        # What a page repeats of the question is no find: a number is asked for without its check digit, in lower case.
        number = (case.request.number or "").lower().rpartition("-")[0]
        found += [f"cari={CASES[name][3][:-1]}", f"tab=semua&cari={number}"]
    return found


@pytest.mark.parametrize("role", FULL, ids=lambda role: role.name)
def test_no_filter_shows_more_than_the_list(estate: Estate, role: Role) -> None:
    who, wrong = visitor(estate, role), []
    for name in LISTS:
        for query in narrowings(estate)[FULL.index(role) % 2 :: 2]:  # each is asked by every second role
            path = f"{reverse(name)}?{query}"
            answer = who.ask(path, "GET")
            said = foreign(estate, role, path, answer.text)
            if said or answer.status >= 500:
                wrong.append(f"{path} as {role.name}: {answer.status}, says {said}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", KEEPERS, ids=lambda role: role.name)
def test_no_search_and_no_choice_of_the_panel_finds_what_another_agency_keeps(estate: Estate, role: Role) -> None:
    who, wrong = visitor(estate, role), []
    words = (WORD, "izin", "@uji.test", "3604")
    kept = {model._meta.label_lower.replace(".", "_") for model in site._registry}
    places = [
        f"{reverse(f'admin:{model}_changelist')}?q={word}" for model in kept & set(estate.records) for word in words
    ]
    for app, model, field in CHOICES:
        asked = f"app_label={app}&model_name={model}&field_name={field}"
        places += [f"{reverse('admin:autocomplete')}?{asked}&term={word}" for word in ("", *words)]
    for path in places:
        answer = who.ask(path, "GET")
        said = foreign(estate, role, path, answer.text)
        if said or answer.status >= 500:
            wrong.append(f"{path} as {role.name}: {answer.status}, says {said}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("own", ["A", "B"])
def test_every_choice_in_a_form_of_an_opd_is_of_that_opd(estate: Estate, own: str) -> None:
    role = next(role for role in KEEPERS if role.keeps == {own})
    for model in (
        "agencies_unit",
        "agencies_staff",
        "agencies_absence",
        "catalogue_functionholder",
        "webhooks_endpoint",
    ):
        text = visitor(estate, role).ask(reverse(f"admin:{model}_add"), "GET").text
        assert office("B" if own == "A" else "A") not in text.casefold(), model


def posts(estate: Estate, own: str, other: str) -> list[tuple[str, dict[str, Any]]]:
    """Return forms by which the admin of one agency reaches for another's rows."""
    chosen = {model: pks[other] for model, pks in estate.records.items() if other in pks}
    slug = {"A": "dinas-angsana", "B": "dinas-bungur"}
    mine = {model: pks[own] for model, pks in estate.records.items() if own in pks}
    absent = {"acts_as": "plh", "first_day": "2026-12-01", "last_day": "2026-12-02"}
    holder = {"function": "kepala", "service": "", "staff": "", "unit": "", "region": ""}
    told = {"url": "https://x.contoh.go.id/", "topics": ["request.decided"]}
    held = {"title": "Uji", "place": "Aula", "first_day": "2026-12-01", "last_day": "2026-12-01", "repeats": ""}
    said = {"title": "Uji", "body": "Uji", "shown_from_0": "2026-12-01", "shown_from_1": "08:00"}
    officer = chosen["agencies_staff"]
    listed = "admin:{}_changelist".format
    return [
        (listed("webhooks_endpoint"), {"action": "ping", "_selected_action": chosen["webhooks_endpoint"]}),
        (listed("webhooks_endpoint"), {"action": "renew", "_selected_action": chosen["webhooks_endpoint"]}),
        *(
            (listed("performance_improvement"), {"action": name, "_selected_action": chosen["performance_improvement"]})
            for name in ("propose", "publish", "take_back")
        ),
        (listed("webhooks_delivery"), {"action": "send_again", "_selected_action": chosen["webhooks_delivery"]}),
        *(
            (listed(model), {"action": "delete_selected", "post": "yes", "_selected_action": chosen[model]})
            for model in ("agencies_official", "agencies_absence", "agencies_news", "catalogue_functionholder")
        ),
        ("admin:agencies_unit_add", {"agency": slug[other], "code": "baru", "name": "Unit baru"}),
        ("admin:agencies_official_add", {"agency": slug[other], "position": "Kepala"}),
        ("admin:agencies_activity_add", {**held, "agency": slug[other]}),
        ("admin:agencies_news_add", {**said, "agency": slug[other]}),
        ("admin:agencies_absence_add", {**absent, "staff": officer}),
        ("admin:agencies_absence_add", {**absent, "staff": mine["agencies_staff"], "substitute": officer}),
        ("admin:webhooks_endpoint_add", {**told, "agency": slug[other]}),
        ("admin:catalogue_functionholder_add", {**holder, "agency": slug[other], "staff": officer}),
        ("admin:catalogue_functionholder_add", {**holder, "agency": slug[own], "staff": officer}),
        ("admin:catalogue_functionholder_add", {**holder, "agency": slug[own], "unit": chosen["agencies_unit"]}),
        (
            "admin:catalogue_functionholder_add",
            {**holder, "agency": slug[own], "staff": mine["agencies_staff"], "service": chosen["catalogue_service"]},
        ),
    ]


@pytest.mark.parametrize(("own", "other"), [("A", "B"), ("B", "A")])
def test_no_form_and_no_action_reaches_another_agencys_rows(estate: Estate, own: str, other: str) -> None:
    role = next(role for role in KEEPERS if role.keeps == {own})
    who = visitor(estate, role)
    before = state()
    for name, data in posts(estate, own, other):
        # Two fields that choose among the same people look like a repeated query.
        with transaction.atomic(), zeal_ignore([{"model": "agencies.Staff"}]):
            answer = who.send(reverse(name), "POST", data)
            assert answer.status < 500, (name, data)
            assert state() == before, f"{name} with {data} changed something ({answer.status})"
            transaction.set_rollback(True)


def state() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row an OPD's admin could have changed."""
    kinds: tuple[type[Model], ...] = (
        *(Unit, Staff, FunctionHolder, Service, Endpoint, Delivery, Improvement),
        *(Absence, Activity, EmergencyNotice, InformationItem, News, Occurrence, Official, Proposal),
    )
    return {kind.__name__: sorted(kind._default_manager.values_list(), key=str) for kind in kinds}


def test_view_on_site_tells_nothing_of_what_exists(estate: Estate) -> None:
    role = next(role for role in KEEPERS if role.keeps == {"A"})
    kind = ContentType.objects.get_for_model(ServiceRequest).pk
    there, nowhere = (
        visitor(estate, role).ask(reverse("admin:view_on_site", args=[kind, pk]), "GET").bare({"pk": pk})
        for pk in (str(estate.cases["b"].request.pk), "00000000-0000-7000-8000-00000000abcd")
    )
    assert there == nowhere


def test_every_letter_speaks_of_its_readers_own_cases_alone(estate: Estate) -> None:
    Relay().step()
    letters = list(MailboxLetter.objects.values_list("to", "subject", "body"))
    assert letters
    for to, subject, body in letters:
        citizen = next(name for name, actor in estate.citizens.items() if actor.user and actor.user.email == to)
        others = [inside(name) for name, row in CASES.items() if row[0] != citizen]
        others += [person(name) for name in estate.citizens if name != citizen]
        assert not [word for word in others if word in subject + body]
    assert Notification.objects.exclude(body="").exists()
