"""Turn accounts and parties into words for the screen."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.identity import nik as niks
from citizens.models import AccessLog, Party, Region, User
from foundation import clock, formats

READ = {
    "request": gettext_lazy("Permohonan Anda"),
    "attachment": gettext_lazy("Berkas yang Anda kirim"),
    "nik": gettext_lazy("NIK Anda"),
    "output": gettext_lazy("Dokumen hasil"),
    "activity": gettext_lazy("Pendaftaran kegiatan"),
}
Rows = list[tuple[str, str]]


def user_display(user: User) -> str:
    """Name an account the way a page greets it: the person's name, else the masked address it signs in with."""
    if user.party is not None:
        return user.party.name
    if user.email:
        return formats.mask_email(user.email)
    return formats.mask_phone(user.phone or "")


def identity_rows(party: Party) -> Rows:
    """List who a person is; the NIK is masked, always."""
    birth = formats.long_date(party.birth_date, weekday=False) if party.birth_date else ""
    return [
        (_("Nama lengkap"), party.name),
        (_("NIK"), formats.mask_nik(party.nik) if party.nik else ""),
        (_("Tanggal lahir"), birth),
        (_("Status data"), str(party.get_identity_display()).capitalize()),
    ]


def contact_rows(user: User, party: Party | None) -> Rows:
    """List how a person is reached and what they sign in with."""
    sign_in = [formats.phone(user.phone) if user.phone else "", user.email or ""]
    return [
        (_("Nomor HP untuk dihubungi"), formats.phone(party.phone) if party and party.phone else ""),
        (_("Masuk dengan"), _(" atau ").join(part for part in sign_in if part)),
        (_("Bahasa"), dict(settings.LANGUAGES).get(user.language, user.language)),
    ]


def address_rows(party: Party) -> Rows:
    """List where a person lives, from the house up."""
    village: Region | None = party.village
    unit = " / ".join(part for part in (party.rt and f"RT {party.rt}", party.rw and f"RW {party.rw}") if part)
    return [
        (_("Jalan dan nomor"), party.street),
        (_("Kampung atau dusun"), party.hamlet),
        (_("RT dan RW"), unit),
        (_("Desa"), village.name if village else ""),
        (_("Kecamatan"), village.parent.name if village and village.parent else ""),
    ]


def nik_warnings(party: Party) -> list[str]:
    """Say what in a stated NIK looks odd; a warning, because old region codes and wrong registers exist."""
    if not party.nik:
        return []
    try:
        parsed = niks.parse(party.nik, today=clock.today())
    except niks.NikError:
        return [_("NIK yang tersimpan tidak dapat dibaca. Isi ulang, seperti di KTP.")]
    if party.birth_date and niks.contradicts(parsed, party.birth_date):
        return [_("Tanggal lahir Anda berbeda dengan angka di NIK. Periksa keduanya dengan KTP Anda.")]
    return []


def access_rows(entries: list[AccessLog]) -> list[tuple[str, str, str, str]]:
    """List who read what, when and why; the officer's name stays with the agency."""
    return [
        (
            formats.moment(entry.at),
            entry.agency_code.upper(),
            str(READ.get(entry.what, entry.what)),
            entry.reason or _("Tugas layanan"),
        )
        for entry in entries
    ]
