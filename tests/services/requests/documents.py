"""Small service documents for tests of the engine: nothing here exists in the kabupaten."""

from __future__ import annotations

from typing import Any

PLAIN: dict[str, Any] = {
    "schema": 1,
    "code": "TST-01",
    "slug": "izin-uji",
    "kind": "request",
    "agency": "disdukcapil",
    "access": {"level": "account"},
    "subjects": ["person"],
    "title": {"id": "Izin uji", "en": "Test permit"},
    "form": {
        "pages": [
            {
                "id": "data",
                "title": {"id": "Data"},
                "fields": [
                    {"id": "nama", "type": "name", "required": True},
                    {"id": "nik", "type": "nik", "required": True, "secret": True, "why": {"id": "Untuk mencocokkan."}},
                    {"id": "punya", "type": "boolean", "required": True},
                    {
                        "id": "alasan_tanpa",
                        "type": "short_text",
                        "required": True,
                        "show_if": {"op": "eq", "args": [{"f": "punya"}, False]},
                    },
                ],
            },
            {
                "id": "lain",
                "title": {"id": "Lain"},
                "fields": [{"id": "jumlah", "type": "integer", "required": False, "min": 1, "max": 10}],
            },
        ]
    },
    "functions": {"verifikator": {}, "kepala": {"signs": True}},
    "sla": {"amount": 3, "unit": "working_days", "from": "complete", "pause_on": ["perbaikan"]},
    "workflow": {
        "initial": "draf",
        "max_rounds": 2,
        "states": {
            "draf": {
                "phase": "draft",
                "actions": [{"key": "ajukan", "by": ["applicant"], "to": "verifikasi", "type": "submit"}],
            },
            "verifikasi": {
                "phase": "in_process",
                "citizen_text": {"id": "Berkas Anda sedang diperiksa."},
                "actions": [
                    {"key": "lengkap", "by": ["verifikator"], "to": "putusan", "type": "mark_complete"},
                    {"key": "kembalikan", "by": ["verifikator"], "to": "perbaikan", "type": "return"},
                ],
            },
            "perbaikan": {
                "phase": "waiting_applicant",
                "actions": [{"key": "perbaiki", "by": ["applicant"], "to": "verifikasi", "type": "resubmit"}],
            },
            "putusan": {
                "phase": "in_process",
                "citizen_text": {"id": "Kepala sedang memutuskan."},
                "actions": [
                    {"key": "kembalikan", "by": ["kepala"], "to": "perbaikan", "type": "return"},
                    {
                        "key": "setujui",
                        "by": ["kepala"],
                        "to": "selesai",
                        "type": "approve",
                        "not_same_as": ["lengkap"],
                    },
                    {
                        "key": "tolak",
                        "by": ["kepala"],
                        "to": "ditolak",
                        "type": "reject",
                        "not_same_as": ["lengkap"],
                        "form": [{"id": "alasan", "type": "long_text", "required": True}],
                    },
                ],
            },
            "selesai": {"phase": "approved"},
            "ditolak": {"phase": "rejected", "objection": True},
        },
    },
    "retention": {"approved": {"years": 5, "then": "anonymise"}},
}

ANSWERS: dict[str, Any] = {"nama": "Siti Uji", "nik": "3604054104900001", "punya": True}


def anonymous() -> dict[str, Any]:
    """Return a confidential, anonymous variant of the plain document."""
    return {
        **PLAIN,
        "code": "TST-02",
        "slug": "lapor-uji",
        "kind": "complaint",
        "agency": "dkbp3a",
        "access": {"level": "anonymous", "confidential": True},
        "title": {"id": "Laporan uji"},
    }
