"""The search page: one field, few filters, never an empty page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marlerweg.foundation import clock
from marlerweg.foundation.words import Text
from marlerweg.network.models import District
from marlerweg.network.speech import SPOKEN
from marlerweg.offers import shown
from marlerweg.offers.finding import spool
from marlerweg.offers.public_words import FILTERS, WHEN
from marlerweg.offers.queries import public
from marlerweg.offers.queries.finding import Found, Wish, find, total
from marlerweg.offers.queries.public import Card, Choices
from marlerweg.offers.views.wishes import CHOSEN, WORDS, Asked, asked, chosen_slugs

PER_PAGE = 10
LAST_PAGE = 500


@dataclass(frozen=True)
class Field:
    """A filter with its values; `chosen` is the one set."""

    name: str
    label: Text
    options: Sequence[tuple[str, str]]
    chosen: str


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the address without it."""

    label: Text
    text: str
    href: str


@dataclass(frozen=True)
class Loosening:
    """What one change of the filters would bring."""

    label: str
    count: int
    href: str


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    here, at = asked(request), clock.now()
    page = page_number(request)
    found = find(here.wish, at=at, start=(page - 1) * PER_PAGE, size=PER_PAGE)
    choices = public.choices()
    if not found.total and page == 1 and here.wish.words:
        narrowed = {name: here.given[WORDS[name]] for name in here.wish.filters}
        spool.note(here.wish.words, here.wish.language, narrowed, at=at)
    shown_on_page = replace(found, ids=[*found.ids, *found.near])
    rows = items(public.cards(shown_on_page, here.wish.language, at), here)
    looser = list(loosenings(here, choices, found, at)) if not found.total else []
    context = {
        "asked": here,
        "found": found,
        "items": rows[: len(found.ids)],
        "near": rows[len(found.ids) :],
        "fields": fields(here, choices, found),
        "chips": chips(here, choices),
        "loosenings": looser,
        "themes": [] if rows or looser else choices.themes,
        "districts": choices.districts,
        "speak": speak_address(here),
        "taken": here.taken_along(),
        "literal": here.address(literally="1"),
        "page": page,
        "pages": max(1, -(-found.total // PER_PAGE)),
        "previous": here.address(seite=str(page - 1)) if page > 1 else "",
        "next": here.address(seite=str(page + 1)) if page * PER_PAGE < found.total else "",
        "chosen": chosen_slugs(request),
    }
    return render(request, "offers/public/search.html", context)


def page_number(request: HttpRequest) -> int:
    said = request.GET.get("seite", "")
    return min(max(int(said), 1), LAST_PAGE) if said.isascii() and said.isdigit() and len(said) < 6 else 1


def items(cards: Sequence[Card], here: Asked) -> list[dict[str, Any]]:
    return [item(card, here) for card in cards]


def item(card: Card, here: Asked | None = None) -> dict[str, Any]:
    """One hit as the list shows it."""
    kept = here.given.get(CHOSEN, "") if here else ""
    return {
        "card": card,
        "href": reverse("offers:offer", args=[card.offer.slug])
        + (f"?{urlencode({CHOSEN: kept})}" if kept else ""),
        "when": shown.when(card),
        "where": ", ".join(card.districts),
        "distance": shown.distance(card.distance),
        "capacity": shown.capacity(card),
        "confirmed": shown.confirmed(card),
        "spoken": [str(SPOKEN.get(code, code)) for code in card.offer.spoken],
        "reasons": shown.reasons(card.hit, card.language),
        "is_free": card.offer.cost == "free",
    }


def fields(here: Asked, choices: Choices, found: Found) -> list[Field]:
    """Values with the number of offers that choosing them would show; values without any are left out."""
    wish = here.wish
    options = {
        "spoken": [
            (code, str(SPOKEN.get(code, code)))
            for code in sorted(found.counts.get("spoken", {}), key=lambda code: str(SPOKEN.get(code, code)))
        ],
        "theme": [(theme.code, str(theme)) for theme in choices.themes],
        "district": [(district.key, str(district)) for district in choices.districts],
        "audience": [(term.code, str(term)) for term in choices.audiences],
        "when": [(code, str(label)) for code, label in WHEN.items()],
    }
    facet = {"audience": "term"}
    return [
        Field(
            WORDS[name],
            FILTERS[name],
            [
                (value, label if name == "when" else f"{label} ({counted})")
                for value, label in values
                if (counted := found.counts.get(facet.get(name, name), {}).get(value, 0))
                or value == getattr(wish, name)
                or name == "when"
            ],
            str(getattr(wish, name)),
        )
        for name, values in options.items()
    ]


def chips(here: Asked, choices: Choices) -> list[Chip]:
    near = Chip(_("In der Nähe von"), here.spot.name, here.address(near="")) if here.spot else None
    return [
        *([near] if near else []),
        *(
            Chip(
                FILTERS[name] if (text := value_in_words(here, choices, name)) != FILTERS[name] else "",
                str(text),
                here.address(**{name: ""}),
            )
            for name in here.wish.filters
        ),
    ]


def value_in_words(here: Asked, choices: Choices, name: str) -> Text:
    value = getattr(here.wish, name)
    named: dict[str, dict[str, Text]] = {
        "theme": {each.code: str(each) for each in choices.themes},
        "district": {each.key: str(each) for each in choices.districts},
        "audience": {each.code: str(each) for each in choices.audiences},
        "spoken": SPOKEN,
        "when": WHEN,
    }
    if value is True:
        return FILTERS[name]
    return named.get(name, {}).get(str(value), str(value))


def loosenings(here: Asked, choices: Choices, found: Found, at: datetime) -> Iterator[Loosening]:
    """Only what brings something: a filter less, the district next door, the filters without the words, or no filter."""
    helped = False
    for each in single_loosenings(here, choices, found, at):
        helped = True
        yield each
    bare = Wish(words=here.wish.words, language=here.wish.language, literally=here.wish.literally)
    if not helped and here.wish.filters and (count := total(bare, at=at)):
        cleared = dict.fromkeys(here.wish.filters, "")
        yield Loosening(_("ohne Filter"), count, here.address(**cleared))


def single_loosenings(here: Asked, choices: Choices, found: Found, at: datetime) -> Iterator[Loosening]:
    wish = here.wish
    for name in wish.filters if len(wish.filters) + bool(wish.words) > 1 else ():
        if count := total(wish.without(name), at=at):
            label = _("ohne „%(filter)s“") % {"filter": value_in_words(here, choices, name)}
            yield Loosening(label, count, here.address(**{name: ""}))
    yield from next_door(here, choices.districts, found)
    if wish.words and wish.filters and (count := total(wish.without("words"), at=at)):
        label = _("ohne „%(filter)s“") % {"filter": wish.words}
        yield Loosening(label, count, here.address(words="", literally=""))


def next_door(here: Asked, districts: Sequence[District], found: Found) -> Iterator[Loosening]:
    chosen = next((each for each in districts if each.key == here.wish.district), None)
    if chosen is None:
        return
    counted = found.counts.get("district", {})
    for each in public.neighbours(chosen, districts):
        if count := counted.get(each.key, 0):
            yield Loosening(
                _("nebenan: %(district)s") % {"district": each}, count, here.address(district=each.key)
            )


def speak_address(here: Asked) -> str:
    """The public form, with theme and district at hand; never the words that were searched."""
    known = {"thema": here.wish.theme, "stadtteil": here.wish.district}
    filled = {key: value for key, value in known.items() if value}
    return reverse("way:speak") + (f"?{urlencode(filled)}" if filled else "")
