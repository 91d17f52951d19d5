"""Every setting of the house, grouped; each value may come from the environment, and production refuses unsafe ones."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from environs import Env

from marlerweg.config import postgresql, sqlite
from marlerweg.foundation import languages

sqlite.take_sound_sqlite()  # before anything opens a database, in the tests as in service
import sqlite3  # noqa: E402 - as above

env = Env()
ROOT = Path(__file__).resolve().parents[2]
VAR = env.path("MARLERWEG_VAR", ROOT / "var")

# --- Mode -----------------------------------------------------------------------------------------------------------
DEBUG = False
TESTING = "pytest" in sys.modules
DEMO = env.bool("MARLERWEG_DEMO", TESTING)
SECRET_KEY = env.str("MARLERWEG_SECRET_KEY", "only-for-the-demo-town-and-the-tests" if DEMO else "")
ALLOWED_HOSTS = env.list("MARLERWEG_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
PUBLIC_ADDRESS = env.str("MARLERWEG_ADDRESS", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]

# --- Rooms ----------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "marlerweg.demo",
    "marlerweg.places",
    "marlerweg.portal",
    "marlerweg.reports",
    "marlerweg.api",
    "marlerweg.conferences",
    "marlerweg.way",
    "marlerweg.offers",
    "marlerweg.formats",
    "marlerweg.kodex",
    "marlerweg.network",
    "marlerweg.accounts",
    "marlerweg.audit",
    "marlerweg.ui",
    "marlerweg.foundation",
    "marlerweg.foundation.jobs",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "marlerweg.accounts.session_list.SessionListConfig",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "marlerweg.ui.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "marlerweg.ui.middleware.security_headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "marlerweg.api.middleware.without_cookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "marlerweg.accounts.middleware.session_limits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "marlerweg.accounts.middleware.second_factor_required",
    "marlerweg.audit.middleware.refusals",
    "marlerweg.foundation.reading.middleware",
]

ROOT_URLCONF = "marlerweg.config.urls"
WSGI_APPLICATION = "marlerweg.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

# --- Pages ----------------------------------------------------------------------------------------------------------
LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            # Both libraries wrap the loaders; with APP_DIRS the second would win and parts would not be found.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", LOADERS)],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "marlerweg.ui.templatetags.page",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "marlerweg.ui.context.page",
            ],
        },
    }
]
FORM_RENDERER = "marlerweg.ui.rendering.KernRenderer"

# --- Database -------------------------------------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", "")
if DATABASE_URL:
    database: dict[str, Any] = postgresql.settings(DATABASE_URL, pool=not TESTING)
else:
    database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / "marlerweg.sqlite3",
        "OPTIONS": sqlite.options(sqlite3.sqlite_version_info),
    }
database["ATOMIC_REQUESTS"] = True
DATABASES = {"default": database}

# --- Background -----------------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "marlerweg.foundation.jobs.backend.DatabaseBackend"}}

# --- Languages and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [(language.code, language.own_name) for language in languages.PUBLIC]
LANGUAGES_BIDI = [language.code for language in languages.PUBLIC if language.right_to_left]
LANGUAGE_COOKIE_NAME = "sprache"
LOCALE_PATHS = [ROOT / "marlerweg" / "locale"]
FORMAT_MODULE_PATH = ["marlerweg.foundation.formats"]
USE_I18N = True
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
languages.teach_django()

# --- People ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["marlerweg.accounts.backends.EmailBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:desk"
LOGOUT_REDIRECT_URL = "portal:start"
ACCOUNT_ADAPTER = "marlerweg.accounts.adapters.StaffAdapter"
SOCIALACCOUNT_ADAPTER = "marlerweg.accounts.adapters.TownIdentityAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "marlerweg.accounts.tokens.ResetTokens"  # noqa: S105 - a class, no secret
ACCOUNT_FORMS = {
    "login": "marlerweg.accounts.forms.SignInForm",
    "reauthenticate": "marlerweg.accounts.forms.ConfirmForm",
    "change_password": "marlerweg.accounts.forms.NewPasswordForm",
    "reset_password": "marlerweg.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "marlerweg.accounts.forms.ResetPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
MFA_ADAPTER = "marlerweg.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "marlerweg.accounts.forms.CodeForm",
    "reauthenticate": "marlerweg.accounts.forms.ConfirmCodeForm",
    "activate_totp": "marlerweg.accounts.forms.ActivateAppForm",
    "add_webauthn": "marlerweg.accounts.forms.AddKeyForm",
    "edit_webauthn": "marlerweg.accounts.forms.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = env.str("MARLERWEG_NAME", "Marler Weg")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PUBLIC_ADDRESS.startswith("http://localhost")
SECOND_FACTOR_REQUIRED = not DEMO or env.bool("MARLERWEG_SECOND_FACTOR", default=False)
# What the town's identity provider must say (`amr` or `acr` of its token) so that its second factor counts here.
PROVIDER_FACTOR_METHODS = env.list("MARLERWEG_OIDC_FACTOR_METHODS", ["mfa", "otp", "hwk"])
PROVIDER_FACTOR_LEVELS: list[str] = env.list("MARLERWEG_OIDC_FACTOR_LEVELS", [])
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
oidc_origins: list[str] = []  # browsers hold a form's redirect to the provider against `form-action`
if oidc_server := env.str("MARLERWEG_OIDC_SERVER", ""):
    oidc_origins = env.list(
        "MARLERWEG_OIDC_ORIGINS", ["{0.scheme}://{0.netloc}".format(urlsplit(oidc_server))]
    )
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "stadt",
                "name": env.str("MARLERWEG_OIDC_NAME", "Anmeldung der Stadt"),
                "client_id": env.str("MARLERWEG_OIDC_CLIENT"),
                "secret": env.str("MARLERWEG_OIDC_SECRET"),
                "settings": {"server_url": oidc_server},
            }
        ],
    }

# --- Sessions, cookies, headers -------------------------------------------------------------------------------------
HTTPS = PUBLIC_ADDRESS.startswith("https://")
SESSION_COOKIE_NAME = "__Host-sitzung" if HTTPS else "sitzung"
CSRF_COOKIE_NAME = "__Host-schutz" if HTTPS else "schutz"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "marlerweg.accounts.sessions"
# How long a session may lie unused, and after which it ends in any case; shorter for whoever may open case files.
SESSION_IDLE = env.timedelta("MARLERWEG_SESSION_IDLE", timedelta(hours=8))
SESSION_LASTS = env.timedelta("MARLERWEG_SESSION_LASTS", timedelta(days=14))
CASE_SESSION_IDLE = env.timedelta("MARLERWEG_CASE_SESSION_IDLE", timedelta(minutes=30))
CASE_SESSION_LASTS = env.timedelta("MARLERWEG_CASE_SESSION_LASTS", timedelta(hours=12))
SESSION_COOKIE_AGE = int(SESSION_IDLE.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
BEHIND_PROXY = env.bool("MARLERWEG_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
CSRF_FAILURE_VIEW = "marlerweg.audit.refusal.forged"
# Not "no-referrer": browsers then send forms with the origin "null", and no form of ours would be accepted.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Without a tile server the town is a drawn map of districts and nobody outside is asked anything.
MAP_TILES = env.str("MARLERWEG_MAP_TILES", "")
MAP_CREDIT = env.str("MARLERWEG_MAP_CREDIT", "")
map_origins = ["{0.scheme}://{0.netloc}".format(urlsplit(MAP_TILES))] if MAP_TILES else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *map_origins],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF, *oidc_origins],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
# What is gathered for the browser belongs to the program, not to the data; an installation may keep it apart.
GATHERED = env.path("MARLERWEG_GATHERED", VAR)
STATIC_ROOT = GATHERED / "static"
STATICFILES_DIRS = [GATHERED / "frontend"]
NODE_MODULES = ROOT / "node_modules"
FONTS = VAR / "fonts"
PLACES = ROOT / "places"
# Where the worker says how far it is with another directory; pages and workers share it.
TAKING_FOLDER = env.path("MARLERWEG_TAKING", VAR / "taking")
# A cache of the database that may be thrown away; every process of the machine reads it.
SEARCH_FOLDER = env.path("MARLERWEG_SEARCH", VAR / "search")
WHITENOISE_USE_FINDERS = TESTING
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Mail -----------------------------------------------------------------------------------------------------------
EMAIL_BACKEND = env.str(
    "MARLERWEG_MAIL_BACKEND",
    "django.core.mail.backends.filebased.EmailBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_FILE_PATH = VAR / "mail"
# A LibreTranslate that the town runs itself, with its path; without it no text leaves the house.
TRANSLATION_SERVICE = env.str("MARLERWEG_TRANSLATION_SERVICE", "")

EMAIL_HOST = env.str("MARLERWEG_MAIL_HOST", "localhost")
EMAIL_PORT = env.int("MARLERWEG_MAIL_PORT", 25)
EMAIL_HOST_USER = env.str("MARLERWEG_MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.str("MARLERWEG_MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.bool("MARLERWEG_MAIL_TLS", default=False)
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("MARLERWEG_MAIL_FROM", "marler-weg@stadt.example")
# Where bounces go; the readable sender stays the address above.
MAIL_ENVELOPE = env.str("MARLERWEG_MAIL_ENVELOPE", DEFAULT_FROM_EMAIL)

# --- Logs -----------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("MARLERWEG_LOG_LEVEL", "WARNING")},
}

# --- Counting attempts ----------------------------------------------------------------------------------------------
# Limits on sign-in and the one use of a code are counted in the cache: it must be one for all processes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # What each process may remember for itself and forget.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# --- Backups and what stays erased ---------------------------------------------------------------------------------
# One of both seals every backup; without them backups are open files.
BACKUP_KEY_FILE = env.str("MARLERWEG_BACKUP_KEY_FILE", "")
BACKUP_PASSPHRASE = env.str("MARLERWEG_BACKUP_PASSPHRASE", "")
# Outside the database on purpose: a backup put back does not bring the list back to its own day.
ERASURES = env.path("MARLERWEG_ERASURES", VAR / "marlerweg-geloescht.jsonl")

# --- The record -----------------------------------------------------------------------------------------------------
AUDIT_ROOTS = env.path("MARLERWEG_AUDIT_ROOTS", VAR / "audit-roots.txt")
AUDIT_ROOT_MAIL: list[str] = env.list("MARLERWEG_AUDIT_ROOT_MAIL", [])

SILENCED_SYSTEM_CHECKS: list[str] = []
env.seal()
