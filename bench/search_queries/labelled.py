"""The labelled set: invented offers in all languages, what people type to find them, and which of them answer it.

`python bench/search_queries/labelled.py FOLDER` writes documents.jsonl and queries.jsonl for `manage.py search_eval`.
"""

import json
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from marlerweg.foundation.searching.evaluate import Query
from marlerweg.foundation.searching.results import Document

FOLDER = Path(__file__).parent
DISTRICTS = (
    "Alt-Marl", "Brassert", "Drewer-Nord", "Drewer-Süd", "Hamm", "Hüls-Nord", "Hüls-Süd", "Lenkerbeck", "Polsum", "Sinsen", "Stadtmitte",
)  # fmt: skip
ORGANISATIONS = (
    "Nachbarschaft am Ring e. V.",
    "Sozialwerk Lippe",
    "Haus der Begegnung",
    "Bildungswerk Vest",
    "Stadt Marl",
)
# The second district sees the same offer from another organisation, so that every need has more than one answer.
COPIES = 2


def lines(name: str) -> list[list[str]]:
    written = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [
        [part.strip() for part in line.split(" | ")] for line in written if line and not line.startswith("#")
    ]


def documents() -> list[Document]:
    found = []
    for number, (key, title, text) in enumerate(lines("offers.txt")):
        for copy in range(COPIES):
            district = DISTRICTS[(number * 3 + copy * 5) % len(DISTRICTS)]
            organisation = ORGANISATIONS[(number + copy) % len(ORGANISATIONS)]
            body = f"{text} Angebot von {organisation} in {district}."
            found.append(Document(f"{key}-{copy + 1}", "de", title, body, facets={"district": [district]}))
    for language, key, title, text in lines("offers_other.txt"):
        found.append(
            Document(f"{key}-{language}", language, title, text, facets={"district": ["Stadtmitte"]})
        )
    return found


def queries() -> list[Query]:
    known = [document.id for document in documents()]
    found = []
    for number, (language, text, keys) in enumerate(lines("queries.txt"), 1):
        relevant = {name for key in keys.split(",") for name in known if name.rpartition("-")[0] == key}
        readable = {name for name in relevant if name.rpartition("-")[2] in {"1", "2", language}}
        if not readable:
            raise ValueError(f"queries.txt: no offer answers “{text}”")
        found.append(Query(str(number), language, text, frozenset(readable)))
    return found


def unanswered() -> list[Query]:
    """Every query of this set has an answer."""
    return []


def is_kept_out(query: Query) -> bool:
    """Every third query: looked at only to see whether what was tuned on the others holds."""
    return int(query.id) % 3 == 0


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "documents.jsonl").open("w", encoding="utf-8") as file:
        for one in documents():
            row = {"id": one.id, "language": one.language, "title": one.title, "body": one.body}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    with (folder / "queries.jsonl").open("w", encoding="utf-8") as file:
        for asked in queries():
            asked_row = {
                "id": asked.id,
                "language": asked.language,
                "text": asked.text,
                "relevant": sorted(asked.relevant),
            }
            file.write(json.dumps(asked_row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
