"""The office of a delegate is written in each language."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


def give_keys(apps, schema_editor):
    """Each row the language of its page, and a key of its own."""
    rows = list(apps.get_model("visits.Delegate").objects.select_related("report"))
    for row in rows:
        row.locale_id, row.translation_key = row.report.locale_id, uuid.uuid4()
    apps.get_model("visits.Delegate").objects.bulk_update(rows, ["locale", "translation_key"], batch_size=500)


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
        ("visits", "0004_change_notes"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [
        migrations.AddField("delegate", "locale", locale(null=True)),
        migrations.AddField("delegate", "translation_key", models.UUIDField(editable=False, null=True)),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField("delegate", "locale", locale()),
        migrations.AlterField("delegate", "translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
        migrations.AlterUniqueTogether("delegate", {("translation_key", "locale")}),
    ]
