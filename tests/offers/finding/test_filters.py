"""Filters and their counts are exact: the same as plain Python over the same offers, whatever is chosen."""

import datetime as dt
from random import Random
from typing import NamedTuple

import pytest

from marlerweg.network.models import District
from marlerweg.offers.finding import step
from marlerweg.offers.models import Condition, Offer, Place, Slot, Venue
from marlerweg.offers.queries.finding import Wish, find, total
from tests.offers.stage import NOW, district, offer, term, theme

pytestmark = pytest.mark.django_db
LANGUAGES, THEMES, DISTRICTS = ["de", "uk", "ar"], ["bildung", "wohnen", "sport"], ["11", "12", "13"]


def random_offers(chance: Random, number: int) -> list[Offer]:
    """Offers that differ in everything one can filter by."""
    here = [district(name=f"Stadtteil {key}", key=key) for key in DISTRICTS]
    rows = []
    for _ in range(number):
        row = offer(
            title=chance.choice(["Deutschkurs", "Sprachcafé", "Fußball"]),
            spoken=chance.sample(LANGUAGES, chance.randrange(3)),
            cost=chance.choice(["free", "fee", "unknown"]),
            whole_town=chance.random() < 0.5,
        )
        for code in chance.sample(THEMES, chance.randrange(3)):
            row.themes.add(theme(code))
        if chance.random() < 0.5:
            row.terms.add(term(chance.choice(["frauen", "kinder"])))
        if chance.random() < 0.6:
            place = Place.objects.create(
                name=f"Haus {chance.random()}",
                district=chance.choice([*here, None]),
                step_free=chance.choice([True, False, None]),
                changed_at=NOW,
            )
            Venue.objects.create(offer=row, place=place)
        if chance.random() < 0.3:
            row.districts.add(chance.choice(here))
        if chance.random() < 0.4:
            Condition.objects.create(
                offer=row,
                kind="age",
                allowed=chance.choice([{"from": 18}, {"to": 12}, {"from": 6, "to": 27}]),
            )
        if chance.random() < 0.6:
            opens = chance.randrange(6, 21)
            Slot.objects.create(
                offer=row,
                days=[chance.randrange(1, 8)],
                opens=dt.time(opens),
                closes=dt.time(opens + 2),
            )
        rows.append(row)
    return rows


class Plain(NamedTuple):
    """An offer as the filters see it, read off its rows once."""

    key: str
    spoken: list[str]
    themes: set[str]
    terms: set[str]
    districts: set[str]
    free: bool
    step_free: bool
    ages: tuple[int, int]
    days: set[int]
    latest: dt.time


def plain(row: Offer) -> Plain:
    places = [venue.place for venue in row.venues.all()]
    keys = {place.district.key for place in places if place.district}
    keys |= {each.key for each in row.districts.all()}
    if not keys and row.whole_town:
        keys = set(District.objects.values_list("key", flat=True))
    ages = row.conditions.filter(kind="age").first()
    limits = ages.allowed if ages else {}
    slots = list(row.slots.all())
    return Plain(
        str(row.pk),
        row.spoken,
        {each.code for each in row.themes.all()},
        {each.code for each in row.terms.all()},
        keys,
        row.cost == "free",
        any(place.step_free for place in places),
        (limits.get("from", 0), limits.get("to", 200)),
        {day for slot in slots for day in slot.days},
        max((slot.closes for slot in slots if slot.closes), default=dt.time(0)),
    )


def fits(row: Plain, wish: Wish) -> bool:
    """The filters said once more, in plain words."""
    return all(
        [
            not wish.spoken or wish.spoken in row.spoken,
            not wish.theme or wish.theme in row.themes,
            not wish.audience or wish.audience in row.terms,
            not wish.district or wish.district in row.districts,
            not wish.free or row.free,
            not wish.accessible or row.step_free,
            wish.age is None or row.ages[0] <= wish.age <= row.ages[1],
            wish.when != "wochenende" or bool({6, 7} & row.days),
            wish.when != "abends" or row.latest > dt.time(17),
        ]
    )


@pytest.mark.parametrize("seed", range(3))
def test_any_combination_of_filters_gives_what_plain_python_gives(seed: int) -> None:
    chance = Random(seed)
    rows = [plain(row) for row in random_offers(chance, 40)]
    for _ in range(40):
        wish = Wish(
            spoken=chance.choice(["", "", *LANGUAGES]),
            theme=chance.choice(["", "", *THEMES]),
            district=chance.choice(["", "", *DISTRICTS]),
            audience=chance.choice(["", "", "", "frauen"]),
            age=chance.choice([None, None, 3, 12, 27, 40, 150]),
            when=chance.choice(["", "", "abends", "wochenende"]),
            free=chance.random() < 0.2,
            accessible=chance.random() < 0.2,
        )
        wanted = {row.key for row in rows if fits(row, wish)}
        found = find(wish, at=NOW, size=100)
        assert (set(found.ids), found.total, total(wish, at=NOW)) == (wanted, len(wanted), len(wanted))
        for code, counted in found.counts["theme"].items():
            again = Wish(**{**vars(wish), "theme": code})
            assert counted == sum(fits(row, again) for row in rows)
        for key, counted in found.counts["district"].items():
            again = Wish(**{**vars(wish), "district": key})
            assert counted == sum(fits(row, again) for row in rows)


def test_words_and_filters_together_page_without_gaps_or_repeats() -> None:
    rows = random_offers(Random(7), 40)
    wish = Wish(words="Deutschkurs", spoken="uk")
    everything = list(find(wish, at=NOW, size=100).ids)
    pages = [key for start in range(0, 40, 7) for key in find(wish, at=NOW, start=start, size=7).ids]
    assert pages == everything
    spoken = {str(row.pk) for row in rows if "uk" in row.spoken}
    assert set(everything) <= spoken
    assert everything


def test_an_old_age_and_none_at_all() -> None:
    offer(title="Für alle")
    for_children = offer(title="Für Kinder")
    Condition.objects.create(offer=for_children, kind="age", allowed={"to": 12})
    step.rebuild()
    assert find(Wish(age=150), at=NOW).total == 1
    assert find(Wish(age=7), at=NOW).total == 2


def test_open_now_and_today_follow_the_clock() -> None:
    running, later, over = offer(title="läuft"), offer(title="später"), offer(title="vorbei")
    for row, opens in ((running, 9), (later, 15), (over, 6)):
        Slot.objects.create(offer=row, days=[2], opens=dt.time(opens), closes=dt.time(opens + 2))
    assert NOW.isoweekday() == 2
    assert list(find(Wish(when="jetzt"), at=NOW).ids) == [str(running.pk)]
    assert set(find(Wish(when="heute"), at=NOW).ids) == {str(running.pk), str(later.pk)}
    assert find(Wish(when="jetzt"), at=NOW + dt.timedelta(days=1)).total == 0
