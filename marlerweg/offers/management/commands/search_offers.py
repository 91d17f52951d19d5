"""The search of the directory on the terminal, with the reasons of every hit."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from marlerweg.foundation import languages
from marlerweg.offers.queries.finding import Ranked, Wish, ranked


class Command(BaseCommand):
    help = "Sucht in den öffentlichen Angeboten wie die Suchseite und nennt zu jedem Treffer die Gründe."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", metavar="QUERY")
        parser.add_argument("--language", default="de", choices=languages.CODES, help="Sprache der Suchenden")
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--json", action="store_true", dest="as_json", help="als JSON")

    def handle(
        self, *args: Any, query: str, language: str, limit: int, as_json: bool, **options: Any
    ) -> None:
        with translation.override(language):
            found = ranked(Wish(words=query, language=language), limit=limit)
        self.stdout.write(
            json.dumps(as_plain(query, found), ensure_ascii=False, indent=2) if as_json else listed(found)
        )


def as_plain(query: str, found: Ranked) -> dict[str, Any]:
    return {
        "query": query,
        "total": found.total,
        "meant": found.correction.text if found.correction else None,
        "hits": [
            {
                "id": hit.id,
                "slug": found.slugs[hit.id],
                "title": found.titles[hit.id],
                "language": hit.language,
                "score": hit.score,
                "near": place > found.total,
                "reasons": [
                    {
                        "asked": match.asked,
                        "found": match.found,
                        "way": match.way,
                        "language": match.language,
                        "concept": match.concept,
                    }
                    for match in hit.matches
                ],
            }
            for place, hit in enumerate(found.hits, 1)
        ],
    }


def listed(found: Ranked) -> str:
    meant = [f"Gesucht wurde: {found.correction.text}"] if found.correction else []
    lines = [
        f"{hit.score:8.2f}  {found.titles[hit.id]}  ({hit.language}; "
        + ", ".join(f"{match.asked} → {match.found} [{match.way}]" for match in hit.matches)
        + f")  {hit.id}"
        for hit in found.hits
    ]
    answers, near = lines[: found.total], lines[found.total :]
    return "\n".join(
        [
            *meant,
            f"{found.total} Treffer",
            *answers,
            *(["Nicht genau das, aber ähnlich:", *near] if near else []),
        ]
    )
