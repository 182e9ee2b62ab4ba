"""Serves uploaded pictures where no web server in front of the site does.

Pictures are public; documents go through Wagtail's view, which knows who may read them.
"""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

PUBLIC_FOLDERS = ("images", "original_images", "avatar_images")
ONE_DAY = 24 * 60 * 60


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of a public folder below ``MEDIA_ROOT``, or 404."""
    path = posixpath.normpath(path)
    if path.split("/")[0] not in PUBLIC_FOLDERS:
        raise Http404
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (OSError, ValueError):
        # A name that no file system takes.
        raise Http404 from None
    patch_cache_control(response, public=True, max_age=ONE_DAY)
    return response
