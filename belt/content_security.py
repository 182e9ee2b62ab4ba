"""What a browser may load on our pages: strict for the public, looser for editors.

The public policy has no nonces, so that a page can be cached whole
(docs/decisions/0008-strict-csp-without-nonces.md).
"""

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from wagtail.utils.urlpatterns import decorate_urlpatterns

PUBLIC_CSP: dict[str, list[str]] = {
    "default-src": [SELF],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}

# Wagtail's choosers, date pickers and rich text editor write scripts and styles
# into the page, and show pictures that are not uploaded yet as data: and blob:.
ADMIN_CSP: dict[str, list[str]] = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}


def with_admin_csp(urlpatterns: list[Any]) -> list[Any]:
    """The same url patterns, their responses under the editors' policy."""
    return decorate_urlpatterns(urlpatterns, csp_replace(ADMIN_CSP))
