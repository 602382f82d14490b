#!/usr/bin/env python3
"""Run one of the portal's management commands."""

import os
import sys

from django.core.management import execute_from_command_line

from foundation import rls

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spbe_portal.settings")
    # Whoever may start a command here works for the system; a page never does, whatever serves it.
    if "runserver" not in sys.argv[1:2]:
        rls.trust_process()
    execute_from_command_line(sys.argv)
