"""One row of an office's list becomes an offer, or says why not; a second run changes nothing."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from marlerweg.accounts.models import User
from marlerweg.foundation.imports import Applied, Outcome, RowRefused
from marlerweg.network.models import District, DistrictAlias, Organisation
from marlerweg.network.queries import current_themes, town
from marlerweg.network.rules.folding import folded
from marlerweg.network.speech import SPOKEN
from marlerweg.offers import policies
from marlerweg.offers.actions.editing import edit
from marlerweg.offers.actions.gathering import Gathering
from marlerweg.offers.models import Foreign, Offer
from marlerweg.offers.queries.contents import content_of, with_content
from marlerweg.offers.rules import intake
from marlerweg.offers.rules.conditions import Condition, Kind
from marlerweg.offers.rules.content import Contact, Content, Place, Timed, Venue, Words, changed

SYSTEM = "list"
LENGTHS = {"title": 200, "summary": 300}


@dataclass
class Taker:
    """What the rows of one run share: names looked up once, whose list it is, and who brings it."""

    by: User | None
    at: datetime
    source: str

    def __post_init__(self) -> None:
        self.organisations: dict[str, list[Organisation]] = {}
        for row in Organisation.objects.filter(archived_at=None, merged_into=None):
            for name in {folded(row.name), folded(row.short_name)} - {""}:
                self.organisations.setdefault(name, []).append(row)
        self.themes = intake.meanings(
            {
                theme.code: [
                    *theme.names.values(),
                    *(word for words in theme.words.values() for word in words),
                ]
                for theme in current_themes()
            }
        )
        districts = {each.key: [each.name, each.code] for each in District.objects.all()}
        for alias in DistrictAlias.objects.prefetch_related("districts"):
            named = list(alias.districts.all())
            if len(named) == 1:
                districts[named[0].key].append(alias.name)
        self.districts = intake.meanings(districts)
        self.languages = intake.meanings({code: [code, str(name)] for code, name in SPOKEN.items()})
        here = town()
        self.town = here.name if here else ""
        self.seen: dict[str, int] = {}
        earlier = Foreign.objects.filter(system=SYSTEM, origin=self.source, kind="offer")
        self.known = {each.key: each for each in earlier.select_related("offer")}
        self.new = Gathering(self.by, self.at)

    def take(self, numbered: tuple[int, Mapping[str, Any]]) -> Applied:
        """Raises RowRefused with everything that is wrong with the row."""
        number, record = numbered
        row = {name: _text(value) for name, value in record.items()}
        faults: list[str] = []
        notes: list[str] = []
        organisation = self._organisation(row.get("organisation", ""), faults)
        content = self._content(row, faults, notes)
        key = self._key(row)
        if key in self.seen:
            faults.append(_("Steht schon in Zeile %(row)s.") % {"row": self.seen[key]})
        if faults or organisation is None:
            raise RowRefused(*faults)
        self.seen[key] = number
        return self._apply(organisation, content, key, tuple(notes), _digest(row))

    def _apply(
        self, organisation: Organisation, content: Content, key: str, notes: tuple[str, ...], digest: str
    ) -> Applied:
        known = self.known.get(key)
        if known is None or known.offer is None:
            origin = Foreign(system=SYSTEM, origin=self.source, kind="offer", key=key)
            self.new.add(organisation, content, self._remembered(origin, 1, digest))
            return Applied(Outcome.NEW, notes)
        if known.digest == digest:
            return Applied(Outcome.UNCHANGED, notes)
        if known.offer.version != known.taken_version:
            said = _("Wurde hier seitdem geändert und bleibt, wie es ist.")
            return Applied(Outcome.SKIPPED, (*notes, said))
        self._change(known, known.offer, content, digest)
        return Applied(Outcome.CHANGED, notes)

    def _change(self, known: Foreign, offer: Offer, content: Content, digest: str) -> None:
        """One by one: a change asks for its revision, its news and what of it waits."""
        self.new.write_places()
        offer = with_content(Offer.objects.filter(pk=offer.pk)).get()
        before = content_of(offer)
        after = _laid_over(before, content)
        if changed(before, after):
            if self.by and not (may := policies.may_edit_offer(self.by, offer)):
                raise RowRefused(may.reason)
            edit(offer, after, by=self.by, at=self.at, expected_version=offer.version, deed="imported")
        version = Offer.objects.values_list("version", flat=True).get(pk=offer.pk)
        self._remembered(known, version, digest).save()

    def _remembered(self, origin: Foreign, version: int, digest: str) -> Foreign:
        origin.taken_version, origin.digest, origin.taken_at = version, digest, self.at
        return origin

    def _organisation(self, name: str, faults: list[str]) -> Organisation | None:
        found = self.organisations.get(folded(name), [])
        if not name:
            faults.append(_("Die Organisation fehlt."))
        elif not found:
            faults.append(_("Die Organisation „%(name)s“ gibt es im Netzwerk nicht.") % {"name": name})
        elif len(found) > 1:
            faults.append(_("Mehrere Organisationen heißen „%(name)s“.") % {"name": name})
        return found[0] if len(found) == 1 else None

    def _content(self, row: Mapping[str, str], faults: list[str], notes: list[str]) -> Content:
        words = self._words(row, faults)
        themes, unknown = intake.codes_in(row.get("themes", ""), self.themes)
        notes += [_("Unbekanntes Thema: %(word)s.") % {"word": word} for word in unknown]
        spoken, foreign = intake.codes_in(row.get("languages", ""), self.languages)
        notes += [_("Unbekannte Sprache: %(word)s.") % {"word": word} for word in foreign]
        kind, amount, cost_note = intake.cost_in(row.get("cost", ""))
        slots = self._slots(row.get("times", ""), notes)
        if row.get("times") and not slots:
            words = replace(words, access_note=row["times"])
        return Content(
            texts={"de": replace(words, cost_note=cost_note)},
            themes=themes,
            spoken=spoken,
            cost=kind,
            amount=amount,
            conditions=self._conditions(row.get("ages", ""), faults),
            contacts=tuple(self._contacts(row, faults)),
            ways_in=intake.ways_in(row.get("registration", "")),
            venues=self._venues(row, faults),
            slots=slots,
        )

    def _words(self, row: Mapping[str, str], faults: list[str]) -> Words:
        given = {name: row.get(name, "") for name in ("title", "summary", "body", "for_whom")}
        if not given["title"]:
            faults.append(_("Der Titel fehlt."))
        for name, most in LENGTHS.items():
            if len(given[name]) > most:
                faults.append(
                    _("„%(field)s“ ist länger als %(most)s Zeichen.") % {"field": name, "most": most}
                )
        return Words(
            title=given["title"], summary=given["summary"], body=given["body"], for_whom=given["for_whom"]
        )

    def _slots(self, words: str, notes: list[str]) -> tuple[Timed, ...]:
        if not words:
            return ()
        slots = intake.times_in(words)
        if slots is None:
            notes.append(_("Zeiten nicht verstanden, als Hinweis übernommen: %(words)s.") % {"words": words})
        return slots or ()

    def _conditions(self, words: str, faults: list[str]) -> tuple[Condition, ...]:
        if not words:
            return ()
        ages = intake.ages_in(words)
        if ages is None:
            faults.append(_("Das Alter „%(words)s“ ist nicht zu verstehen.") % {"words": words})
            return ()
        return (Condition(Kind.AGE, allowed=ages),)

    def _contacts(self, row: Mapping[str, str], faults: list[str]) -> list[Contact]:
        found = []
        if phone := row.get("phone"):
            if len(re.findall(r"\d", phone)) < 5:
                faults.append(_("„%(value)s“ ist keine Telefonnummer.") % {"value": phone})
            found.append(Contact("phone", phone))
        if mail := row.get("mail"):
            if not _is(validate_email, mail):
                faults.append(_("„%(value)s“ ist keine E-Mail-Adresse.") % {"value": mail})
            found.append(Contact("mail", mail))
        if website := row.get("website"):
            address = website if "//" in website else f"https://{website}"
            if not _is(URLValidator(schemes=["http", "https"]), address):
                faults.append(_("„%(value)s“ ist keine Internetadresse.") % {"value": website})
            found.append(Contact("website", address))
        return found

    def _venues(self, row: Mapping[str, str], faults: list[str]) -> tuple[Venue, ...]:
        name, street = row.get("place", ""), row.get("street", "")
        postcode = row.get("postcode", "")
        if postcode and not re.fullmatch(r"\d{5}", postcode):
            faults.append(_("„%(value)s“ ist keine Postleitzahl.") % {"value": postcode})
        if not (name or street):
            return ()
        district = ""
        if said := row.get("district"):
            keys, unknown = intake.codes_in(said, self.districts)
            district = keys[0] if keys else ""
            if unknown:
                faults.append(_("Den Stadtteil „%(word)s“ gibt es nicht.") % {"word": unknown[0]})
        place = Place(
            name=name, street=street, postcode=postcode, town=row.get("town") or self.town, district=district
        )
        return (Venue(place),)

    def _key(self, row: Mapping[str, str]) -> str:
        """The list's own number, else title and organisation."""
        number = row.get("number", "")
        return number[:200] or f"{folded(row.get('organisation', ''))}|{folded(row.get('title', ''))}"[:200]


def _laid_over(before: Content, brought: Content) -> Content:
    """What the list says replaces; what it does not say stays."""
    german = before.german
    words = {**{name: getattr(german, name) for name in ("title", "summary", "body", "for_whom", "cost_note", "registration_note", "access_note")}, **brought.german.filled()}  # fmt: skip
    texts = {**before.texts, "de": Words(**words)}
    names = ("themes", "spoken", "conditions", "ways_in", "venues", "slots", "contacts", "amount")
    said = {name: value for name in names if (value := getattr(brought, name))}
    if brought.cost != "unknown":
        said["cost"] = brought.cost
    if "venues" in said and [str(each.place) for each in before.venues] == [
        str(each.place) for each in brought.venues
    ]:
        del said["venues"]
    return replace(before, texts=texts, **said)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub(r"[ \t]+", " ", str(value)).strip()


def _digest(row: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _is(validate: Any, value: str) -> bool:
    try:
        validate(value)
    except ValidationError:
        return False
    return True
