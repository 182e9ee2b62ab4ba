"""Settings, safe for production by default; the environment changes them.

Every variable is listed in .env.example. Values that need more than a type are
checked in belt/environment.py.
"""

import logging
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from environs import Env

from belt import environment
from belt.content_security import PUBLIC_CSP

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
ENV_FILE = env.path("ENV_FILE", BASE_DIR / ".env")
if ENV_FILE.is_file():
    env.read_env(str(ENV_FILE), recurse=False)

# Who we are, and to whom we answer

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = environment.required_secret(env.str("SECRET_KEY", ""))
SITE_ORIGIN = environment.Origin.parse(env.str("SITE_URL", "") or "https://localhost")
ALLOWED_HOSTS = [*SITE_ORIGIN.hosts, *env.list("ALLOWED_HOSTS", [])]
CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN.url, *env.list("CSRF_TRUSTED_ORIGINS", [])]

# Security

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SITE_ORIGIN.secure
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000) if SITE_ORIGIN.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SITE_ORIGIN.secure
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # editors preview pages in a frame of our own
    "security.W021",  # preloading is a promise made once, by hand, to the makers of browsers
]
# Probes ask over plain http from inside.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if env.bool("TRUST_PROXY_HEADERS", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_CSP}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Parts

INSTALLED_APPS = [
    "belt",
    "visits",
    "entities",
    "wagtail_localize",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.api.v2",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages as short as the style sheets; its random padding keeps secrets of a page from being guessed.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "belt.unreadable.RefuseUnreadable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "belt.locales.PageLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "belt.moved.LeadOnWithQuery",
]
ROOT_URLCONF = "belt.urls"
WSGI_APPLICATION = "belt.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Data

if env.str("DATABASE_URL", ""):
    DATABASES = {
        "default": environment.database(
            env.dj_db_url("DATABASE_URL"),
            base_dir=BASE_DIR,
            pool_size=env.int("DATABASE_POOL_SIZE", 8),
        )
    }
else:
    DATABASES = {"default": environment.sqlite_database(BASE_DIR / "var/db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

CACHES = {"default": environment.cache(env.str("CACHE_URL", ""))}
# The site goes on without its cache; /readyz and the log say that it is gone.
DJANGO_REDIS_IGNORE_EXCEPTIONS = True
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", BASE_DIR / "var/static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", BASE_DIR / "var/media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Languages and time

LANGUAGE_CODE = "it"
LANGUAGES = [("it", _("Italian")), ("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "belt.formats"
TIME_ZONE = "Asia/Shanghai"

# Mail: without a server nothing can be sent, so no editor is offered a link by mail.

if env.str("EMAIL_URL", ""):
    mail = env.dj_email_url("EMAIL_URL")
    EMAIL_BACKEND = mail["EMAIL_BACKEND"]
    EMAIL_HOST, EMAIL_PORT = mail["EMAIL_HOST"], mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]
    DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    WAGTAIL_PASSWORD_RESET_ENABLED = False

# Logs: one line each, on standard error.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.log_level("LOG_LEVEL", logging.INFO)},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # Each save and each indexing is a row of the database already.
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        # Anybody can send any name of a host: one answer of 400 each, and no line.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}

# Wagtail

WAGTAIL_SITE_NAME = "La Cintura"
# How long after a change a draft saves itself; docs/decisions/0032-drafts-save-themselves.md
WAGTAIL_AUTOSAVE_INTERVAL = env.int("AUTOSAVE_MILLISECONDS", 500)
WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = SITE_ORIGIN.url
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# docs/decisions/0033-pages-are-translated-by-segments.md
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = environment.machine_translator(
    env.str("MACHINE_TRANSLATOR", ""),
    key=env.str("MACHINE_TRANSLATOR_KEY", ""),
    url=env.str("MACHINE_TRANSLATOR_URL", ""),
    project=env.str("MACHINE_TRANSLATOR_PROJECT", ""),
)
WAGTAIL_USER_TIME_ZONES = ["Asia/Shanghai", "Europe/Rome"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "entities.rich_text.RichTextArea"}}
TAGGIT_CASE_INSENSITIVE = True
# Words come prepared (entities.words): PostgreSQL must not stem them once more, in English.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "belt.search_backend", "SEARCH_CONFIG": "simple"}}
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
# Through Wagtail's view, which knows who may read it, and always as an attachment.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
# No third party is asked for anything, in the admin either.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
