"""For whom an offer is, as its page says it: every kind of condition in words, in every public language."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from marlerweg.foundation.languages import CODES as LANGUAGES
from marlerweg.offers import for_whom
from marlerweg.offers.models import Condition
from marlerweg.offers.rules.conditions import CODES, LIST_KEY, Kind
from tests.offers.stage import district, offer
from tests.offers.test_conditions import FIT

pytestmark = pytest.mark.django_db
SAID = {
    Kind.RESIDENCE_STATUS: (
        {"codes": ["tolerated", "seeking_asylum"]},
        "Duldung oder Asylverfahren (Aufenthaltsgestattung)",
    ),
    Kind.AGE: ({"from": 16, "to": 27}, "von 16 bis 27 Jahren"),
    Kind.GENDER: ({"codes": ["woman"]}, "nur Frauen"),
    Kind.HOUSEHOLD: (
        {"with_child_from": 0, "with_child_to": 3, "expecting": True, "single_parent": True},
        "mit Kind (von 0 bis 3 Jahren) oder in der Schwangerschaft; nur Alleinerziehende",
    ),
    Kind.HOME: ({"town": True}, "nur für Menschen, die in dieser Stadt wohnen"),
    Kind.INCOME: (
        {"benefits": ["citizens_benefit", "housing_benefit"], "low_income": True},
        "Bürgergeld, Wohngeld oder geringes Einkommen",
    ),
    Kind.WORK: ({"codes": ["seeking", "training"]}, "auf Arbeitssuche oder in Ausbildung"),
    Kind.DISABILITY: ({"codes": ["any"]}, "jede Behinderung"),
    Kind.DOCUMENTS: ({"codes": ["identity", "photo"]}, "bitte mitbringen: Ausweis oder Pass und Foto"),
    Kind.REFERRAL: ({"by": ["job_centre", "school"]}, "nötig durch Jobcenter oder Schule"),
}


def said(kind: Kind, allowed: dict[str, Any], *, restricts: bool = True) -> str:
    return for_whom.condition(Condition(kind=kind, allowed=allowed, restricts=restricts))


@pytest.mark.parametrize("kind", SAID)
def test_a_condition_in_german(kind: Kind) -> None:
    allowed, sentence = SAID[kind]
    with translation.override("de"):
        assert said(kind, allowed) == sentence


def test_levels_keep_their_direction() -> None:
    with translation.override("ar"):
        assert "\u2066A1\u2069" in said(Kind.LANGUAGE_LEVEL, {"from": "A1", "to": "B1"})


def test_a_district_is_called_by_its_name() -> None:
    here = district("Hüls", "05562024-01")
    with translation.override("de"):
        assert said(Kind.HOME, {"districts": [here.key]}) == "nur für Menschen aus \u2068Hüls\u2069"


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code not in {"de", "de-simple"}])
def test_every_kind_has_its_own_words_in_every_language(language: str) -> None:
    for kind, allowed in FIT:
        with translation.override("de"):
            german = said(kind, allowed)
        with translation.override(language):
            sentence = said(kind, allowed)
        assert sentence
        assert sentence != german, (kind, allowed)


@pytest.mark.parametrize("kind", CODES)
def test_every_code_of_the_closed_list_has_a_word(kind: Kind) -> None:
    for code in CODES[kind]:
        assert code not in said(kind, {LIST_KEY[kind]: [code]}).split()


def test_no_restriction_and_not_recorded_are_two_things(client: Client) -> None:
    row = offer(title="Lerntreff")
    Condition.objects.create(offer=row, kind="residence_status", restricts=False)
    shown = client.get(f"/angebote/{row.slug}/").content.decode()
    assert "keine Einschränkung" in shown
    assert "Nicht angegeben: Alter und Deutschkenntnisse. Bitte fragen Sie nach." in shown
