"""Passwords: Argon2id at the chosen cost."""

from __future__ import annotations

from foundation.hashers import PortalArgon2PasswordHasher


def test_a_password_costs_19_mebibytes_and_two_passes_on_one_lane() -> None:
    hasher = PortalArgon2PasswordHasher()
    encoded = hasher.encode("serang-demo-2026", hasher.salt())
    assert "argon2$argon2id$v=19$m=19456,t=2,p=1$" in encoded
    assert hasher.verify("serang-demo-2026", encoded)
    assert not hasher.verify("serang-demo-2027", encoded)
    assert not hasher.must_update(encoded)
