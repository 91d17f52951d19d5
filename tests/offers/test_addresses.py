"""No offer stands where a page of the directory stands."""

import pytest
from django.urls import Resolver404, resolve
from django.utils import translation

from marlerweg.offers.actions.bulk import slug_for
from marlerweg.offers.actions.editing import free_slug
from marlerweg.offers.addresses import fixed_words

# Behind the address of an offer.
BEHIND = {"": "offer", "fehler/": "report", "termine.ics": "offer_calendar", "code.svg": "code"}


def leads_to(path: str) -> str:
    with translation.override("de"):
        try:
            return resolve(path).view_name
        except Resolver404:
            return ""


def test_the_words_are_those_of_the_addresses() -> None:
    assert {"karte", "pflegen", "merkzettel", "ohne-netz", "einbetten", "stimmt-noch"} <= fixed_words()


@pytest.mark.django_db
@pytest.mark.parametrize("word", sorted(fixed_words()))
def test_an_offer_called_like_a_page_gets_another_address(word: str) -> None:
    for slug in (free_slug(word), slug_for(word, set())):
        assert slug != word
        assert [leads_to(f"/angebote/{slug}/{rest}") for rest in BEHIND] == [
            f"offers:{name}" for name in BEHIND.values()
        ]


def test_an_ordinary_title_is_its_own_address() -> None:
    assert slug_for("Kartenspiel", set()) == "kartenspiel"
