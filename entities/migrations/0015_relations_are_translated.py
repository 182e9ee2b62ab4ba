"""Relations hold a sentence that each language says in its own words."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


def give_keys(apps, schema_editor):
    """Each row the language of its page, and a key of its own."""
    rows = list(apps.get_model("entities.EntityRelation").objects.select_related("entity"))
    for row in rows:
        row.locale_id, row.translation_key = row.entity.locale_id, uuid.uuid4()
    apps.get_model("entities.EntityRelation").objects.bulk_update(rows, ["locale", "translation_key"], batch_size=500)


def locale(**kwargs):
    return models.ForeignKey(
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="wagtailcore.locale",
        verbose_name="locale",
        **kwargs,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0014_publishing_without"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [
        migrations.AddField("entityrelation", "locale", locale(null=True)),
        migrations.AddField("entityrelation", "translation_key", models.UUIDField(editable=False, null=True)),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField("entityrelation", "locale", locale()),
        migrations.AlterField("entityrelation", "translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
        migrations.AlterUniqueTogether("entityrelation", {("translation_key", "locale")}),
    ]
