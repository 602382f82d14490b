"""Serve the portal through WSGI; a server that would be unsafe does not start, whoever starts it."""

import os

from django.core.checks import Tags, run_checks
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spbe_portal.settings")
application = get_wsgi_application()
# manage.py asks these questions by itself, a web server does not.
if problems := [found for found in run_checks(tags=[Tags.security]) if found.is_serious()]:
    raise SystemExit("\n".join(str(found) for found in problems))
