"""Say in Indonesian why a text is no service document yet.

`services.definition` speaks English to who writes documents in files, and translates nothing. What it says is a short
list of sentences; each stands here with what it means for somebody in the panel. A sentence that is not here is told in
general words, with the English one beside it.
"""

from __future__ import annotations

import re
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What may stand at a place.
WANTED: Final[dict[str, Promise | str]] = {
    "a list": gettext_lazy("sebuah daftar"),
    "keywords with their values": gettext_lazy("kata kunci dengan isinya"),
    "a text": gettext_lazy("sebuah teks"),
    "a whole number": gettext_lazy("bilangan bulat"),
    "a number": gettext_lazy("sebuah bilangan"),
    "true or false": gettext_lazy("true atau false"),
    "a text, or {id: Indonesian, en: English}": gettext_lazy("sebuah teks, atau {id: Indonesia, en: Inggris}"),
    "small letters, digits and _ that begin with a letter (like tgl_lahir)": gettext_lazy(
        "huruf kecil, angka, dan _ yang diawali huruf (misalnya tgl_lahir)"
    ),
    "small letters and digits with single dashes between (like izin-reklame)": gettext_lazy(
        "huruf kecil dan angka dengan satu tanda hubung di antaranya (misalnya izin-reklame)"
    ),
    "capital letters, a dash and 2 to 4 digits (like IZN-09)": gettext_lazy(
        "huruf besar, tanda hubung, dan 2 sampai 4 angka (misalnya IZN-09)"
    ),
    "the id of a question or a fact (like lahan, lokasi.kecamatan or profile.nik)": gettext_lazy(
        "id pertanyaan atau fakta (misalnya lahan, lokasi.kecamatan, atau profile.nik)"
    ),
    "the name of an app, a dot and the name of a hook (like dinas.cek_nib)": gettext_lazy(
        "nama aplikasi, titik, dan nama program (misalnya dinas.cek_nib)"
    ),
    "an address without spaces that begins with https://": gettext_lazy("alamat tanpa spasi yang diawali https://"),
    "letters, digits, - and _ without spaces (like milik_sendiri)": gettext_lazy(
        "huruf, angka, - dan _ tanpa spasi (misalnya milik_sendiri)"
    ),
    "state:, action:, sla: or expiry: and a name (state:perbaikan)": gettext_lazy(
        "state:, action:, sla: atau expiry: dan sebuah nama (misalnya state:perbaikan)"
    ),
    "a telephone number (like 129 or 0254 200123)": gettext_lazy("nomor telepon (misalnya 129 atau 0254 200123)"),
    "all or any": gettext_lazy("all atau any"),
}
# A sentence of `services.definition` and what it means; the groups of the first go into the second.
SENTENCES: Final[tuple[tuple[str, Promise | str], ...]] = (
    (r"the keyword '(?P<a>[^']*)' is missing; add it", gettext_lazy("Kata kunci %(a)s belum ada. Tambahkan.")),
    (
        r"the keyword '(?P<a>[^']*)' is missing; say which kind .*",
        gettext_lazy("Kata kunci %(a)s belum ada. Sebutkan jenisnya, misalnya type: short_text."),
    ),
    (
        r"the keyword '(?P<a>.*)' is written twice",
        gettext_lazy("Kata kunci %(a)s ditulis dua kali. Hapus salah satunya."),
    ),
    (
        r"there is no keyword (?P<a>.*) here; did you mean '(?P<b>.*)'\?",
        gettext_lazy("Tidak ada kata kunci %(a)s di sini. Mungkin maksudnya %(b)s."),
    ),
    (
        r"there is no keyword (?P<a>.*) here; (?P<b>.*) are known",
        gettext_lazy("Tidak ada kata kunci %(a)s di sini. Yang dikenal: %(b)s."),
    ),
    (
        r"there is no \w+ (?P<a>.*) here; did you mean '(?P<b>.*)'\?",
        gettext_lazy("Jenis %(a)s tidak ada. Mungkin maksudnya %(b)s."),
    ),
    (
        r"there is no \w+ (?P<a>.*) here; (?P<b>.*) are known",
        gettext_lazy("Jenis %(a)s tidak ada. Yang dikenal: %(b)s."),
    ),
    (
        r"unknown operator (?P<a>.*); known are (?P<b>.*)",
        gettext_lazy("Operator %(a)s tidak ada. Yang dikenal: %(b)s."),
    ),
    (
        r"(?P<a>\w+) takes (?P<b>.*) arguments, not (?P<c>\d+)",
        gettext_lazy("%(a)s memerlukan %(b)s masukan, bukan %(c)s."),
    ),
    (r"this list needs at least (?P<a>\d+) entry", gettext_lazy("Daftar ini perlu sedikitnya %(a)s isi.")),
    (r"this list may have at most (?P<a>\d+) entries", gettext_lazy("Daftar ini paling banyak berisi %(a)s.")),
    (r"this list lacks its entry number (?P<a>\d+)", gettext_lazy("Isi nomor %(a)s daftar ini belum ada.")),
    (r"write at least (?P<a>\d+) character here", gettext_lazy("Tulis sedikitnya %(a)s huruf di sini.")),
    (r"write at most (?P<a>\d+) characters here", gettext_lazy("Tulis paling banyak %(a)s huruf di sini.")),
    (r"write a number above (?P<a>.*) here", gettext_lazy("Tulis bilangan di atas %(a)s di sini.")),
    (r"write a number of at least (?P<a>.*) here", gettext_lazy("Tulis bilangan sedikitnya %(a)s di sini.")),
    (r"write a number of at most (?P<a>.*) here", gettext_lazy("Tulis bilangan paling besar %(a)s di sini.")),
    (r"write one of years, months, days", gettext_lazy("Tulis salah satu: years, months, atau days.")),
    (r"write years, months, days or a note", gettext_lazy("Tulis years, months, days, atau sebuah catatan.")),
    (r"write one of amount, expr and hook", gettext_lazy("Tulis salah satu: amount, expr, atau hook.")),
    (
        r"a free service has neither .*",
        gettext_lazy("Layanan gratis tidak punya biaya di atas 0, rumus, atau program biaya."),
    ),
    (
        r"an effect names exactly one .*",
        gettext_lazy("Sebuah akibat menyebut tepat satu: output, hook, atau parent."),
    ),
    (r"tasks belong to an action .*", gettext_lazy("tasks hanya untuk tindakan fork atau consult, dan di sana wajib.")),
    (r"a consultation stays in its state; .*", gettext_lazy("Permintaan pendapat tidak berpindah tahap. Hapus to.")),
    (r"a reopening needs the open state .*", gettext_lazy("Pembukaan kembali perlu tahap terbuka sebagai tujuan.")),
    (r"agencies belong to an action .*", gettext_lazy("agencies hanya untuk tindakan forward.")),
    (r"join belongs to an action .*", gettext_lazy("join hanya untuk tindakan task.")),
    (r"shown belongs to an action .*", gettext_lazy("shown hanya untuk tindakan task atau consult.")),
    (r"extend belongs to an action .*", gettext_lazy("extend hanya untuk tindakan extend, dan di sana wajib.")),
    (r"only calendar days and months can roll", gettext_lazy("Hanya hari kalender dan bulan yang dapat bergeser.")),
    (r"a time is written .*", gettext_lazy('Waktu ditulis dengan jam dan menit dalam tanda petik, misalnya "08:00".')),
    (
        r"a date bound is .*",
        gettext_lazy('Batas tanggal ditulis sebagai tanggal ISO, "today", atau "today-18y" (d, m, y).'),
    ),
    (
        r"\w+ is (later|larger) than \w+.*",
        gettext_lazy("Batas bawah melebihi batas atas, jadi tidak ada jawaban benar."),
    ),
    (r"two options have the same value", gettext_lazy("Dua pilihan memakai nilai yang sama. Ganti salah satunya.")),
    (r"a group holds groups only one .*", gettext_lazy("Kelompok isian paling dalam dua lapis. Tanyakan di luarnya.")),
    (r"conditions nest at most .*", gettext_lazy("Syarat ini bersusun terlalu dalam. Sederhanakan.")),
    (r".*nested (too deep|deeper).*", gettext_lazy("Dokumen ini bersusun terlalu dalam. Tulis lebih datar.")),
    (
        r"this text holds a character .*",
        gettext_lazy("Teks ini memuat tanda yang tidak dapat disimpan. Tulis ulang."),
    ),
    (
        r"the invisible character (?P<a>\S+) stands here; remove it",
        gettext_lazy("Ada tanda tak terlihat (%(a)s) di sini. Hapus."),
    ),
    (r"the file is empty", gettext_lazy("Dokumen ini kosong.")),
    (r"the file is larger than (?P<a>\d+) kB; .*", gettext_lazy("Dokumen ini lebih besar dari %(a)s kB.")),
    (
        r"the document must be a mapping: .*",
        gettext_lazy("Dokumen berisi kata kunci dengan isinya, misalnya schema: 1."),
    ),
    (r"one document a file; .*", gettext_lazy("Satu berkas memuat satu dokumen. Dokumen kedua dimulai di sini.")),
    (r"only YAML 1\.2 is read", gettext_lazy("Hanya YAML 1.2 yang dibaca.")),
    (r"(tags|tag directives) are not allowed.*", gettext_lazy("Tanda ! tidak dipakai. Beri tanda petik pada teksnya.")),
    (r"(aliases|anchors) are not allowed.*", gettext_lazy("Rujukan & dan * tidak dipakai. Tulis isinya langsung.")),
    (r"merge keys are not allowed.*", gettext_lazy("Gabungan << tidak dipakai. Tulis kata kuncinya langsung.")),
    (r"a keyword (must be one plain|carries no) .*", gettext_lazy("Kata kunci adalah satu kata biasa.")),
    (r"the number is too large", gettext_lazy("Bilangan ini terlalu besar.")),
    (r"the line is indented with a tab; .*", gettext_lazy("Baris ini menjorok dengan tab. Pakai spasi.")),
    (r"this line is indented otherwise .*", gettext_lazy("Jorokan baris ini berbeda dari baris-baris sekelompoknya.")),
    (
        r"a keyword stands among the entries .*",
        gettext_lazy("Ada kata kunci di antara isi daftar. Periksa jorokannya."),
    ),
    (r"a list opened with .*", gettext_lazy("Daftar yang dibuka dengan [ belum ditutup dengan ], atau kurang koma.")),
    (r"keywords opened with .*", gettext_lazy("Kata kunci yang dibuka dengan { belum ditutup, atau kurang koma.")),
    (r"a text opened with .*", gettext_lazy("Teks yang dibuka dengan tanda petik belum ditutup.")),
    (
        r'a second ": " stands here.*',
        gettext_lazy('Ada ": " kedua di sini, atau baris ini terlalu menjorok. Beri tanda petik pada teksnya.'),
    ),
    (
        r"this line or the one before it .*",
        gettext_lazy('Baris ini atau sebelumnya bukan kata kunci. Kata kunci diikuti ": ".'),
    ),
    (r"a text that begins with a sign .*", gettext_lazy("Teks yang diawali tanda seperti @ perlu tanda petik.")),
    (r"a backslash in double quotes .*", gettext_lazy("Garis miring terbalik mengubah huruf. Pakai petik tunggal.")),
    (
        r"something is missing or stands alone .*",
        gettext_lazy("Ada isi yang kurang di sini, sebelum koma atau kurung."),
    ),
    (r"this cannot be read; .*", gettext_lazy("Bagian ini tidak dapat dibaca. Beri tanda petik pada teks bertanda.")),
    (r"a document holds only texts.*", gettext_lazy("Dokumen hanya memuat teks, bilangan, true, false, dan daftar.")),
)
_KNOWN: Final = tuple((re.compile(pattern, re.DOTALL), meaning) for pattern, meaning in SENTENCES)
_WRITE: Final = re.compile(r"write (?P<wanted>.*?) here(?:, not (?P<given>.*?))?(?P<more>: .*)?", re.DOTALL)
_NOTHING: Final = {"nothing": gettext_lazy("kosong"), "a list": gettext_lazy("sebuah daftar")}


def in_words(message: str) -> str:
    """Return what a sentence about the shape of a document means, "" for one nobody wrote down here."""
    for pattern, meaning in _KNOWN:
        if found := pattern.fullmatch(message):
            return str(meaning) % found.groupdict()
    found = _WRITE.fullmatch(message)
    if not found:
        return ""
    wanted, given = _wanted(found["wanted"]), found["given"]
    if given is None:
        return _("Tulis %(wanted)s di sini.") % {"wanted": wanted}
    said = {"wanted": wanted, "given": str(_NOTHING.get(given, given))}
    return _("Tulis %(wanted)s di sini, bukan %(given)s.") % said


def _wanted(words: str) -> str:
    """Return what may stand there; several possibilities are joined by "or"."""
    if words in WANTED:
        return str(WANTED[words])
    for known, meaning in WANTED.items():
        if words.startswith(f"{known} or "):
            return _("%(one)s atau %(other)s") % {"one": meaning, "other": _wanted(words[len(known) + 4 :])}
        if words.endswith(f" or {known}"):
            return _("%(one)s atau %(other)s") % {"one": _wanted(words[: -len(known) - 4]), "other": meaning}
    return words.replace(" or ", _(" atau "))
