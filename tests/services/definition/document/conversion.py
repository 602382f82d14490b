"""Write each of the 34 described services as a document, and read the description back out of it.

A check on the shapes, not a way to publish: what a person must still decide (conditions, texts for citizens) stays
open here, and is finished by hand in the OPD's own documents.
"""

from typing import Any

from services.definition.document import Document, parse

TYPES = {
    "alamat": "address", "bilangan": "integer", "boolean": "boolean", "daftar": "group", "desimal": "decimal",
    "email": "email", "jadwal": "slot", "kk": "kk", "kode_kbli": "reference", "koordinat": "coordinate", "nib": "nib",
    "nik": "nik", "nop": "nop", "npsn": "npsn", "pilihan": "choice", "pilihan_data": "reference",
    "pilihan_ganda": "choices", "rentang_tanggal": "date_range", "rujukan": "reference", "rupiah": "money",
    "tanggal": "date", "tanggal_waktu": "datetime", "teks": "short_text", "teks_panjang": "long_text",
    "telepon": "phone", "waktu": "time",
}  # fmt: skip
UNITS = {"hari_kerja": "working_days", "hari": "calendar_days", "jam": "hours", "bulan": "months"}
STARTS = {"berkas_lengkap": "complete", "pengajuan": "submitted"}
STATUS = {
    "statutori": "statutory",
    "target": "target",
    "standar_daerah_lain": "elsewhere",
    "general": "general",
    "usulan": "proposal",
}
FEES = {"gratis": "free", "tarif": "tariff", "pajak": "tax", "retribusi": "levy"}
SUBJECTS = {"perorangan": "person", "badan": "organisation", "instansi": "agency"}
CONFIDENCE = {"tinggi": "high", "sedang": "medium", "rendah": "low"}
NEEDS = {"ya": "required", "tidak": "optional", "kondisional": "conditional"}


def to_document(found: dict[str, Any]) -> Document:
    """Return a described service as a document."""
    return parse({key: value for key, value in _data(found).items() if value not in (None, [], ())})


def _data(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "schema": 1,
        "code": found["kode"],
        "slug": found["kode"].lower(),
        "agency": found["opd"],
        "subjects": [SUBJECTS[word] for word in found["sasaran"].split("|")],
        "title": found["nama"],
        "standard": _standard(found),
        "validity": found.get("masa_berlaku"),
        "parent_systems": found["sistem_induk"],
        "sensitivity": found.get("sensitivitas"),
        "confidence": CONFIDENCE[found["keyakinan"]],
        "notes": [found["catatan"]] if "catatan" in found else [],
        "sources": found["sumber"],
        "form": {"pages": [{"id": "data", "title": "Data", "fields": [*_asked(found), *_papers(found)]}]},
        "functions": {step["peran"]: {} for step in found["langkah"] if step["peran"] not in ("pemohon", "pelapor")},
        "workflow": _workflow(found),
    }


def _standard(found: dict[str, Any]) -> dict[str, Any]:
    time, fee = found["waktu"], found["biaya"]
    return {
        "legal_basis": found["dasar_hukum"],
        "duration": {
            "amount": time["nilai"],
            "unit": UNITS[time["satuan"]],
            "from": STARTS.get(time["dihitung_dari"], time["dihitung_dari"]),
            "status": STATUS[time["status"]],
            "source": time["dasar"],
        },
        "fee": {"kind": FEES[fee["jenis"]], "note": fee["keterangan"]},
        "product": found["keluaran"],
    }


def _asked(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [_field(each) for each in found["isian"]]


def _field(each: dict[str, Any]) -> dict[str, Any]:
    kind = TYPES[each["tipe"]]
    data: dict[str, Any] = {"id": each["nama"], "type": kind, "label": each["label"], "required": each["wajib"]}
    if "catatan" in each:
        data["help"] = each["catatan"]
    if "opsi" in each:
        data["options"] = [{"value": f"o{number}", "label": str(word)} for number, word in enumerate(each["opsi"])]
    if kind in ("reference", "slot"):
        data["list"] = each["nama"]
    if kind == "group":
        data |= {"fields": [{"id": "isi", "type": "short_text"}], "repeat": {"max": 20}}
    return data


def _papers(found: dict[str, Any]) -> list[dict[str, Any]]:
    papers = []
    for each in found["persyaratan"]:
        data: dict[str, Any] = {"id": f"berkas_{each['kode']}", "type": "file", "label": each["nama"]}
        data["required"] = each["wajib"] == "ya"
        if each["wajib"] == "kondisional":
            # The data does not say when: the document asks one question in our own words.
            data |= {"show_if": {"op": "filled", "args": [{"f": "channel"}]}, "origin": "portal"}
        if "catatan" in each:
            data["help"] = each["catatan"]
        papers.append(data)
    return papers


def _workflow(found: dict[str, Any]) -> dict[str, Any]:
    steps = found["langkah"]
    keys = [f"langkah_{step['urut']}" for step in steps]
    states: dict[str, Any] = {}
    for number, step in enumerate(steps):
        first, last = number == 0, number == len(steps) - 1
        following = None if last else keys[number + 1]
        role = "applicant" if step["peran"] in ("pemohon", "pelapor") else step["peran"]
        actions = [] if last else [{"key": f"lanjut_{number}", "by": [role], "to": following}]
        if first and actions:
            actions[0]["type"] = "submit"
        phase = "draft" if first else "approved" if last else "in_process"
        states[keys[number]] = {
            "phase": phase,
            "label": step["keadaan"],
            "who": step["peran"],
            "citizen_text": step["tugas"],
            "actions": actions,
        }
    return {"initial": keys[0], "states": states}


def back(document: Document) -> dict[str, Any]:
    """Return the description a document was made from."""
    duration, fee = document.standard.duration, document.standard.fee
    assert duration is not None
    assert fee is not None
    papers = [field for _, field in document.fields() if field.id.startswith("berkas_")]
    asked = [field for _, field in document.fields() if not field.id.startswith("berkas_")]
    return {
        "kode": document.code,
        "nama": document.title.id,
        "opd": document.agency,
        "sasaran": "|".join(turned(SUBJECTS)[subject] for subject in document.subjects),
        "persyaratan": [_paper_back(paper) for paper in papers],
        "isian": [_field_back(field) for field in asked],
        "langkah": _steps_back(document),
        "waktu": {
            "nilai": duration.amount,
            "satuan": turned(UNITS)[duration.unit.value],
            "dihitung_dari": turned(STARTS).get(duration.from_, duration.from_),
            "status": turned(STATUS)[duration.status],
            "dasar": str(duration.source),
        },
        "biaya": {"jenis": turned(FEES)[fee.kind], "keterangan": str(fee.note)},
        "keluaran": [text.id for text in document.standard.product],
        "dasar_hukum": [text.id for text in document.standard.legal_basis],
        "sistem_induk": list(document.parent_systems),
        "keyakinan": turned(CONFIDENCE)[document.confidence],
        "sumber": list(document.sources),
        **({"catatan": document.notes[0].id} if document.notes else {}),
        **({"sensitivitas": document.sensitivity.id} if document.sensitivity else {}),
        **({"masa_berlaku": document.validity.id} if document.validity else {}),
    }


def turned(words: dict[str, str]) -> dict[str, str]:
    """Return a dictionary read the other way round."""
    return {value: key for key, value in words.items()}


def _paper_back(paper: Any) -> dict[str, Any]:
    need = "kondisional" if paper.show_if else "ya" if paper.required else "tidak"
    data = {"kode": paper.id.removeprefix("berkas_"), "nama": paper.label.id, "wajib": need}
    return {**data, "catatan": paper.help.id} if paper.help else data


def _field_back(field: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"nama": field.id, "label": field.label.id, "tipe": field.type, "wajib": field.required}
    if field.type in ("choice", "choices"):
        data["opsi"] = [option.label.id for option in field.options]
    return {**data, "catatan": field.help.id} if field.help else data


def _steps_back(document: Document) -> list[dict[str, Any]]:
    return [
        {
            "urut": int(key.removeprefix("langkah_")),
            "peran": str(state.who),
            "tugas": str(state.citizen_text),
            "keadaan": state.label.id,
        }
        for key, state in document.workflow.states.items()
    ]
