"""English is complete, keeps every placeholder, and is spoken to whoever chose it in the profile."""

from __future__ import annotations

import ast
import gettext as gnu
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from citizens.models import User
from citizens.notifications import presenters
from citizens.notifications.topics import topics
from tests.services.desk import world as desk
from tests.services.requests import world as requests
from tests.signing_in import make_citizen, make_officer, sign_in
from tests.spbe_portal import catalogues
from tests.spbe_portal.catalogues import Entry
from tests.spbe_portal.markup import sound

ENGLISH = catalogues.read(catalogues.path("en"))
INDONESIAN = catalogues.read(catalogues.path("id"))
# What must stand in a translation as often as in its sentence: values, tags, line ends.
KEPT = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}|<[^>]+>|\n")
# The same word in both languages.
SHARED = {
    *("Plt.", "Plh.", "status", "panel", "Panel", "Menu", "April", "September", "November"),
    *("Data", "Dinas", "operator", "Operator", "Portal", "Audit", "Telkomsel", "Indosat", "Indosat (IM3/Tri)"),
    *("SP4N-LAPOR!: %(text)s", "SMS", "SMS 1708", "%(channel)s (%(language)s)", "No.", "%(length)s, %(then)s"),
    *("XLSmart", "XLSmart (XL/AXIS/Smartfren)", "BAKTI Komdigi", "%(title)s, %(service)s"),
    *("PDF", "video", "rupiah", "MB", "API", "Status", "target %(length)s", "%(plan)s, target %(year)s"),
    *("%(plan)s, %(progress)s %%", "Diskominfosatik Kabupaten Serang", "Diskominfosatik", "Target"),
}
# Words that no English sentence holds, but nearly every Indonesian one.
INDONESIAN_WORDS = re.compile(r"\b(anda|yang|tidak|dengan|untuk|belum|sudah|ini|atau|silakan|petugas)\b", re.IGNORECASE)
PUBLIC = ["/", "/layanan/", "/bantuan/", "/privasi/", "/aksesibilitas/", "/lacak/", "/akun/login/", "/akun/signup/"]
OWN = ["inbox", "requests:list", "citizens:profile", "citizens:edit", "citizens:nik", "citizens:access_log"]
# Long enough to be nobody's name, and without a value inside: a page may show it only in its own language.
WHOLE = [e for e in ENGLISH if len(e.sentence) > 14 and not KEPT.search(e.sentence) and e.sentence not in SHARED]


def english_reader() -> Client:
    return sign_in(Client(), make_citizen("jane@contoh.test", name="Jane Doe", language="en"))


def speak_english(user: User) -> User:
    User.objects.filter(pk=user.pk).update(language="en")
    user.refresh_from_db()
    return user


def left_over(html: str) -> list[str]:
    """Return the Indonesian sentences of the interface that stand in a page, as text or as an attribute."""
    read = re.sub(r'<script type="application/ld\+json".*?</script>', "", html, flags=re.S)  # names, for programs
    pieces = {piece.strip() for piece in re.split(r'[<>"]', read)}
    return [entry.sentence for entry in WHOLE if entry.sentence in pieces]


def keeps(entry: Entry) -> bool:
    wanted = Counter(KEPT.findall(entry.sentence))
    return all(Counter(KEPT.findall(said)) == wanted for said in entry.translations)


def test_every_sentence_has_a_translation() -> None:
    assert [entry.sentence for entry in ENGLISH if not all(entry.translations)] == []


def test_no_translation_is_a_guess() -> None:
    assert "fuzzy" not in catalogues.path("en").read_text(encoding="utf-8")


def test_no_sentence_is_translated_twice() -> None:
    counts = Counter(entry.sentence for entry in ENGLISH)
    assert [sentence for sentence, count in counts.items() if count > 1] == []


def test_a_sentence_with_a_number_has_one_and_many_in_english_and_one_form_in_indonesian() -> None:
    assert {len(entry.translations) for entry in ENGLISH if entry.plural} == {2}
    assert {len(entry.translations) for entry in INDONESIAN if entry.plural} == {1}


def test_a_translation_keeps_every_value_and_tag() -> None:
    assert [entry for entry in [*ENGLISH, *INDONESIAN] if not keeps(entry)] == []


def test_nothing_is_left_in_indonesian() -> None:
    assert [e.sentence for e in ENGLISH if {e.sentence} == set(e.translations) and e.sentence not in SHARED] == []
    names = ("Undang-Undang Nomor 27 Tahun 2022", "Dinas Komunikasi, Informatika, Persandian dan Statistik")
    for entry in ENGLISH:
        for said in entry.translations:
            for name in names:
                said = said.replace(name, "")
            assert not INDONESIAN_WORDS.search(said), said


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_compiled_catalogue_says_what_the_written_one_says(language: str) -> None:
    file = catalogues.path(language)
    with file.with_suffix(".mo").open("rb") as stream:
        compiled = gnu.GNUTranslations(stream)
    for entry in catalogues.read(file):
        if entry.plural:
            said = tuple(compiled.ngettext(entry.sentence, entry.plural, n) for n in (1, 5))
            assert said == (entry.translations[0], entry.translations[-1])
        else:
            assert compiled.gettext(entry.sentence) == entry.translations[0]


def test_our_indonesian_sentences_are_not_changed_by_somebody_elses_catalogue() -> None:
    with translation.override("id"):
        assert [e.sentence for e in ENGLISH if not e.plural and gettext(e.sentence) != e.sentence] == []


def test_one_and_many_differ_in_english_only() -> None:
    said = {}
    for language in ("id", "en"):
        with translation.override(language):
            said[language] = [ngettext("{n} hari kerja", "{n} hari kerja", n).format(n=n) for n in (1, 3)]
    assert said == {"id": ["1 hari kerja", "3 hari kerja"], "en": ["1 working day", "3 working days"]}


@pytest.mark.parametrize(
    ("shown", "english"),
    [
        ("Permohonan saya", "My requests"),
        ("Tanda terima", "Receipt"),
        ("Antrean", "Queue"),
        ("Tenggat", "Deadline"),
        ("Pemberitahuan", "Notifications"),
        ("Perlu perbaikan", "Correction needed"),
        ("Putusan", "Decision"),
        ("pemohon", "the applicant"),
        ("kecamatan", "district"),
        ("Dibatalkan", "Withdrawn"),
    ],
)
def test_the_words_of_the_glossary_are_used(shown: str, english: str) -> None:
    with translation.override("en"):
        assert gettext(shown) == english


def test_every_sentence_is_marked_by_a_name_that_makemessages_knows() -> None:
    """xgettext reads names, not imports: `gettext_lazy as lazy` would hide every sentence behind it."""
    hidden = []
    for area in ("foundation", "citizens", "agencies", "services", "spbe_portal"):
        for file in (Path(settings.BASE_DIR) / area).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                    hidden += [f"{file}: {each.asname}" for each in node.names if each.asname not in {None, "_"}]
    assert hidden == []


def test_better_indonesian_replaces_only_what_django_and_allauth_say() -> None:
    with translation.override("en"):
        own = {entry.sentence for entry in ENGLISH}
        assert [entry.sentence for entry in INDONESIAN if entry.sentence in own] == []
        assert [entry.sentence for entry in INDONESIAN if gettext(entry.sentence) != entry.sentence] == []


@pytest.mark.parametrize(
    ("refuse", "said"),
    [
        (lambda: forms.CharField().clean(""), "Bagian ini wajib diisi."),
        (lambda: forms.EmailField().clean("budi@"), "Isi surel yang lengkap, misalnya nama@contoh.id."),
        (lambda: forms.ChoiceField(choices=[("a", "A")]).clean("b"), "Pilih dari pilihan yang ada. b tidak tersedia."),
        (lambda: validate_password("x7-Q"), "Kata sandi terlalu pendek. Pakai paling sedikit 10 huruf atau angka."),
        (lambda: validate_password("password123"), "Kata sandi ini terlalu umum. Pakai yang sulit ditebak."),
    ],
)
def test_an_error_of_django_says_how_to_mend_it(refuse: Callable[[], object], said: str) -> None:
    with translation.override("id"), pytest.raises(ValidationError) as refused:
        refuse()
    assert refused.value.messages == [said]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_indonesian_whatever_the_browser_wishes(address: str) -> None:
    response = Client(headers={"Accept-Language": "en-GB,en;q=0.9"}).get(address)
    html = response.content.decode()
    assert response["Content-Language"] == "id"
    assert '<html lang="id"' in html
    assert "Lacak permohonan" in html
    assert "Track a request" not in html
    assert left_over(html)  # the search that finds nothing on English pages does find Indonesian


@pytest.mark.django_db
@pytest.mark.parametrize("address", [a for a in PUBLIC if not a.startswith("/akun/")])
def test_who_chose_english_reads_public_pages_in_english(address: str) -> None:
    response = english_reader().get(address)
    html = response.content.decode()
    sound(html)
    assert response["Content-Language"] == "en"
    assert '<html lang="en"' in html
    assert "Track a request" in html
    assert left_over(html) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", OWN)
def test_who_chose_english_reads_own_pages_in_english(name: str) -> None:
    html = english_reader().get(reverse(name)).content.decode()
    sound(html)
    assert '<html lang="en"' in html
    assert left_over(html) == []
    assert "My requests" in html


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/bantuan/", "/privasi/", "/aksesibilitas/"])
def test_a_page_of_words_alone_holds_no_indonesian_word_in_english(address: str) -> None:
    html = english_reader().get(address).content.decode()
    main = re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main>")])
    assert INDONESIAN_WORDS.findall(main) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["mfa_index", "mfa_view_recovery_codes", "account_change_password", "account_email"])
def test_who_chose_english_keeps_the_account_safe_in_english(name: str) -> None:
    officer = speak_english(make_officer())
    html = sign_in(Client(), officer).get(reverse(name), follow=True).content.decode()
    assert '<html lang="en"' in html
    assert left_over(html) == []


@pytest.mark.django_db
@time_machine.travel(desk.NOW, tick=False)
def test_applicant_and_officer_work_on_one_request_in_english() -> None:
    version, citizen, officer = (
        requests.publish(desk.with_papers()),
        requests.citizen(),
        requests.officer("verifikator"),
    )
    for actor in (citizen, officer):
        assert actor.user is not None
        speak_english(actor.user)
    request = desk.filed(version, citizen, desk.photo())
    client = desk.seat(Client(), citizen)
    pages = [client.get(reverse(f"requests:{name}", args=[request.pk])) for name in ("detail", "receipt", "withdraw")]
    client = desk.seat(Client(), officer)
    pages += [client.get(address) for address in ("/panel/antrean/", desk.url(request), desk.url(request, "pesan"))]
    for response in pages:
        assert response.status_code == 200
        assert '<html lang="en"' in response.content.decode()
        assert left_over(response.content.decode()) == []
    assert "Tuesday, 24 November 2026" in pages[0].content.decode()
    assert "Submitted Tuesday, 24 November 2026, 10.00 WIB through the portal" in desk.words(pages[4])


@pytest.mark.django_db
def test_an_error_page_speaks_the_readers_language() -> None:
    html = english_reader().get("/tidak-ada-di-sini/").content.decode()
    assert "Page not found" in html
    assert left_over(html) == []


@pytest.mark.django_db
def test_a_service_without_english_keeps_its_indonesian_words_inside_an_english_page(services: None) -> None:
    html = english_reader().get(reverse("service", args=["akta-kelahiran"])).content.decode()
    assert "Who can apply" in html
    assert "1 working day" in html
    assert "is Yes." in html
    assert left_over(html) == []


def test_a_letter_is_written_in_the_language_of_who_reads_it() -> None:
    facts = {"number": "SRG-DKC-2026-000123-7", "service": "Akta kelahiran"}
    notice = presenters.shipped(topics.get("requests.diterima"), facts, False, "en")
    assert notice.subject == "We have received request SRG-DKC-2026-000123-7"
    assert "Type that address into your browser yourself." in presenters.as_letter(notice.body, "en")
    assert presenters.shipped(topics.get("requests.diterima"), facts, False, "id").subject == (
        "Permohonan SRG-DKC-2026-000123-7 sudah kami terima"
    )
