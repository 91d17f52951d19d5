from django.db import migrations

from marlerweg.audit import protection


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: protection.FIRST.set(editor),
            lambda apps, editor: protection.FIRST.lift(editor),
        )
    ]
