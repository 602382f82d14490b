"""List the pages the frames link to; a page that does not exist yet is not in these lists (the check below)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """Name a page a frame may link to."""

    text: Text
    name: str
    icon: str = "file-text"


@dataclass(frozen=True, slots=True)
class Link:
    """Hold a resolved link and whether the visitor stands on it or below it."""

    text: Text
    url: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Hold one column of the footer."""

    title: Text
    links: list[Link]


HOME = Entry(_("Beranda"), "home", "home")
SERVICES = Entry(_("Layanan"), "catalogue:list", "file-text")
ACTIVITIES = Entry(_("Kegiatan"), "agencies:activities", "calendar-event")
NEWS = Entry(_("Berita"), "agencies:news", "note")
TRACK = Entry(_("Lacak permohonan"), "track", "list-search")
COMPLAINTS = Entry(_("Aduan dan aspirasi"), "complaints:entrance", "flag")
PERFORMANCE = Entry(_("Kinerja layanan"), "performance:county", "activity")
SIGNAL = Entry(_("Peta sinyal"), "signal:map", "wifi-off")
INDEX = Entry(_("Indeks pemerintah digital"), "index_room:public", "report")
ROADMAP = Entry(_("Peta jalan"), "roadmap:public", "calendar-event")
APPLICATIONS = Entry(_("Aplikasi"), "inventory:public", "category")
HELP = Entry(_("Bantuan"), "help", "lifebuoy")
AGENCIES = Entry(_("Dinas dan kantor"), "directory:list", "building")
OFFICIALS = Entry(_("Pejabat"), "directory:officials", "users")
MINE = Entry(_("Permohonan"), "requests:list", "list-search")
INBOX = Entry(_("Kotak masuk"), "inbox", "inbox")
PANEL = Entry(_("Panel petugas"), "panel", "clipboard-check")

NAV = (SERVICES, ACTIVITIES, AGENCIES, TRACK, HELP)
TABS_VISITOR = (HOME, SERVICES, Entry(_("Lacak"), "track", "list-search"), HELP)
TABS_CITIZEN = (HOME, SERVICES, MINE, HELP)
FOOT = (
    (_("Layanan"), (Entry(_("Semua layanan"), "catalogue:list"), COMPLAINTS, TRACK)),
    (_("Pemerintah"), (AGENCIES, OFFICIALS, PERFORMANCE, INDEX, ROADMAP, APPLICATIONS, ACTIVITIES, NEWS, SIGNAL)),
    (
        _("Hak Anda"),
        (
            Entry(_("Informasi publik"), "ppid:list"),
            Entry(_("Privasi"), "privacy"),
            Entry(_("Aksesibilitas"), "accessibility"),
            Entry(_("Keamanan"), "security"),
            Entry(_("Status portal"), "status"),
        ),
    ),
)
ACCOUNT = (
    Entry(_("Permohonan saya"), "requests:list", "list-search"),
    INBOX,
    Entry(_("Kegiatan saya"), "agencies:my_activities", "calendar-event"),
    Entry(_("Profil"), "citizens:profile", "user-circle"),
    Entry(_("Keamanan akun"), "mfa_index", "shield-lock"),
)
RAIL = (Entry(_("Antrean"), "desk:queue", "inbox"),)
RAIL_SIGNERS = (Entry(_("Tanda tangan"), "desk:signing", "file-certificate"),)
RAIL_KEEPER = (
    Entry(_("Batas diam"), "desk:silence", "alert-circle"),
    Entry(_("Peta jalan"), "roadmap:room", "calendar-event"),
    Entry(_("Ruang indeks"), "index_room:room", "report"),
    Entry(_("Aplikasi"), "inventory:room", "category"),
)
PROPOSALS = Entry(_("Usulan"), "admin:agencies_proposal_changelist", "clipboard-text")
RAIL_SITES = (Entry(_("Titik sinyal"), "signal:sites", "wifi-off"),)
RAIL_EXECUTIVE = (Entry(_("Ringkasan pimpinan"), "executive:page", "star"),)
BUILDER = Entry(_("Layanan"), "builder:index", "edit")
RAIL_ADMIN = (BUILDER, Entry(_("Kelola"), "admin:index", "settings"), Entry(_("Impor"), "imports", "upload"), PROPOSALS)
RAIL_AUDITOR = (Entry(_("Audit"), "audit:index", "list-search"),)
RAIL_PLATFORM = (
    Entry(_("Rujukan"), "references", "file-text"),
    Entry(_("Pesan"), "wordings", "message-circle"),
    Entry(_("Templat"), "outputs:templates", "file-certificate"),
    Entry(_("Operasi"), "operations", "activity"),
)
ALONE = ("account_login", "account_logout", "after_login", "panel_help")


def every_name() -> Iterator[str]:
    """Yield every URL name the frames may link to."""
    yield from ALONE
    for entry in (
        *NAV,
        *TABS_VISITOR,
        *TABS_CITIZEN,
        *ACCOUNT,
        PANEL,
        *RAIL,
        *RAIL_SIGNERS,
        *RAIL_KEEPER,
        *RAIL_SITES,
        *RAIL_EXECUTIVE,
        *RAIL_ADMIN,
        *RAIL_AUDITOR,
        *RAIL_PLATFORM,
    ):
        yield entry.name
    for _title, entries in FOOT:
        yield from (entry.name for entry in entries)


def address(name: str) -> str:
    """Return the path of a named page, or nothing when no URL has that name."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def links(entries: Iterable[Entry], path: str) -> list[Link]:
    """Resolve entries for a visitor who is at `path`; of pages one below the other only the nearest is current."""
    known = [(entry, address(entry.name)) for entry in entries]
    known = [(entry, url) for entry, url in known if url]  # the check below has named the others at the start
    around = [url for _entry, url in known if (path == url if url == "/" else path.startswith(url))]
    nearest = max(around, key=len, default="")
    return [Link(entry.text, url, entry.icon, url == nearest) for entry, url in known]


def groups(path: str) -> list[Group]:
    """Resolve the footer's columns."""
    return [Group(title, links(entries, path)) for title, entries in FOOT]


@register(Tags.urls)
def frames_link_to_real_pages(**_: Any) -> list[CheckMessage]:
    """Name every page of the frames that does not exist, before a visitor finds it missing."""
    missing = sorted({name for name in every_name() if not address(name)})
    return [Error(f"The frame links to {name!r}, which no URL has.", id="portal.E010") for name in missing]
