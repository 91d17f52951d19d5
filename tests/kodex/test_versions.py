"""Versions of the Kodex: published ones stay as they are, new ones grow out of old ones, measures keep serving."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.audit.models import Event
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused
from marlerweg.kodex import actions, policies, queries, serving
from marlerweg.kodex.models import ActionField, Goal, NamedMeasure, Value, ValueCrosswalk, Version
from marlerweg.kodex.rules.serving import heirs
from marlerweg.kodex.serving import Serving
from marlerweg.network.actions import AlreadyThere
from tests.cast import Cast
from tests.network.stage import NOW, TODAY, theme

ANYONE = AnonymousUser()


@pytest.fixture(autouse=True)
def stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "SOURCES", [])
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", NOW.date)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def kodex(db: None) -> Version:
    version = Version.objects.create(code="2023", name="Kodex 2023", is_current=True, introduction="Haltung")
    Value.objects.create(version=version, code="respekt", name="Respekt", translations={"en": "Respect"})
    Value.objects.create(version=version, code="vielfalt", name="Vielfalt", position=1)
    field = ActionField.objects.create(version=version, code="wohnen", name="Wohnen")
    field.themes.add(theme())
    Goal.objects.create(version=version, code="z1", name="Wohnung für alle", action_field=field)
    NamedMeasure.objects.create(version=version, code="cafe", name="Mietercafé").action_fields.add(field)
    return version


def draft(kodex: Version, cast: Cast) -> Version:
    return actions.draft_from(kodex, code="2027", name="Kodex 2027", by=cast.coordinator)


def test_a_draft_is_a_full_copy_that_knows_where_it_came_from(cast: Cast, kodex: Version) -> None:
    new = draft(kodex, cast)
    assert (new.state, new.is_current, new.based_on, new.introduction) == ("draft", False, kodex, "Haltung")
    assert [value.name for value in new.values.all()] == ["Respekt", "Vielfalt"]
    walk = ValueCrosswalk.objects.get(target__version=new, target__code="respekt")
    assert (walk.source.version, walk.kind) == (kodex, "same")
    goal = new.goals.get()
    assert goal.action_field == new.actionfields.get()
    assert new.actionfields.get().themes.get() == theme()
    assert new.namedmeasures.get().action_fields.get() == new.actionfields.get()
    with pytest.raises(AlreadyThere):
        draft(kodex, cast)


def test_a_draft_is_seen_by_those_who_write_it(cast: Cast, kodex: Version) -> None:
    new = draft(kodex, cast)
    page = reverse("kodex:version", args=[new.code])
    assert Client().get(page).status_code == 404
    assert signed_in(cast.member).get(page).status_code == 404
    assert signed_in(cast.assistant).get(page).status_code == 200
    assert "Kodex 2027" not in Client().get(reverse("kodex:current")).content.decode()


def test_what_is_published_does_not_change(cast: Cast, kodex: Version) -> None:
    value = kodex.values.get(code="respekt")
    for deed in (
        lambda: actions.edit_entry(value, {"name": "Toleranz"}, by=cast.coordinator),
        lambda: actions.remove_entry(value, by=cast.coordinator),
        lambda: actions.add_entry(kodex, Value, {"name": "Neu"}, by=cast.coordinator),
        lambda: actions.edit_version(kodex, {"name": "Neu"}, by=cast.coordinator),
        lambda: actions.discard_draft(kodex, by=cast.coordinator),
    ):
        with pytest.raises(Refused):
            deed()
    assert kodex.values.count() == 2


def test_entries_of_a_draft_are_added_edited_and_removed(cast: Cast, kodex: Version) -> None:
    new, by = draft(kodex, cast), cast.assistant
    first = actions.add_entry(new, Value, {"name": "Toleranz"}, by=by)
    second = actions.add_entry(new, Value, {"name": "Toleranz"}, by=by)
    assert (first.code, second.code) == ("toleranz", "toleranz-2")
    field = new.actionfields.get()
    actions.edit_entry(field, {"name": "Wohnen und Leben", "themes": [theme("arbeit")]}, by=by)
    event = Event.objects.first()
    assert event
    assert event.details == {"entry": "wohnen", "fields": ["name", "themes"]}
    actions.remove_entry(second, by=by)
    assert new.values.count() == 3
    with pytest.raises(Refused):
        actions.edit_entry(field, {"name": "x"}, by=cast.member)


def test_one_version_is_in_use_and_only_the_coordination_changes_that(cast: Cast, kodex: Version) -> None:
    new = draft(kodex, cast)
    with pytest.raises(Refused):
        actions.make_current(new, on=TODAY, by=cast.assistant)
    actions.make_current(new, on=TODAY, by=cast.coordinator)
    assert queries.current(ANYONE) == new
    kodex.refresh_from_db()
    assert (kodex.is_current, kodex.state, new.adopted_on) == (False, "published", TODAY)
    empty = actions.begin(code="leer", name="Leer", by=cast.coordinator)
    with pytest.raises(actions.Empty):
        actions.make_current(empty, on=TODAY, by=cast.coordinator)


# --- What serves what -----------------------------------------------------------------------------------------------


def test_measures_serve_values_goals_or_nothing(cast: Cast, kodex: Version) -> None:
    respect, goal = kodex.values.get(code="respekt"), kodex.goals.get()
    given = [
        Serving(label="M-1 Café", values=frozenset({respect.pk}), address="/m/1/", state="läuft"),
        Serving(label="M-2 Lotsen", goal=goal.pk),
        Serving(label="M-3 Sonstiges"),
    ]
    actions.register_serving(lambda viewer: given)
    found = queries.service(cast.member, kodex)
    assert {str(each.entry): [measure.label for measure in each.measures] for each in found.values} == {
        "Respekt": ["M-1 Café"],
        "Vielfalt": [],
    }
    assert [measure.label for measure in found.goals[0].measures] == ["M-2 Lotsen"]
    assert [measure.label for measure in found.serving_nothing] == ["M-3 Sonstiges"]
    assert [str(entry) for entry in found.unserved] == ["Vielfalt"]
    page = signed_in(cast.member).get(reverse("kodex:serving")).content.decode()
    assert "M-1 Café" in page
    assert "M-3 Sonstiges" in page


def test_without_a_source_nothing_is_claimed(cast: Cast, kodex: Version) -> None:
    page = signed_in(cast.member).get(reverse("kodex:serving")).content.decode()
    assert "noch nicht angeschlossen" in page
    assert "Dafür gibt es noch keine Maßnahme" not in page


def test_measures_of_an_earlier_version_count_for_what_it_became(cast: Cast, kodex: Version) -> None:
    new = draft(kodex, cast)
    named = Serving(
        label="M-1", values=frozenset({kodex.values.get(code="respekt").pk}), goal=kodex.goals.get().pk
    )
    actions.register_serving(lambda viewer: [named])
    found = queries.service(cast.coordinator, new)
    assert [len(each.measures) for each in (*found.values, *found.goals)] == [1, 0, 1]


def test_the_source_is_asked_with_the_viewer_and_others_are_not_told(cast: Cast, kodex: Version) -> None:
    asked = []

    def source(viewer):
        asked.append(viewer)
        return [Serving(label="M-1 intern")]

    actions.register_serving(source)
    assert queries.service(cast.stranger, kodex).serving_nothing == []
    assert asked == []
    assert signed_in(cast.stranger).get(reverse("kodex:serving")).status_code == 404
    queries.service(cast.member, kodex)
    assert asked == [cast.member]


GRAPHS = st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 6), max_size=3))


@given(st.sets(st.integers(0, 6)), GRAPHS)
def test_heirs_of_heirs_are_heirs_and_circles_end(start: set[int], leads_to: dict[int, list[int]]) -> None:
    found = heirs(start, leads_to)
    assert start <= found
    assert heirs(found, leads_to) == found


# --- Policies and pages ---------------------------------------------------------------------------------------------


def test_who_may_what(cast: Cast, kodex: Version) -> None:
    assert policies.may_see_version(ANYONE, kodex)
    assert policies.may_draft(cast.assistant)
    assert policies.may_draft(cast.member).reason
    assert policies.may_draft(ANYONE).concealed
    assert policies.may_make_current(cast.assistant).reason
    assert policies.may_make_current(ANYONE).concealed
    assert policies.may_edit_version(cast.coordinator, kodex).reason


def test_the_public_reads_the_version_in_use_in_the_own_language(kodex: Version) -> None:
    page = Client().get(reverse("kodex:current")).content.decode()
    assert "Respekt" in page
    assert "Wohnung für alle" in page
    with translation.override("de"):  # puts back what the request for English leaves behind
        assert "Respect" in Client().get("/en/kodex/").content.decode()


def test_a_town_without_kodex_says_so(cast: Cast) -> None:
    assert "Noch ist keine Fassung" in Client().get(reverse("kodex:current")).content.decode()
    client = signed_in(cast.coordinator)
    assert client.post(reverse("kodex:begin"), {"code": "2027", "name": "Kodex"}).status_code == 302
    assert client.get(reverse("kodex:version", args=["2027"])).status_code == 200


def test_from_draft_to_use_on_the_pages(cast: Cast, kodex: Version) -> None:
    client = signed_in(cast.coordinator)
    draft_page = reverse("kodex:draft", args=["2023"])
    assert client.get(draft_page).status_code == 200
    assert client.post(draft_page, {"code": "2023", "name": "Doppelt"}).status_code == 422
    assert client.post(draft_page, {"code": "2027", "name": "Kodex 2027"}).status_code == 302
    new = Version.objects.get(code="2027")
    for kind in ("wert", "handlungsfeld", "ziel", "massnahme"):
        add = reverse("kodex:add_entry", args=["2027", kind])
        assert client.get(add).status_code == 200
        assert client.post(add, {"name": f"Neu {kind}", "english": "New", "position": 9}).status_code == 302
    assert Value.objects.get(version=new, name="Neu wert").translations == {"en": "New"}
    entry = new.goals.get(name="Neu ziel")
    edit = reverse("kodex:edit_entry", args=["ziel", entry.pk])
    assert client.post(edit, {"name": "", "position": 1}).status_code == 422
    assert (
        client.post(
            edit, {"name": "Ziel", "position": 1, "action_field": new.actionfields.first().pk}
        ).status_code
        == 302
    )
    assert client.post(reverse("kodex:remove_entry", args=["ziel", entry.pk])).status_code == 302
    assert client.post(reverse("kodex:edit_version", args=["2027"]), {"name": "Kodex neu"}).status_code == 302
    assert client.get(reverse("kodex:versions")).status_code == 200
    assert client.post(reverse("kodex:make_current", args=["2027"])).status_code == 302
    assert "Kodex neu" in Client().get(reverse("kodex:current")).content.decode()
    assert client.get(reverse("kodex:add_entry", args=["2027", "tisch"])).status_code == 404
    assert client.get(edit).status_code == 404


def test_a_draft_is_thrown_away(cast: Cast, kodex: Version) -> None:
    draft(kodex, cast)
    client = signed_in(cast.assistant)
    assert client.post(reverse("kodex:discard", args=["2027"])).status_code == 302
    assert Version.objects.count() == 1
    assert client.post(reverse("kodex:discard", args=["2023"])).status_code == 403


@pytest.mark.parametrize("route", ["current", "serving"])
def test_pages_cost_the_same_for_one_and_three(
    route: str, cast: Cast, kodex: Version, django_assert_max_num_queries
) -> None:
    client = signed_in(cast.coordinator)
    draft(kodex, cast)
    address = reverse(f"kodex:{route}")
    with django_assert_max_num_queries(17) as one:
        client.get(address)
    for number in range(2):
        Value.objects.create(version=kodex, code=f"w{number}", name=f"Wert {number}")
        field = ActionField.objects.create(version=kodex, code=f"f{number}", name=f"Feld {number}")
        field.themes.add(theme())
        Goal.objects.create(version=kodex, code=f"z{number}x", name=f"Ziel {number}", action_field=field)
    with django_assert_max_num_queries(17) as three:
        client.get(address)
    assert len(three) == len(one)
