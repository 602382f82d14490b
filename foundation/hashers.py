"""Hash passwords with Argon2id at the cost OWASP recommends, and secrets of systems fast."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher, BasePasswordHasher
from django.utils.crypto import constant_time_compare


class PortalArgon2PasswordHasher(Argon2PasswordHasher):
    """Spend 19 MiB and two passes on one lane a password.

    Django's own default of 100 MiB on eight lanes would let twenty simultaneous sign-ins exhaust a small server.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class SecretHasher(BasePasswordHasher):
    """Hash the secrets of systems, which are long and random: guessing is hopeless, so slowness would only cost us.

    With Argon2 each token costs tens of milliseconds of processor time, which anybody could ask for; never use this
    for what a person thought up.
    """

    algorithm = "sha256_secret"

    def encode(self, password: str, salt: str) -> str:
        """Return algorithm, salt and digest."""
        digest = hashlib.sha256(f"{salt}{password}".encode()).hexdigest()
        return f"{self.algorithm}${salt}${digest}"

    def decode(self, encoded: str) -> dict[str, str]:
        """Return the parts of an encoded secret."""
        algorithm, salt, digest = encoded.split("$", 2)
        return {"algorithm": algorithm, "salt": salt, "hash": digest}

    def verify(self, password: str, encoded: str) -> bool:
        """Compare in constant time."""
        return constant_time_compare(encoded, self.encode(password, self.decode(encoded)["salt"]))

    def safe_summary(self, encoded: str) -> dict[Any, Any]:
        """Return what may be shown."""
        return {"algorithm": self.algorithm}

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Do nothing: this hasher is as fast as it looks."""
