"""Let nobody guess a passphrase: three wrong ones within ten minutes, then a pause, for the officer's account."""

from __future__ import annotations

from typing import Final

from django.core.cache import cache

from services.outputs.signing.port import SigningError

TRIES: Final = 3
WINDOW: Final = 600  # seconds since the first of them


class TooManyTries(SigningError):
    """Say that too many wrong passphrases were typed, or that nobody can say how many."""


def take(user: object) -> None:
    """Count a try before it is made, so that tries at the same moment count too; raises TooManyTries.

    Where the cache is away the count is unknown, and so is whether somebody is guessing: then nobody signs.
    """
    key = _key(user)
    try:
        cache.add(key, 0, WINDOW)
        tries = cache.incr(key)
    except Exception as away:  # whatever the cache is made of
        raise TooManyTries("uncounted") from away
    if tries > TRIES:
        raise TooManyTries("paused")


def give_back(user: object) -> None:
    """Take back a try that said nothing about the passphrase: the service was away, or the document was wrong."""
    try:
        cache.decr(_key(user))
    except Exception:  # the pause then begins one try earlier, no more
        return


def forget(user: object) -> None:
    """Begin anew after the right passphrase."""
    try:
        cache.delete(_key(user))
    except Exception:
        return


def _key(user: object) -> str:
    return f"tanda-tangan:{user}"
