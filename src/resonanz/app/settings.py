"""Django's settings for the app, from the environment only. See docs/dev for every variable."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from resonanz.app.keys import port_key_file, read_secret_key
from resonanz.core.environment import AppEnvironment, read
from resonanz.core.kernel import clock, logs
from resonanz.core.kernel.catalogues import CORE
from resonanz.core.kernel.home import HomeKind, home_from_environment
from resonanz.storage import engine
from resonanz.storage.seal import check_seal

ENVIRONMENT = read(AppEnvironment)
HOME = home_from_environment()
check_seal(port_key_file(HOME), HOME)
DEMONSTRATION = HOME.kind is HomeKind.DEMONSTRATION
ORGANISATION = ENVIRONMENT.organisation
APP_URL = ENVIRONMENT.app.url
BALLOTBOX_URL = ENVIRONMENT.ballotbox.url
BALLOTBOX_INTERNAL_URL = ENVIRONMENT.ballotbox_internal.url

DEBUG = False
SECRET_KEY = read_secret_key(HOME)
ALLOWED_HOSTS = [ENVIRONMENT.app.host]
LOOK = Path(__file__).resolve().parent.parent / "look"  # style, font, icons: shared, see docs/dev/design-system.md
ROOT_URLCONF = "resonanz.app.urls"
WSGI_APPLICATION = "resonanz.app.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rooms, top first; see the contract "Rooms of the app".
ROOMS = [
    "meetings",
    "meetings.transcripts",
    "upkeep",
    "insight",
    "conduct",
    "registrar",
    "accounts",
    "accounts.sessions",
    "people",
    "waves",
    "questions",
    "charts",
    "paper",
    "shell",
]
INSTALLED_APPS = [
    *(["resonanz.app.demo"] if DEMONSTRATION else []),
    *(f"resonanz.app.{room}" for room in ROOMS),
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "rules",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "resonanz.app.headers.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "resonanz.app.accounts.sessions.middleware.LateAnswers",
    "resonanz.app.shell.language.middleware",  # between cookie and browser: which German
    "django.middleware.common.CommonMiddleware",  # refuses every host name but the app's own
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [LOOK / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "resonanz.app.shell.context.shell",
            ]
        },
    }
]

# Data: files apart for what no backup may hold: words of meetings; sessions, and limits and codes for a while.
DATABASES = {
    "default": engine.sqlite(HOME.app / "db.sqlite3"),
    "transcripts": engine.sqlite(HOME.app / "transcripts.sqlite3"),
    "cache": engine.sqlite(HOME.app / "cache.sqlite3", synchronous="NORMAL"),
}
DATABASE_ROUTERS = ["resonanz.app.router.FilesRouter"]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "KEY_FUNCTION": "resonanz.app.accounts.limits.cache_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Sign-in: a code by mail, nothing else.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["resonanz.app.accounts.backends.CodeBackend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "sign-in"

# Cookies: for this host alone; under https also by name.
HTTPS = ENVIRONMENT.app.is_https
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_ENGINE = "resonanz.app.accounts.sessions.store"
SESSION_COOKIE_AGE = 14 * 24 * 3600  # at least; then up to the end of a month, see accounts.sessions.store
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "resonanz.app.shell.errors.csrf_failure"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = ENVIRONMENT.language
LOCALE_PATHS = [LOOK / "locale", CORE]
LANGUAGES = [("de-formal", _("German (Sie)")), ("de", _("German (du)")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = clock.TIME_ZONE.key

STATIC_URL = "/static/"
STATICFILES_DIRS = [("look", LOOK / "static")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 100_000_000  # a roster never lies in a temporary file; people.table takes no more

MAIL = ENVIRONMENT.mail
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.host else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = HOME.app / "outbox"
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.use_tls, MAIL.use_ssl
EMAIL_TIMEOUT = 20

LOGGING = logs.configuration("WARNING")
