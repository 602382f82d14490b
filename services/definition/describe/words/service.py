"""Words for what kind of service it is, who may use it, what comes out and how long it is kept."""

from typing import Final

from services.definition.describe.words import Words

KINDS: Final[Words] = {
    "request": ("permohonan", "request"),
    "complaint": ("pengaduan", "complaint"),
    "information": ("permintaan informasi", "request for information"),
    "objection": ("keberatan", "objection"),
    "report": ("pelaporan", "report"),
}
LEVELS: Final[Words] = {
    "anonymous": ("tanpa akun, boleh tanpa nama", "without an account, without a name if wished"),
    "account": ("perlu akun", "an account"),
    "phone": ("perlu akun dengan nomor HP atau surel yang dibuktikan", "an account with a proven phone or e-mail"),
    "nik": ("perlu akun dengan NIK", "an account with a NIK"),
    "nik_in_person": ("perlu NIK yang diperiksa tatap muka", "a NIK that was checked in person"),
}
SUBJECTS: Final[Words] = {
    "person": ("perorangan", "persons"),
    "organisation": ("badan atau lembaga", "organisations"),
    "agency": ("instansi pemerintah", "government agencies"),
}
STATUSES: Final[Words] = {
    "statutory": ("ditetapkan peraturan", "laid down by law"),
    "target": ("target, belum ditetapkan", "a target, not decreed"),
    "elsewhere": ("meniru daerah lain", "as in other regions"),
    "general": ("pengetahuan umum", "general knowledge"),
    "proposal": ("usulan", "a proposal"),
}
CONFIDENCE: Final[Words] = {
    "high": ("sumbernya kuat", "well sourced"),
    "medium": ("sumbernya cukup", "fairly sourced"),
    "low": ("sumbernya lemah", "weakly sourced"),
}
FEES: Final[Words] = {
    "free": ("gratis", "free"),
    "tariff": ("tarif", "a tariff"),
    "tax": ("pajak", "a tax"),
    "levy": ("retribusi", "a levy"),
}
NEEDS: Final[Words] = {
    "required": ("wajib", "required"),
    "conditional": ("bila berlaku", "where it applies"),
    "optional": ("bila ada", "if there is one"),
}
ORIGINS: Final[Words] = {
    "rendered": ("dibuat portal", "made by the portal"),
    "uploaded": ("dibuat sistem lain, diunggah petugas", "made elsewhere, uploaded by an officer"),
    "physical": ("benda fisik", "a physical thing"),
}
THEN: Final[Words] = {
    "anonymise": ("lalu dianonimkan", "then made anonymous"),
    "delete": ("lalu dihapus", "then deleted"),
    "archive": ("lalu diarsipkan", "then archived"),
}
LENGTHS: Final[Words] = {
    "years": ("tahun", "years"),
    "months": ("bulan", "months"),
    "days": ("hari", "days"),
}
MODES: Final[Words] = {
    "issue": ("hasil terbit di sana", "it issues the result"),
    "link": ("warga diarahkan ke sana", "people are sent there"),
}
FLAGS: Final[Words] = {
    "lansia": ("lanjut usia", "the elderly"),
    "disabilitas": ("penyandang disabilitas", "persons with a disability"),
    "hamil": ("ibu hamil", "pregnant women"),
    "bencana": ("korban bencana", "victims of a disaster"),
}
ON_ERROR: Final[Words] = {
    "park": ("permohonan tetap diterima, pemeriksaan menyusul", "the request is taken, the check follows later"),
    "refuse": ("langkah ditunda, draf tetap tersimpan", "the step waits, the draft stays"),
}
COMPONENTS: Final[Words] = {
    "requirements": ("Persyaratan", "Requirements"),
    "procedure": ("Prosedur", "Procedure"),
    "duration": ("Jangka waktu", "Time"),
    "fee": ("Biaya", "Fee"),
    "product": ("Produk layanan", "Product"),
    "complaint": ("Pengaduan", "Complaints"),
    "legal_basis": ("Dasar hukum", "Legal basis"),
    "facilities": ("Sarana dan prasarana", "Facilities"),
    "competence": ("Kompetensi pelaksana", "Competence"),
    "oversight": ("Pengawasan internal", "Oversight"),
    "staff": ("Jumlah pelaksana", "Staff"),
    "guarantee": ("Jaminan layanan", "Guarantee"),
    "safety": ("Jaminan keamanan", "Safety"),
    "evaluation": ("Evaluasi kinerja", "Evaluation"),
}
