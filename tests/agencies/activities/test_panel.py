"""In the panel an OPD keeps its own activities; what cannot be is refused in a sentence and loses nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agencies import actions
from agencies.activities import joining, repeating, rules
from agencies.activities.forms import ActivityForm, EmergencyForm, NewsForm, OccurrenceForm
from agencies.models import Activity, EmergencyNotice, News, Participant, Staff
from citizens.models import AccessLog
from tests import kept
from tests.agencies.activities.making import MONDAY, NOW, make
from tests.signing_in import make_citizen, make_officer, sign_in

pytestmark = pytest.mark.django_db
GIVEN = {
    "agency": "disdukcapil",
    "title": "Perekaman contoh",
    "place": "Aula contoh",
    "first_day": "2026-11-23",
    "opens": "09:00",
    "closes": "12:00",
    "is_published": "on",
}


@pytest.fixture(autouse=True)
def _reference() -> Iterator[None]:
    kept.reference()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def opd() -> Staff:
    """Return an administrator of Disdukcapil."""
    return actions.appoint(Staff(user=make_officer("opd@contoh.test"), agency_id="disdukcapil", is_agency_admin=True))


@pytest.fixture
def platform() -> Staff:
    """Return an administrator of Diskominfosatik."""
    user = make_officer("pusat@contoh.test")
    return actions.appoint(Staff(user=user, agency_id="diskominfosatik", is_platform_admin=True))


def form_of(**words: Any) -> ActivityForm:
    return ActivityForm({**GIVEN, **words})


def errors_of(**words: Any) -> dict[str, str]:
    """Return each field at fault with its first sentence."""
    return {name: str(said[0]) for name, said in form_of(**words).errors.items()}


def test_an_opd_puts_an_activity_into_the_calendar(client: Client, opd: Staff) -> None:
    sign_in(client, opd.user)
    words = {"repeats": "weekly", "weekdays": ["MO", "TH"], "repeat_until": "2026-12-03"}
    answer = client.post(reverse("admin:agencies_activity_add"), {**GIVEN, **words})
    assert answer.status_code == 302
    made = Activity.objects.get()
    assert made.rule == "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261203"
    assert [row.day.day for row in made.occurrences.order_by("day")] == [23, 26, 30, 3]
    page = client.get("/kegiatan/").content.decode()
    assert page.count(">Perekaman contoh</a><p") == 2


@pytest.mark.parametrize(
    ("words", "field", "sentence"),
    [
        ({"repeats": "weekly"}, "repeat_until", "Isi sampai tanggal berapa"),
        ({"repeats": "daily", "repeat_until": "2040-01-01"}, "repeat_until", "Paling lama dua tahun"),
        ({"repeats": "daily", "repeat_until": "2026-11-01"}, "repeat_until", "tidak pernah jatuh"),
        (
            {"repeats": "weekly", "weekdays": ["TU"], "repeat_until": "2026-12-31"},
            "first_day",
            "yang pertama adalah Selasa",
        ),
        ({"repeats": "other", "rule": "FREQ=DAILY"}, "rule", "tidak pernah berakhir"),
        ({"repeats": "other", "rule": "FREQ=SECONDLY;COUNT=2"}, "rule", "tidak dikenal"),
        ({"repeats": "other"}, "rule", "tidak dikenal"),
        ({"last_day": "2026-11-22"}, "last_day", "mendahului"),
        ({"last_day": "2027-11-22"}, "last_day", "paling lama 31 hari"),
        ({"first_day": "0001-01-01"}, "first_day", "Periksa tahunnya"),
        ({"first_day": "9999-12-31"}, "first_day", "Periksa tahunnya"),
        ({"opens": ""}, "opens", "Isi kedua jam"),
        ({"closes": ""}, "closes", "Isi kedua jam"),
        ({"closes": "08:00"}, "closes", "sesudah jam mulai"),
        ({"capacity": "0"}, "capacity", "1"),
        ({"is_cancelled": "on"}, "cancel_reason", "Tulis alasannya"),
        ({"title": "<b>Rapat</b>"}, "title", "tanpa kode HTML"),
        ({"description": "Main di slot-gacor.com"}, "description", "tidak diterima"),
        ({"title": "Rapat\u202etxt"}, "title", "tidak terlihat"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else str(value)[:20],
)
def test_what_cannot_be_is_refused_beside_the_field_at_fault(words: dict[str, Any], field: str, sentence: str) -> None:
    found = errors_of(**words)
    assert list(found) == [field]
    assert sentence in found[field]


def test_an_activity_may_reach_across_the_end_of_a_year_and_through_the_night() -> None:
    assert errors_of(first_day="2026-12-31", last_day="2027-01-01", opens="22:00", closes="02:00") == {}


@pytest.mark.parametrize("repeats", [each for each in repeating.Repeats.values if each not in {"", "other"}])
def test_what_the_panel_offers_is_found_again_when_the_form_opens(repeats: str) -> None:
    until = MONDAY + dt.timedelta(days=500)
    rule = repeating.rule_of(repeats, MONDAY, ["MO"], until)
    assert rules.expand(rule, MONDAY)[0] == MONDAY
    assert repeating.read(rule, MONDAY)[0] == repeats
    made = make(rule=rule)
    form = ActivityForm(instance=made)
    assert (form.initial["repeats"], form.initial["repeat_until"], form.initial["rule"]) == (repeats, until, "")


def test_a_rule_of_its_own_stays_as_it_was_typed() -> None:
    made = make(rule="FREQ=MONTHLY;BYDAY=4MO;COUNT=3")
    form = ActivityForm(instance=made)
    assert (form.initial["repeats"], form.initial["rule"]) == ("other", "FREQ=MONTHLY;BYDAY=4MO;COUNT=3")


def test_a_fifth_monday_means_the_last_one() -> None:
    rule = repeating.rule_of("monthly_day", dt.date(2026, 11, 30), [], dt.date(2027, 2, 1))
    assert rules.expand(rule, dt.date(2026, 11, 30))[1] == dt.date(2026, 12, 28)


def test_what_is_held_keeps_no_reason_why_it_once_was_not() -> None:
    form = form_of(cancel_reason="Hujan")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["cancel_reason"] == ""


def test_what_a_kecamatan_holds_is_held_there() -> None:
    form = form_of(agency="kec-ciruas")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["region"] == form.cleaned_data["agency"].region


def test_an_opd_sees_and_changes_nothing_of_another(client: Client, opd: Staff) -> None:
    own, other = make(), make(agency_id="dinkes", title="Milik lain")
    News.objects.create(agency_id="dinkes", title="Berita lain", body="Isi", shown_from=NOW)
    sign_in(client, opd.user)
    for name in ("activity", "occurrence", "news"):
        html = client.get(reverse(f"admin:agencies_{name}_changelist")).content.decode()
        assert "Milik lain" not in html
        assert "Berita lain" not in html
    assert client.get(reverse("admin:agencies_activity_change", args=[own.pk])).status_code == 200
    assert client.get(reverse("admin:agencies_activity_change", args=[other.pk])).status_code == 404
    answer = client.post(reverse("admin:agencies_activity_add"), {**GIVEN, "agency": "dinkes"})
    assert answer.status_code == 200
    assert Activity.objects.count() == 2


def test_a_single_day_is_cancelled_with_a_reason(client: Client, opd: Staff) -> None:
    row = make(rule="FREQ=DAILY;COUNT=2").occurrences.order_by("day")[0]
    sign_in(client, opd.user)
    path = reverse("admin:agencies_occurrence_change", args=[row.pk])
    assert "Tulis alasannya" in client.post(path, {"is_cancelled": "on"}).content.decode()
    assert client.post(path, {"is_cancelled": "on", "cancel_reason": "Hujan"}).status_code == 302
    row.refresh_from_db()
    assert (row.is_cancelled, row.cancel_reason, row.activity.revision) == (True, "Hujan", 1)
    assert client.post(path, {"cancel_reason": "Hujan"}).status_code == 302
    row.refresh_from_db()
    assert (row.is_cancelled, row.cancel_reason) == (False, "")


def test_a_day_that_is_held_has_no_reason_not_to_be(opd: Staff) -> None:
    form = OccurrenceForm({"cancel_reason": "Hujan"}, instance=make().occurrences.get())
    assert form.is_valid()
    assert form.cleaned_data["cancel_reason"] == ""


def test_who_comes_is_shown_to_the_agency_that_holds_it_and_not_to_diskominfosatik(
    client: Client, opd: Staff, platform: Staff
) -> None:
    user = make_citizen(phone="+6281234567890")
    made = joining.join(make(capacity=5).occurrences.get(), user)
    listed = reverse("admin:agencies_participant_changelist")
    page = reverse("admin:agencies_participant_change", args=[made.pk])
    sign_in(client, platform.user)
    assert "Siti Contoh" not in client.get(listed).content.decode()
    assert client.get(page).status_code == 404
    assert not AccessLog.objects.exists()
    sign_in(client, opd.user)
    html = client.get(listed).content.decode()
    assert "Siti Contoh" in html
    assert "0812-3456-7890" not in html
    assert "0812-3456-7890" in client.get(page).content.decode()
    (entry,) = AccessLog.objects.all()
    assert (entry.party, entry.agency_code, entry.what) == (user.party, "disdukcapil", "activity")
    assert client.post(page, {"left_at": "x"}).status_code == 403
    assert Participant.objects.get().left_at is None


def test_only_diskominfosatik_raises_the_alarm(client: Client, opd: Staff, platform: Staff) -> None:
    path = reverse("admin:agencies_emergencynotice_add")
    sign_in(client, opd.user)
    assert client.get(path).status_code == 403
    sign_in(client, platform.user)
    assert client.get(path).status_code == 200
    day, later = ("2026-11-23", "2026-11-24")
    given = {"text": "Banjir. Ikuti arahan petugas.", "shown_from_0": day, "shown_from_1": "08:00"}
    assert client.post(path, {**given, "shown_until_0": later, "shown_until_1": "08:00"}).status_code == 302
    assert EmergencyNotice.objects.get().shown_until == dt.datetime(2026, 11, 24, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("until", "sentence"), [("2026-11-22 08:00", "sesudah waktu mulai"), ("2026-12-31 08:00", "14 hari")]
)
def test_an_alarm_ends_and_soon(until: str, sentence: str) -> None:
    form = EmergencyForm({"text": "Banjir", "shown_from": "2026-11-23 08:00", "shown_until": until})
    assert sentence in str(form.errors["shown_until"])
    assert "shown_until" in EmergencyForm({"text": "Banjir", "shown_from": "2026-11-23 08:00"}).errors


def test_a_notice_does_not_end_before_it_begins() -> None:
    given = {"agency": "dinkes", "title": "Judul", "body": "Isi", "shown_from": "2026-11-23 08:00"}
    form = NewsForm({**given, "shown_until": "2026-11-23 08:00"})
    assert "sesudah waktu mulai" in str(form.errors["shown_until"])
    assert NewsForm(given).is_valid()
