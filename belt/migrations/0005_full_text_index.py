"""An index of what a search asks on PostgreSQL: the words of title and text together.

Wagtail indexes the two apart and asks them joined, so every question would read every row.
On SQLite the full-text table is its own index.
"""

from django.db import migrations

NAME = "search_title_and_body"


def create_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        entries = apps.get_model("wagtailsearch.IndexEntry")._meta.db_table
        schema_editor.execute(f'CREATE INDEX {NAME} ON "{entries}" USING gin ((title || body))')


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}")


class Migration(migrations.Migration):
    dependencies = [
        ("belt", "0004_roles"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(create_index, drop_index)]
