from django.db import migrations

# What Wagtail's profile calls the letters that ours take the place of.
KINDS = {
    "submitted_notifications": "submitted",
    "rejected_notifications": "returned",
    "approved_notifications": "published",
}


def take_over(apps, schema_editor):
    """Leave switched off what people had switched off in Wagtail."""
    mailboxes = apps.get_model("home", "Mailbox").objects
    for profile in apps.get_model("wagtailusers", "UserProfile").objects.all():
        off = sorted(kind for name, kind in KINDS.items() if not getattr(profile, name))
        if off:
            mailboxes.get_or_create(user_id=profile.user_id, defaults={"switched_off": off})


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0007_letters"),
        ("wagtailusers", "0001_initial"),
    ]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
