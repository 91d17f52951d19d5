"""What the terms of the directory must say to be usable: described, below a theme, found by everyday words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from marlerweg.offers.lexicon import town_lexicon
from marlerweg.places.findings import Finding, Spot, meant
from marlerweg.places.pack import PARTS, Pack
from marlerweg.places.vocabularies import VocabularyTerm

SUBJECTS = {
    "audience": "die Zielgruppen",
    "kind": "die Arten von Angeboten",
    "need": "die Anliegen",
}
EXCHANGE_LANGUAGES = ("de", "en")  # in these the open interfaces describe a term
CODES = {
    "data-inclusion": re.compile(r"[a-z]+(-[a-z]+)*(--[a-z]+(-[a-z]+)*)?"),
    "open-eligibility": re.compile(r"\d{3}(-\d\d)*"),
    "integreat": re.compile(r"[a-z]+(_[a-z]+)*"),
}


def vocabularies_are_in_force(pack: Pack) -> Iterator[Finding]:
    """Of each of the three exactly one version, and it holds terms."""
    filled = {term.vocabulary for term in pack.vocabulary_terms}
    for vocabulary, spot in pack.entries("vocabularies"):
        if vocabulary.key not in filled and not vocabulary.open:
            yield spot.error("Die Liste hat keinen Begriff. Sind keine bekannt, bitte unter open vermerken.")
    if PARTS["vocabularies"].file in pack.unread or not pack.vocabularies:
        return
    for subject, what in SUBJECTS.items():
        current = [
            spot for each, spot in pack.entries("vocabularies") if each.subject == subject and each.current
        ]
        if not current:
            yield Spot(PARTS["vocabularies"].file).error(
                f'Für {what} (subject = "{subject}") gilt keine Liste. Bitte bei einer current = true setzen.'
            )
        for spot in current[1:]:
            yield spot.at("current").error(
                f"Für {what} darf nur eine Liste gelten; eine andere tut es schon."
            )


def terms_stand_where_they_belong(pack: Pack) -> Iterator[Finding]:
    """A need stands below a theme in force; a target group or a kind of offer below none."""
    subjects = {each.key: each.subject for each in pack.vocabularies}
    in_force = {each.key for each in pack.schemes if each.current}
    outdated = {theme.key for theme in pack.themes if theme.scheme not in in_force}
    for term, spot in pack.entries("vocabulary_terms"):
        is_need = subjects.get(term.vocabulary) == "need"
        if is_need and not term.theme:
            yield spot.at("theme").error("Das Thema fehlt, zu dem dieses Anliegen gehört.")
        if term.theme and not is_need:
            yield spot.at("theme").error("Nur Anliegen gehören zu einem Thema. Bitte die Zeile entfernen.")
        if term.theme in outdated:
            yield spot.at("theme").hint(
                f"„{term.theme}“ gehört zu einem früheren Schema. Bitte ein Thema des gültigen nennen."
            )


def terms_are_described(pack: Pack) -> Iterator[Finding]:
    for term, spot in pack.entries("vocabulary_terms"):
        missing = [code for code in EXCHANGE_LANGUAGES if not term.description.get(code)]
        if missing and term.description:
            yield spot.at("description").hint(
                f"Beschreibung fehlt: {', '.join(missing)}. Andere Verzeichnisse verlangen sie."
            )


def terms_can_be_found(pack: Pack) -> Iterator[Finding]:
    """Everyday words come from the lexicon or stand here, never in both places."""
    lexicon = town_lexicon()
    known = {concept.name: concept for concept in lexicon}
    for term, spot in pack.entries("vocabulary_terms"):
        for name in term.concepts:
            if name not in lexicon:
                yield spot.at("concepts").error(
                    f"„{name}“ steht nicht im Suchwörterbuch.{meant(name, known)}"
                )
        if not term.concepts and not term.words:
            yield spot.hint("Alltagswörter fehlen. Bitte concepts (Suchwörterbuch) oder words angeben.")
        for code, words in term.words.items():
            there = {
                word.casefold()
                for name in term.concepts
                if name in known
                for word in known[name].words.get(code, ())
            }
            for word in words:
                if word.casefold() in there:
                    yield spot.at(f"words.{code}").hint(
                        f"„{word}“ steht schon im Suchwörterbuch und kann hier entfallen."
                    )


def bridges_can_be_walked(pack: Pack) -> Iterator[Finding]:
    for term, spot in pack.entries("vocabulary_terms"):
        yield from _codes(term, spot.at("crosswalk"))


def _codes(term: VocabularyTerm, spot: Spot) -> Iterator[Finding]:
    for each in term.crosswalk:
        if not CODES[each.standard].fullmatch(each.code):
            yield spot.error(f"„{each.code}“ sieht nicht aus wie ein Schlüssel von {each.standard}.")
    for (standard, code), count in Counter((each.standard, each.code) for each in term.crosswalk).items():
        if count > 1:
            yield spot.error(f"„{code}“ ({standard}) steht doppelt.")


CHECKS = (
    vocabularies_are_in_force,
    terms_stand_where_they_belong,
    terms_are_described,
    terms_can_be_found,
    bridges_can_be_walked,
)
