"""Read how the systems of others are reached; each adapter is off until its address is set."""

from __future__ import annotations

from spbe_portal import env


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
