"""Tables and models agree, and every migration has a name that says something."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader


@pytest.mark.django_db
def test_no_model_changed_without_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=3)


def test_every_migration_is_named_by_what_it_does() -> None:
    nameless = [
        path.name
        for config in apps.get_app_configs()
        if config.name.startswith("marlerweg.")
        for path in (Path(config.path) / "migrations").glob("0*.py")
        if re.search(r"_auto_|^\d+_\d+", path.name)
    ]
    assert not nameless


def test_no_room_has_two_ends() -> None:
    assert not MigrationLoader(None).detect_conflicts()
