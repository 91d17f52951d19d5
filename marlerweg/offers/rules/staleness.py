"""Which fields of a translation fell behind the German wording; judged field by field, never page by page."""

from collections.abc import Mapping

from marlerweg.foundation.texts import fingerprint
from marlerweg.offers.rules.content import WORDS, Words

DRAFT, MACHINE, CHECKED, OUTDATED = "draft", "machine", "checked", "outdated"


def hashes(german: Words) -> dict[str, str]:
    """The fingerprint of every German field that says something."""
    return {name: fingerprint(text) for name, text in german.filled().items()}


def outdated_fields(german: Words, translation: Words) -> tuple[str, ...]:
    """Translated fields whose German wording has changed or gone since."""
    now = hashes(german)
    return tuple(
        name
        for name in WORDS
        if getattr(translation, name) and translation.source_hashes.get(name, "") != now.get(name, "")
    )


def missing_fields(german: Words, translation: Words) -> tuple[str, ...]:
    """German fields that say something and have no translation."""
    return tuple(name for name in german.filled() if not getattr(translation, name))


def open_fields(german: Words, translation: Words) -> tuple[str, ...]:
    """What a translator has to do, in the order of the page."""
    wanted = {*outdated_fields(german, translation), *missing_fields(german, translation)}
    return tuple(name for name in WORDS if name in wanted)


def settled_hashes(
    german: Words, translation: Words, touched: Mapping[str, str] | tuple[str, ...] | None = None
) -> dict[str, str]:
    """The hashes after `touched` fields (None: all) were translated from the present German; the others keep theirs."""
    now = hashes(german)
    names = WORDS if touched is None else tuple(touched)
    kept = {name: each for name, each in translation.source_hashes.items() if name not in names}
    return {**kept, **{name: now[name] for name in names if name in now and getattr(translation, name)}}


def shown_state(german: Words, translation: Words, *, checked: bool) -> str:
    """Outdated as soon as one field is; otherwise what a person or a machine made of it. Drafts stay drafts."""
    if translation.state == DRAFT:
        return DRAFT
    if outdated_fields(german, translation):
        return OUTDATED
    return CHECKED if checked else MACHINE
