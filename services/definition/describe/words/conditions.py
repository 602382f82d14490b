"""Words for operators ({0}, {1}: arguments; {all}: all of them; a name with # holds for that many) and for facts."""

from typing import Final

from services.definition.describe.words import Words

OPERATORS: Final[Words] = {
    "eq": ("{0} adalah {1}", "{0} is {1}"),
    "ne": ("{0} bukan {1}", "{0} is not {1}"),
    "lt": ("{0} kurang dari {1}", "{0} is less than {1}"),
    "le": ("{0} paling banyak {1}", "{0} is at most {1}"),
    "gt": ("{0} lebih dari {1}", "{0} is more than {1}"),
    "ge": ("{0} paling sedikit {1}", "{0} is at least {1}"),
    "in": ("{0} salah satu dari {1}", "{0} is one of {1}"),
    "contains": ("{0} memuat {1}", "{0} contains {1}"),
    "and": ("{all}", "{all}"),
    "or": ("{all}", "{all}"),
    "not": ("tidak benar bahwa {0}", "it is not true that {0}"),
    "empty": ("{0} kosong", "{0} is empty"),
    "filled": ("{0} diisi", "{0} is filled in"),
    "if": ("{1} bila {0}, selain itu {2}", "{1} if {0}, otherwise {2}"),
    "if#2": ("{1} bila {0}", "{1} if {0}"),
    "sum": ("jumlah {all}", "the sum of {all}"),
    "count": ("banyaknya isian {all}", "the number of answers in {all}"),
    "min": ("yang terkecil dari {all}", "the smallest of {all}"),
    "max": ("yang terbesar dari {all}", "the largest of {all}"),
    "add": ("{0} ditambah {1}", "{0} plus {1}"),
    "subtract": ("{0} dikurangi {1}", "{0} minus {1}"),
    "multiply": ("{0} dikali {1}", "{0} times {1}"),
    "divide": ("{0} dibagi {1}", "{0} divided by {1}"),
    "round": ("{0} dibulatkan", "{0} rounded"),
    "round#2": ("{0} dibulatkan sampai {1} desimal", "{0} rounded to {1} decimals"),
    "length": ("panjang {0}", "the length of {0}"),
    "age_years": ("umur hari ini dalam tahun menurut {0}", "the age today in years by {0}"),
    "age_years#2": ("umur dalam tahun menurut {0} pada {1}", "the age in years by {0} on {1}"),
    "days_between": ("jumlah hari dari {0} sampai {1}", "the number of days from {0} to {1}"),
}
# The same comparisons where one side is a date.
DATES: Final[Words] = {
    "lt": ("{0} sebelum {1}", "{0} is before {1}"),
    "le": ("{0} paling lambat {1}", "{0} is {1} at the latest"),
    "gt": ("{0} sesudah {1}", "{0} is after {1}"),
    "ge": ("{0} paling awal {1}", "{0} is {1} at the earliest"),
}
BETWEEN: Final[Words] = {"and": (" dan ", " and "), "or": (" atau ", " or ")}
ANSWERED: Final[Words] = {
    "eq": ("{0} dijawab {1}", "{0} is answered {1}"),
    "ne": ("{0} tidak dijawab {1}", "{0} is not answered {1}"),
}
LITERALS: Final[Words] = {
    "true": ("ya", "yes"),
    "false": ("tidak", "no"),
    "null": ("kosong", "empty"),
    "always": ("selalu", "always"),
    "never": ("tidak pernah", "never"),
}
FACTS: Final[Words] = {
    "today": ("hari ini", "today"),
    "filed_on": ("tanggal pengiriman pertama", "the day it was first sent"),
    "channel": ("jalur masuk", "the channel"),
    "subject": ("jenis pemohon", "the kind of applicant"),
    "profile.name": ("nama di profil", "the name in the profile"),
    "profile.nik": ("NIK di profil", "the NIK in the profile"),
    "profile.kk": ("nomor KK di profil", "the family card number in the profile"),
    "profile.birth_date": ("tanggal lahir di profil", "the date of birth in the profile"),
    "profile.birth_place": ("tempat lahir di profil", "the place of birth in the profile"),
    "profile.gender": ("jenis kelamin di profil", "the sex in the profile"),
    "profile.phone": ("nomor HP di profil", "the phone number in the profile"),
    "profile.email": ("surel di profil", "the e-mail address in the profile"),
    "profile.address": ("alamat di profil", "the address in the profile"),
    "profile.region": ("wilayah di profil", "the region in the profile"),
    "profile.organisation": ("nama badan di profil", "the organisation in the profile"),
    "profile.nib": ("NIB di profil", "the NIB in the profile"),
    "profile.npwp": ("NPWP di profil", "the NPWP in the profile"),
    "request.round": ("banyaknya perbaikan", "the number of corrections"),
    "request.complete": ("berkas dinyatakan lengkap", "the file is marked complete"),
    "request.overdue": ("tenggat sudah lewat", "the deadline has passed"),
    "request.state": ("tahap sekarang", "the present state"),
    "request.fee": ("biaya yang harus dibayar", "the fee to be paid"),
    "request.priority": ("tanda prioritas", "the priority flag"),
    "request.outcomes": ("hasil tugas", "the outcomes of the tasks"),
    "request.open_tasks": ("tugas yang belum selesai", "the open tasks"),
    "request.open_consults": ("permintaan pendapat yang belum dijawab", "the open questions to experts"),
    "parent.number": ("nomor permohonan asal", "the number of the original request"),
    "parent.service": ("layanan permohonan asal", "the service of the original request"),
    "parent.agency": ("kantor yang memutus permohonan asal", "the office that decided the original request"),
    "parent.decided_on": ("hari putusan permohonan asal", "the day the original request was decided"),
    "request.reopened": ("berapa kali dibuka kembali", "how often it was reopened"),
}
