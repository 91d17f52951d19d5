"""Addresses of the directory. `<slug>` stands last: a word in front of it is no offer's address."""

from django.urls import path

from marlerweg.offers.views import chosen, embedding, feeds, maps, offline, page, search

app_name = "offers"
public = [
    path("", search.search, name="search"),
    path("karte/", maps.town_map, name="map"),
    path("karte.json", maps.points, name="points"),
    path("merkzettel/", chosen.chosen, name="chosen"),
    path("merkzettel.pdf", chosen.paper, name="chosen_paper"),
    path("termine.ics", feeds.calendar, name="calendar"),
    path("neu.atom", feeds.feed, name="feed"),
    path("liste.<slug:kind>", feeds.sheet, name="sheet"),
    path("ohne-netz/", offline.offline, name="offline"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("einbetten/", embedding.snippets, name="snippets"),
    path("einbetten/<uuid:organisation>/", embedding.framed, name="framed"),
    path("<slug:slug>/termine.ics", feeds.offer_calendar, name="offer_calendar"),
    path("<slug:slug>/code.svg", page.code, name="code"),
    path("<slug:slug>/", page.offer, name="offer"),
]
urlpatterns = [*public]
