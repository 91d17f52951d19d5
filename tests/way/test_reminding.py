"""The calendar of the Way: nobody above is left to forget, nobody responsible to fall silent, no address kept too long."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.core import mail

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.audit.models import Event
from marlerweg.foundation import clock
from marlerweg.foundation.jobs import worker
from marlerweg.foundation.jobs.tasks import recurring
from marlerweg.foundation.retention import retentions
from marlerweg.way import actions, jobs
from marlerweg.way.models import Answer, Contribution, Decision, Measure, Need, Step
from marlerweg.way.retention import erase_author
from tests.cast import Cast, person
from tests.way.stage import NOW, TODAY, Stage


def days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


def someone(role: Role, scope: UUID, kind: str) -> User:
    return person(f"{role}-{kind}", f"{role} {kind}", role, scope=scope, scope_kind=kind)


def delivered() -> list[Any]:
    worker.work_off(at=clock.now())
    found = list(mail.outbox)
    mail.outbox.clear()
    return found


@pytest.fixture
def need(stage: Stage, cast: Cast) -> Need:
    found = actions.open_need("Wohnungen fehlen", theme=stage.housing, by=cast.coordinator, at=NOW)
    actions.make_ready(found, by=cast.coordinator, at=NOW)
    return found


class TestReferrals:
    @pytest.fixture
    def referral(self, need: Need, stage: Stage, cast: Cast) -> Decision:
        return actions.decide(
            need,
            "refer",
            body=stage.steering_group,
            on=TODAY,
            referred_to=stage.county,
            wait_until=TODAY + days(60),
            by=cast.coordinator,
            at=NOW,
        )

    def test_office_and_county_are_asked_on_the_day_and_every_thirty_days(
        self, referral: Decision, stage: Stage, cast: Cast
    ) -> None:
        county = someone(Role.UPPER_LEVEL, stage.county.pk, "body")
        assert actions.remind_referrals(TODAY + days(59), at=NOW + days(59)) == 0
        assert actions.remind_referrals(TODAY + days(60), at=NOW + days(60)) == 1
        letters = delivered()
        assert {letter.to[0] for letter in letters} == {county.email, cast.coordinator.email}
        assert all(f"/weg/verwiesen/{referral.number}/" in letter.body for letter in letters)
        assert all("Wohnungen" not in letter.subject for letter in letters)
        assert actions.remind_referrals(TODAY + days(89), at=NOW + days(89)) == 0
        assert actions.remind_referrals(TODAY + days(90), at=NOW + days(90)) == 1
        assert Step.objects.filter(item_id=referral.pk, event="remind").count() == 2

    def test_other_bodies_above_hear_nothing(self, referral: Decision, stage: Stage, cast: Cast) -> None:
        someone(Role.UPPER_LEVEL, stage.working_group.pk, "body")
        actions.remind_referrals(TODAY + days(60), at=NOW + days(60))
        assert [letter.to for letter in delivered()] == [[cast.coordinator.email]]

    def test_an_answer_ends_it(self, referral: Decision, cast: Cast) -> None:
        actions.hear_from_above(referral, "Ja.", on=TODAY, by=cast.coordinator, at=NOW + days(1))
        assert actions.remind_referrals(TODAY + days(60), at=NOW + days(60)) == 0


class TestSilence:
    @pytest.fixture
    def measure(self, need: Need, stage: Stage, cast: Cast) -> Measure:
        return actions.plan_measure(
            "Beratung", needs=[need], responsible=stage.office, by=cast.coordinator, at=NOW, on=TODAY
        )

    def test_those_who_speak_for_it_are_asked(self, measure: Measure, stage: Stage, cast: Cast) -> None:
        responsible = someone(Role.MEMBER, stage.office.pk, "organisation")
        assert actions.remind_silent(TODAY + days(60), at=NOW + days(60)) == 0
        assert actions.remind_silent(TODAY + days(61), at=NOW + days(61)) == 1
        (letter,) = delivered()
        assert letter.to == [responsible.email]
        assert f"/weg/massnahmen/{measure.number}/" in letter.body
        assert actions.remind_silent(TODAY + days(90), at=NOW + days(90)) == 0
        assert actions.remind_silent(TODAY + days(91), at=NOW + days(91)) == 1

    def test_where_nobody_speaks_for_it_the_office_hears(self, measure: Measure, cast: Cast) -> None:
        actions.remind_silent(TODAY + days(61), at=NOW + days(61))
        assert [letter.to for letter in delivered()] == [[cast.coordinator.email]]

    def test_a_new_status_ends_the_silence(self, measure: Measure, cast: Cast) -> None:
        on = TODAY + days(30)
        actions.report_status(measure, "running", on=on, by=cast.coordinator, at=NOW + days(30))
        assert actions.remind_silent(TODAY + days(61), at=NOW + days(61)) == 0


class TestForgetting:
    @pytest.fixture
    def voice(self, stage: Stage) -> Contribution:
        return actions.speak_publicly(
            "Wir finden nichts.", language="de", at=NOW, seconds=30, mail="oksana@voices.example"
        )

    def kept(self, voice: Contribution) -> str:
        voice.refresh_from_db()
        return voice.mail

    @pytest.mark.parametrize(("day", "left"), [(364, "oksana@voices.example"), (365, ""), (366, "")])
    def test_a_year_after_the_last_answer(self, voice: Contribution, day: int, left: str) -> None:
        actions.forget_addresses(NOW + days(day))
        assert self.kept(voice) == left

    @pytest.mark.parametrize(("day", "left"), [(89, "oksana@voices.example"), (90, ""), (91, "")])
    def test_ninety_days_after_the_need_came_to_rest(
        self, voice: Contribution, need: Need, stage: Stage, cast: Cast, day: int, left: str
    ) -> None:
        actions.join(voice, need, by=cast.coordinator, at=NOW)
        decision = actions.decide(
            need, "reject", body=stage.steering_group, on=TODAY, reason="nein", by=cast.coordinator, at=NOW
        )
        actions.word(decision, "Das geht nicht.", by=cast.coordinator, at=NOW)
        actions.approve_wording(decision, by=cast.coordinator, at=NOW)
        actions.forget_addresses(NOW + days(day))
        assert self.kept(voice) == left

    def test_it_is_written_down_without_the_address(self, voice: Contribution) -> None:
        assert retentions["E-Mail-Adressen aus öffentlichen Hinweisen"].due(NOW + days(365)) == 1
        assert retentions["E-Mail-Adressen aus öffentlichen Hinweisen"].forget(NOW + days(365)) == 1
        event = Event.objects.get(action="way.contribution.address_erased")
        assert event.object_label == voice.number
        assert "oksana" not in str(event.details)
        assert voice.answers.exists(), "the answers stay"


class TestForgettingWhoSaidIt:
    """Two years after the last answer nothing leads from the voice to a person any more."""

    @pytest.fixture
    def voice(self, stage: Stage, need: Need, cast: Cast) -> Contribution:
        """A member's contribution, decided on and answered."""
        voice = actions.contribute("Es fehlt ein Kurs am Abend.", by=cast.member, at=NOW)
        actions.join(voice, need, by=cast.coordinator, at=NOW)
        return voice

    @pytest.fixture
    def rejected(self, voice: Contribution, need: Need, stage: Stage, cast: Cast) -> Contribution:
        decision = actions.decide(
            need, "reject", body=stage.steering_group, on=TODAY, reason="nein", by=cast.coordinator, at=NOW
        )
        actions.word(decision, "Das geht nicht.", by=cast.coordinator, at=NOW)
        actions.approve_wording(decision, by=cast.coordinator, at=NOW)
        return voice

    @pytest.mark.parametrize(("day", "is_known"), [(730, True), (731, False)])
    def test_two_years_after_the_last_answer(
        self, rejected: Contribution, cast: Cast, day: int, is_known: bool
    ) -> None:
        actions.forget_authors(NOW + days(day))
        rejected.refresh_from_db()
        assert (rejected.author == cast.member) == is_known
        own = Step.objects.filter(item_id=rejected.pk, by=cast.member)
        assert own.exists() == is_known
        assert Step.objects.filter(item_id=rejected.pk).exists(), "what happened stays"

    def test_the_secret_link_of_a_public_voice_ends_too(self, stage: Stage, need: Need, cast: Cast) -> None:
        voice = actions.speak_publicly("Wir finden nichts.", language="de", at=NOW, seconds=30, mail="")
        token_hash = voice.follow_up_hash
        assert token_hash
        Answer.objects.filter(contribution=voice).update(state=Answer.State.SENT, sent_at=NOW)
        assert actions.forget_authors(NOW + days(731)) == 1
        assert not Contribution.objects.filter(follow_up_hash=token_hash).exists()

    def test_not_while_the_need_is_still_on_its_way(self, voice: Contribution, cast: Cast) -> None:
        actions.forget_authors(NOW + days(4000))
        voice.refresh_from_db()
        assert voice.author == cast.member

    def test_the_calendar_names_it_and_a_restored_backup_repeats_it(
        self, rejected: Contribution, cast: Cast
    ) -> None:
        calendar = retentions["Verbindung von Hinweisen zu Menschen (Konto, geheimer Link)"]
        assert calendar.due(NOW + days(731)) == 1
        assert erase_author(str(rejected.pk)) == 1
        assert erase_author(str(rejected.pk)) == 0
        assert calendar.due(NOW + days(731)) == 0


def test_the_calendar_runs_every_day() -> None:
    names = {name.rpartition(".")[2] for name in recurring if name.startswith("marlerweg.way")}
    assert names == {"bring_back_deferred", "remind_of_referrals", "remind_of_silence"}


def test_the_jobs_do_their_deeds(need: Need, stage: Stage, cast: Cast) -> None:
    today, now = clock.today(), clock.now()
    actions.decide(
        need, "defer", body=stage.steering_group, on=today, wait_until=today, by=cast.coordinator, at=now
    )
    jobs.bring_back_deferred.enqueue()
    jobs.remind_of_referrals.enqueue()
    jobs.remind_of_silence.enqueue()
    worker.work_off(at=clock.now())
    need.refresh_from_db()
    assert need.state == Need.State.READY
