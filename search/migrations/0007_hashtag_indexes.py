from django.db import migrations, models


class Migration(migrations.Migration):
    """Whether a link is listed stands in the indexes' rows, so that the API finds in them the rest as well."""

    dependencies = [("search", "0006_numbered_search_rows")]

    operations = [
        migrations.RemoveIndex(model_name="entryhashtag", name="tag_newest_listed"),
        migrations.RemoveIndex(model_name="entryhashtag", name="tag_type_newest_listed"),
        migrations.AddIndex(
            model_name="entryhashtag",
            index=models.Index(
                models.F("hashtag"),
                models.OrderBy(models.F("date"), descending=True),
                models.OrderBy(models.F("entry"), descending=True),
                models.F("listed"),
                name="tag_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="entryhashtag",
            index=models.Index(
                models.F("hashtag"),
                models.F("type"),
                models.OrderBy(models.F("date"), descending=True),
                models.OrderBy(models.F("entry"), descending=True),
                models.F("listed"),
                name="tag_newest_of_type",
            ),
        ),
    ]
