"""Words for the types of field."""

from typing import Final

from services.definition.describe.words import Words

TYPES: Final[Words] = {
    "address": ("alamat", "address"),
    "boolean": ("ya atau tidak", "yes or no"),
    "choice": ("satu pilihan", "one option"),
    "choices": ("beberapa pilihan", "several options"),
    "computed": ("dihitung portal", "worked out"),
    "coordinate": ("titik di peta", "point on the map"),
    "date": ("tanggal", "date"),
    "date_range": ("rentang tanggal", "period"),
    "datetime": ("tanggal dan jam", "date and time"),
    "decimal": ("angka desimal", "decimal number"),
    "email": ("surel", "e-mail"),
    "file": ("berkas", "files"),
    "group": ("kelompok isian", "group of fields"),
    "integer": ("bilangan bulat", "whole number"),
    "kk": ("nomor kartu keluarga", "family card number"),
    "long_text": ("teks panjang", "long text"),
    "money": ("rupiah", "rupiah"),
    "name": ("nama orang", "name of a person"),
    "nib": ("NIB", "NIB"),
    "nik": ("NIK", "NIK"),
    "nop": ("NOP", "NOP"),
    "note": ("catatan di halaman", "note on the page"),
    "npsn": ("NPSN", "NPSN"),
    "phone": ("nomor telepon", "phone number"),
    "reference": ("pilihan dari daftar", "entry of a list"),
    "region": ("kecamatan dan desa", "kecamatan and desa"),
    "short_text": ("teks pendek", "short text"),
    "slot": ("janji temu", "appointment"),
    "time": ("jam", "time of day"),
}
