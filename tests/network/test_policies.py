"""Who may see and change what, by role, own organisation and state."""

import pytest
from django.contrib.auth.models import AnonymousUser

from marlerweg.network import policies
from tests.cast import Cast
from tests.network.stage import NOW, organisation, somebody, speaker_of

ANYONE = AnonymousUser()
PARTNERS = [
    "coordinator",
    "assistant",
    "member",
    "steering_member",
    "councillor",
    "case_manager",
    "case_lead",
    "residence_clerk",
    "county_officer",
]
OUTSIDE = ["stranger", "statistician", "data_protection_officer", "administrator"]


@pytest.mark.parametrize("who", PARTNERS)
def test_who_takes_part_enters_the_partner_area(cast: Cast, who: str) -> None:
    assert policies.may_enter_partner_area(getattr(cast, who))


@pytest.mark.parametrize("who", OUTSIDE)
def test_for_everybody_else_it_does_not_exist(cast: Cast, who: str) -> None:
    assert policies.may_enter_partner_area(getattr(cast, who)).concealed
    assert policies.may_enter_partner_area(ANYONE).concealed


@pytest.mark.parametrize(
    "may", [policies.may_tidy, policies.may_take_in, policies.may_add_organisation, policies.may_export_list]
)
def test_order_is_kept_by_the_coordination(cast: Cast, may) -> None:
    assert may(cast.coordinator)
    assert may(cast.assistant)
    refused = may(cast.member)
    assert not refused
    assert refused.reason
    assert may(ANYONE).concealed


def test_only_its_speakers_and_the_coordination_edit_an_organisation(cast: Cast) -> None:
    ours, other = organisation("Unser Verein"), organisation("Anderer Verein")
    speaker = speaker_of(ours)
    assert policies.may_edit_organisation(speaker, ours)
    assert policies.may_edit_organisation(cast.assistant, ours)
    refused = policies.may_edit_organisation(speaker, other)
    assert not refused
    assert "Mitglieder" in refused.reason
    assert policies.may_edit_organisation(ANYONE, ours).concealed


def test_an_unlisted_organisation_exists_for_partners_only(cast: Cast) -> None:
    quiet = organisation("Stille Initiative", is_listed=False)
    assert policies.may_see_organisation(ANYONE, quiet).concealed
    assert policies.may_see_organisation(cast.stranger, quiet).concealed
    assert policies.may_see_organisation(cast.member, quiet)


def test_what_is_archived_exists_for_its_own_and_the_coordination(cast: Cast) -> None:
    gone = organisation("Alter Verein", archived_at=NOW)
    assert policies.may_see_organisation(cast.member, gone).concealed
    assert policies.may_see_organisation(cast.coordinator, gone)
    assert not policies.may_edit_organisation(cast.coordinator, gone)


def test_a_person_is_seen_by_coordination_own_organisation_and_herself(cast: Cast) -> None:
    ours = organisation("Unser Verein")
    her = somebody("Beispiel", at=ours, user=cast.stranger)
    at = frozenset({ours.pk})
    assert policies.may_see_person(cast.member, her, organisations=at).concealed
    assert policies.may_see_person(speaker_of(ours), her, organisations=at)
    assert policies.may_see_person(cast.stranger, her, organisations=at)
    assert policies.may_edit_person(cast.stranger, her, organisations=at)
    her.visibility = "partners"
    assert policies.may_see_person(cast.member, her, organisations=at)
    assert not policies.may_edit_person(cast.member, her, organisations=at)


def test_a_speaker_edits_nobody_who_works_elsewhere_too(cast: Cast) -> None:
    ours, other = organisation("Unser Verein"), organisation("Anderer Verein")
    her = somebody("Beispiel")
    speaker = speaker_of(ours)
    assert policies.may_edit_person(speaker, her, organisations=frozenset({ours.pk}))
    assert not policies.may_edit_person(speaker, her, organisations=frozenset({ours.pk, other.pk}))


@pytest.mark.parametrize(
    ("who", "levels"),
    [
        ("coordinator", {"public", "partners", "coordination"}),
        ("member", {"public", "partners"}),
        ("stranger", {"public"}),
        ("administrator", {"public"}),
    ],
)
def test_details_are_seen_by_level(cast: Cast, who: str, levels: set[str]) -> None:
    assert policies.visible_levels(getattr(cast, who)) == levels
