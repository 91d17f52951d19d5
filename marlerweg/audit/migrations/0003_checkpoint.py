from django.db import migrations, models

from marlerweg.audit import protection


def only_refuse(apps, editor):
    protection.NOW.lift(editor)
    protection.FIRST.set(editor)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                (
                    "sequence",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="letzte gelöschte Nummer"
                    ),
                ),
                ("hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField(verbose_name="Zeitpunkt")),
            ],
            options={
                "verbose_name": "Prüfpunkt des Protokolls",
                "verbose_name_plural": "Prüfpunkte des Protokolls",
                "db_table": "audit_checkpoint",
                "ordering": ["-sequence"],
            },
        ),
        migrations.RunPython(lambda apps, editor: protection.NOW.set(editor), only_refuse),
    ]
