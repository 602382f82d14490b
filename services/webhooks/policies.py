"""Say where messages may be sent: a named public host over https, never a machine of our own network.

Names are resolved once, at sending, and the connection goes to the very address that was checked, so that a name
which answers differently a moment later gains nothing (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

HTTPS: Final = 443
LONGEST: Final = 500
# Address space in IPv6 that leads to IPv4 addresses of somebody's choice: NAT64, 6to4, Teredo, IPv4-compatible.
_TUNNELS: Final = tuple(
    ipaddress.IPv6Network(text) for text in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")
)


class BadTarget(Exception):
    """Refuse an address; carries an Indonesian sentence."""


@dataclass(frozen=True)
class Target:
    """Hold an address that may be sent to, resolved to the one IP address that was checked."""

    host: str
    port: int
    path: str
    address: str


def check_url(url: str) -> tuple[str, int, str]:
    """Return host, port and path of an address; raises BadTarget with what is wrong with it."""
    if len(url) > LONGEST or not url.isascii() or any(character <= " " or character == "\\" for character in url):
        raise BadTarget(_("Tulis alamat lengkap, seperti https://sistem.contoh.go.id/terima."))
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or HTTPS
    except ValueError as error:
        raise BadTarget(_("Alamat ini tidak dapat dibaca.")) from error
    if parts.scheme != "https":
        raise BadTarget(_("Alamat harus memakai https."))
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise BadTarget(_("Alamat tidak boleh berisi nama pengguna, kata sandi, atau tanda #."))
    if not _is_local(host, port):
        if port != HTTPS:
            raise BadTarget(_("Alamat harus memakai port 443."))
        if _is_number(host) or "." not in host.strip("."):
            raise BadTarget(_("Tulis nama domain, bukan alamat IP atau nama komputer."))
    path = parts.path or "/"
    return host, port, f"{path}?{parts.query}" if parts.query else path


def resolve(url: str) -> Target:
    """Return the target of an address; raises BadTarget when an IP address of it is private, OSError without one."""
    host, port, path = check_url(url)
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not _is_local(host, port) and not all(is_public(address) for address in found):
        raise BadTarget(_("Alamat ini menunjuk ke jaringan yang tidak umum."))
    return Target(host, port, path, found[0])


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to a machine anybody on the internet can reach."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip.is_site_local or any(ip in network for network in _TUNNELS):
            return False
    return ip.is_global and not ip.is_multicast


def _is_local(host: str, port: int) -> bool:
    """Say whether this is a receiver of a test or a demo, named in the settings; production refuses such a setting."""
    return f"{host}:{port}" in settings.WEBHOOK_LOCAL_RECEIVERS


def _is_number(host: str) -> bool:
    """Say whether a host is an IP address in one of the forms resolvers take: whole, octal, hexadecimal, short."""
    last = host.rstrip(".").rpartition(".")[2]
    return ":" in host or last.isdigit() or last.lower().startswith("0x")
