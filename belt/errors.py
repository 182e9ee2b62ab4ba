"""The answers to a request that failed for a reason nobody foresaw.

Plain files: rendering them needs no database, no language and no request.
"""

import sys

from django.http import HttpRequest, HttpResponse
from django.template import loader

from belt.failures import is_outage

RETRY_AFTER_SECONDS = 30


def server_error(request: HttpRequest) -> HttpResponse:
    """``handler500``: 503 while the database is out of reach, 500 for a fault of ours."""
    if is_outage(sys.exception()):
        response = HttpResponse(loader.get_template("503.html").render(), status=503)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    else:
        response = HttpResponse(loader.get_template("500.html").render(), status=500)
    response["Cache-Control"] = "no-store"
    return response
