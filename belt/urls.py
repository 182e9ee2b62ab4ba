"""Every address of the site; public pages start with a language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.decorators.cache import never_cache
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from belt import admin_addresses, health, media, views
from belt.api import api_router
from belt.content_security import with_admin_csp
from belt.sitemap import EveryLanguage
from entities import saving

handler500 = "belt.errors.server_error"

# Guarded as Wagtail guards its own views, before which they must stand: a hook adds addresses after them.
before_wagtail = [*saving.urlpatterns, *admin_addresses.urlpatterns]
for guard in (require_admin_access, wagtailadmin_urls.display_custom_404, never_cache):
    decorate_urlpatterns(before_wagtail, guard)

urlpatterns = [
    path("", views.choose_language, name="root"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": EveryLanguage}}, name="sitemap"),
    path("api/v2/", api_router.urls),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media.picture, name="picture"),
    path("admin/", include(with_admin_csp([*before_wagtail, *wagtailadmin_urls.urlpatterns]))),
    *i18n_patterns(
        path("<slug:section>/export.<slug:format_name>", views.export, name="export"),
        path("", include(wagtail_urls)),
    ),
]
