import django.db.models.deletion
from django.db import migrations, models


def empty_catalog(apps, schema_editor):
    """Throw the entries away: all of the catalog is made of the pages, and it is made again after the migration."""
    apps.get_model("search", "EntryHashtag").objects.all().delete()
    apps.get_model("search", "CatalogEntry").objects.all().delete()
    if schema_editor.connection.vendor == "postgresql":  # the tables are altered in the same transaction
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("search", "0005_distinct_hashtags"),
    ]

    operations = [
        migrations.RunPython(empty_catalog, migrations.RunPython.noop),
        migrations.RemoveField(model_name="searchrow", name="type"),
        migrations.AddField(
            model_name="searchrow",
            name="type",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="contenttypes.contenttype",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="searchrow",
            name="id",
            field=models.BigAutoField(primary_key=True, serialize=False),
        ),
        migrations.AlterField(
            model_name="entrytext",
            name="id",
            field=models.BigAutoField(primary_key=True, serialize=False),
        ),
    ]
