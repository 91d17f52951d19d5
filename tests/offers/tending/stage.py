"""One small organisation, what it offers, and the words of the town that an offer needs."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.network.models import District, Organisation, Theme, ThemeScheme
from marlerweg.offers import actions
from marlerweg.offers.models import Offer, Term, Vocabulary
from marlerweg.offers.rules.conditions import Condition, Kind
from marlerweg.offers.rules.content import Contact, Content, Place, Timed, Venue, Words
from marlerweg.offers.rules.times.schedule import Slot
from tests.cast import person

NOW = dt.datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
TODAY = NOW.date()


def organisation(name: str = "Nachbarschaft e. V.", **more: Any) -> Organisation:
    return Organisation.objects.create(
        **{"name": name, "website": "https://nachbarschaft.example", "is_listed": True, **more}
    )


def speaker(of: Organisation, name: str = "sprecherin") -> User:
    """Somebody who speaks for the organisation."""
    return person(name, "Mila Mitmacherin", Role.MEMBER, scope=of.pk, scope_kind="organisation")


def words_of_the_town() -> None:
    """Two themes, one district and one target group."""
    scheme, _ = ThemeScheme.objects.get_or_create(
        code="arbeit", defaults={"name": "Arbeitsliste", "is_current": True}
    )
    for code in ("bildung", "wohnen"):
        Theme.objects.get_or_create(scheme=scheme, code=code, defaults={"names": {"de": code.title()}})
    District.objects.get_or_create(key="05562024-03", defaults={"name": "Hüls-Nord", "code": "huels-nord"})
    vocabulary, _ = Vocabulary.objects.get_or_create(
        code="zielgruppen-1", defaults={"subject": "audience", "name": "Zielgruppen", "is_current": True}
    )
    Term.objects.get_or_create(vocabulary=vocabulary, code="eltern", defaults={"names": {"de": "Eltern"}})


def whole(title: str = "Sprachcafé am Abend", **more: Any) -> Content:
    """Everything that an offer can tell, ready for the public."""
    return Content(
        **{
            "texts": {
                "de": Words(title, "Deutsch üben bei Tee.", "Wir reden, spielen und helfen einander."),
                "tr": Words("Dil kafesi", "Çay eşliğinde Almanca.", "Konuşuyoruz ve oynuyoruz."),
            },
            "themes": ("bildung",),
            "terms": ("audience/eltern",),
            "districts": ("05562024-03",),
            "whole_town": False,
            "conditions": (
                Condition(Kind.AGE, allowed={"from": 16}),
                Condition(Kind.GENDER, restricts=False),
            ),
            "spoken": ("de", "tr"),
            "delivery": ("on_site",),
            "ways_in": ("walk_in",),
            "cost": "free",
            "venues": (
                Venue(
                    Place(name="Haus der Begegnung", street="Beispielweg 1", postcode="45768", town="Marl")
                ),
            ),
            "slots": (Timed(Slot(days=frozenset({2}), opens=dt.time(18), closes=dt.time(20)), venue=0),),
            "contacts": (Contact("mail", "cafe@nachbarschaft.example", "Anmeldung", ("de", "tr")),),
            **more,
        }
    )


def draft(of: Organisation | None = None, **more: Any) -> Offer:
    words_of_the_town()
    return actions.create(of or organisation(), whole(**more), by=None, at=NOW)


def published(of: Organisation | None = None, **more: Any) -> Offer:
    return actions.publish(draft(of, **more), by=None, at=NOW)
