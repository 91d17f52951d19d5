"""Keep the message catalogues in step with code and templates."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from marlerweg.foundation import catalogues


class Command(BaseCommand):
    help = "Sammelt die Texte der Oberfläche (gather), übersetzt die Kataloge in Maschinenform (compile) oder zeigt Lücken (missing)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("deed", choices=["gather", "compile", "missing"], help="was zu tun ist")
        parser.add_argument("--language", help="nur diese Sprache, zum Beispiel uk")

    def handle(self, *args: Any, deed: str, language: str | None = None, **options: Any) -> None:
        wanted = [language] if language else catalogues.translated_languages()
        if deed == "compile":
            self.stdout.write(f"{len(catalogues.compile_all())} Kataloge übersetzt.")
            return
        for code in wanted:
            if deed == "gather":
                catalogues.update(code)
            gaps = catalogues.missing(code)
            self.stdout.write(f"{code}: {len(gaps)} Texte ohne Übersetzung")
            if deed == "missing":
                for gap in gaps:
                    self.stdout.write(f"  {gap}")
