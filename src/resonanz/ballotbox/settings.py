"""The ballot box's settings, from the environment: one installed app, one database, no accounts, no cookies."""

from pathlib import Path
from typing import Any

from resonanz.ballotbox.storage.keys import django_secret, receipt_key_file
from resonanz.core.environment import Environment, read
from resonanz.core.kernel import logs
from resonanz.core.kernel.catalogues import CORE
from resonanz.core.kernel.home import home_from_environment
from resonanz.storage import engine
from resonanz.storage.seal import check_seal

HERE = Path(__file__).resolve().parent
# Styles, font and icons that both programs show; data only.
LOOK = HERE.parent / "look"
HOME = home_from_environment()
check_seal(receipt_key_file(HOME), HOME)

ENVIRONMENT = read(Environment)
APP_URL = ENVIRONMENT.app.url
BALLOTBOX_URL = ENVIRONMENT.ballotbox.url
BALLOTBOX_INTERNAL_URL = ENVIRONMENT.ballotbox_internal.url
ORGANISATION = ENVIRONMENT.organisation

DEBUG = False
SECRET_KEY = django_secret(HOME)
ALLOWED_HOSTS = sorted({ENVIRONMENT.ballotbox.host, ENVIRONMENT.ballotbox_internal.host})
ROOT_URLCONF = "resonanz.ballotbox.urls"
WSGI_APPLICATION = "resonanz.ballotbox.wsgi.application"
APPEND_SLASH = False

INSTALLED_APPS = ["resonanz.ballotbox"]
MIGRATION_MODULES = {"ballotbox": "resonanz.ballotbox.storage.migrations"}
MIDDLEWARE = [
    "resonanz.ballotbox.intake.middleware.ProtectiveHeaders",
    "django.middleware.common.CommonMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "resonanz.ballotbox.intake.middleware.LanguageFromAddress",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "pages" / "templates", LOOK / "templates"],
        "OPTIONS": {"context_processors": [], "builtins": ["django.templatetags.i18n", "django.templatetags.static"]},
    },
]

# Django needs an alias "default"; here it leads nowhere, so that nothing reaches a database without naming it.
DATABASES: dict[str, dict[str, Any]] = {
    "default": {},
    "ballots": engine.sqlite(HOME.ballotbox / "ballots.sqlite3", reuse_seconds=None),
}
DATABASE_ROUTERS = ["resonanz.ballotbox.storage.router.BallotsOnly"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGES = [("de-formal", "Deutsch (Sie)"), ("de", "Deutsch (du)"), ("en", "English")]
LANGUAGE_CODE = ENVIRONMENT.language
LOCALE_PATHS = [HERE / "pages" / "locale", HERE / "messages" / "locale", HERE / "locale", LOOK / "locale", CORE]

STATIC_URL = "/static/"
STATIC_ROOT = HERE / "browser"
STATICFILES_DIRS = [("look", LOOK / "static")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = logs.configuration("ERROR")
