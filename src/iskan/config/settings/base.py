"""Settings every place shares; see the configuration table in the README."""

from pathlib import Path

from csp.constants import NONE, SELF

from iskan.config import environment as env
from iskan.config.settings.anomalies import *  # noqa: F403 -- one file says what is told to auditors
from iskan.config.settings.backups import *  # noqa: F403 -- one file says how backups are made
from iskan.config.settings.payments import *  # noqa: F403 -- one file says how fees are paid
from iskan.config.settings.payments import PAYMENTS_ORIGINS
from iskan.config.settings.sign_in import *  # noqa: F403 -- one file says how people sign in
from iskan.config.settings.sign_in import EKEY_ORIGIN
from iskan.foundation import budgets

SOURCE_ROOT = Path(__file__).resolve().parents[2]
PROJECT_ROOT = SOURCE_ROOT.parents[1]
DATA_DIR = env.data_dir(PROJECT_ROOT)

PRODUCTION = env.flag("ISKAN_PRODUCTION")
DEBUG = env.flag("ISKAN_DEBUG")
SECRET_KEY = env.secret("SECRET_KEY", DATA_DIR, required=PRODUCTION)
# Told with all else that is wrong by whatever starts; no other command runs.
SECRETS_MISSING = env.missing
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS", default="")
STYLEGUIDE = env.flag("ISKAN_STYLEGUIDE")
ALLOWED_HOSTS = env.items("ISKAN_ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1]")
SITE_URL = env.text("ISKAN_SITE_URL", default=f"http://localhost:{env.text('PORT', default='8000')}")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "iskan.foundation",
    "iskan.integrations",
    "iskan.apps.accounts",
    "iskan.apps.agreements",
    "iskan.apps.households",
    "iskan.apps.housing_stock",
    "iskan.apps.catalogue",
    "iskan.apps.documents",
    "iskan.apps.notifications",
    "iskan.apps.payments",
    "iskan.apps.inspections",
    "iskan.apps.cases",
    "iskan.apps.partners",
    "iskan.apps.waiting_lists",
    "iskan.apps.draws",
    "iskan.apps.household_life",
    "iskan.apps.forecasts",
    "iskan.apps.anchors",
    "iskan.apps.backups",
    "iskan.apps.allocation",
    "iskan.apps.privacy",
    "iskan.apps.anomalies",
    "iskan.surfaces.ui",
    "iskan.surfaces.wizard",
    "iskan.surfaces.portal",
    "iskan.surfaces.backoffice",
    "iskan.surfaces.partner",
    "iskan.surfaces.api",
    "iskan.demo",
]

MIDDLEWARE = [
    "iskan.foundation.requests.NumberedRequests",
    "iskan.foundation.proxies.NamedProxies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "iskan.foundation.headers.ResponseHeaders",
    "django.middleware.gzip.GZipMiddleware",
    "iskan.surfaces.ui.middleware.LanguageFromPath",
    "iskan.foundation.replica.ReadFromCopy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "iskan.apps.accounts.sessions.AccountOfSession",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "iskan.apps.accounts.middleware.ScopeMiddleware",
    "iskan.foundation.bodies.BodyWithinBudget",
    "iskan.foundation.characters.WithoutNul",
    "iskan.surfaces.ui.led_back.LedBack",
    "iskan.surfaces.ui.refusals.RefusalPage",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "iskan.config.urls"
WSGI_APPLICATION = "iskan.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            SOURCE_ROOT / "surfaces" / surface / "templates"
            for surface in ("ui", "wizard", "portal", "backoffice", "partner")
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "iskan.surfaces.ui.templating.environment",
            "context_processors": ["iskan.surfaces.ui.templating.form_token"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {"default": env.database(DATA_DIR), **env.replica()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "foundation_cache"}}

# Folders of further service files, read beside the product's own.
ISKAN_SERVICE_FOLDERS = [Path(folder) for folder in env.items("ISKAN_SERVICE_FOLDERS", default="")]

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "العربية"), ("en", "English")]
LOCALE_PATHS = [SOURCE_ROOT / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Bahrain"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "iskan.surfaces.ui.finders.PackageFinder",
]
STORAGES = {
    "default": env.document_storage(DATA_DIR),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
globals().update(env.email(default="smtp://127.0.0.1:8025"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("ISKAN_FROM_EMAIL", default="iskan@localhost")

# Names of our own: cookies on localhost are shared by all ports.
SESSION_ENGINE = "iskan.apps.accounts.sessions"
SESSION_COOKIE_NAME = "__Host-iskan-session" if PRODUCTION else "iskan_session"
CSRF_COOKIE_NAME = "__Host-iskan-csrf" if PRODUCTION else "iskan_csrf"
DEVICE_COOKIE_NAME = "__Host-iskan-device" if PRODUCTION else "iskan_device"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "iskan.surfaces.ui.views.errors.form_expired"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # Signing in and paying post to us and are sent on: to the national sign-in, to the provider's page.
        "form-action": [SELF, EKEY_ORIGIN, *PAYMENTS_ORIGINS],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = budgets.FORM_BODY_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["iskan.apps.documents.intake.handlers.BoundedUpload"]
ISKAN_UPLOAD_MAX_BYTES = int(env.text("ISKAN_UPLOAD_MAX_BYTES", default=str(budgets.UPLOAD_FILE_BYTES)))
ISKAN_UPLOAD_MAX_PAGES = int(env.text("ISKAN_UPLOAD_MAX_PAGES", default="50"))
ISKAN_CLAMD = env.text("ISKAN_CLAMD")

# What issued documents are set in and signed with.
ISKAN_FONTS_DIR = SOURCE_ROOT / "surfaces" / "ui" / "static" / "built" / "fonts"
ISKAN_SIGNING_KEY = env.text("ISKAN_SIGNING_KEY", default=str(DATA_DIR / "signing" / "key.pem"))
ISKAN_SIGNING_CERT = env.text("ISKAN_SIGNING_CERT", default=str(DATA_DIR / "signing" / "certificate.pem"))
ISKAN_SIGNING_PASSPHRASE = env.text("ISKAN_SIGNING_PASSPHRASE")
# A time-stamping authority (RFC 3161), and the certificates in PEM that vouch for what it signs.
ISKAN_TIMESTAMP_URL = env.text("ISKAN_TIMESTAMP_URL")
ISKAN_TIMESTAMP_CA = env.text("ISKAN_TIMESTAMP_CA")

# Registers of other bodies, over the data exchange; one register moves elsewhere by ISKAN_<REGISTER>_URL.
ISKAN_REGISTERS_URL = env.text("ISKAN_REGISTERS_URL", default="http://127.0.0.1:8101")
ISKAN_REGISTER_URLS = env.register_urls(default=ISKAN_REGISTERS_URL)
ISKAN_XROAD_CLIENT = env.text("ISKAN_XROAD_CLIENT", default="BH/GOV/HOUSING/ISKAN")
ISKAN_XROAD_CA = env.text("ISKAN_XROAD_CA")
ISKAN_XROAD_CERTIFICATE = env.text("ISKAN_XROAD_CERTIFICATE")
ISKAN_SMS_URL = env.text("ISKAN_SMS_URL", default="http://127.0.0.1:8102")

# Where partner bodies' systems are told of requests: nbb=https://…, a comma between two.
ISKAN_PARTNER_HOOKS = env.addresses("ISKAN_PARTNER_HOOKS", secure=PRODUCTION)

# The public beacon of the draws: drand's quicknet, or outside production a stand-in that says so on every page.
ISKAN_BEACON = env.beacon(production=PRODUCTION)
# A draw is announced this many hours ahead at least; reveals are due this many minutes before the beacon's round.
# How long a change of contact details or bank account waits, told where its owner is reached now. Not law.
ISKAN_CONTACT_WAIT_HOURS = env.number("ISKAN_CONTACT_WAIT_HOURS", default=72, most=24 * 60)
ISKAN_DRAW_NOTICE_HOURS = env.number("ISKAN_DRAW_NOTICE_HOURS", default=24, most=24 * 365)
ISKAN_DRAW_REVEAL_MINUTES = env.number("ISKAN_DRAW_REVEAL_MINUTES", default=10, most=24 * 60)

# What the operations page calls this build: a commit, or an image's digest.
ISKAN_BUILD = env.text("ISKAN_BUILD")
# Who may read the figures for Prometheus: networks, or whoever brings the token. Nobody, where neither is named.
METRICS_NETWORKS = env.networks("ISKAN_METRICS_NETWORKS")
METRICS_TOKEN = env.text("ISKAN_METRICS_TOKEN")

# Whether spans are sent, by OpenTelemetry's own settings: the library reads where to, and how.
TRACED = bool(env.text("OTEL_EXPORTER_OTLP_ENDPOINT") or env.text("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"))

# In how many hours a breach of personal data is notified. The ministry's to name: no source at hand states it.
ISKAN_BREACH_NOTICE_HOURS = env.number_or_none("ISKAN_BREACH_NOTICE_HOURS", most=24 * 30)

# Tasks are found when a job is first queued or run, not at every start.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_ON_APP_READY = "iskan.foundation.jobs.on_app_ready"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "iskan.foundation.logs.PrivateFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        **{name: {"level": "WARNING"} for name in ("httpx", "pikepdf", "procrastinate", "iskan.foundation.requests")},
        "procrastinate.worker": {"level": "INFO"},
    },
}
