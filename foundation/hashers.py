"""Hash passwords with Argon2id at the cost OWASP recommends."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class PortalArgon2PasswordHasher(Argon2PasswordHasher):
    """Spend 19 MiB and two passes on one lane a password.

    Django's own default of 100 MiB on eight lanes would let twenty simultaneous sign-ins exhaust a small server.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
