"""The site itself: three languages, a home page in each, Italian published.

The other two stay drafts until somebody translates them.
"""

import uuid

from django.db import migrations

HOMES = [("it", "home", True), ("en", "home-en", False), ("zh-hans", "home-zh-hans", False)]


def create_site(apps, schema_editor):
    content_types = apps.get_model("contenttypes.ContentType")
    locales = apps.get_model("wagtailcore.Locale")
    pages = apps.get_model("wagtailcore.Page")
    sites = apps.get_model("wagtailcore.Site")
    homes = apps.get_model("belt.HomePage")

    pages.objects.filter(depth__gt=1).delete()
    sites.objects.all().delete()
    home_type, _ = content_types.objects.get_or_create(model="homepage", app_label="belt")
    key = uuid.uuid4()
    for number, (language, slug, live) in enumerate(HOMES, start=1):
        locale, _ = locales.objects.get_or_create(language_code=language)
        home = homes.objects.create(
            title="La Cintura",
            draft_title="La Cintura",
            slug=slug,
            headline="La Cintura",
            content_type=home_type,
            path=f"0001{number:04d}",
            depth=2,
            numchild=0,
            url_path=f"/{slug}/",
            live=live,
            has_unpublished_changes=not live,
            locale=locale,
            translation_key=key,
        )
        if live:
            sites.objects.create(
                hostname="localhost", site_name="La Cintura", root_page_id=home.pk, is_default_site=True
            )
    pages.objects.filter(depth=1).update(numchild=len(HOMES))


def remove_site(apps, schema_editor):
    apps.get_model("wagtailcore.Site").objects.all().delete()
    apps.get_model("belt.HomePage").objects.filter(path__in=["00010001", "00010002", "00010003"]).delete()
    apps.get_model("wagtailcore.Page").objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("belt", "0001_initial"),
        ("wagtailcore", "0001_squashed_0016_change_page_url_path_to_text_field"),
        ("wagtaildocs", "0001_initial"),
        ("wagtailsearch", "0001_initial"),
    ]
    operations = [migrations.RunPython(create_site, remove_site)]
