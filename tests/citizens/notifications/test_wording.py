"""What Diskominfosatik writes is sent as it stands then; a value is never more than one line of text."""

from __future__ import annotations

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizens.models import Party, User
from citizens.notifications import editing, presenters, wording
from citizens.notifications.models import Channel, MailboxLetter, MessageTemplate, Notification, TemplateState
from citizens.notifications.notify import notify
from citizens.notifications.topics import Topic, topics

NOON = "2026-11-24T05:00:00Z"
TOPIC = Topic("uji.kabar", frozenset({"number", "service"}), confidential_variables=frozenset())
DONE = "requests.selesai"


@pytest.fixture
def keeper(db: None) -> User:
    return User.objects.create_user("kelola@contoh.test", "rahasia-kelola-1")


def published(
    keeper: User, subject: str, body: str, channel: str = Channel.INBOX, language: str = "id"
) -> MessageTemplate:
    with time_machine.travel(NOON, tick=False):
        draft = editing.save(topics.get(DONE), channel, language, subject, body, keeper)
        editing.publish(draft, keeper)
    return draft


def tell(siti: Party, key: str, **values: str) -> Notification:
    context = {"number": "SRG-1", "service": "Akta", **values}
    return notify(siti, topic=DONE, context=context, path="", key=key)


def wrong(subject: str = "Judul", body: str = "Isi", channel: str = Channel.INBOX) -> dict[str, str]:
    return wording.problems(TOPIC, channel, subject, body)


def test_words_in_force_are_sent_and_their_id_is_kept(siti, keeper, work):
    template = published(keeper, "{number} beres", "Ambil {service} di {portal}.")
    notice = tell(siti, "a")
    work()
    notice.refresh_from_db()
    assert (notice.subject, notice.template, notice.template_version) == ("SRG-1 beres", template, "v1")
    assert notice.body == f"Ambil Akta di {presenters.portal_host()}."
    letter = MailboxLetter.objects.get()
    assert letter.subject == "SRG-1 beres"
    assert letter.body.startswith("Ambil Akta di ")
    assert "tidak pernah meminta" in letter.body


def test_the_words_are_those_in_force_when_it_is_sent(siti, keeper, work):
    published(keeper, "Lama", "Lama.")
    notice = tell(siti, "a")
    newer = published(keeper, "Baru", "Baru.")
    work()
    notice.refresh_from_db()
    assert (notice.subject, notice.template) == ("Baru", newer)
    assert newer.version == 2
    assert MessageTemplate.objects.get(version=1).state == TemplateState.RETIRED


def test_a_letter_may_have_words_of_its_own(siti, keeper, work):
    own = published(keeper, "Surel {number}", "Surel saja.", Channel.EMAIL)
    notice = tell(siti, "a")
    work()
    notice.refresh_from_db()
    assert notice.template is None
    assert "SRG-1 selesai" in notice.subject
    assert notice.deliveries.get().template == own
    assert MailboxLetter.objects.get().subject == "Surel SRG-1"


def test_a_draft_is_sent_to_nobody(siti, keeper, work):
    with time_machine.travel(NOON, tick=False):
        editing.save(topics.get(DONE), Channel.INBOX, "id", "Draf", "Draf.", keeper)
    notice = tell(siti, "a")
    work()
    notice.refresh_from_db()
    assert notice.template is None


def test_another_language_keeps_what_was_shipped(siti, keeper, work):
    published(keeper, "English", "English.", language="en")
    notice = tell(siti, "a")
    work()
    notice.refresh_from_db()
    assert notice.template is None


def test_putting_back_sends_what_was_shipped_again(siti, keeper, work):
    published(keeper, "Sendiri", "Sendiri.")
    assert editing.put_back(DONE, Channel.INBOX, "id") is True
    assert editing.put_back(DONE, Channel.INBOX, "id") is False
    notice = tell(siti, "a")
    work()
    notice.refresh_from_db()
    assert notice.template is None
    assert "selesai" in notice.subject


def test_of_a_confidential_matter_nothing_but_the_shipped_words_is_sent(siti, keeper, work):
    published(keeper, "{number} {service}", "{number} {service}")
    context = {"number": "SRG-1", "service": "Akta"}
    notice = notify(siti, topic=DONE, context=context, path="", key="a", confidential=True)
    work()
    notice.refresh_from_db()
    assert notice.template is None
    assert "SRG-1" not in notice.subject + notice.body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Halo {nama}", "Variabel {nama} tidak ada untuk peristiwa ini. Yang ada: {number}, {service}, {portal}."),
        ("Halo {Number}", "Kurung kurawal hanya untuk variabel"),
        ("Halo {number", "Kurung kurawal hanya untuk variabel"),
        ("{{ number }}", "Kurung kurawal hanya untuk variabel"),
        ("Buka https://contoh.test", "Jangan menulis alamat web sendiri"),
        ("Buka WWW.contoh.test", "Jangan menulis alamat web sendiri"),
        ("", "Tulis isinya dahulu."),
        ("x" * 2001, "Paling panjang"),
    ],
)
def test_a_wrong_text_is_refused_with_a_sentence(text: str, said: str):
    assert wrong(body=text)["body"].startswith(said)


def test_the_subject_is_one_line_of_at_most_two_hundred():
    assert wrong(subject="Satu\nDua")["subject"] == "Judul hanya satu baris."
    assert "200" in wrong(subject="x" * 201)["subject"]
    assert wrong() == {}


def test_an_sms_names_the_portal_and_stays_one_message():
    assert "{portal}" in wrong(body="Sudah selesai.", channel=Channel.SMS)["body"]
    long = "Permohonan {number} selesai. Buka {portal}. " + "x" * 110
    assert "160" in wrong(body=long, channel=Channel.SMS)["body"]
    assert wrong(subject="", body="Permohonan {number} selesai. Buka {portal}.", channel=Channel.SMS) == {}


def test_nothing_wrong_is_kept(keeper):
    with pytest.raises(editing.Refused) as refused:
        editing.save(topics.get(DONE), Channel.INBOX, "id", "{nama}", "Isi", keeper)
    assert set(refused.value.problems) == {"subject"}
    assert not MessageTemplate.objects.exists()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "Akta\r\nBcc: semua@contoh.test",
        "{number}",
        "{{ number }}",
        "{% load x %}",
        "A" * 10_000,
    ],
)
def test_a_hostile_value_comes_out_as_text(siti, keeper, work, hostile):
    published(keeper, "Kabar {service}", "Layanan {service}.")
    notice = tell(siti, "a", service=hostile)
    work()
    notice.refresh_from_db()
    letter = MailboxLetter.objects.get()
    for line in (notice.subject, letter.subject):
        assert "\n" not in line
        assert "\r" not in line
        assert len(line) <= 200
    assert "SRG-1" not in notice.subject + notice.body
    assert len(notice.body) <= 520
    assert "\nBcc:" not in letter.body


def test_the_inbox_shows_markup_as_text(siti, keeper, work, client):
    published(keeper, "Kabar {service}", "Layanan {service}.")
    tell(siti, "a", service="<script>alert(1)</script>")
    work()
    client.force_login(siti.user)
    page = client.get("/kotak-masuk/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_hostile_value_adds_no_line_to_shipped_words_either(siti, work):
    notice = tell(siti, "a", number="SRG-1\r\nBcc: semua@contoh.test")
    work()
    notice.refresh_from_db()
    assert notice.subject == "Permohonan SRG-1 Bcc: semua@contoh.test selesai"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_any_value_is_one_line_and_is_put_in_once(text: str):
    line = wording.value(text)
    assert "\n" not in line
    assert len(line) <= wording.VALUE_LENGTH
    assert wording.fill("{number}|{number}", {"number": text}) == f"{line}|{line}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notifications_messagetemplate SET body = 'lain'",
        "UPDATE notifications_messagetemplate SET state = 'draft', published_at = NULL",
        "DELETE FROM notifications_messagetemplate",
    ],
)
def test_the_database_itself_keeps_what_was_published(keeper, statement):
    published(keeper, "Judul", "Isi")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert MessageTemplate.objects.get().body == "Isi"
