"""Words for phases, kinds of action, who acts, and units of time."""

from typing import Final

from services.definition.describe.words import Words

PHASES: Final[Words] = {
    "draft": ("draf", "draft"),
    "in_process": ("diproses", "in process"),
    "waiting_applicant": ("menunggu pemohon", "waiting for the applicant"),
    "approved": ("selesai dengan hasil", "approved"),
    "rejected": ("ditolak", "rejected"),
    "withdrawn": ("ditarik pemohon", "withdrawn"),
    "closed": ("ditutup", "closed"),
}
ACTIONS: Final[Words] = {
    "submit": ("mengirim permohonan", "sends the request"),
    "resubmit": ("mengirim perbaikan", "sends the correction"),
    "mark_complete": ("menyatakan berkas lengkap", "marks the file complete"),
    "return": ("mengembalikan untuk diperbaiki", "returns it for correction"),
    "move": ("meneruskan", "moves it on"),
    "approve": ("mengabulkan", "approves"),
    "reject": ("menolak", "rejects"),
    "fork": ("membagi pekerjaan", "divides the work"),
    "task": ("menyelesaikan tugas", "finishes a task"),
    "consult": ("meminta pendapat", "asks for advice"),
    "forward": ("meneruskan ke instansi lain", "forwards it to another agency"),
    "exclude": ("menjauhkan berkas dari pegawai yang dilaporkan", "keeps it from the reported officer"),
    "reopen": ("membuka kembali", "reopens"),
    "extend": ("memperpanjang waktu", "extends the time"),
    "comment": ("memberi catatan", "adds a note"),
    "withdraw": ("menarik permohonan", "withdraws the request"),
    "close": ("menutup", "closes"),
}
PEOPLE: Final[Words] = {
    "applicant": ("pemohon", "the applicant"),
    "system": ("portal, menurut waktu", "the clock"),
    "kepala": ("kepala instansi", "the head of the agency"),
    "atasan": ("atasan", "the superior"),
}
UNITS: Final[Words] = {
    "working_days": ("hari kerja", "working days"),
    "calendar_days": ("hari kalender", "calendar days"),
    "hours": ("jam", "hours"),
    "office_hours": ("jam kerja", "office hours"),
    "months": ("bulan", "months"),
}
ONE: Final[Words] = {
    "working_days": ("hari kerja", "working day"),
    "calendar_days": ("hari kalender", "calendar day"),
    "hours": ("jam", "hour"),
    "office_hours": ("jam kerja", "office hour"),
    "months": ("bulan", "month"),
}
STARTS: Final[Words] = {
    "complete": ("sejak berkas dinyatakan lengkap", "from the day the file is complete"),
    "submitted": ("sejak dikirim", "from the day it is sent"),
}
JOINS: Final[Words] = {
    "all": ("menunggu semua tugas", "waits for all tasks"),
    "any": ("cukup satu tugas", "one task is enough"),
}
