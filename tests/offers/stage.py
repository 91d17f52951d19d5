"""Offers for the tests of the directory: small ones, and one with everything."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from marlerweg.network.models import ContactDetail, District, Organisation, Theme, ThemeScheme, Visibility
from marlerweg.offers.models import (
    Change,
    Condition,
    ContactWay,
    Offer,
    OfferText,
    Place,
    SchoolHoliday,
    Slot,
    Term,
    Venue,
    Vocabulary,
)

NOW = dt.datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def organisation(name: str = "Nachbarschaft e. V.", **more: Any) -> Organisation:
    return Organisation.objects.create(
        **{"name": name, "kind": "association", "tasks": "Begegnung", "is_listed": True, **more}
    )


def offer(of: Organisation | None = None, *, title: str = "Sprachcafé", **more: Any) -> Offer:
    """Published, with a checked German text, and nothing else."""
    number = Offer.objects.count() + 1
    values = {
        "slug": f"angebot-{number}",
        "organisation": of or Organisation.objects.first() or organisation(),
        "state": Offer.State.PUBLISHED,
        "created_at": NOW,
        "changed_at": NOW,
        "published_at": NOW,
        "confirmed_at": NOW,
    }
    row = Offer.objects.create(**{**values, **more})
    text(row, "de", title=title, body="Wir reden bei Kaffee und Tee.")
    return row


def text(of: Offer, language: str, *, state: str = "checked", **words: str) -> OfferText:
    return OfferText.objects.create(
        offer=of, language=language, state=state, changed_at=NOW, checked_at=NOW, **words
    )


def theme(code: str = "bildung") -> Theme:
    scheme = ThemeScheme.objects.filter(is_current=True).first() or ThemeScheme.objects.create(
        code="arbeit", name="Arbeitsliste", is_current=True
    )
    row, _ = Theme.objects.get_or_create(
        scheme=scheme, code=code, defaults={"names": {"de": code.title(), "en": code.upper()}}
    )
    return row


def school_holidays() -> None:
    """Known from before now to more than a year ahead, so that nothing has to be guessed."""
    for name, first, last in (
        ("Weihnachten", dt.date(2025, 12, 22), dt.date(2026, 1, 6)),
        ("Weihnachten", dt.date(2026, 12, 23), dt.date(2027, 1, 6)),
        ("Weihnachten", dt.date(2027, 12, 24), dt.date(2028, 1, 8)),
    ):
        SchoolHoliday.objects.create(name=name, first=first, last=last)


def term(code: str = "frauen", subject: str = "audience") -> Term:
    vocabulary, _ = Vocabulary.objects.get_or_create(
        code=f"{subject}-1", defaults={"subject": subject, "name": subject, "is_current": True}
    )
    row, _ = Term.objects.get_or_create(
        vocabulary=vocabulary,
        code=code,
        defaults={"names": {"de": code.title()}, "descriptions": {"de": f"Angebote für {code}"}},
    )
    return row


def district(name: str = "Hüls", key: str = "05562024") -> District:
    row, _ = District.objects.get_or_create(key=key, defaults={"name": name})
    return row


def rich_offer(of: Organisation | None = None, **more: Any) -> Offer:
    """Every table of the directory has a row that belongs to it."""
    of = of or organisation()
    ContactDetail.objects.create(
        organisation=of, kind="mail", value="buero@nachbarschaft.example", folded="buero", visibility="public"
    )
    ContactDetail.objects.create(
        organisation=of, kind="phone", value="02365 999", folded="999", visibility=Visibility.COORDINATION
    )
    row = offer(
        of,
        spoken=["de", "uk"],
        interpreter=True,
        child_care=False,
        delivery=["on_site"],
        ways_in=["registration"],
        registration_address="https://nachbarschaft.example/anmeldung",
        whole_town=False,
        cost="fee",
        amount="5.00",
        capacity="few",
        places_total=12,
        places_free=3,
        waiting_weeks=2,
        capacity_as_of=NOW,
        founded_by="M-2026-0005",
        **more,
    )
    text(row, "uk", title="Мовне кафе", body="Ми розмовляємо за кавою.", state="outdated")
    place = Place.objects.create(
        organisation=of,
        name="Haus der Begegnung",
        street="Musterweg 1",
        postcode="45770",
        town="Marl",
        district=district(),
        latitude=51.66,
        longitude=7.09,
        step_free=True,
        lift=False,
        changed_at=NOW,
        openstreetmap="node/1",
    )
    venue = Venue.objects.create(offer=row, place=place)
    Slot.objects.create(
        offer=row, venue=venue, days=[2], opens=dt.time(15), closes=dt.time(17), on_school_holidays="closed"
    )
    Change.objects.create(offer=row, kind="closed", first=dt.date(2026, 12, 22), last=dt.date(2026, 12, 22))
    ContactWay.objects.create(offer=row, kind="phone", value="+492365555", label="Anmeldung", position=1)
    ContactWay.objects.create(offer=row, kind="mail", value="cafe@nachbarschaft.example", position=2)
    ContactWay.objects.create(
        offer=row, kind="website", value="https://nachbarschaft.example/cafe", position=3
    )
    Condition.objects.create(offer=row, kind="age", allowed={"from": 18})
    Condition.objects.create(offer=row, kind="residence_status", restricts=False)
    row.districts.add(district())
    row.themes.add(theme())
    row.terms.add(term(), term("sprachcafe", "kind"))
    return row
