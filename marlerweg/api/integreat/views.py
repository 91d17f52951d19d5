"""The addresses that Integreat's app asks, in the order of its first visit."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from html import escape
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.db.models import Prefetch
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from marlerweg.api.hsds import answers
from marlerweg.api.integreat import SYSTEM, giving_back, records, shapes
from marlerweg.api.integreat.remembered import directory_state, here, pages_state, pieces
from marlerweg.api.integreat.shapes import Frame, Record
from marlerweg.foundation import clock, languages
from marlerweg.foundation.texts import best_text
from marlerweg.network.models import Theme
from marlerweg.offers import actions
from marlerweg.offers.models import Foreign, Offer, Place
from marlerweg.offers.queries.timetables import town_calendar, town_frame
from marlerweg.offers.queries.whole import public_offers
from marlerweg.way import actions as way
from marlerweg.way.flood import address_of, is_too_much

NEWS_DAYS, MOST_NEWS, DEEPEST = 90, 500, 10
REMEMBERED_SECONDS = 300
Making = Callable[[HttpRequest, Frame], Any]


class NotThere(Exception):
    """The app's own "not found"."""


def region_slug() -> str:
    town = here().town
    return town.pack if town else "stadt"


def frame_of(region: str, language: str) -> Frame:
    ours = shapes.our_code(language)
    if ours is None or region != region_slug():
        raise NotThere
    zone, state = town_frame()
    return Frame(region, ours, here().town, settings.PUBLIC_ADDRESS, clock.today(), zone, state)


def asked_by_the_app(making: Making, also: Callable[[], str] = lambda: "") -> Callable[..., HttpResponseBase]:
    """Public, read only, 304 on repetition; an answer is remembered as long as the directory stays as it is.

    `also` tells the state of whatever else the answer depends on.
    """

    @login_not_required
    @require_safe
    @wraps(making)
    def view(request: HttpRequest, region: str = "", language: str = "de") -> HttpResponseBase:
        state = f"{directory_state()} {also()} {here().themes} {clock.today()} {request.get_full_path()}"
        key = f"integreat-{hashlib.sha256(state.encode()).hexdigest()}"
        kept = caches["process"].get(key)
        if kept is None:
            try:
                frame = frame_of(region or region_slug(), language)
                with override(frame.language):
                    made = making(request, frame)
                kept = made if isinstance(made, answers.Written) else answers.written(made)
            except NotThere:
                return answers.problem_of_the_app("Not found.", 404)
            except ValueError as wrong:
                return answers.problem_of_the_app(str(wrong), 400)
            caches["process"].set(key, kept, REMEMBERED_SECONDS)
        return answers.answer_written(request, kept)

    return view


def asked_for_pages(making: Making) -> Callable[..., HttpResponseBase]:
    return asked_by_the_app(making, pages_state)


def _name_of(frame: Frame, what: str) -> tuple[Any, ...]:
    """Everything that the records of a list depend on besides their offer."""
    town = f"{frame.town.pk} {frame.town.state}" if frame.town else ""
    return (what, frame.region, frame.language, frame.address, frame.today, frame.zone, town, here().themes)


# --- Regions -----------------------------------------------------------------------------------------------------------


def _region(frame: Frame) -> Record:
    here = frame.town
    points = [
        (place.latitude, place.longitude)
        for place in _places()
        if place.latitude is not None and place.longitude is not None
    ]
    south, west = (min(axis) for axis in zip(*points, strict=True)) if points else (0.0, 0.0)
    north, east = (max(axis) for axis in zip(*points, strict=True)) if points else (0.0, 0.0)
    name = here.name if here else ""
    return {
        "id": 1,
        "name": here.official_name or name if here else name,
        "path": frame.region,
        "live": True,
        "prefix": here.status if here else "",
        "name_without_prefix": name,
        "plz": "",
        "extras": False,
        "events": True,
        "pois": True,
        "push_notifications": False,
        "longitude": (west + east) / 2,
        "latitude": (south + north) / 2,
        "bounding_box": [[west, south], [east, north]],
        "aliases": None,
        "tunews": False,
        "external_news": False,
        "zammad_privacy_policy": None,
        "languages": _languages(),
        "is_chat_enabled": False,
    }


def _places() -> Iterable[Place]:
    return Place.objects.filter(venues__offer__in=public_offers()).distinct()


def _languages() -> list[Record]:
    return [
        {
            "id": number,
            "code": shapes.their_code(each.code),
            "bcp47_tag": "de-DE-simple" if each.code == "de-simple" else each.code,
            "native_name": each.own_name,
            "dir": "RIGHT_TO_LEFT" if each.right_to_left else "LEFT_TO_RIGHT",
        }
        for number, each in enumerate(languages.PUBLIC, 1)
    ]


@asked_by_the_app
def regions(request: HttpRequest, frame: Frame) -> list[Record]:
    return [_region(frame)]


@asked_by_the_app
def region(request: HttpRequest, frame: Frame) -> Record:
    return _region(frame)


@asked_by_the_app
def region_languages(request: HttpRequest, frame: Frame) -> list[Record]:
    return _languages()


# --- Places, events ----------------------------------------------------------------------------------------------------


@asked_by_the_app
def locations(request: HttpRequest, frame: Frame) -> answers.Written:
    """`on_map=1` leaves out what has no point."""
    wish = request.GET.get("on_map")
    if wish is not None and wish.lower() not in {"1", "true", "0", "false"}:
        raise ValueError("on_map must be a truth value.")
    on_map = wish is not None and wish.lower() in {"1", "true"}
    found = pieces(_name_of(frame, "locations"), lambda offer: records.locations_of(frame, offer))
    return answers.joined(each.text for each in found if each.mark or not on_map)


@asked_by_the_app
def location_categories(request: HttpRequest, frame: Frame) -> list[Record]:
    themes = Theme.objects.filter(scheme__is_current=True).order_by("position")
    return [shapes.category(theme, frame.language, theme.position) for theme in themes]


@asked_by_the_app
def events(request: HttpRequest, frame: Frame) -> answers.Written:
    """`combine_recurring` gives one record per series with its rule."""
    combined = request.GET.get("combine_recurring", "").lower() in {"1", "true"}
    calendar = town_calendar(frame.state)

    def dates(offer: Offer) -> Iterable[tuple[str, Record]]:
        for each in records.events_of(frame, offer, calendar, combined=combined):
            yield str(each["event"]["start"]), each

    found = pieces(_name_of(frame, f"events {combined}"), dates)
    return answers.joined(each.text for each in sorted(found, key=lambda each: each.mark))


# --- Pages -------------------------------------------------------------------------------------------------------------


def _pages(frame: Frame) -> list[Record]:
    """Themes with their places, then the information pages that came in from elsewhere."""
    by_theme: dict[Any, list[Offer]] = {}
    for offer in _listed_offers():
        for theme in offer.themes.all():
            by_theme.setdefault(theme.pk, []).append(offer)
    themes = Theme.objects.filter(scheme__is_current=True).order_by("position")
    own = [
        shapes.page(frame, theme, by_theme.get(theme.pk, []), order=number)
        for number, theme in enumerate(themes)
    ]
    kept = [giving_back.page(frame, each) for each in Foreign.objects.filter(system=SYSTEM, kind="pages")]
    known = {each["path"] for each in own}
    others = [each for each in kept if each and each["path"] not in known]
    return [*own, *sorted(others, key=lambda each: (each.get("order") or 0, each["path"]))]


def _listed_offers() -> Iterable[Offer]:
    rows = public_offers().prefetch_related(
        "texts", "slots", "themes",
        Prefetch("foreign", Foreign.objects.filter(system=SYSTEM).defer("unknown"), to_attr="came"),
    )  # fmt: skip
    return [offer for offer in rows.order_by("slug") if records.is_place(offer)]


def _asked_page(request: HttpRequest, frame: Frame, among: Sequence[Record]) -> Record | None:
    """None for the root; raises NotThere for an address that is no page."""
    url = request.GET.get("url", "").strip("/")
    if url in {"", f"{frame.region}/{shapes.their_code(frame.language)}"}:
        return None
    for each in among:
        if each["path"].strip("/") == url:
            return each
    raise NotThere


def _below(page: Record | None, among: Sequence[Record], depth: int) -> list[Record]:
    """Down to so many floors, each page before what hangs on it; what hangs on nothing known hangs on the root."""
    paths = {each["path"] for each in among}
    found = []
    for each in among:
        above = each["parent"]["path"] if each["parent"]["path"] in paths else None
        if above == (page["path"] if page else None):
            found += [each, *(_below(each, among, depth - 1) if depth > 1 else [])]
    return found


@asked_for_pages
def pages(request: HttpRequest, frame: Frame) -> list[Record]:
    return _pages(frame)


@asked_for_pages
def children(request: HttpRequest, frame: Frame) -> list[Record]:
    """Themes hang on the root, and below them there is nothing; information pages have their own tree."""
    found = _pages(frame)
    depth = int(request.GET.get("depth") or 1)
    return _below(_asked_page(request, frame, found), found, max(1, min(depth, DEEPEST)))


@asked_for_pages
def page(request: HttpRequest, frame: Frame) -> Record:
    found = _asked_page(request, frame, _pages(frame))
    if found is None:
        raise NotThere
    return found


@asked_for_pages
def parents(request: HttpRequest, frame: Frame) -> list[Record]:
    """From the root down to the page above the one asked for."""
    among = _pages(frame)
    by_path = {each["path"]: each for each in among}
    page = _asked_page(request, frame, among)
    found: list[Record] = []
    while page and (page := by_path.get(page["parent"]["path"])) and page not in found:
        found.insert(0, page)
    return found


@asked_by_the_app
def imprint(request: HttpRequest, frame: Frame) -> Record:
    """The town's own page, with its address."""
    here = frame.town
    path = frame.path("disclaimer")
    legal = f"{frame.address}{reverse('portal:legal', args=['impressum'])}"
    sender = (here.sender or here.name) if here else ""
    return {
        "id": 1,
        "url": frame.url(path),
        "path": path,
        "title": _("Impressum"),
        "modified_gmt": "2026-11-28 00:00:00",
        "last_updated": "2026-11-28T00:00:00+00:00",
        "excerpt": sender,
        "content": f'<p>{escape(sender)}</p><p><a href="{legal}">{legal}</a></p>',
        "available_languages": {},
        "thumbnail": None,
        "parent": {"id": 0, "url": None, "path": None},
        "order": 0,
        "organization": None,
        "embedded_offers": [],
        "hash": None,
    }


@asked_by_the_app
def news(request: HttpRequest, frame: Frame) -> list[Record]:
    """Offers that are new, the newest first; `page` and `size` up to 500."""
    since = clock.now() - dt.timedelta(days=NEWS_DAYS)
    number, size = int(request.GET.get("page", 1)), int(request.GET.get("size", 20))
    if number < 1 or not 1 <= size <= MOST_NEWS:
        raise ValueError("page and size must be positive, size at most 500.")
    rows = (
        public_offers()
        .filter(published_at__gte=since)
        .prefetch_related("texts")
        .order_by("-published_at", "pk")
    )
    return [_news(frame, row) for row in rows[(number - 1) * size : number * size]]


def _news(frame: Frame, row: Offer) -> Record:
    text = best_text(row.texts.all(), frame.language)
    return {
        "id": str(shapes.number_of(row.pk)),
        "title": text.title if text else row.slug,
        "content": text.summary or text.body if text else "",
        "display_date": shapes.moment(row.published_at) if row.published_at else None,
        "source": "local",
        "externalUrl": f"{frame.address}{reverse('offers:offer', args=[row.slug])}",
        "available_languages": None,
    }


@asked_by_the_app
def nothing(request: HttpRequest, frame: Frame) -> list[Record]:
    """Lists of older apps that this town does not fill: embedded offers, push messages."""
    return []


@login_not_required
@require_safe
def pdf(request: HttpRequest, region: str, language: str) -> HttpResponseBase:
    """Offers on paper are made from the list of chosen ones."""
    return redirect("offers:chosen")


# --- What readers say --------------------------------------------------------------------------------------------------


@login_not_required
@csrf_exempt  # the app has no session with us
@require_POST
def feedback(request: HttpRequest, region: str, language: str, about: str) -> HttpResponseBase:
    """About a place: a mistake reported to those who run it. About anything else: a contribution of the Way."""
    ours = shapes.our_code(language)
    if ours is None or region != region_slug():
        return answers.problem_of_the_app("Not found.", 404)
    if is_too_much(address_of(request.META), at=clock.now()):
        return answers.problem_of_the_app("Too many at once. Please try again in an hour.", 429)
    comment = request.POST.get("comment", "").strip()[:2000]
    offer = public_offers().filter(slug=request.POST.get("slug", "")).first() if about == "poi" else None
    if offer is not None and (comment or request.POST.get("rating") == "down"):
        actions.report(offer, "other", comment, language=ours, at=clock.now())
    elif comment:
        way.speak_publicly(comment, language=ours, at=clock.now(), seconds=60)
    return answers.made({"success": True})
