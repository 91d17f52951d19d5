"""The directory for calendars, feed readers, spreadsheets and search engines."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from marlerweg.foundation import calendars, clock, languages
from marlerweg.foundation.sheets import Properties, Sheet, write_csv, write_xlsx
from marlerweg.offers import addresses, hours, shown
from marlerweg.offers.queries import public
from marlerweg.offers.queries.public import Card
from marlerweg.offers.rules.times.feed import Head, entries
from marlerweg.offers.views.page import found
from marlerweg.offers.views.wishes import asked, found_ids, reader_language
from marlerweg.ui import identity

OWN_WEEKS, COMBINED_WEEKS = 26, 4
NEWEST = 50


@login_not_required
@require_safe
def offer_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The next half year: rules with their exceptions, so that holidays and cancellations are taken into account."""
    card = found(slug)
    return as_calendar(card.title, list(events(card, OWN_WEEKS)), slug)


@login_not_required
@require_safe
@cache_control(public=True, max_age=600)
def calendar(request: HttpRequest) -> HttpResponse:
    """All dates of all offers in the next four weeks, or of those that the search in the address finds."""
    cards = public.all_cards(reader_language(), clock.now(), found_ids(request))
    found_events = [event for card in cards for event in events(card, COMBINED_WEEKS)]
    return as_calendar(_("Angebote"), sorted(found_events, key=lambda event: str(event.start)), "angebote")


def as_calendar(name: str, entries: Sequence[calendars.Event], file: str) -> HttpResponse:
    feed = calendars.write_feed(name, entries, language=reader_language())
    response = HttpResponse(feed, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{slugify(file)}.ics"'
    return response


def events(card: Card, weeks: int) -> Iterator[calendars.Event]:
    first = card.frame.today
    last = first + dt.timedelta(weeks=weeks)
    yield from entries(card.timetable, head(card), first, last, card.frame.calendar)


def head(card: Card) -> Head:
    place = card.venues[0].place if card.venues else None
    return Head(
        uid=f"{card.offer.pk}@marlerweg",
        summary=card.title,
        changed_at=card.offer.changed_at,
        sequence=card.offer.version,
        description=card.text.summary if card.text else "",
        location=str(place) if place else "",
        url=addresses.of_offer(card.offer.slug, card.language),
    )


@login_not_required
@require_safe
@cache_control(public=True, max_age=600)
def feed(request: HttpRequest) -> HttpResponse:
    """New offers, newest first; those that the search in the address finds."""
    language = reader_language()
    search = addresses.in_language(addresses.german("offers:search"), language)
    here = addresses.whole(search) + asked(request).taken_along()
    atom = Atom1Feed(
        title=f"{_('Neue Angebote')} – {identity.current().name}",
        link=here,
        description=_("Neue Angebote"),
        language=language,
        feed_url=addresses.whole(request.path) + asked(request).taken_along(),
    )
    for card in public.newest(language, clock.now(), NEWEST, found_ids(request)):
        atom.add_item(
            title=card.title,
            link=addresses.of_offer(card.offer.slug, language),
            description=card.text.summary if card.text else "",
            unique_id=f"urn:uuid:{card.offer.pk}",
            author_name=card.offer.organisation.name,
            pubdate=card.offer.published_at,
            updateddate=card.offer.changed_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@login_not_required
@require_safe
@cache_control(public=True, max_age=600)
def sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """The public list for people who work with tables: all of it, or what the search in the address finds."""
    if kind not in {"csv", "xlsx"}:
        raise Http404
    cards = public.all_cards(reader_language(), clock.now(), found_ids(request))
    rows = [row(card) for card in cards]
    name = f"angebote-{clock.today().isoformat()}.{kind}"
    content, media = (
        (write_csv(headings(), rows), "text/csv; charset=utf-8")
        if kind == "csv"
        else (
            write_xlsx(
                [Sheet(_("Angebote"), headings(), rows)],
                properties=Properties(_("Angebote"), identity.current().name),
            ),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
    )
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def headings() -> list[str]:
    return [
        _("Angebot"),
        _("Anbieter"),
        _("in einem Satz"),
        _("Wo"),
        _("Stadtteil"),
        _("Wann"),
        _("Sprache im Angebot"),
        _("Kosten"),
        _("Kontakt"),
        _("zuletzt bestätigt"),
        _("Adresse"),
    ]


def row(card: Card) -> list[Any]:
    lines = hours.table(card.offer.slots.all(), card.frame.today)
    at = card.offer.confirmed_at
    return [
        card.title,
        card.offer.organisation.name,
        card.text.summary if card.text else "",
        "; ".join(str(venue.place) for venue in card.venues),
        ", ".join(card.districts),
        "; ".join(f"{line.days} {line.times}" for line in lines),
        ", ".join(card.offer.spoken),
        shown.cost(card.offer),
        "; ".join(each.value for each in card.offer.contacts.all()),
        clock.day_of(at) if at else None,
        addresses.of_offer(card.offer.slug, card.language),
    ]


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public offer in every language."""
    rows = [
        (escape(addresses.of_offer(slug)), clock.day_of(at).isoformat(), versions(slug))
        for slug, at in public.last_changes()
    ]
    start = addresses.german("offers:search")
    context = {"rows": rows, "start": addresses.whole(start)}
    return render(request, "offers/public/sitemap.xml", context, content_type="application/xml")


def versions(slug: str) -> list[tuple[str, str]]:
    path = addresses.german("offers:offer", slug)
    return [(code, addresses.whole(addresses.in_language(path, code))) for code in languages.CODES]


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /konto/", f"Sitemap: {addresses.whole('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
