"""Fail a test when one of our templates names a variable that does not exist.

Django prints `string_if_invalid % variable` in its place, so an object that answers `%` with an exception makes it
loud. Templates of installed packages (Django's admin and forms, allauth) rely on the silence and keep it.
"""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path
from types import FrameType
from typing import Any

from django.template.base import Node

PACKAGES = Path(sysconfig.get_paths()["purelib"])


class MissingVariable(AssertionError):
    """Say which template names which missing variable."""


class LoudMissing(str):
    """Stand in for a missing variable: raise for our own templates, be empty for others'."""

    found: list[str] = []

    def __contains__(self, text: object) -> bool:
        """Say yes to Django's question whether a %s is inside, so that `%` is asked next."""
        return True

    def __mod__(self, variable: Any) -> str:
        """Raise MissingVariable, and remember it in case somebody swallows the exception."""
        origin = naming_template(sys._getframe(1))
        if origin is None or Path(origin).is_relative_to(PACKAGES):
            return ""
        message = f"{origin} names {variable}, which does not exist"
        self.found.append(message)
        raise MissingVariable(message)


def naming_template(frame: FrameType | None) -> str | None:
    """Return the file of the innermost template node that is being rendered."""
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None) is not None:
            return str(node.origin.name)
        frame = frame.f_back
    return None
