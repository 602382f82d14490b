"""Read how the systems of others are reached; each adapter is off until its address is set."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from spbe_portal import env

_HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_PLACE: Final = re.compile(r"\d{1,3}(,\d{1,4}){4}")


def population_register() -> dict[str, str]:
    """Return the access to Dukcapil (by agreement, over the VPN); without it nobody is "matched"."""
    return {
        "url": env.text("DUKCAPIL_URL", ""),
        "user_id": env.text("DUKCAPIL_USER_ID", ""),
        "password": env.text("DUKCAPIL_PASSWORD", ""),
        "ip_user": env.text("DUKCAPIL_IP_USER", ""),
        "ca_file": env.text("DUKCAPIL_CA_FILE", ""),
    }


def complaint_channel() -> dict[str, str]:
    """Return the access to SP4N-LAPOR! through the gateway SPLP."""
    return {
        "url": env.text("LAPOR_URL", ""),
        "key": env.text("LAPOR_KEY", ""),
        "header": env.text("LAPOR_HEADER", "APIkey"),
        "channel": env.text("LAPOR_CHANNEL", "portal"),
    }


def signing_service() -> dict[str, str]:
    """Return the access to BSrE's client service; a passphrase never crosses a network unencrypted."""
    url = env.text("ESIGN_URL", "")
    parts = urlsplit(url)
    if url and not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)):
        raise env.SettingError("ESIGN_URL", "must begin with https:// (http:// only on this machine).")
    place = env.text("ESIGN_PLACE", "")
    if place and not _PLACE.fullmatch(place):
        raise env.SettingError("ESIGN_PLACE", f"{place!r} is not page,x,y,width,height, for example 1,40,40,180,60.")
    return {
        "url": url,
        "username": env.text("ESIGN_USERNAME", ""),
        "password": env.text("ESIGN_PASSWORD", ""),
        "ca_file": env.text("ESIGN_CA_FILE", ""),
        "place": place,
    }


def virus_scanner() -> str:
    """Return the address of a ClamAV daemon, "" for none: then files are not scanned, and it says so."""
    url = env.text("CLAMD_URL", "")
    parts = urlsplit(url)
    if url and not ((parts.scheme == "tcp" and parts.hostname) or (parts.scheme == "unix" and parts.path)):
        raise env.SettingError("CLAMD_URL", "must be tcp://HOST:3310 or unix:///PATH.")
    return url
