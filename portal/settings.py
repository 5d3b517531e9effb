"""Settings: everything that differs between installations comes from the environment."""

from pathlib import Path
from typing import Any, Final

import environ
from celery.schedules import crontab

from portal import fillers, request_ids
from portal.accounts import with_allauth
from portal.language import registry

BASE_DIR: Final = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- where things are -------------------------------------------------------------------------------
VAR = Path(env.str("SANDUQ_VAR", default=str(BASE_DIR / "var")))
DEBUG = env.bool("DEBUG", default=False)
HTTPS = env.bool("HTTPS", default=not DEBUG)  # off only on a developer's own machine
SECRET_KEY = env.str("SECRET_KEY", default="only-for-tests-and-checks-never-for-a-real-installation" if DEBUG else "")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # earlier keys, after a change
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")  # for links in messages
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the institution ----------------------------------------------------------------------------------
INSTITUTION_NAME = env.str("INSTITUTION_NAME", default="Sanduq")
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=True)
CURRENCY = "EUR"
SIGNATURE_SERVICE = env.str("SIGNATURE_SERVICE", default="")  # a class, see docs/signing.md; empty: on paper alone
CONTRACT_SCAN_REQUIRED = env.bool("CONTRACT_SCAN_REQUIRED", default=True)  # before a loan is paid out

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, whose forms it extends
    "portal.apps.BackOfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "django_linear_migrations",
    "django_htmx",
    "crispy_forms",
    "crispy_bootstrap5",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "portal",
    "advisors",
    "applicants",
    "partnerships",
    "loans",
]
if not DEBUG and not env.bool("SANDUQ_DEVELOPMENT", default=False):
    INSTALLED_APPS.remove("django_linear_migrations")  # a tool of the workshop, not of the shop

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.RequestId",
    "portal.middleware.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.language.middleware.LanguageFromPath",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.middleware.WhoActs",
    "portal.middleware.Doors",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.portal",
            ],
            "builtins": [
                "portal.templatetags.portal",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# --- database, cache, queue ---------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default="postgres:///sanduq")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="redis://localhost:6379/0")
CELERY_TASK_DEFAULT_QUEUE = env.str("CELERY_QUEUE", default="celery")  # another for each portal on one broker
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep the outbox": {"task": "portal.tasks.sweep_outbox", "schedule": 30.0},
    "match waiting cases": {"task": "applicants.tasks.match_waiting", "schedule": 60.0},
    "seal the record": {"task": "portal.tasks.seal_record", "schedule": 300.0},
    "clear ended sessions": {"task": "portal.tasks.clear_sessions", "schedule": 86400.0},
    "find late loans": {"task": "loans.tasks.find_late_loans", "schedule": crontab(hour=3, minute=30)},
    "end shares of funds": {"task": "loans.tasks.end_shares_of_funds", "schedule": crontab(hour=3, minute=50)},
    "read files of the bank": {"task": "loans.tasks.read_waiting_bank_files", "schedule": 60.0},
    "forget payments that were none": {"task": "loans.tasks.forget_bank_lines", "schedule": crontab(hour=4, minute=0)},
    "settle permit exceptions": {
        "task": "loans.tasks.settle_permit_exceptions",
        "schedule": crontab(hour=3, minute=45),
    },
    "end moral guarantees": {"task": "loans.tasks.end_moral_guarantees", "schedule": crontab(hour=4, minute=0)},
    "remind of meetings": {"task": "loans.tasks.remind_of_meetings", "schedule": crontab(hour="9-19", minute=0)},
    "remind of decisions": {"task": "loans.tasks.remind_deciders", "schedule": crontab(hour=7, minute=0)},
    "let offers lapse": {"task": "loans.tasks.lapse_offers", "schedule": crontab(hour=0, minute=30)},
    "remind of offers": {"task": "loans.tasks.remind_of_offers", "schedule": crontab(hour=9, minute=0)},
    "ask who is silent": {"task": "applicants.tasks.ask_silent", "schedule": 3600.0},
    "close what is not needed": {"task": "applicants.tasks.close_unneeded", "schedule": 3600.0},
    "tell of practices": {"task": "advisors.tasks.send_digests", "schedule": crontab("0", "7", "mon")},
    "check what was uploaded": {"task": "applicants.tasks.check_waiting", "schedule": 60.0},
    "ask for signatures": {"task": "loans.tasks.carry_signatures", "schedule": 60.0},
    "check scans of contracts": {"task": "loans.tasks.check_contract_scans", "schedule": 60.0},
    "bring lists of documents in line": {"task": "applicants.tasks.refresh_documents", "schedule": 3600.0},
    "remind of documents": {"task": "applicants.tasks.remind_of_documents", "schedule": crontab(hour=7, minute=30)},
    "tell of earlier times": {"task": "applicants.tasks.tell_of_earlier_times", "schedule": 300.0},
    "remind of appointments": {"task": "applicants.tasks.remind_of_appointments", "schedule": 300.0},
    "forget old codes": {"task": "portal.tasks.forget_codes", "schedule": 600.0},
}

# The cache has a database of its own beside the broker's, so that emptying it loses no task.
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
CACHES["default"]["KEY_PREFIX"] = "sanduq"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
STAFF_SESSION_MINUTES = env.int("STAFF_SESSION_MINUTES", default=120)

# --- languages ----------------------------------------------------------------------------------------
registry.teach_django()
LANGUAGE_CODE = "en"
LANGUAGES = [(language.code, language.own_name) for language in registry.LANGUAGES]
LANGUAGES_BIDI = list(registry.BIDI_CODES)
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "borrowed"]
FORMAT_MODULE_PATH = ["portal.language.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"
USE_THOUSAND_SEPARATOR = False
MODELTRANSLATION_LANGUAGES = registry.CODES
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en",)

# --- static and uploaded files ------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(VAR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR / "files"  # outside what any server hands out; files go through portal/files/serving.py alone
FILE_UPLOAD_PERMISSIONS = 0o640
VIRUS_SCANNER = env.str("VIRUS_SCANNER", default="")  # a class of portal/files/scanners.py; empty: marked as unchecked
CLAMAV = env.str("CLAMAV", default="/run/clamav/clamd.ctl")  # socket, or host:port
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.bool("MANIFEST", default=not DEBUG)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- accounts -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LANDINGS = {"staff": "desk", "partner": "partner-home"}  # URL names: where each kind of user lands
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # staff are invited by an administrator, who knows the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger's address gets no message from a form anybody can fill in
ACCOUNT_EMAIL_NOTIFICATIONS = True
# allauth's own would copy every address into a second table
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = with_allauth.FORMS
ACCOUNT_RATE_LIMITS = with_allauth.RATE_LIMITS
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if HTTPS else 0)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = INSTITUTION_NAME
MFA_ADAPTER = "portal.accounts.adapter.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the administrator who invites knows the address
MFA_FORMS = with_allauth.SECOND_FACTOR_FORMS

# --- messages to people -------------------------------------------------------------------------------
vars().update(env.email("EMAIL_URL", default="smtp://localhost:25"))
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", default="portal@localhost")
# channel → adapter; the development ones keep what would have gone out, for the page /dev/inbox/
MESSAGE_CHANNELS = {
    "sms": env.str("SMS_CHANNEL", default="portal.outbox.channels.DevelopmentChannel"),
    "email": env.str("EMAIL_CHANNEL", default="portal.outbox.channels.DevelopmentChannel"),
}
# Messages whose text is a code: it is taken out again when the code is dead.
CODE_EVENTS = ("entry_code", "guarantee_code")
SMS_GATEWAY_URL = env.str("SMS_GATEWAY_URL", default="")
SMS_GATEWAY_TOKEN = env.str("SMS_GATEWAY_TOKEN", default="")
DEVELOPMENT_INBOX = env.bool("DEVELOPMENT_INBOX", default=False)

# --- slots: what upper floors add to lower pages (portal/slots.py) -------------------------------------
SLOTS = fillers.SLOTS

# Addresses of upper floors that the ground floor may name: where people come in.
ENTRANCES = ("apply", "enter", "book", "guide-list", "material-list")

# Views that are not ours carry no door; these say by package who may come in, and all others are refused.
FOREIGN_DOORS = {"django.views.i18n": "public"}

# --- security -----------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = request_ids.LOGGING
