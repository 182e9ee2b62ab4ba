"""Keep Wagtail's own record of the site's address in step with SITE_URL."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site


class Command(BaseCommand):
    help = "Makes the default site answer at SITE_URL, so that absolute links and the sitemap are right."

    def handle(self, *args: Any, **options: Any) -> None:
        site = Site.objects.filter(is_default_site=True).first()
        if site is None:
            raise CommandError("There is no default site: load the starter content or make one in the admin.")
        origin = settings.SITE_ORIGIN
        if (site.hostname, site.port) == (origin.host, origin.effective_port):
            return
        site.hostname, site.port = origin.host, origin.effective_port
        site.save()
        self.stdout.write(f"The site's address is now {origin.url}")
