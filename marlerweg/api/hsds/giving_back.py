"""What came from another directory goes out as it came in, but for what was changed here.

Three records are held against each other: what came in, what we would have said of it at once, and what we say now.
Where the latter two agree, nothing happened here and the source's own words stand, members we know nothing of included.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from marlerweg.api.hsds.projection import Projection, Record
from marlerweg.api.hsds.understanding import understand
from marlerweg.offers.models import Foreign

# Rows of a timetable mean something only together: once the times changed here, none of the source's rows stays.
WHOLE = frozenset({"schedules"})


def give_back(here: Projection, said: Record, kept: Foreign) -> Record:
    """The service as it goes out; its organization is laid over by the caller."""
    came = kept.unknown["document"]
    read = understand(came, here.town, kept.unknown.get("language", here.language))
    organisation = kept.unknown.get("organization")
    standing = replace(read.standing, organisation=UUID(organisation) if organisation else None)
    at_once = here.service(read.content, standing)
    ids = read.ids | _same_places(came, said)
    return merged(came, renamed(at_once, ids), renamed(said, ids))


def _same_places(came: Record, said: Record) -> dict[str, str]:
    """A venue that was written anew here has another id; the house tells that it is the same."""
    known = {
        (each.get("location") or {}).get("id"): each.get("id")
        for each in came.get("service_at_locations") or []
    }
    return {
        each["id"]: known[each["location_id"]]
        for each in said.get("service_at_locations", [])
        if known.get(each["location_id"])
    }


def give_back_organization(said: Record, kept: Foreign) -> Record:
    came, at_once = kept.unknown["document"], kept.unknown["at_once"]
    return merged(came, at_once, said)


def renamed(record: Any, ids: Mapping[str, str]) -> Any:
    """With the ids of the source in the place of those we derive."""
    if isinstance(record, dict):
        return {name: renamed(value, ids) for name, value in record.items()}
    if isinstance(record, list):
        return [renamed(value, ids) for value in record]
    return ids.get(record, record) if isinstance(record, str) else record


def merged(came: Mapping[str, Any], at_once: Mapping[str, Any], now: Mapping[str, Any]) -> Record:
    """Member by member, in the source's order; what is new here comes last."""
    found: Record = {}
    for name in dict.fromkeys([*came, *now]):
        before, after = at_once.get(name), now.get(name)
        if before == after:
            if name in came:
                found[name] = came[name]
        elif name in WHOLE:
            found[name] = after or []
        elif isinstance(after, list) and isinstance(came.get(name), list):
            found[name] = _merged_lists(came[name], before or [], after)
        elif isinstance(after, dict) and isinstance(came.get(name), dict) and isinstance(before, dict):
            found[name] = merged(came[name], before, after)
        elif after is not None:
            found[name] = after
        elif isinstance(came.get(name), list):
            found[name] = _merged_lists(came[name], before or [], [])
    return {name: value for name, value in found.items() if value != [] or name in came}


def _merged_lists(came: list[Any], at_once: list[Any], now: list[Any]) -> list[Any]:
    """By id: unread records stay, read ones that are gone here go, others are merged, new ones follow."""
    before, after = _by_id(at_once), _by_id(now)
    found = []
    for each in came:
        key = each.get("id") if isinstance(each, dict) else None
        if key in after:
            found.append(merged(each, before.get(key, {}), after.pop(key)))
        elif key not in before:
            found.append(each)
    return [*found, *after.values()]


def _by_id(rows: list[Any]) -> dict[Any, Any]:
    return {row["id"]: row for row in rows}
