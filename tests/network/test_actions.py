"""Deeds: their effect, their refusal, their line in the record."""

import datetime as dt

import pytest

from marlerweg.audit.models import Event
from marlerweg.foundation.decisions import Refused
from marlerweg.network import actions
from marlerweg.network.models import Organisation, Position
from tests.cast import Cast
from tests.network.stage import NOW, TODAY, contact, district, engagement, organisation, somebody, speaker_of


def last_event() -> Event:
    event = Event.objects.first()
    assert event is not None
    return event


def test_adding_takes_lists_along(cast: Cast) -> None:
    fields = {
        "name": "Verein",
        "kind": "association",
        "languages": ["de", "tr"],
        "districts": [district("Hüls")],
    }
    club = actions.add_organisation(fields, by=cast.assistant)
    assert Organisation.objects.get(districts__name="Hüls") == club
    assert last_event().action == "organisation.added"
    with pytest.raises(Refused):
        actions.add_organisation(fields, by=cast.member)


def test_a_speaker_edits_the_own_organisation_and_the_record_names_only_fields(cast: Cast) -> None:
    club = organisation("Verein")
    actions.edit_organisation(club, {"name": "Verein", "tasks": "Nachhilfe"}, version=1, by=speaker_of(club))
    assert (club.tasks, club.version) == ("Nachhilfe", 2)
    assert last_event().details == {"fields": ["tasks"]}


def test_nobody_overwrites_what_somebody_else_saved(cast: Cast) -> None:
    club = organisation("Verein")
    actions.edit_organisation(club, {"tasks": "zuerst"}, version=1, by=cast.coordinator)
    with pytest.raises(actions.EditConflict):
        actions.edit_organisation(club, {"tasks": "zu spät"}, version=1, by=cast.assistant)
    club.refresh_from_db()
    assert club.tasks == "zuerst"


def test_nobody_stands_above_himself(cast: Cast) -> None:
    city = organisation("Stadt")
    office = organisation("Amt", part_of=city)
    with pytest.raises(actions.Circular):
        actions.edit_organisation(city, {"part_of": office}, version=1, by=cast.coordinator)
    city.refresh_from_db()
    assert (city.part_of, city.version) == (None, 1)


def test_archiving_keeps_everything_and_can_be_taken_back(cast: Cast) -> None:
    club = organisation("Verein")
    with pytest.raises(Refused):
        actions.archive_organisation(club, by=speaker_of(club), at=NOW)
    actions.archive_organisation(club, by=cast.coordinator, at=NOW)
    assert Organisation.objects.get().archived_at == NOW
    actions.restore_organisation(club, by=cast.coordinator)
    assert not Organisation.objects.get().is_archived


def test_the_same_number_in_another_spelling_is_the_same_detail(cast: Cast) -> None:
    club = organisation("Verein")
    first = {"kind": "phone", "value": "02365 99-2400", "visibility": "public"}
    actions.add_contact(club, first, by=cast.coordinator)
    again = {"kind": "phone", "value": "+49 2365 992400", "visibility": "partners"}
    actions.add_contact(club, again, by=cast.coordinator)
    detail = club.contact_details.get()
    assert (detail.value, detail.visibility) == ("+49 2365 992400", "partners")
    actions.remove_contact(detail, by=cast.coordinator, at=NOW)
    assert not club.contact_details.exists()


def test_details_of_a_person_are_edited_by_who_may_edit_the_person(cast: Cast) -> None:
    club = organisation("Verein")
    her = somebody("Beispiel", at=club)
    detail = contact(her, "mail", "b@verein.example", "coordination")
    with pytest.raises(Refused):
        actions.edit_contact(detail, {"visibility": "public"}, by=cast.member)
    actions.edit_contact(detail, {"visibility": "partners"}, by=speaker_of(club))
    detail.refresh_from_db()
    assert detail.visibility == "partners"
    assert "b@verein.example" not in str(last_event().content())


def test_a_speaker_adds_people_to_the_own_organisation_only(cast: Cast) -> None:
    ours, other = organisation("Unser Verein"), organisation("Anderer Verein")
    speaker = speaker_of(ours)
    her = actions.add_person(
        {"family_name": "Beispiel"},
        by=speaker,
        organisation=ours,
        position={"role": "Kasse", "engaged": "volunteer"},
    )
    assert her.positions.get().engaged == "volunteer"
    assert last_event().object_label == ""
    for where in (other, None):
        with pytest.raises(Refused):
            actions.add_person({"family_name": "Fremd"}, by=speaker, organisation=where)
    assert Position.objects.count() == 1


def test_a_position_ends_but_stays_readable(cast: Cast) -> None:
    club = organisation("Verein")
    position = somebody("Beispiel", at=club).positions.get()
    actions.end_position(position, on=TODAY, by=speaker_of(club))
    position.refresh_from_db()
    assert position.ends == TODAY


def test_an_offer_is_posted_renewed_and_closed(cast: Cast) -> None:
    church = organisation("Kirche")
    speaker = speaker_of(church)
    fields = {"direction": "offered", "kind": "room", "title": "Saal", "expires_on": TODAY}
    room = actions.post_engagement(church, {**fields, "districts": [district("Hüls")]}, by=speaker, at=NOW)
    assert room.districts.count() == 1
    actions.close_engagement(room, by=speaker, at=NOW)
    later = TODAY + dt.timedelta(days=90)
    actions.renew_engagement(room, until=later, by=speaker)
    room.refresh_from_db()
    assert (room.expires_on, room.closed_at) == (later, None)
    with pytest.raises(Refused):
        actions.close_engagement(engagement(church, "Raum"), by=cast.member, at=NOW)


def test_exports_are_recorded_without_what_was_searched_for(cast: Cast) -> None:
    actions.note_list_export(
        cast.assistant, "people", "xlsx", 3, {"suche": ["Beispiel"], "art": ["volunteer"]}
    )
    assert last_event().details == {"format": "xlsx", "rows": 3, "wishes": {"art": ["volunteer"]}}
    with pytest.raises(Refused):
        actions.note_list_export(cast.member, "people", "xlsx", 3, {})
    actions.note_map_export(cast.member, "gexf", 60, {})
    assert last_event().action == "network.map_exported"
