"""How gunicorn serves the site: ``gunicorn --config python:belt.serving belt.wsgi``.

One process with threads: the cache in memory and SQLite's single writer are
shared by all requests. ``WEB_CONCURRENCY`` adds processes where PostgreSQL and
Redis stand behind the site.
"""

import os

from gunicorn.arbiter import Arbiter

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
threads = 8
preload_app = True
loglevel = "warning"
graceful_timeout = 10
control_socket_disable = True


def when_ready(server: Arbiter) -> None:
    """Say where the site is, once it answers."""
    from django.conf import settings

    print(f"\n  The site    {settings.SITE_ORIGIN.url}/\n  The admin   {settings.SITE_ORIGIN.url}/admin/")
    print("  Ctrl-C stops it.", flush=True)
