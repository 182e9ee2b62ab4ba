"""The site's settings, made quick and independent of the machine for the tests.

``TEST_DATABASE_URL`` chooses the database, SQLite in memory without it.
"""

import os

os.environ.update(
    ENV_FILE=os.devnull,
    SECRET_KEY="only-for-tests-" + "x" * 50,
    SITE_URL="http://localhost",
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL", ""),
)
for name in (
    "DEBUG",
    "ALLOWED_HOSTS",
    "CACHE_URL",
    "EMAIL_URL",
    "MEDIA_ROOT",
    "STATIC_ROOT",
    "MACHINE_TRANSLATOR",
):
    os.environ.pop(name, None)

from belt.settings import *  # noqa: E402, F403
from belt.settings import BASE_DIR, INSTALLED_APPS  # noqa: E402

# Watches for N+1 queries only inside zeal_context(): Wagtail's admin makes some of its own.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files come straight from where they lie.
STATIC_ROOT = BASE_DIR / "var"
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
