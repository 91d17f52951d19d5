"""Records of one thing in all its languages, and things that are one offer here: a house, its doors, its dates."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from marlerweg.api.integreat.shapes import our_code
from marlerweg.api.integreat.sources import Answer
from marlerweg.foundation import languages

Record = Mapping[str, Any]
WORDING = ("title", "excerpt", "content", "meta_description")


@dataclass
class Thing:
    """A place, event or page; `documents` by our language code, the source's leading language first."""

    kind: str
    key: str
    documents: dict[str, Record] = field(default_factory=dict)

    @property
    def leading(self) -> Record:
        return (
            self.documents[languages.GERMAN.code]
            if "de" in self.documents
            else next(iter(self.documents.values()))
        )

    @property
    def title(self) -> str:
        return str(self.leading.get("title") or "")

    @property
    def path(self) -> tuple[str, ...]:
        """Behind region and language."""
        return tail(self.leading.get("path"))


@dataclass
class Bundle:
    """What becomes one offer."""

    locations: list[Thing] = field(default_factory=list)
    events: list[Thing] = field(default_factory=list)

    @property
    def things(self) -> list[Thing]:
        return [*self.locations, *self.events]

    @property
    def first(self) -> Thing:
        return self.things[0]


def tail(path: Any) -> tuple[str, ...]:
    return tuple(str(path or "").strip("/").split("/")[2:])


def things(answers: Iterable[Answer]) -> tuple[dict[str, list[Thing]], dict[str, int]]:
    """Things by kind, in the source's order; and how many records came in languages that nobody here reads."""
    found: dict[tuple[str, str], Thing] = {}
    unread: dict[str, int] = {}
    for each in sorted(answers, key=lambda answer: answer.language != "de"):
        language = our_code(each.language)
        if language is None:
            unread[each.language] = unread.get(each.language, 0) + len(each.records)
            continue
        for record in each.records:
            key = each.kind, str(record.get("id"))
            thing = found.setdefault(key, Thing(*key))
            if (
                language in thing.documents
            ):  # the same id twice in one list: told apart, so that both are judged
                key = each.kind, f"{record.get('id')} {record.get('path')}"
                thing = found.setdefault(key, Thing(*key))
            if not thing.documents or _is_translation(thing.leading, record, each.language):
                thing.documents[language] = record
    by_kind: dict[str, list[Thing]] = {"locations": [], "events": [], "pages": []}
    for thing in found.values():
        by_kind[thing.kind].append(thing)
    return by_kind, unread


def _is_translation(leading: Record, record: Record, language: str) -> bool:
    """Where the leading text is only repeated, nobody has translated anything."""
    available = leading.get("available_languages")
    if isinstance(available, Mapping) and language not in available:
        return False
    return any(record.get(name) != leading.get(name) for name in WORDING)


def bundles(locations: Iterable[Thing], events: Iterable[Thing]) -> Iterator[Bundle]:
    """Doors of one address are one offer; a date at a place that is called the same is a date of that offer."""
    by_path: dict[tuple[str, ...], Bundle] = {}
    for each in locations:
        by_path.setdefault(each.path or (each.key,), Bundle()).locations.append(each)
    single = []
    for each in events:
        house = by_path.get(tail(each.leading.get("location_path")))
        if house and house.first.title == each.title:
            house.events.append(each)
        else:
            single.append(Bundle(events=[each]))
    yield from by_path.values()
    yield from single
