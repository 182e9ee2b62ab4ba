"""The site for a WSGI server: ``gunicorn --config python:belt.serving belt.wsgi``."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from belt.failures import explain

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "belt.settings")

try:
    application = get_wsgi_application()
except Exception as error:
    sentence = explain(error)
    if sentence is None:
        raise
    sys.exit(sentence)
