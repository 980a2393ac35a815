"""Give a new installation its home page, in the place of Wagtail's «Welcome» page."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_home_page(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put a HomePage under the root and the default site on it, unless there is a site of someone's own."""
    page_model = apps.get_model("wagtailcore", "Page")
    site_model = apps.get_model("wagtailcore", "Site")
    home_model = apps.get_model("home", "HomePage")
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="home", model="homepage"
    )
    welcome = page_model.objects.filter(depth=2, slug="home", content_type__model="page").first()
    if welcome is None:
        return
    locale_id, path = welcome.locale_id, welcome.path
    site_model.objects.filter(root_page=welcome).delete()
    welcome.delete()
    home = home_model.objects.create(
        title="Вестник",
        draft_title="Вестник",
        slug="home",
        content_type=content_type,
        locale_id=locale_id,
        path=path,
        depth=2,
        numchild=0,
        url_path="/home/",
    )
    site_model.objects.create(hostname="localhost", site_name="Вестник", root_page=home, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(make_home_page, migrations.RunPython.noop)]
