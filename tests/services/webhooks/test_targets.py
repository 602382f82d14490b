"""No address an OPD types leads the portal into its own network, whatever it is written or resolved like."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from services.webhooks import policies
from services.webhooks.policies import BadTarget, check_url, is_public, resolve

WRITTEN = [
    *("http://sistem.contoh.go.id/", "ftp://sistem.contoh.go.id/", "file:///etc/passwd", "gopher://a.contoh.go.id/"),
    *("//sistem.contoh.go.id/", "sistem.contoh.go.id", "javascript:alert(1)", "https:///tanpa-nama", "https://"),
    *("https://127.0.0.1/", "https://127.1/", "https://2130706433/", "https://0177.0.0.1/", "https://0x7f000001/"),
    *("https://0x7f.0.0.1/", "https://0/", "https://0.0.0.0/", "https://169.254.169.254/latest/meta-data/"),
    *(
        "https://10.0.0.5/",
        "https://192.168.1.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fe80::1]/",
    ),
    *("https://localhost/", "https://redis/", "https://sistem.contoh.go.id:8443/", "https://sistem.contoh.go.id:22/"),
    *("https://orang:sandi@sistem.contoh.go.id/", "https://sistem.contoh.go.id@127.0.0.1/", "https://a.go.id/#x"),
    *(
        "https://sistem.contoh.go.id\\@127.0.0.1/",
        "https://sistem contoh.go.id/",
        "https://sistem.contoh.go.id/\r\nHost: x",
    ),
    *("https://sistem.contoh.go.id:99999/", "https://sistem.contoh.go.id:abc/", "https://[::1/", "https://①②⑦.⓪.⓪.①/"),
    *(
        "https://sistem。contoh。go。id/",
        "https://127.0.0.1./",
        "https://a.go.id/" + "x" * 500,
        "https://sistem.contoh.go.id:0443x/",
    ),
]
RESOLVED = [
    *(
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "255.255.255.255",
    ),
    *(
        "224.0.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
    ),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "::127.0.0.1"),
]


def answering(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Let every name resolve to these addresses; returns the names that were asked for."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_more: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(policies.socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize("url", WRITTEN)
def test_a_dangerous_address_is_refused_before_anybody_is_asked_for_it(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, "203.0.113.1")
    with pytest.raises(BadTarget):
        resolve(url)
    assert asked == []


@pytest.mark.parametrize("address", RESOLVED)
def test_a_name_that_leads_into_a_network_of_ours_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "8.8.8.8", address)
    with pytest.raises(BadTarget, match="jaringan yang tidak umum"):
        resolve("https://rebinding.contoh.go.id/")


def test_a_public_name_is_resolved_once_and_pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, "8.8.8.8", "2606:4700::1111")
    target = resolve("https://sistem.contoh.go.id/terima?a=1")
    assert (target.host, target.port, target.path, target.address) == (
        "sistem.contoh.go.id",
        443,
        "/terima?a=1",
        "8.8.8.8",
    )
    assert asked == ["sistem.contoh.go.id"]


def test_a_receiver_of_a_test_is_let_in_only_by_its_exact_name_and_port(settings: Any) -> None:
    settings.WEBHOOK_LOCAL_RECEIVERS = frozenset({"localhost:8443"})
    assert check_url("https://localhost:8443/x") == ("localhost", 8443, "/x")
    for url in ("https://localhost:8444/", "https://localhost/", "https://127.0.0.1:8443/"):
        with pytest.raises(BadTarget):
            check_url(url)


def test_what_the_internet_can_reach_is_public() -> None:
    assert all(is_public(address) for address in ("8.8.8.8", "103.10.10.10", "2606:4700::1111", "::ffff:8.8.8.8"))
