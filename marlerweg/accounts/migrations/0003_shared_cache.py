from django.core.management import call_command
from django.db import migrations


def create(apps, editor):
    """The table in which attempts are counted for all processes; Django has no model for it."""
    call_command("createcachetable", "shared_cache", database=editor.connection.alias, verbosity=0)


def drop(apps, editor):
    editor.execute('DROP TABLE IF EXISTS "shared_cache"')


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sessions_and_ends")]

    operations = [migrations.RunPython(create, drop)]
