"""From plain values to rows: only what differs is touched, and rows that stay what they were keep their ids."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from django.db.models import Model

from marlerweg.foundation.texts import fingerprint
from marlerweg.network.models import District, Organisation, Theme
from marlerweg.offers.actions.places import find_or_add
from marlerweg.offers.models import Change, Condition, ContactWay, Offer, OfferText, Slot, Term, Venue
from marlerweg.offers.queries.contents import COLUMNS, LISTS, words_of
from marlerweg.offers.rules import staleness
from marlerweg.offers.rules.content import WORDS, Content, Timed, Words
from marlerweg.offers.rules.times import schedule


class UnknownWord(Exception):
    """A theme, term, district, organisation or place that nobody here knows; `field` and `value` say which."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field}: {value}")
        self.field, self.value = field, value


def write(offer: Offer, before: Content, after: Content, *, at: datetime) -> None:
    """Bring the rows from one content to the other; the caller has claimed the version and notes the deed."""
    plain = {name: getattr(after, name) for name in COLUMNS}
    plain |= {name: list(getattr(after, name)) for name in LISTS}
    for name, value in plain.items():
        setattr(offer, name, value)
    offer.changed_at = at
    offer.save(update_fields=[*plain, "changed_at"])
    _write_references(offer, before, after)
    write_texts(offer, before.texts, after.texts, at=at)
    _write_places_and_times(offer, before, after, at)
    if before.contacts != after.contacts:
        _write_contacts(offer, after)
    if before.conditions != after.conditions:
        _write_conditions(offer, after)


def write_texts(
    offer: Offer, before: Mapping[str, Words], after: Mapping[str, Words], *, at: datetime
) -> None:
    """German first; then every translation is fresh, or outdated, field by field."""
    rows = {row.language: row for row in OfferText.objects.filter(offer=offer)}
    german = after.get("de", Words())
    source = fingerprint(*(getattr(german, name) for name in WORDS))
    for code in set(rows) - set(after):
        rows[code].delete()
    for code, words in after.items():
        row = rows.get(code) or OfferText(offer=offer, language=code, changed_at=at)
        touched = [name for name in WORDS if getattr(row, name) != getattr(words, name)]
        given = _with_hashes(code, german, words, row, before.get(code))
        state = _state_of(code, german, given, row)
        if row._state.adding or touched or state != row.state or given.source_hashes != row.source_hashes:
            for name in WORDS:
                setattr(row, name, getattr(words, name))
            row.source_hashes = dict(given.source_hashes)
            row.source_hash = source if code != "de" and state != staleness.OUTDATED else row.source_hash
            row.state = state
            if touched or row._state.adding:
                row.changed_at = at
            if touched and state == OfferText.State.CHECKED:
                row.checked_at = at
            row.save()


def _with_hashes(code: str, german: Words, words: Words, row: OfferText, before: Words | None) -> Words:
    """Given hashes win where they are news (a revision, an import); else what was written now follows the present German."""
    if code == "de":
        return _hashed(words, {})
    if words.source_hashes and (before is None or dict(words.source_hashes) != dict(before.source_hashes)):
        return words
    stored = words_of(row)
    touched = tuple(name for name in WORDS if getattr(stored, name) != getattr(words, name))
    return _hashed(words, staleness.settled_hashes(german, _hashed(words, row.source_hashes), touched))


def _hashed(words: Words, hashes: Mapping[str, str]) -> Words:
    return Words(
        **{name: getattr(words, name) for name in WORDS}, state=words.state, source_hashes=dict(hashes)
    )


def _state_of(code: str, german: Words, words: Words, row: OfferText) -> str:
    if code == "de":
        return staleness.CHECKED
    if words.state == staleness.OUTDATED:
        checked = row.checked_at is not None
    else:
        checked = words.state == staleness.CHECKED
    return staleness.shown_state(german, words, checked=checked)


def _write_references(offer: Offer, before: Content, after: Content) -> None:
    if set(before.themes) != set(after.themes):
        offer.themes.set(_themes(after.themes))
    if set(before.terms) != set(after.terms):
        offer.terms.set(_terms(after.terms))
    if set(before.districts) != set(after.districts):
        offer.districts.set(_by("districts", "key", District.objects.all(), after.districts))
    if set(before.partners) != set(after.partners):
        offer.partners.set(_by("partners", "pk", Organisation.objects.all(), after.partners))


def _themes(codes: Sequence[str]) -> list[Theme]:
    """Of the list in use, else of the newest one that has the code."""
    found: dict[str, Theme] = {}
    for theme in Theme.objects.filter(code__in=codes).order_by("scheme__is_current", "scheme__valid_from"):
        found[theme.code] = theme
    return [_known("themes", code, found) for code in codes]


def _terms(codes: Sequence[str]) -> list[Term]:
    found: dict[str, Term] = {}
    wanted = Term.objects.filter(code__in=[code.partition("/")[2] for code in codes])
    ordered = wanted.select_related("vocabulary").order_by("vocabulary__is_current", "vocabulary__valid_from")
    for term in ordered:
        found[f"{term.vocabulary.subject}/{term.code}"] = term
    return [_known("terms", code, found) for code in codes]


def _by(field: str, column: str, rows: Any, keys: Sequence[str]) -> list[Any]:
    found = {str(getattr(row, column)): row for row in rows.filter(**{f"{column}__in": keys})}
    return [_known(field, key, found) for key in keys]


def _known(field: str, key: str, found: Mapping[str, Any]) -> Any:
    if key not in found:
        raise UnknownWord(field, key)
    return found[key]


def _write_places_and_times(offer: Offer, before: Content, after: Content, at: datetime) -> None:
    moved = before.venues != after.venues
    if not moved and before.slots == after.slots and before.changes == after.changes:
        return
    kept = {str(venue.place_id): venue for venue in Venue.objects.filter(offer=offer)}
    venues = []
    for position, wanted in enumerate(after.venues):
        place = find_or_add(wanted.place, at=at)
        venue = kept.pop(str(place.pk), None) or Venue(offer=offer, place=place)
        if venue in venues:
            raise UnknownWord("venues", str(wanted.place))
        if venue._state.adding or (venue.note, venue.position) != (wanted.note, position):
            venue.note, venue.position = wanted.note, position
            venue.save()
        venues.append(venue)
    _write_slots(offer, after.slots, venues)
    _write_changes(offer, after.changes, venues)
    for gone in kept.values():
        gone.delete()


def _write_slots(offer: Offer, slots: Sequence[Timed], venues: Sequence[Venue]) -> None:
    wanted = [
        {"venue": _venue(each, venues), "position": position, **columns_of(cast(schedule.Slot, each.when))}
        for position, each in enumerate(slots)
    ]
    _settle(Slot, list(Slot.objects.filter(offer=offer).order_by("position", "pk")), wanted, offer)


def _write_changes(offer: Offer, changes: Sequence[Timed], venues: Sequence[Venue]) -> None:
    wanted = [
        {"venue": _venue(each, venues), **columns_of_change(cast(schedule.Change, each.when))}
        for each in changes
    ]
    _settle(Change, list(Change.objects.filter(offer=offer).order_by("first", "pk")), wanted, offer)


def columns_of(slot: schedule.Slot) -> dict[str, Any]:
    """A slot by the columns of its table."""
    return {
        "rhythm": slot.rhythm.value,
        "days": sorted(slot.days),
        "opens": slot.opens,
        "closes": slot.closes,
        "every": slot.every if slot.rhythm is schedule.Rhythm.EVERY_N_WEEKS else None,
        "anchor": slot.anchor,
        "nth": list(slot.nth),
        "month_days": list(slot.days_of_month),
        "on": slot.on,
        "valid_from": slot.valid_from,
        "valid_until": slot.valid_until,
        "on_public_holidays": slot.on_public_holidays.value,
        "on_school_holidays": slot.on_school_holidays.value,
        "by_appointment": slot.by_appointment,
        "note": slot.note,
    }


def columns_of_change(change: schedule.Change) -> dict[str, Any]:
    """An exception by the columns of its table."""
    return {
        "kind": change.kind.value,
        "first": change.first,
        "last": change.last,
        "opens": change.opens,
        "closes": change.closes,
        "note": change.note,
    }


def _venue(each: Timed, venues: Sequence[Venue]) -> Venue | None:
    if each.venue is None:
        return None
    if not 0 <= each.venue < len(venues):
        raise UnknownWord("venues", str(each.venue))
    return venues[each.venue]


def _write_contacts(offer: Offer, after: Content) -> None:
    rows = {(row.kind, row.value): row for row in ContactWay.objects.filter(offer=offer)}
    wanted = {(each.kind, each.value): each for each in after.contacts}
    for gone in set(rows) - set(wanted):
        rows[gone].delete()
    for position, (key, each) in enumerate(wanted.items()):
        row = rows.get(key) or ContactWay(offer=offer, kind=each.kind, value=each.value)
        row.label, row.spoken, row.position = each.label, list(each.spoken), position
        row.save()


def _write_conditions(offer: Offer, after: Content) -> None:
    rows = {row.kind: row for row in Condition.objects.filter(offer=offer)}
    wanted = {each.kind.value: each for each in after.conditions}
    for gone in set(rows) - set(wanted):
        rows[gone].delete()
    for kind, each in wanted.items():
        row = rows.get(kind) or Condition(offer=offer, kind=kind)
        row.restricts, row.allowed = each.restricts, dict(each.allowed)
        row.save()


def _settle(model: Any, rows: list[Any], wanted: Iterable[Mapping[str, Any]], offer: Offer) -> None:
    """Reuse the rows in their order, add what is missing, drop what is too much."""
    left: list[Model] = list(rows)
    for values in wanted:
        row: Any = left.pop(0) if left else model(offer=offer)
        if row._state.adding or any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
    for gone in left:
        gone.delete()
