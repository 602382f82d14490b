"""Hold every setting of the portal: one file, read from the environment, SQLite unless told otherwise."""

from __future__ import annotations

import sys
from pathlib import Path

import structlog

from spbe_portal import env, outside

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var")))

# --- what kind of place this is ------------------------------------------------------------------
PRODUCTION = env.flag("PRODUCTION")
DEMO = env.flag("DEMO")
DEBUG = env.flag("DEBUG")
TESTING = Path(sys.argv[0]).name in {"pytest", "py.test"} or "pytest" in sys.modules

_keys = {} if PRODUCTION else env.local_keys(DATA_DIR)
SECRET_KEY = env.text("SECRET_KEY", _keys.get("SECRET_KEY"))
# "k2:<base64>,k1:<base64>": the first key encrypts, all of them decrypt.
FIELD_KEYS = env.words("FIELD_KEYS", _keys.get("FIELD_KEYS", ""))
BLIND_INDEX_KEY = env.text("BLIND_INDEX_KEY", _keys.get("BLIND_INDEX_KEY"))
if not FIELD_KEYS:
    raise env.SettingError("FIELD_KEYS", "is missing; write k1:<base64 of 32 bytes>.")
# Ids of keys whose signatures count no more, since somebody else may have them.
REVOKED_SIGNING_KEYS = env.words("REVOKED_SIGNING_KEYS")
if FIELD_KEYS[0].partition(":")[0] in REVOKED_SIGNING_KEYS:
    raise env.SettingError("REVOKED_SIGNING_KEYS", "names the key in use; put a new key before it in FIELD_KEYS.")

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "" if PRODUCTION else "127.0.0.1,localhost,[::1],testserver")
PORTAL_URL = env.text("PORTAL_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

# --- what it is made of --------------------------------------------------------------------------
OPD_APPS = [
    "services.opd.disdukcapil",
    "services.opd.kecamatan",
    "services.opd.dkbp3a",
    "services.opd.diskominfosatik",
    *(f"services.opd.diskominfosatik.{name}" for name in ("signal", "ppid", "complaints", "roadmap", "index")),
    *(f"services.opd.diskominfosatik.{name}" for name in ("inventory", "integrity", "executive")),
    "services.opd.dindikbud",
    "services.opd.dishub",
    "services.opd.kesbangpol",
    "services.opd.dpmptsp",
    "services.opd.bapenda",
    "services.opd.dlh",
    "services.opd.diskoumperindag",
    "services.opd.disnakertrans",
    "services.opd.dinsos",
    "services.opd.dinkes",
    "services.opd.rsud_drajat",
]
INSTALLED_APPS = [
    "spbe_portal.apps.PanelConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
    "allauth.idp.oidc",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "foundation",
    "foundation.outbox",
    "foundation.uptime",
    "citizens",
    "citizens.notifications",
    "agencies",
    "services.catalogue",
    "services.requests",
    "services.outputs",
    "services.satisfaction",
    "services.webhooks",
    "services.performance",
    "services.desk",
    "services.builder",
    *OPD_APPS,
    "spbe_portal",
]
MIDDLEWARE = [
    "spbe_portal.middleware.RequestIdMiddleware",
    "spbe_portal.compression.PageCompressionMiddleware",
    "spbe_portal.scopes.DatabaseScopeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "spbe_portal.middleware.SecurityHeadersMiddleware",
    "spbe_portal.middleware.DatabaseDownMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "spbe_portal.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "citizens.middleware.StaffSecondFactorMiddleware",
    "spbe_portal.audit.AuditorReadsMiddleware",
]
ROOT_URLCONF = "spbe_portal.urls"
WSGI_APPLICATION = "spbe_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "spbe_portal.context.portal",
            ],
            "builtins": [
                "foundation.templatetags.ui",
                "foundation.templatetags.components",
                "foundation.templatetags.fields",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- databases, cache, queue ---------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False  # the engine opens its own short transactions
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
IS_POSTGRES = DATABASES["default"]["ENGINE"].endswith("postgresql")
# A cursor on the server lives longer than the scope of the statement that opened it (foundation/rls.py).
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
# The role that serves the portal: it owns no table and row-level security holds for it.
DATABASE_APP_ROLE = env.identifier("DATABASE_APP_ROLE", "portal_app")
if not IS_POSTGRES:
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
REDIS_URL = env.redis("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
    if REDIS_URL
    # Room for every counter of tries: with Django's 300 entries, asking about 300 other numbers would forget the first.
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}
}
CELERY_BROKER_URL = REDIS_URL or None
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL  # eager inside the relay process only, never in a web request
CELERY_TASK_EAGER_PROPAGATES = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 450,
    "socket_timeout": 5,
    "socket_connect_timeout": 5,
    "queue_order_strategy": "priority",  # a worker empties the lanes in the order in which it names them
    "max_retries": 0,  # a publisher never waits for a broker that is away: the row is offered again later
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = "transactional"
OUTBOX_POLL_SECONDS = 1
# host:port of PostgreSQL itself, where DATABASE_URL names a PgBouncer: LISTEN needs a connection that stays.
DATABASE_DIRECT_HOST = env.text("DATABASE_DIRECT_HOST", "")
SEAL_COPY_DIR = env.text("SEAL_COPY_DIR", "")  # on another machine, for a copy of every daily seal; empty: none
# Receivers of webhooks on this machine, as host:port, for tests and demos; production refuses them.
WEBHOOK_LOCAL_RECEIVERS = frozenset(env.words("WEBHOOK_LOCAL_RECEIVERS"))
WEBHOOK_CA_FILE = env.text("WEBHOOK_CA_FILE", "")  # certificates of a private authority, if receivers use one
HOOK_SECONDS = env.number("HOOK_SECONDS", 5, low=1, high=30)  # how long an OPD's own code may take to answer
# How long it stays known who came to an activity, so that the office can write its report.
PARTICIPANTS_KEPT_DAYS = env.number("PARTICIPANTS_KEPT_DAYS", 90, low=1, high=365)
OUTBOX_LEASE_SECONDS = env.number("OUTBOX_LEASE_SECONDS", 120, low=1, high=3600)

# --- people --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "citizens.User"
# allauth's backend extends Django's, so permissions work; two backends would hash a wrong password twice.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# The second is for secrets of systems alone; what people think up is always hashed with the first.
PASSWORD_HASHERS = ["foundation.hashers.PortalArgon2PasswordHasher", "foundation.hashers.SecretHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after_login"
ACCOUNT_ADAPTER = "citizens.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email", "phone", "password1*"]
ACCOUNT_FORMS = {
    "signup": "citizens.forms.SignupForm",
    "login": "citizens.forms.LoginForm",
    "reauthenticate": "citizens.forms.ReauthenticateForm",
    "reset_password": "citizens.forms.ResetPasswordForm",
    "reset_password_from_key": "citizens.forms.ResetPasswordKeyForm",
    "change_password": "citizens.forms.ChangePasswordForm",
    "set_password": "citizens.forms.SetPasswordForm",
    "add_email": "citizens.forms.AddEmailForm",
}
ACCOUNT_PHONE_VERIFICATION_ENABLED = False  # there is no SMS gateway yet
ACCOUNT_EMAIL_NOTIFICATIONS = True  # every change of what opens the account is told by letter
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "citizens.presenters.user_display"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_TEMPLATE_EXTENSION = "html"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0, high=5)
# Indonesian mobile networks share addresses, so limits by address are wide and limits by key are tight.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "100/m/ip,10/5m/key",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip,5/m/key",
    "confirm_email": "5/10m/key",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Portal Kabupaten Serang"
MFA_ADAPTER = "citizens.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "citizens.forms.SecondFactorForm",
    "reauthenticate": "citizens.forms.SecondFactorAgainForm",
    "activate_totp": "citizens.forms.ActivateSecondFactorForm",
}
# allauth cannot express our own rule that one of e-mail and phone is enough.
SILENCED_SYSTEM_CHECKS = ["account.W001"]
# Systems of others; without an address nothing is asked and nothing is sent.
DUKCAPIL = outside.population_register()
LAPOR = outside.complaint_channel()
CLAMD_URL = outside.virus_scanner()
ESIGN = outside.signing_service()
ESIGN_AGENCIES = frozenset(env.words("ESIGN_AGENCIES"))  # whose officers sign there; empty: of every agency
# A folder of PKCS#12 files named by agency ("dinkes.p12"): their issued PDFs are sealed. All open with one password.
AGENCY_SEAL_DIR = env.text("AGENCY_SEAL_DIR", "")
AGENCY_SEAL_PASSWORD = env.text("AGENCY_SEAL_PASSWORD", "")
# Certificates (PEM) of the authorities whose signatures are called trusted; empty: of none it is said.
SIGNATURE_TRUST_FILE = env.text("SIGNATURE_TRUST_FILE", "")
SIGNING_PADES = "services.outputs.signing.pades"  # loaded with the first document it seals: it takes most of a second
PHONENUMBER_REGION = "ID"
# Whom finders of a weakness write to (mailto: or https:), for /keamanan/ and security.txt; empty: nobody yet.
SECURITY_CONTACT = env.words("SECURITY_CONTACT")
# Where the portal asks itself once a minute whether it answers; behind a proxy this may be an inner address.
STATUS_PROBE_URL = env.text("STATUS_PROBE_URL", f"{PORTAL_URL}/livez")

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "spbe_portal.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# --- language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# --- files ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
SIGNAL_CELLS = DATA_DIR / "peta" / "cells.json"  # official boundaries, once import_boundaries wrote them
PRIVATE_ROOT = DATA_DIR / "private"  # uploads and issued documents, outside any web root
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_ROOT), "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "spbe_portal.static_files.Storage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = [
    "services.requests.uploads.handlers.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
UPLOAD_MAX_BYTES = 5_000_000
UPLOAD_REQUEST_BYTES = 50_000_000
UPLOAD_REQUEST_FILES = 20

# --- reaching people -----------------------------------------------------------------------------
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.number("EMAIL_PORT", 587, low=1, high=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", bool(EMAIL_HOST))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Portal Kabupaten Serang <portal@localhost>")
# Without an SMTP host nothing leaves the machine: letters lie in the mailbox table, shown on the demo page.
EMAIL_CHANNEL = "smtp" if EMAIL_HOST else "mailbox"

# --- interface for programs ----------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["foundation.api.reading.StrictJSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "foundation.api.reading.AlwaysJSON",
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated", "citizens.api.systems.ScopeOfSystem"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["citizens.api.authentication.PersonToken", "citizens.api.systems.SystemToken"],
    "DEFAULT_THROTTLE_CLASSES": ["foundation.api.limits.Limit"],
    "DEFAULT_SCHEMA_CLASS": "foundation.api.schema.PortalSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "foundation.api.problems.handle",
    "UNAUTHENTICATED_USER": None,
}
# How often an account, or an address without one, may ask: (requests, seconds). Mobile networks share addresses.
API_LIMITS = {
    "public": (1200, 60),
    "read": (600, 60),
    "write": (120, 60),
    "upload": (60, 60),
    "bulk": (10, 60),
    "token": (30, 60),
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Portal Kabupaten Serang",
    "VERSION": "1",
    "DESCRIPTION": (BASE_DIR / "spbe_portal" / "api_introduction.md").read_text(encoding="utf-8"),
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
}
HEADLESS_CLIENTS = ("app",)  # apps carry a token; browsers have the pages

_NAMED = [  # every line carries level, logger, time and the help code that the person saw
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _NAMED,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer()
                if PRODUCTION
                else structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "logger", "event"]),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"portal": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
