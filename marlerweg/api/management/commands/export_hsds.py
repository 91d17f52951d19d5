"""Writes all public offers as HSDS."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from marlerweg.api.hsds import tabular
from marlerweg.api.hsds.projection import Projection
from marlerweg.api.hsds.reading import Wanted, offers, town
from marlerweg.api.hsds.records import every_service


class Command(BaseCommand):
    help = (
        "Schreibt alle öffentlichen Angebote im Format HSDS 3.1.3: als JSON-Liste vollständiger Angebote, oder mit "
        "--format csv als Ordner (oder .zip) mit einer CSV-Datei je Tabelle und datapackage.json."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="PATH", type=Path)
        parser.add_argument("--format", choices=["json", "csv"], default="json", dest="form")
        parser.add_argument("--language", default="de", help="Sprache der Texte (Standard: de)")

    def handle(self, *args: Any, path: Path, form: str, language: str, **options: Any) -> None:
        here = Projection(town(language, settings.PUBLIC_ADDRESS), language)
        services = every_service(here, offers(Wanted()))
        if form == "csv":
            count = tabular.write(services, path)
        else:
            count = 0
            unfinished = path.with_name(f".{path.name}.unfinished")
            with unfinished.open("w", encoding="utf-8") as file:
                file.write("[")
                for count, service in enumerate(services, 1):
                    file.write(",\n" if count > 1 else "\n")
                    json.dump(service, file, ensure_ascii=False)
                file.write("\n]\n")
            unfinished.replace(path)
        self.stdout.write(f"{count} Angebote geschrieben: {path}")
