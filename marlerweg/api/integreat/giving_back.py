"""What came in from Integreat goes out as it came, but under our address, and but for what was changed here."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from marlerweg.api.integreat.gathering import tail
from marlerweg.api.integreat.shapes import Frame, Record, moment, stamp_gmt, their_code
from marlerweg.offers.models import Foreign, Offer, Place

# Members for which we have no field: they stay the source's whatever is changed here.
WITHOUT_FIELD = ("id", "icon", "thumbnail", "featured_image", "meeting_url", "hash")


def came_with(offer: Offer) -> list[Foreign]:
    """Prefetched by the caller."""
    return list(vars(offer).get("came", []))


def is_as_it_came(offer: Offer, came: Foreign) -> bool:
    """Whether nobody here says anything else than the source."""
    return came.taken_version == offer.version


def location(frame: Frame, said: Record, offer: Offer, came: Foreign, *, at: Place, language: str) -> Record:
    """`said` is what we would say; `language` that of the text which the reader gets."""
    document = _in(came, language)
    changed = _changed(frame, said, offer, came, document)
    if not is_as_it_came(offer, came):
        return changed
    ours = {name: changed[name] for name in ("url", "path", "available_languages")}
    # The app looks into these without asking.
    there = {name: document.get(name) or changed[name] for name in ("category", "contacts", "location")}
    moved = at.changed_at > came.taken_at
    house = {name: changed[name] for name in ("location", "barrier_free")} if moved else {}
    open_now = {"temporarily_closed": False}
    closed = {"temporarily_closed": True, "opening_hours": None}
    now = closed if said["temporarily_closed"] else open_now
    return {**document, **ours, **_moments(offer, came, document), **there, **house, **now}


def _changed(frame: Frame, said: Record, offer: Offer, came: Foreign, document: Record) -> Record:
    """A place that was changed here: our words, the source's own members."""
    found = {**said, **_without_field(document, said), **_addresses(frame, said, came, document)}
    found["location"] = {**said["location"], "id": (document.get("location") or said["location"])["id"]}
    if not offer.themes.all():
        found["category"] = document.get("category") or said["category"]
    return found


def event(frame: Frame, offer: Offer, came: Foreign, language: str, said: Record) -> Record:
    """An event that nobody here has changed; `said` are its languages as we know them."""
    document = _in(came, language)
    house = tail(document.get("location_path"))
    return {
        **document,
        **_addresses(frame, said, came, document),
        **_moments(offer, came, document),
        "location": document.get("location") or said["location"],
        "location_path": frame.path(*house) if house else None,
    }


def identified(frame: Frame, said: Record, came: Foreign, language: str) -> Record:
    """An event that was changed here: our words, the source's own members."""
    document = _in(came, language)
    return {**said, **_without_field(document, said), **_addresses(frame, said, came, document)}


def is_over(came: Foreign, today: dt.date) -> bool:
    ends = came.unknown.get("ends")
    return ends is not None and dt.date.fromisoformat(ends) < today


def page(frame: Frame, came: Foreign) -> Record | None:
    """An information page in the language asked for, where it has one."""
    document = came.unknown["documents"].get(frame.language)
    if document is None:
        return None
    path = frame.path(*tail(document.get("path")))
    above = document.get("parent") if isinstance(document.get("parent"), Mapping) else {}
    parent_path = frame.path(*tail(above.get("path"))) if tail(above.get("path")) else None
    parent = {
        "id": above.get("id") or 0,
        "url": frame.url(parent_path) if parent_path else None,
        "path": parent_path,
    }
    said = {"available_languages": _spoken(document, came.unknown["documents"], frame.language)}
    return {**document, **_addresses(frame, said, came, document), "path": path, "parent": parent}


def _in(came: Foreign, language: str) -> Record:
    documents: dict[str, Record] = came.unknown["documents"]
    return documents.get(language) or documents.get("de") or next(iter(documents.values()))


def _without_field(document: Record, said: Record) -> Record:
    """The source's members that we know nothing of, and those that we have no field for."""
    return {name: value for name, value in document.items() if name in WITHOUT_FIELD or name not in said}


def _addresses(frame: Frame, said: Record, came: Foreign, document: Record) -> Record:
    """The source's path under our region, so that it stays the same however often it is taken over."""
    path = frame.path(*tail(document.get("path")))
    documents = came.unknown["documents"]
    told = document.get("available_languages")
    known = told if isinstance(told, Mapping) else {}
    others = {}
    for code, each in said["available_languages"].items():
        ours = next((own for own in documents if their_code(own) == code), None)
        if ours is None:
            others[code] = each
            continue
        there = frame.path(*tail(documents[ours].get("path")), language=ours)
        key = known[code].get("id") if isinstance(known.get(code), Mapping) else documents[ours].get("id")
        others[code] = {"id": key, "url": frame.url(there), "path": there}
    return {"path": path, "url": frame.url(path), "available_languages": others}


def _spoken(document: Record, documents: Mapping[str, Record], language: str) -> Record:
    return {their_code(code): {} for code in documents if code != language}


def _moments(offer: Offer, came: Foreign, document: Record) -> Record:
    """The source's last change, unless somebody here has touched the offer since."""
    names = ("last_updated", "modified_gmt")
    if offer.changed_at <= came.taken_at:
        return {name: document[name] for name in names if document.get(name)}
    return {"last_updated": moment(offer.changed_at), "modified_gmt": stamp_gmt(offer.changed_at)}


def of_kind(rows: Iterable[Foreign], kind: str) -> list[Foreign]:
    return [row for row in rows if row.kind == kind]


def at_place(rows: Iterable[Foreign], place: Any) -> Foreign | None:
    return next((row for row in rows if row.unknown.get("place") == str(place)), None)
