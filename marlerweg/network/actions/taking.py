"""What one row of a list does: it adds what is missing, overwrites nothing, and says what it did not understand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db.models import CharField

from marlerweg.foundation import entries
from marlerweg.foundation.imports import Applied, Outcome, RowRefused
from marlerweg.foundation.sheets import Cell, text_in
from marlerweg.network.models import Address, ContactDetail, Organisation, Person, Position
from marlerweg.network.queries.places import find_district, town
from marlerweg.network.rules import intake
from marlerweg.network.rules.folding import folded, folded_contact, folded_street, name_words
from marlerweg.network.sentences import Said
from marlerweg.network.speech import SPOKEN

Record = Mapping[str, Cell]
Kind = ContactDetail.Kind


class Taker:
    """Takes in the rows of one list; knows who is there already, and counts every row's own doings."""

    def __init__(self, visibility: str) -> None:
        self.visibility = visibility
        here = town()
        self.town = here.name if here else ""
        self.organisations: dict[tuple[str, ...], list[Organisation]] = defaultdict(list)
        for row in Organisation.objects.filter(archived_at=None):
            self._remember(row)
        self.people: dict[str, list[Person]] = defaultdict(list)
        for person in Person.objects.filter(archived_at=None):
            self.people[folded(f"{person.given_name} {person.family_name}")].append(person)

    # --- Organisations ----------------------------------------------------------------------------------------------

    def organisation(self, record: Record) -> Applied:
        said = Said()
        name = cell(record, "name")
        if not name:
            return Applied(Outcome.SKIPPED, (said.nameless,))
        known = self.known(name)
        if len(known) > 1:
            return Applied(Outcome.SKIPPED, (said.several(name),))
        row = known[0] if known else self._new(name, record, said)
        changed = bool(known) and self._fill(row, self._values(record, said))
        changed |= self._addresses(row, record, said)
        changed |= self._contacts({"organisation": row}, record, said)
        changed |= self._district(row, cell(record, "district"), said)
        changed |= self._contact_person(row, cell(record, "person"))
        return Applied(outcome(is_new=not known, changed=changed), tuple(said))

    def known(self, name: str) -> list[Organisation]:
        return self.organisations.get(name_words(name), [])

    def _remember(self, row: Organisation) -> None:
        for name in {row.name, row.short_name} - {""}:
            if row not in self.organisations[name_words(name)]:
                self.organisations[name_words(name)].append(row)

    def _new(self, name: str, record: Record, said: Said) -> Organisation:
        row = Organisation(name=name)
        for field, value in self._values(record, said).items():
            setattr(row, field, value)
        check_lengths(row)
        row.save()
        self._remember(row)
        return row

    def _values(self, record: Record, said: Said) -> dict[str, Any]:
        values: dict[str, Any] = {
            "short_name": cell(record, "short_name"),
            "tasks": cell(record, "tasks"),
            "website": website(cell(record, "website"), said),
            "languages": languages(cell(record, "languages"), said),
        }
        if words := cell(record, "kind"):
            values["kind"] = kind(words, said)
        if words := cell(record, "umbrella"):
            above = self.known(words)
            values["umbrella"] = above[0] if len(above) == 1 else None
            if len(above) != 1:
                said.add(said.unknown_organisation(words))
        return {name: value for name, value in values.items() if value}

    def _fill(self, row: Organisation, values: Mapping[str, Any]) -> bool:
        """Only gaps; what somebody has entered stays."""
        gaps = {name: value for name, value in values.items() if is_gap(row, name) and value}
        if gaps.get("umbrella") == row:
            del gaps["umbrella"]
        for name, value in gaps.items():
            setattr(row, name, value)
        check_lengths(row)
        if gaps:
            row.save(update_fields=list(gaps))
        return bool(gaps)

    def _addresses(self, row: Organisation, record: Record, said: Said) -> bool:
        given = entries.address_in(cell(record, "address"))
        if given.rest:
            said.add(said.not_understood(given.rest))
        street = cell(record, "street") or f"{given.street} {given.number}".strip()
        place = cell(record, "place") or given.town
        if not street and not cell(record, "postcode"):
            return False
        there = {(folded_street(each.street), folded(each.place)) for each in row.addresses.all()}
        place = place or self.town
        if (folded_street(street), folded(place)) in there:
            return False
        address = Address(
            organisation=row,
            street=street,
            postcode=cell(record, "postcode") or given.postcode,
            place=place,
            visibility=self.visibility,
            position=len(there),
        )
        check_lengths(address)
        address.save()
        return True

    def _district(self, row: Organisation, words: str, said: Said) -> bool:
        if not words:
            return False
        found = find_district(words)
        if len(found) != 1:
            said.add(said.district(words, [str(each) for each in found]))
            return False
        if row.districts.filter(pk=found[0].pk).exists():
            return False
        row.districts.add(found[0])
        row.addresses.filter(district=None, place=self.town).update(district=found[0])
        return True

    def _contact_person(self, row: Organisation, words: str) -> bool:
        name = entries.name_in(words)
        if not name.family:
            return False
        return self._position(self._person(name.given, name.family, name.title), row, "", None)

    # --- People -----------------------------------------------------------------------------------------------------

    def person(self, record: Record) -> Applied:
        said = Said()
        name = entries.name_in(cell(record, "name"))
        family = cell(record, "family_name") or name.family
        if not family:
            return Applied(Outcome.SKIPPED, (said.nameless,))
        given = cell(record, "given_name") or name.given
        known = self.people.get(folded(f"{given} {family}"), [])
        if len(known) > 1:
            return Applied(Outcome.SKIPPED, (said.several(f"{given} {family}"),))
        is_new = not known
        row = self._person(given, family, cell(record, "title") or name.title)
        changed = False
        if (spoken := languages(cell(record, "languages"), said)) and not row.languages:
            row.languages, changed = spoken, True
            row.save(update_fields=["languages"])
        changed |= self._place(row, record, said)
        changed |= self._contacts({"person": row}, record, said)
        return Applied(outcome(is_new=is_new, changed=changed), tuple(said))

    def _person(self, given: str, family: str, title: str) -> Person:
        known = self.people[folded(f"{given} {family}")]
        if known:
            return known[0]
        row = Person(given_name=given, family_name=family, title=title)
        check_lengths(row)
        row.save()
        known.append(row)
        return row

    def _place(self, row: Person, record: Record, said: Said) -> bool:
        name = cell(record, "organisation")
        if not name:
            return False
        known = self.known(name)
        if len(known) != 1:
            said.add(said.several(name) if known else said.unknown_organisation(name))
            return False
        volunteer = intake.is_volunteer(cell(record, "engaged"))
        return self._position(row, known[0], cell(record, "role"), volunteer)

    def _position(self, person: Person, at: Organisation, role: str, volunteer: bool | None) -> bool:
        held = Position.objects.filter(person=person, organisation=at)
        if held.filter(role=role).exists() or (not role and held.exists()):
            return False
        engaged = Position.Engaged.VOLUNTEER if volunteer else Position.Engaged.PAID
        position = Position(person=person, organisation=at, role=role, engaged=engaged)
        check_lengths(position)
        position.save()
        return True

    # --- Both -------------------------------------------------------------------------------------------------------

    def _contacts(self, owner: Mapping[str, Any], record: Record, said: Said) -> bool:
        there = set(ContactDetail.objects.filter(**owner).values_list("kind", "folded"))
        changed = False
        for contact_kind, value, label in contacts(record, said):
            key = (str(contact_kind), folded_contact(contact_kind, value))
            if key in there:
                continue
            there.add(key)
            detail = ContactDetail(
                **owner,
                kind=contact_kind,
                value=value,
                folded=key[1],
                label=label[:80],
                visibility=self.visibility,
                position=len(there),
            )
            check_lengths(detail)
            detail.save()
            changed = True
        return changed


def contacts(record: Record, said: Said) -> Iterator[tuple[str, str, str]]:
    """Every number and address of a row, however many stand in one cell; what is neither is said or becomes a label."""
    for field in ("phones", "mobiles", "fax"):
        found = entries.phones_in(cell(record, field))
        if found.rest and len(found.numbers) != 1:
            said.add(said.not_understood(found.rest))
        for number in found.numbers:
            label = found.rest if len(found.numbers) == 1 else ""
            yield (
                Kind.FAX if field == "fax" else intake.phone_kind(number),
                entries.phone_to_read(number),
                label,
            )
    mails = entries.mails_in(cell(record, "mails"))
    if mails.rest:
        said.add(said.not_understood(mails.rest))
    for address in mails.addresses:
        try:
            validate_email(address)
        except ValidationError:
            said.add(said.not_understood(address))
        else:
            yield Kind.MAIL, address, ""


def cell(record: Record, name: str) -> str:
    return " ".join(text_in(record.get(name)).split(" ")).strip()


def website(words: str, said: Said) -> str:
    if not words:
        return ""
    address = words if "//" in words else f"https://{words}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        said.add(said.not_understood(words))
        return ""
    return address


def languages(words: str, said: Said) -> list[str]:
    known = {code: (code, str(label)) for code, label in SPOKEN.items()}
    understood = intake.words_in(words, {**known, "fa": (*known["fa"], "Farsi", "Dari")})
    for unknown in understood.unknown:
        said.add(said.unknown_language(unknown))
    return list(understood.codes)


def kind(words: str, said: Said) -> str:
    for value, label in Organisation.Kind.choices:
        if folded(words) == folded(str(label)):
            return value
    found = intake.kind_in(words)
    if found is None:
        said.add(said.unknown_kind(words))
    return found or ""


def is_gap(row: Organisation, name: str) -> bool:
    value = getattr(row, name)
    return not value or (name == "kind" and value == Organisation.Kind.OTHER)


def outcome(*, is_new: bool, changed: bool) -> Outcome:
    if is_new:
        return Outcome.NEW
    return Outcome.CHANGED if changed else Outcome.UNCHANGED


def check_lengths(row: Any) -> None:
    """A text that does not fit refuses the row: nothing is cut off unseen."""
    said = Said()
    long = [
        said.too_long(str(field.verbose_name), field.max_length)
        for field in _texts(row)
        if len(str(getattr(row, field.attname) or "")) > field.max_length
    ]
    if long:
        raise RowRefused(*long)


def _texts(row: Any) -> Iterable[Any]:
    return [field for field in row._meta.concrete_fields if isinstance(field, CharField)]
