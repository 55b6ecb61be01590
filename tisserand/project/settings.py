"""Settings: one file, driven by the environment (decision D32).

TISSERAND_MODE      demo | dev | test | prod; prod refuses missing secrets
TISSERAND_DB_ROLE   app | jobs | owner: which of the four database roles this process is (decision D6)
"""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from tisserand.kernel.zones import is_zone
from tisserand.project import cluster

BASE_DIR = Path(__file__).resolve().parents[2]
MODE = os.environ.get("TISSERAND_MODE", "demo")
if MODE not in {"demo", "dev", "test", "prod"}:
    raise ImproperlyConfigured("TISSERAND_MODE vaut demo, dev, test ou prod.")
DEMO = MODE == "demo"
DEBUG = False


DATA_DIR = cluster.default_data_dir()


def _secret_key() -> str:
    if "TISSERAND_SECRET_KEY" in os.environ:
        return os.environ["TISSERAND_SECRET_KEY"]
    if MODE == "prod":
        raise ImproperlyConfigured("TISSERAND_SECRET_KEY manque : donnez une longue valeur secrète et gardez-la.")
    return _local_secret(DATA_DIR / "secret")


def _local_secret(file: Path) -> str:
    """A key of its own for a demonstration or a developer: made once, readable by its owner alone."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return file.read_text(encoding="ascii")


SECRET_KEY = _secret_key()


def _seal_keys() -> list[str]:
    """What is sealed in the database (secrets of second factors): its own key, the newest first, the former ones after.

    Outside production the key is drawn from the secret key.
    """
    if "TISSERAND_SEAL_KEYS" in os.environ:
        return os.environ["TISSERAND_SEAL_KEYS"].split(",")
    if MODE == "prod":
        raise ImproperlyConfigured("TISSERAND_SEAL_KEYS manque : donnez une longue valeur secrète et gardez-la.")
    return [SECRET_KEY]


SEAL_KEYS = _seal_keys()
ALLOWED_HOSTS = os.environ.get("TISSERAND_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    # Second factors: the tables and the protocols, none of the pages (record 0006).
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "pgtrigger",
    "pghistory",
    "tisserand.project.apps.ProjectConfig",
    # Rooms, the lowest first.
    "tisserand.ui",
    "tisserand.access",
    "tisserand.deadlines",
    "tisserand.territories",
    "tisserand.people",
    "tisserand.documents",
    "tisserand.activity",
    "tisserand.demo",
    "tisserand.reception",
    "tisserand.assessment",
    "tisserand.support",
    "tisserand.inquiries",
    "tisserand.transmissions",
    "tisserand.steering",
    "tisserand.privacy",
    "tisserand.desk",
]

MIDDLEWARE = [
    "tisserand.project.request.SecureHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tisserand.access.web.lock.Sitting",
    "tisserand.project.request.RequestScope",
    "tisserand.people.web.joined.FollowJoined",
    "tisserand.access.web.resume.SignedIn",
]

ROOT_URLCONF = "tisserand.project.urls"
WSGI_APPLICATION = "tisserand.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tisserand.project.wiring.page",
            ],
            "builtins": ["tisserand.ui.templatetags.ts"],
        },
    }
]

DATABASE_ROLE = os.environ.get("TISSERAND_DB_ROLE", "app")
SERVER = cluster.known(DATA_DIR)
DATABASE_ROLES = SERVER.roles if SERVER else cluster.role_names()
# Without a prepared server (a linter, `makemigrations --check`), nothing may connect.
NOWHERE = {"ENGINE": "django.db.backends.postgresql", "NAME": "none"}
# One connection for each thread, kept: opening one costs as much as a page. Scopes are local to a transaction (D7).
KEPT = {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
PROVE_STATEMENTS = MODE == "test"
DATABASES = {"default": {**(SERVER.django(DATABASE_ROLE) if SERVER else NOWHERE), **KEPT}}
# Statements written once keep their plan in PostgreSQL (record 0005); Django's own are not prepared.
DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = 3
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
LOGIN_URL = "access:login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# Compulsory in production: an account without a second factor can do nothing but enrol one.
SECOND_FACTOR = MODE == "prod" or os.environ.get("TISSERAND_SECOND_FACTOR") == "1"
MFA_ADAPTER = "tisserand.access.factors.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
# Printed codes must be enough for whoever has neither key nor telephone: a month of mornings.
MFA_RECOVERY_CODE_COUNT = 24
MFA_RECOVERY_CODE_DIGITS = 10
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
# WebAuthn wants https, or localhost where no data is real.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE != "prod"
# An identity provider (ProConnect): none unless it is named.
OIDC = {
    "name": os.environ.get("TISSERAND_OIDC_NAME", "ProConnect"),
    "discovery": os.environ.get("TISSERAND_OIDC_DISCOVERY", ""),
    "client": os.environ.get("TISSERAND_OIDC_CLIENT", ""),
    "secret": os.environ.get("TISSERAND_OIDC_SECRET", ""),
    "scope": os.environ.get("TISSERAND_OIDC_SCOPE", "openid email"),
    # Those (`idp_id`) whose word is enough for a second factor even when `amr` is absent.
    "trusted": frozenset(os.environ.get("TISSERAND_OIDC_TRUSTED", "").split(",")) - {""},
}
if MODE == "prod" and OIDC["discovery"] and not OIDC["discovery"].startswith("https://"):
    raise ImproperlyConfigured("TISSERAND_OIDC_DISCOVERY commence par https:// en production.")
BEHIND_PROXY = bool(os.environ.get("TISSERAND_BEHIND_PROXY"))
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "tisserand.access.passwords.NotGuessable"},
]

LANGUAGE_CODE = "fr"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
# The zone of accounts without a seat, and of the walls' days; every unit has its own (decision D15). An organisation
# that tells other days is refused.
TIME_ZONE_OF_THE_ORGANISATION = os.environ.get("TISSERAND_TIME_ZONE", "America/Guadeloupe")
if not is_zone(TIME_ZONE_OF_THE_ORGANISATION):
    raise ImproperlyConfigured("TISSERAND_TIME_ZONE est un fuseau : « America/Guadeloupe », « Europe/Paris »…")

# How long an emergency opens a file, and how long a former référent finishes writing after a relay (practice.md).
EMERGENCY_MINUTES = int(os.environ.get("TISSERAND_EMERGENCY_MINUTES", "30"))
DAYS_TO_FINISH = int(os.environ.get("TISSERAND_DAYS_TO_FINISH", "7"))
# How long a working note is read by its author: the privacy officer and the archives decide.
WORKING_NOTE_DAYS = int(os.environ.get("TISSERAND_WORKING_NOTE_DAYS", "180"))

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "tisserand.project.assets.Assets"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = MODE in {"dev", "test"}

SECURE = MODE == "prod"
AUTHENTICATION_BACKENDS = ["tisserand.access.backend.Accounts"]
SESSION_ENGINE = "tisserand.access.sessions"
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "tisserand.access.web.resume.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
# A file on its way never touches the disk of the server; SecureHeaders refuses what is heavier.
FILE_UPLOAD_MAX_MEMORY_SIZE = 17 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
ANTIVIRUS = os.environ.get("TISSERAND_ANTIVIRUS", "")
# Sentences to show once name people: on the server, not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Only production sends mail; elsewhere one reads it in the data folder (decision D24).
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MODE == 'prod' else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = os.environ.get("TISSERAND_MAIL_HOST", "localhost")
# Where a mail leads back to.
_HERE = f"https://{ALLOWED_HOSTS[0]}" if MODE == "prod" else f"http://localhost:{os.environ.get('PORT', '8000')}"
PUBLIC_ADDRESS = os.environ.get("TISSERAND_ADDRESS", _HERE)
DEFAULT_FROM_EMAIL = os.environ.get("TISSERAND_MAIL_FROM", "tisserand@localhost")

# Keep it where the backups are, and as long: a restored backup is purged again from it.
PURGE_LEDGER = Path(os.environ.get("TISSERAND_PURGE_LEDGER", DATA_DIR / "purges.txt"))

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "tisserand.project.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"tisserand": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
