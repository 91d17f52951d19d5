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
from marlerweg.api.integreat import shapes
from marlerweg.api.integreat.shapes import Frame, Record
from marlerweg.foundation import clock, languages
from marlerweg.foundation.texts import best_text
from marlerweg.network.models import Theme
from marlerweg.network.queries import town as town_of_the_pack
from marlerweg.offers import actions
from marlerweg.offers.finding import step
from marlerweg.offers.models import Offer, Place, Venue
from marlerweg.offers.queries.timetables import town_calendar, town_frame
from marlerweg.offers.queries.whole import public_offers
from marlerweg.way import actions as way
from marlerweg.way.flood import address_of, is_too_much

NEWS_DAYS, MOST_NEWS = 90, 500
REMEMBERED_SECONDS = 300
Making = Callable[[HttpRequest, Frame], Any]


class NotThere(Exception):
    """The app's own "not found"."""


def region_slug() -> str:
    here = town_of_the_pack()
    return here.pack if here else "stadt"


def frame_of(region: str, language: str) -> Frame:
    here = town_of_the_pack()
    ours = shapes.our_code(language)
    if ours is None or region != (here.pack if here else "stadt"):
        raise NotThere
    zone, state = town_frame()
    return Frame(region, ours, here, settings.PUBLIC_ADDRESS, clock.today(), zone, state)


def asked_by_the_app(making: Making) -> Callable[..., HttpResponseBase]:
    """Public, read only, 304 on repetition; an answer is remembered as long as the directory stays as it is."""

    @login_not_required
    @require_safe
    @wraps(making)
    def view(request: HttpRequest, region: str = "", language: str = "de") -> HttpResponseBase:
        state = f"{step.database_state()} {clock.today()} {request.get_full_path()}"
        key = f"integreat-{hashlib.sha256(state.encode()).hexdigest()}"
        kept = caches["process"].get(key)
        if kept is None:
            try:
                frame = frame_of(region or region_slug(), language)
                with override(frame.language):
                    kept = answers.written(making(request, frame))
            except NotThere:
                return answers.problem_of_the_app("Not found.", 404)
            except ValueError as wrong:
                return answers.problem_of_the_app(str(wrong), 400)
            caches["process"].set(key, kept, REMEMBERED_SECONDS)
        return answers.answer_written(request, kept)

    return view


def offers_for_the_app() -> Sequence[Offer]:
    """Seven queries whatever the number of offers."""
    return list(
        public_offers()
        .select_related("organisation")
        .prefetch_related(
            "texts", "contacts", "slots", "changes",
            Prefetch("themes", Theme.objects.select_related("scheme").order_by("scheme", "position")),
            Prefetch("venues", Venue.objects.select_related("place__district").order_by("position")),
        )
        .order_by("slug")
    )  # fmt: skip


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
def locations(request: HttpRequest, frame: Frame) -> list[Record]:
    """`on_map=1` leaves out what has no point."""
    wish = request.GET.get("on_map")
    if wish is not None and wish.lower() not in {"1", "true", "0", "false"}:
        raise ValueError("on_map must be a truth value.")
    on_map = wish is not None and wish.lower() in {"1", "true"}
    return [
        shapes.place(frame, offer, venue)
        for offer in offers_for_the_app()
        for venue in offer.venues.all()
        if not on_map or venue.place.latitude is not None
    ]


@asked_by_the_app
def location_categories(request: HttpRequest, frame: Frame) -> list[Record]:
    themes = Theme.objects.filter(scheme__is_current=True).order_by("position")
    return [shapes.category(theme, frame.language, theme.position) for theme in themes]


@asked_by_the_app
def events(request: HttpRequest, frame: Frame) -> list[Record]:
    calendar = town_calendar(frame.state)
    found = [
        event
        for offer in offers_for_the_app()
        for event in shapes.events(frame, offer, calendar, clock.now())
    ]
    return sorted(found, key=lambda each: str(each["event"]["start"]))


# --- Pages -------------------------------------------------------------------------------------------------------------


def _pages(frame: Frame) -> list[Record]:
    by_theme: dict[Any, list[Offer]] = {}
    for offer in offers_for_the_app():
        for theme in offer.themes.all():
            by_theme.setdefault(theme.pk, []).append(offer)
    themes = Theme.objects.filter(scheme__is_current=True).order_by("position")
    return [
        shapes.page(frame, theme, by_theme.get(theme.pk, []), order=number)
        for number, theme in enumerate(themes)
    ]


def _asked_page(request: HttpRequest, frame: Frame) -> Record | None:
    """None for the root; raises NotThere for an address that is no page."""
    url = request.GET.get("url", "").strip("/")
    if url in {"", f"{frame.region}/{shapes.their_code(frame.language)}"}:
        return None
    for each in _pages(frame):
        if each["path"].strip("/") == url:
            return each
    raise NotThere


@asked_by_the_app
def pages(request: HttpRequest, frame: Frame) -> list[Record]:
    return _pages(frame)


@asked_by_the_app
def children(request: HttpRequest, frame: Frame) -> list[Record]:
    """Themes hang on the root; below them there is nothing."""
    return _pages(frame) if _asked_page(request, frame) is None else []


@asked_by_the_app
def page(request: HttpRequest, frame: Frame) -> Record:
    found = _asked_page(request, frame)
    if found is None:
        raise NotThere
    return found


@asked_by_the_app
def parents(request: HttpRequest, frame: Frame) -> list[Record]:
    _asked_page(request, frame)
    return []


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
