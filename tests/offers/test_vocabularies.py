"""The directory's words of a place pack: lists, terms below themes, bridges to other directories."""

from dataclasses import replace

import pytest

from marlerweg.audit.models import Event
from marlerweg.network import actions as network
from marlerweg.network.actions.settling import Settled, UnknownKey
from marlerweg.network.rules.facts import SchemeFact, ThemeFact
from marlerweg.offers.actions.vocabularies import settle_vocabularies
from marlerweg.offers.models import Term, Vocabulary
from marlerweg.offers.rules.taxonomy import TermFact, VocabularyFact

LISTS = [
    VocabularyFact(code="anliegen-2", subject="need", names={"de": "Anliegen 2"}, is_current=True),
    VocabularyFact(code="anliegen-1", subject="need", names={"de": "Anliegen 1"}),
    VocabularyFact(code="fuer-wen-1", subject="audience", names={"de": "Für wen"}, is_current=True),
]
TERMS = [
    TermFact(
        vocabulary="anliegen-2",
        code="wohnung-suchen",
        names={"de": "Wohnung suchen", "en": "Finding a flat"},
        descriptions={"de": "Eine Wohnung finden."},
        words={"de": ["Wohnungssuche"]},
        theme="wohnen",
        concept="flat_search",
        crosswalk=[{"system": "data-inclusion", "code": "logement-hebergement", "kind": "wider"}],
    ),
    TermFact(vocabulary="fuer-wen-1", code="alle", names={"de": "Alle"}),
]


@pytest.fixture(autouse=True)
def themes(db: None) -> None:
    network.settle_themes(
        [SchemeFact(code="jetzt", names={"de": "Jetzt"}, is_current=True)],
        [ThemeFact(scheme="jetzt", code="wohnen", names={"de": "Wohnen"})],
    )


def test_lists_and_terms_are_settled_once() -> None:
    assert settle_vocabularies(LISTS, TERMS) == Settled(created=5)
    flat = Term.objects.get(code="wohnung-suchen")
    assert (flat.vocabulary.code, flat.concept) == ("anliegen-2", "flat_search")
    assert flat.theme is not None
    assert flat.theme.code == "wohnen"
    assert flat.crosswalk == [{"system": "data-inclusion", "code": "logement-hebergement", "kind": "wider"}]
    assert flat.name_in("en") == "Finding a flat"
    lines = Event.objects.count()
    assert settle_vocabularies(LISTS, TERMS) == Settled(unchanged=5)
    assert Event.objects.count() == lines


def test_a_newer_list_takes_the_place_of_the_older_one() -> None:
    settle_vocabularies([replace(LISTS[1], is_current=True)], [])
    settle_vocabularies(LISTS, TERMS)
    current = Vocabulary.objects.filter(is_current=True).values_list("code", flat=True)
    assert set(current) == {"anliegen-2", "fuer-wen-1"}


def test_a_list_the_town_has_put_in_use_stays_in_use() -> None:
    settle_vocabularies(LISTS, TERMS)
    Vocabulary.objects.filter(subject="need").update(is_current=False)
    own = Vocabulary.objects.create(code="eigene", subject="need", name="Eigene Liste", is_current=True)
    settle_vocabularies(LISTS, TERMS)
    assert Vocabulary.objects.get(subject="need", is_current=True) == own


def test_what_the_town_wrote_into_a_term_stays_until_the_pack_says_something_new() -> None:
    settle_vocabularies(LISTS, TERMS)
    Term.objects.filter(code="alle").update(words={"de": ["jede und jeder"]})
    settle_vocabularies(LISTS, TERMS)
    assert Term.objects.get(code="alle").words == {"de": ["jede und jeder"]}
    said = settle_vocabularies(LISTS, [TERMS[0], replace(TERMS[1], words={"de": ["für jeden"]})])
    assert said == Settled(changed=1, unchanged=4)
    assert Term.objects.get(code="alle").words == {"de": ["für jeden"]}


def test_a_term_below_a_theme_nobody_knows_is_an_error() -> None:
    with pytest.raises(UnknownKey):
        settle_vocabularies(LISTS, [replace(TERMS[0], theme="fliegen")])
