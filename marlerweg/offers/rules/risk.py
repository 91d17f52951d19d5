"""Which changes wait for the coordination: those that could send people to the wrong door, or keep the right ones out.

Everything else is live at once and can be taken back. Risk is judged field by field, so a harmless change beside a
risky one neither waits nor helps it through.
"""

import re
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from urllib.parse import urlsplit

from marlerweg.offers.rules.content import Contact, Content, changed

TYPO = 0.85  # share of equal signs from which another title still is the same title
REWRITTEN = 0.5  # below it a text is another text
LINK = re.compile(r"(?:https?://|www\.)[^\s)>\]]+", re.IGNORECASE)
EXPENSIVE = re.compile(r"^(?:\+?49|0049|0)(?:900|137|180|118)")
# Free mail providers: sharing one of them does not make two addresses related.
ANYBODYS = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "gmx.de",
        "gmx.net",
        "web.de",
        "t-online.de",
        "outlook.com",
        "outlook.de",
        "hotmail.com",
        "yahoo.com",
        "yahoo.de",
        "icloud.com",
        "freenet.de",
        "mail.de",
        "posteo.de",
    ]
)


class Risk(StrEnum):
    """Why somebody looks first."""

    ORGANISATION = "organisation"
    TITLE = "title"
    REWRITTEN = "rewritten"
    FOREIGN_LINK = "foreign_link"
    CONDITIONS = "conditions"
    CONTACT_DOMAIN = "contact_domain"
    EXPENSIVE_NUMBER = "expensive_number"
    COST = "cost"
    MEASURE = "measure"
    SOURCE = "source"  # another directory says something else than was written here


def risks(
    before: Content, after: Content, *, own_domains: Collection[str] = ()
) -> dict[str, tuple[Risk, ...]]:
    """Every changed field that should be looked at, with the reasons; `own_domains` are known for the organisation."""
    known = {*own_domains, *domains(before)} - ANYBODYS
    found = {name: tuple(_risks_of(name, before, after, known)) for name in changed(before, after)}
    return {name: why for name, why in found.items() if why}


def _risks_of(name: str, before: Content, after: Content, known: Collection[str]) -> Iterator[Risk]:
    if name == "partners":
        yield Risk.ORGANISATION
    elif name == "conditions":
        yield Risk.CONDITIONS
    elif name == "founded_by":
        yield Risk.MEASURE
    elif name == "cost" and before.cost == "free":
        yield Risk.COST
    elif name == "registration_address" and not _is_known(after.registration_address, known):
        yield Risk.CONTACT_DOMAIN
    elif name == "contacts":
        yield from _risks_of_contacts(before.contacts, after.contacts, known)
    elif name.startswith("texts."):
        _, code, word = name.split(".")
        if word != "state":
            one, other = (getattr(each.texts.get(code), word, "") for each in (before, after))
            yield from _risks_of_links(one, other, known)
            if code == "de":  # a translation follows; whoever checks it reads both
                yield from _risks_of_words(word, one, other)


def _risks_of_words(word: str, before: str, after: str) -> Iterator[Risk]:
    if word == "title" and before and not is_typo(before, after):
        yield Risk.TITLE
    if word == "body" and before and _likeness(before, after) < REWRITTEN:
        yield Risk.REWRITTEN


def _risks_of_links(before: str, after: str, known: Collection[str]) -> Iterator[Risk]:
    new = set(LINK.findall(after)) - set(LINK.findall(before))
    if any(not _is_known(link, known) for link in new):
        yield Risk.FOREIGN_LINK


def _risks_of_contacts(
    before: tuple[Contact, ...], after: tuple[Contact, ...], known: Collection[str]
) -> Iterator[Risk]:
    old = {(each.kind, each.value) for each in before}
    new = [each for each in after if (each.kind, each.value) not in old]
    if any(each.kind in {"mail", "website"} and not _is_known(each.value, known) for each in new):
        yield Risk.CONTACT_DOMAIN
    if any(is_expensive(each.value) for each in new if each.kind in {"phone", "mobile", "messenger"}):
        yield Risk.EXPENSIVE_NUMBER


def is_typo(before: str, after: str) -> bool:
    """The same title up to a few signs: numbers must stay, and nearly all letters."""
    one, other = before.casefold().split(), after.casefold().split()
    if one == other:
        return True
    if re.findall(r"\d+", before) != re.findall(r"\d+", after) or len(one) != len(other):
        return False
    return all(_likeness(first, second) >= TYPO for first, second in zip(one, other, strict=True))


def is_expensive(number: str) -> bool:
    """Numbers that cost the caller more than an ordinary call: 0900, 0137, 0180, 0118."""
    return bool(EXPENSIVE.match(re.sub(r"[^\d+]", "", number)))


def domain(address: str) -> str:
    """Of a mail or web address, without www; empty when there is none."""
    text = address.strip().casefold()
    if "@" in text and "/" not in text:
        return text.rpartition("@")[2]
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def domains(content: Content) -> frozenset[str]:
    """Under which domains the offer is reached already."""
    found = {domain(each.value) for each in content.contacts if each.kind in {"mail", "website"}}
    return frozenset({*found, domain(content.registration_address)} - {""})


def _is_known(address: str, known: Collection[str]) -> bool:
    """Nothing, a known domain, or one below it."""
    host = domain(address)
    return not address.strip() or any(host == each or host.endswith(f".{each}") for each in known)


def _likeness(one: str, other: str) -> float:
    first, second = sorted((one, other))  # the ratio depends on the order
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
