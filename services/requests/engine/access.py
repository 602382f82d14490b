"""Check how well we must know who asks, as the document's access level says."""

from __future__ import annotations

from django.utils.translation import gettext as _

from citizens.models import IdentityLevel, Party
from services.definition.document import Document
from services.requests.engine.errors import NotAllowed


class Unreachable(NotAllowed):
    """Say what is missing in the profile; pages lead there."""

    code = "profile_incomplete"


def check(document: Document, applicant: Party | None) -> None:
    """Raise NotAllowed or Unreachable with what to do when the applicant does not reach the level."""
    level = document.access.level
    if level == "anonymous":
        return
    if applicant is None:
        raise NotAllowed(_("Masuk dengan akun dahulu untuk mengisi layanan ini."))
    if level != "account" and not applicant.phone:
        raise Unreachable(_("Lengkapi nomor HP di profil Anda dahulu, supaya petugas dapat menghubungi Anda."))
    if level in {"nik", "nik_in_person"} and not applicant.nik:
        raise Unreachable(_("Lengkapi NIK di profil Anda dahulu."))
    if level == "nik_in_person" and applicant.identity != IdentityLevel.SEEN:
        raise Unreachable(_("Layanan ini perlu pemeriksaan KTP tatap muka di kantor desa atau kecamatan."))
