"""Django's settings. What a person may set is a variable of the environment, named here."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from troth.project.address import desk_url
from troth.project.database import database
from troth.project.home import home, is_demo
from troth.project.secret import secret

SOURCE = Path(__file__).resolve().parents[1]
HOME = home()
IS_DEMO = is_demo()

SECRET_KEY = secret(HOME)
DEBUG = os.environ.get("TROTH_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("TROTH_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "troth.web",
    "troth.search",
    "troth.record",
    "troth.jobs",
    "troth.people",
    "troth.post",
    "troth.mail",
    "troth.notes",
    "troth.calendars",
    "troth.promises",
    "troth.forecasts",
    "troth.updates",
    "troth.agenda",
    "troth.safekeeping",
    "troth.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "troth.project.urls"
WSGI_APPLICATION = "troth.project.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [SOURCE / "web" / "templates", SOURCE / "desk" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "troth.web.jinja.environment",
            "context_processors": ["troth.web.jinja.one_token"],
        },
    },
]

# The sample practice never lies in the database of a real one.
_URL = os.environ.get("TROTH_DEMO_DATABASE_URL" if IS_DEMO else "DATABASE_URL")
DATABASES = {"default": database(_URL, folder=HOME)}
DATABASE_OF = database
"""How an address becomes settings: `troth move` and `troth restore` open a second database."""
BACKUPS = os.environ.get("TROTH_BACKUPS") != "0"
"""Whether Troth makes backups by itself: each day, and before it changes its tables."""
DESK_URL = desk_url(os.environ.get("TROTH_URL", ""))
"""Where the pages are, for links in letters to members; without it they have none."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Member"
AUTHENTICATION_BACKENDS = ["troth.people.backends.MemberBackend"]
LOGIN_URL = "signin"
SESAME_MAX_AGE = 10 * 60
SESAME_ONE_TIME = True
"""A link signs in once: it is bound to the last time its member signed in."""
SESAME_INVALIDATE_ON_EMAIL_CHANGE = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
OIDC = {name: said for name, said in os.environ.items() if name.startswith("TROTH_OIDC_")}
"""The firm's own sign-in; read by `people.oidc.provider_of`."""

SESSION_ENGINE = "troth.people.sessions"
SESSION_COOKIE_NAME = "troth_demo" if IS_DEMO else "troth"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{SESSION_COOKIE_NAME}_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "troth.desk.views.refusals.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
_IS_HTTPS = os.environ.get("TROTH_HTTPS") == "1"
SESSION_COOKIE_SECURE = _IS_HTTPS
CSRF_COOKIE_SECURE = _IS_HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if _IS_HTTPS else 0
BEHIND_PROXY = os.environ.get("TROTH_BEHIND_PROXY") == "1"
# Only a proxy of one's own may say these; from anybody else they are lies.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
USE_X_FORWARDED_HOST = BEHIND_PROXY

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    }
}

STATIC_URL = "/static/"
# Files are served from where they lie; nothing is collected.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STATICFILES_DIRS = [SOURCE / "web" / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LANGUAGE_CODE = "en"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
