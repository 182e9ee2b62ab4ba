"""Two addresses for machines: is the process up, and can it serve."""

import secrets

from django.core.cache import cache
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is touched."""
    return _plain("ok")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Database and cache answer too, or 503 and words on which one does not."""
    answers = {"database": _database_answers(), "cache": _cache_answers()}
    lines = [f"{name}: {'ok' if answer else 'does not answer'}" for name, answer in answers.items()]
    return _plain("\n".join(lines), status=200 if all(answers.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _cache_answers() -> bool:
    # The cache ignores its own failures; what it does not give back tells of them.
    token = secrets.token_hex(8)
    key = f"readyz-{token}"
    cache.set(key, token, timeout=10)
    return bool(cache.get(key) == token)


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text + "\n", status=status, content_type="text/plain; charset=utf-8")
