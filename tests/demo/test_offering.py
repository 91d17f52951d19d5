"""The demo town's directory: every written offer stands as it was told, with its days, states and owners."""

import datetime as dt

import pytest
from django.db.models import Count
from django.utils import timezone

from marlerweg.accounts.models import User
from marlerweg.demo import offers as written
from marlerweg.foundation.jobs.models import Job
from marlerweg.network.models import Organisation
from marlerweg.offers import models
from marlerweg.offers.models import (
    Confirmation,
    Mistake,
    Offer,
    OfferText,
    Place,
    Proposal,
    Reminder,
    Revision,
    Term,
)
from marlerweg.offers.policies import may_edit_offer
from marlerweg.offers.queries.contents import content_of
from marlerweg.offers.queries.gaps import sought_in_vain
from marlerweg.offers.queries.tending import open_proposals, submitted, to_call
from marlerweg.offers.rules.publication import missing_for_publication
from marlerweg.offers.rules.staleness import outdated_fields
from marlerweg.way.models import Measure
from tests.demo.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def by_first_title() -> dict[str, Offer]:
    """Titles may have changed since."""
    first = Revision.objects.filter(number=1).select_related("offer")
    return {each.content["texts"]["de"]["title"]: each.offer for each in first}


def test_every_written_offer_stands_in_its_state_and_languages() -> None:
    told, found = written.read().offers, by_first_title()
    assert len(told) == Offer.objects.count() > 140
    for each in told:
        offer = found[each.texts["de"].title]
        assert offer.state in {each.state, Offer.State.WITHDRAWN}
        assert set(offer.texts.values_list("language", flat=True)) == set(each.texts)
        assert offer.slots.count() == len(each.slots)
        assert offer.organisation.key == each.organisation


def test_what_is_public_lacks_nothing_and_has_a_theme_in_use() -> None:
    public = Offer.objects.filter(state__in=["published", "paused"])
    assert not [each.slug for each in public[:40] if missing_for_publication(content_of(each))]
    assert not public.exclude(themes__scheme__is_current=True).exists()
    assert not public.exclude(terms__vocabulary__subject="kind").exists()


def test_confirmed_on_the_stated_day_and_due_after_the_offers_own_interval() -> None:
    found = by_first_title()
    for each in written.read().offers:
        offer = found[each.texts["de"].title]
        if each.confirmed and offer.state == Offer.State.PUBLISHED:
            assert offer.confirmed_at is not None
            assert timezone.localdate(offer.confirmed_at) == each.confirmed
            assert offer.review_due == each.confirmed + dt.timedelta(days=each.review_days)
    assert {*Confirmation.objects.values_list("via", flat=True)} >= {"account", "phone", "link"}


def test_translations_fell_behind_where_the_story_says_so() -> None:
    behind = OfferText.objects.filter(state=OfferText.State.OUTDATED).select_related("offer")
    assert behind.count() >= 6
    for text in behind:
        content = content_of(text.offer)
        assert outdated_fields(content.german, content.texts[text.language])
    assert {*OfferText.objects.values_list("state", flat=True)} == {*OfferText.State.values}


def test_measures_of_the_year_founded_offers() -> None:
    founded = set(Offer.objects.exclude(founded_by="").values_list("founded_by", flat=True))
    assert len(founded) >= 15
    assert founded <= set(Measure.objects.values_list("number", flat=True))


def test_places_lie_in_the_town_and_what_nobody_looked_at_stays_open() -> None:
    assert Place.objects.count() == len(written.read().places)
    assert not Place.objects.filter(district=None).exists()
    assert not Place.objects.exclude(latitude__range=(51.6, 51.75), longitude__range=(6.98, 7.25)).exists()
    assert Place.objects.filter(step_free=None).exists()
    assert Place.objects.filter(step_free=False).exists()


def test_members_have_offers_to_tend() -> None:
    for account in ("mitglied", "ehrenamt"):
        user = User.objects.get(email=f"{account}@marl.example")
        own = [offer for offer in Offer.objects.filter(state="published") if may_edit_offer(user, offer)]
        assert 3 <= len(own) < 30


def test_nothing_of_an_offer_happens_after_today() -> None:
    assert timezone.localdate(Revision.objects.latest("at").at) <= TODAY
    once = Revision.objects.values("offer").annotate(steps=Count("pk"))
    assert {each["steps"] for each in once} >= {1, 2}
    for offer in Offer.objects.prefetch_related("revisions"):
        moments = [each.at for each in sorted(offer.revisions.all(), key=lambda each: each.number)]
        assert moments == sorted(moments)


def test_invented_organisations_are_told_apart_from_those_of_the_pack() -> None:
    invented = Organisation.objects.filter(key__startswith="demo-")
    assert invented.count() == len(written.read().organisations)
    assert not invented.exclude(pack_digest="").exists()
    assert not invented.exclude(note="Nur in der Vorführung.").exists()


def test_words_of_the_pack_are_in_use() -> None:
    used = Term.objects.filter(offers__isnull=False).distinct().count()
    assert used > Term.objects.count() * 0.8


def test_every_table_that_a_page_shows_has_rows() -> None:
    """Lists of other offices are taken in by whoever shows the town, so there are none yet."""
    later = {"ColumnAssignment", "Foreign", "Intake", "Merge", "NotTheSame"}
    empty = {name for name in models.__all__ if not getattr(models, name).objects.exists()}
    assert empty == later


def test_the_desk_of_the_coordination_is_not_empty() -> None:
    assert [each.offer.state for each in open_proposals()] == ["published"] * 4
    assert {reason for each in open_proposals() for reason in each.reasons} == {
        "title",
        "conditions",
        "cost",
        "contact_domain",
    }
    assert {*Proposal.objects.values_list("state", flat=True)} == {"open", "accepted", "refused"}
    assert submitted().count() == 1
    assert {*Mistake.objects.values_list("kind", flat=True)} == {*Mistake.Kind.values}
    assert {*Mistake.objects.values_list("state", flat=True)} == {*Mistake.State.values}
    assert {*Offer.objects.values_list("state", flat=True)} == {*Offer.State.values}
    assert Offer.objects.filter(state=Offer.State.WITHDRAWN).count() == 1
    assert len(to_call(TODAY)) >= 5
    assert {*Reminder.objects.values_list("step", flat=True)} == {1, 2, 3}


def test_searches_in_vain_are_common_enough_to_be_shown() -> None:
    shown, _ = sought_in_vain(TODAY)
    assert shown[0].words == "brille"
    assert len({each.language for each in shown}) >= 5


def test_letters_of_the_invented_year_do_not_wait_to_be_sent() -> None:
    letters = Job.objects.filter(key__startswith="mail:offer")
    assert letters.filter(state=Job.State.DONE).count() >= 20
    assert not letters.filter(state=Job.State.WAITING).exists()
