import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("home", "0003_home_page")]

    operations = [
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=255, unique=True, verbose_name="ключ названия")),
                ("written", models.JSONField(default=dict, verbose_name="записано из списка")),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enrolment",
                        to="home.organisationpage",
                        verbose_name="организация",
                    ),
                ),
            ],
            options={
                "verbose_name": "заведённая организация",
                "verbose_name_plural": "заведённые организации",
            },
        ),
    ]
