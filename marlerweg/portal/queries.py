"""What waits for whoever signed in, out of every room, most urgent first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marlerweg.accounts.models import User
from marlerweg.foundation import clock
from marlerweg.foundation.jobs.queries import listing as jobs_in
from marlerweg.foundation.jobs.queries import overview as jobs_overview
from marlerweg.network.models import Theme
from marlerweg.offers import policies as offer_policies
from marlerweg.offers.queries import public as public_offers
from marlerweg.offers.queries import tending
from marlerweg.offers.queries.finding import count_by_theme
from marlerweg.way import policies, queries


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the desk: how many things wait, and where to go for them."""

    label: str | Promise
    count: int
    href: str
    hint: str | Promise = ""


def tasks_for(user: User, today: date) -> list[Task]:
    """Only what the person may do something about; lines without anything waiting are left out."""
    found = [
        *tasks_of_the_office(user, today),
        *tasks_of_partners(user, today),
        *tasks_of_the_directory(user, today),
    ]
    return [task for task in found if task.count]


def tasks_of_the_office(user: User, today: date) -> Iterator[Task]:
    if not policies.may_see_inside(user):
        return
    board = reverse("way:board")
    if policies.may_coordinate(user):
        yield Task(
            _("Hinweise einordnen"),
            queries.waiting_for_coordination(user).count(),
            f"{board}#spalte-sort",
            _("Jeder Hinweis gehört zu einem Bedarf oder bekommt gleich eine Antwort."),
        )
        yield Task(
            _("Öffentliche Fassungen freigeben"),
            queries.waiting_for_wording(user).count(),
            f"{board}#spalte-answer",
            _("Bis dahin warten die Menschen auf ihre Antwort."),
        )
        yield Task(
            _("Bedarfe überprüfen"), queries.waiting_for_review(user).count(), f"{board}#spalte-review"
        )
    yield Task(
        _("Bedarfe entscheiden"),
        queries.waiting_for_decision(user).count(),
        reverse("way:steering"),
        _("Sie liegen entscheidungsreif vor."),
    )
    yield Task(
        _("Maßnahmen ohne Nachricht"),
        queries.silent_measures(user, today).count(),
        f"{board}#spalte-silent",
        _("Seit 60 Tagen kein neuer Stand."),
    )


def tasks_of_partners(user: User, today: date) -> Iterator[Task]:
    if policies.may_see_inside(user):
        return
    if policies.may_see_measures(user):
        yield Task(
            _("Sachstand melden"),
            queries.silent_measures(user, today).count(),
            reverse("way:measures"),
            _("Zwei Sätze genügen."),
        )
    if policies.may_contribute(user):
        yield Task(
            _("Meine Hinweise und ihre Antworten"),
            queries.own_contributions(user).count(),
            reverse("way:mine"),
        )
    if policies.may_see_referred(user):
        yield Task(
            _("An Sie verwiesene Bedarfe"), queries.waiting_above(user).count(), reverse("way:referred")
        )


def tasks_of_the_directory(user: User, today: date) -> Iterator[Task]:
    """First what only the coordination can let through, then what those who run offers should look at."""
    if offer_policies.may_approve(user):
        yield Task(
            _("Angebote freigeben"),
            tending.number_to_approve(),
            reverse("offers:approvals"),
            _("Neue Angebote und Änderungen, die jemand ansehen soll."),
        )
        yield Task(
            _("Nach Angeboten fragen"),
            tending.number_to_call(today),
            reverse("offers:asking"),
            _("Die Organisation hat auf zwei Briefe nicht geantwortet."),
        )
    if offer_policies.may_enter_own_offers(user):
        yield Task(
            _("Fehlermeldungen ansehen"),
            tending.open_mistakes(user).count(),
            reverse("offers:mistakes"),
            _("Menschen haben gemeldet, was an einem Angebot nicht stimmt."),
        )
    if offer_policies.own_organisations(user):
        yield Task(
            _("Eigene Angebote bestätigen"),
            tending.own_overdue(user, today).count(),
            reverse("offers:tend"),
            _("Stimmt noch alles? Ein Klick genügt."),
        )


def themes_with_offers() -> list[tuple[Theme, int]]:
    """What the start page offers to look through: themes that have public offers, with their number."""
    return public_offers.themes_with_counts(count_by_theme(at=clock.now()))


__all__ = ["Task", "jobs_in", "jobs_overview", "tasks_for", "themes_with_offers"]
