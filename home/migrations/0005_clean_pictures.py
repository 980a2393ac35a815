import wagtail.images.models
from django.db import migrations, models

import home.models.pictures


class Migration(migrations.Migration):
    dependencies = [("home", "0004_enrolment")]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="source_hash",
            field=models.CharField(blank=True, db_index=True, default="", editable=False, max_length=40),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="picture",
            name="file",
            field=home.models.pictures.PictureField(
                height_field="height",
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="файл",
                width_field="width",
            ),
        ),
    ]
