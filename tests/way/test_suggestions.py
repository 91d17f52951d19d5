"""What may mean the same is suggested with its reason, across languages, within bounded work; people decide."""

import datetime as dt

import pytest
from django.test import Client

from marlerweg.way import actions, queries
from marlerweg.way.likeness import likeness, meaning_of
from marlerweg.way.models import Contribution, Need
from tests.cast import Cast
from tests.way.stage import NOW, Stage


def say(text: str, stage: Stage, *, language: str = "de", theme: object = None) -> Contribution:
    return actions.speak_publicly(text, language=language, at=NOW, theme=theme, seconds=40)  # type: ignore[arg-type]


@pytest.fixture
def needs(stage: Stage, cast: Cast) -> dict[str, Need]:
    titles = {
        "housing": ("Familien finden keine bezahlbare Wohnung", stage.housing),
        "heating": ("Heizkosten sind in alten Häusern zu hoch", stage.housing),
        "course": ("Sprachkurse beginnen zu selten", stage.school),
        "nursery": ("Es fehlen Plätze im Kindergarten", stage.school),
    }
    return {
        key: actions.open_need(title, theme=theme, by=cast.coordinator, at=NOW)
        for key, (title, theme) in titles.items()
    }


def test_the_closest_need_comes_first_and_says_why(needs: dict[str, Need], stage: Stage, cast: Cast) -> None:
    voice = say("Wir suchen seit einem Jahr eine Wohnung für unsere Familie.", stage, theme=stage.housing)
    first = queries.similar_needs(cast.coordinator, voice)[0]
    assert first.need == needs["housing"]
    assert first.because


def test_another_language_finds_it_too(needs: dict[str, Need], stage: Stage, cast: Cast) -> None:
    voice = say("Ми не можемо знайти квартиру.", stage, language="uk")
    found = queries.similar_needs(cast.coordinator, voice)
    assert found[0].need == needs["housing"]
    assert found[0].because
    assert all(ord(letter) < 0x400 for letter in "".join(found[0].because)), (
        "explained in the reader's language"
    )


def test_another_theme_does_not_hide_the_right_need(needs: dict[str, Need], stage: Stage, cast: Cast) -> None:
    voice = say("Der Sprachkurs fängt erst in einem halben Jahr an.", stage, theme=stage.housing)
    assert queries.similar_needs(cast.coordinator, voice)[0].need == needs["course"]


def test_what_was_said_to_a_need_speaks_for_it(needs: dict[str, Need], stage: Stage, cast: Cast) -> None:
    earlier = say("Der Aufzug am Bahnhof ist ständig kaputt.", stage)
    barrier = actions.open_need(
        "Wege ohne Stufen", theme=stage.school, by=cast.coordinator, at=NOW, contributions=[earlier]
    )
    voice = say("Am Bahnhof geht der Aufzug schon wieder nicht.", stage)
    assert queries.similar_needs(cast.coordinator, voice)[0].need == barrier


def test_without_anything_in_common_nothing_is_suggested(
    needs: dict[str, Need], stage: Stage, cast: Cast
) -> None:
    assert queries.similar_needs(cast.coordinator, say("Xylophon Quarzuhr Zwieback", stage)) == []


def test_only_those_who_see_inside_get_suggestions(needs: dict[str, Need], stage: Stage, cast: Cast) -> None:
    voice = say("Wir suchen eine Wohnung für unsere Familie.", stage, theme=stage.housing)
    assert queries.similar_needs(cast.coordinator, voice)
    assert queries.similar_needs(cast.member, voice) == []


def test_likeness_is_the_same_both_ways() -> None:
    one, other = meaning_of("Die Wohnung ist zu klein.", "de"), meaning_of("The flat is too small.", "en")
    forth, back = likeness([one], [other], {}, reader="de"), likeness([other], [one], {}, reader="de")
    assert forth.score == back.score > 0


def test_old_needs_of_other_themes_are_found_by_their_words(stage: Stage, cast: Cast) -> None:
    """The newest and those of the theme are not all that is looked at."""
    wanted = actions.open_need(
        "Schwimmkurse für Frauen fehlen",
        theme=stage.school,
        by=cast.coordinator,
        at=NOW - dt.timedelta(days=900),
    )
    Need.objects.bulk_create(
        Need(
            number=f"B-2025-{count:04d}",
            title="Anderes",
            theme=stage.housing,
            opened_at=NOW,
            state_since=NOW,
        )
        for count in range(120)
    )
    voice = say("Gibt es keine Schwimmkurse nur für Frauen?", stage, theme=stage.housing)
    assert [each.need for each in queries.similar_needs(cast.coordinator, voice)] == [wanted]


def test_waiting_contributions_are_offered_to_a_need_and_joined_at_once(
    needs: dict[str, Need], stage: Stage, cast: Cast, client: Client
) -> None:
    alike = [
        say("Wir finden keine Wohnung.", stage, theme=stage.housing),
        say("Die Wohnung ist für unsere Familie zu klein.", stage),
    ]
    other = say("Der Sprachkurs ist voll.", stage)
    client.force_login(cast.coordinator)
    address = f"/weg/bedarfe/{needs['housing'].number}/"
    page = client.get(address)
    offered = {each.contribution for each in page.context["waiting"]}
    assert set(alike) <= offered
    assert other not in offered
    numbers = [each.number for each in alike]
    answer = client.post(f"{address}schritt/", {"deed": "gather", "contribution": numbers}, follow=True)
    assert "2 Hinweise zugeordnet." in answer.text
    assert {queries.current_need(each) for each in alike} == {needs["housing"]}
    other.refresh_from_db()
    assert other.state == Contribution.State.RECEIVED


@pytest.mark.parametrize("asked", ["{number}", "{number} Etwas", " b {year} {count} "])
def test_a_need_is_chosen_by_its_number_or_a_line_of_the_list(
    asked: str, needs: dict[str, Need], stage: Stage, cast: Cast, client: Client
) -> None:
    voice, wanted = say("Wir finden keine Wohnung.", stage), needs["nursery"]
    _, year, count = wanted.number.split("-")
    client.force_login(cast.coordinator)
    address = f"/weg/hinweise/{voice.number}/"
    said = asked.format(number=wanted.number, year=year, count=int(count))
    client.post(f"{address}einordnen/", {"deed": "join", "need": said})
    assert queries.current_need(voice) == wanted


def test_a_number_that_is_none_is_said_and_nothing_happens(
    needs: dict[str, Need], stage: Stage, cast: Cast, client: Client
) -> None:
    voice = say("Wir finden keine Wohnung.", stage)
    client.force_login(cast.coordinator)
    answer = client.post(
        f"/weg/hinweise/{voice.number}/einordnen/", {"deed": "join", "need": "Wohnung"}, follow=True
    )
    assert "Diesen Bedarf gibt es nicht." in answer.text
    assert queries.current_need(voice) is None
