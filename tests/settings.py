"""Extend the portal's settings with what only a test wants; nothing of the person's own environment gets in.

TEST_DATABASE_URL and TEST_REDIS_URL (set by `make test-services`) choose PostgreSQL and Redis; else SQLite and memory.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.collecting import own_redis
from tests.guards.templates import LoudMissing

_OWN = [
    *("PRODUCTION", "DEMO", "DEBUG", "DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS", "PORTAL_URL"),
    *("SECRET_KEY", "FIELD_KEYS", "BLIND_INDEX_KEY", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS"),
]
_folder = tempfile.mkdtemp(prefix="portal-test-")
_maker = os.getpid()
Path(_folder, "static").mkdir()
# A forked child that exits must not take the folder of the run that made it.
atexit.register(lambda: shutil.rmtree(_folder, ignore_errors=True) if os.getpid() == _maker else None)
for _name in _OWN:
    os.environ.pop(_name, None)
    os.environ.pop(f"{_name}_FILE", None)
os.environ["DATA_DIR"] = _folder
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{_folder}/portal.sqlite3"
os.environ["REDIS_URL"] = own_redis(os.environ.get("TEST_REDIS_URL", ""), os.environ.get("PYTEST_XDIST_WORKER", ""))

from spbe_portal.settings import *  # noqa: E402, F403
from spbe_portal.settings import DATABASES, INSTALLED_APPS, IS_POSTGRES, MIDDLEWARE, PASSWORD_HASHERS, TEMPLATES  # noqa: E402

# A real file, because threads share a database in memory without SQLite's own waiting for locks; the process id keeps
# two runs on one PostgreSQL apart.
DATABASES["default"]["TEST"] = {"NAME": f"test_portal_{_maker}" if IS_POSTGRES else str(Path(_folder) / "test.sqlite3")}
if not IS_POSTGRES:
    # Rows without an order come backwards, so that nothing relies on the order in which they happen to lie.
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _options["init_command"] = _options.get("init_command", "") + "PRAGMA reverse_unordered_selects=ON;"
# Tasks run at once and in this process; a test of the real worker asks for the `celery_worker` fixture.
CELERY_TASK_ALWAYS_EAGER = True

# zeal is silent unless it is an installed app.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
# Django itself reads a session again to delete it when its account was changed meanwhile.
ZEAL_ALLOWLIST = [{"model": "sessions.Session"}, {"model": "account.EmailAddress"}]  # allauth reads an address twice

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = LoudMissing("missing %s")  # type: ignore[index]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
