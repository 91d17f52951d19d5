from django.urls import path

from marlerweg.offers.views import (
    approving,
    asking,
    duplicates,
    exchange,
    gaps,
    history,
    intake,
    mistakes,
    sections,
    tending,
    texts,
)

app_name = "offers"
tended = [
    path("pflegen/", tending.tend, name="tend"),
    path("pflegen/neu/", tending.add, name="add"),
    path("pflegen/freigaben/", approving.approvals, name="approvals"),
    path("pflegen/freigaben/<uuid:key>/", approving.proposal, name="proposal"),
    path("pflegen/freigaben/<uuid:key>/zuruecknehmen/", approving.take_back, name="take_back"),
    path("pflegen/nachfragen/", asking.asking, name="asking"),
    path("pflegen/listen/", intake.intakes, name="intakes"),
    path("pflegen/listen/<uuid:key>/", intake.assign, name="intake"),
    path("pflegen/listen/<uuid:key>/verwerfen/", intake.drop, name="drop_intake"),
    path("pflegen/doppelte/", duplicates.duplicates, name="duplicates"),
    path("pflegen/doppelte/<uuid:survivor>/<uuid:duplicate>/", duplicates.merge, name="merge"),
    path(
        "pflegen/doppelte/<uuid:survivor>/<uuid:duplicate>/nicht/", duplicates.tell_apart, name="tell_apart"
    ),
    path("pflegen/doppelte/<uuid:key>/rueckgaengig/", duplicates.undo, name="undo_merge"),
    path("pflegen/uebersetzen/", exchange.texts_out, name="exchange"),
    path("pflegen/uebersetzen/hochladen/", exchange.texts_upload, name="texts_upload"),
    path("pflegen/uebersetzen/<uuid:key>/", exchange.texts_in, name="texts_in"),
    path("pflegen/luecken/", gaps.gaps, name="gaps"),
    path("pflegen/luecken/weitergeben/", gaps.hand_up, name="hand_up"),
    path("pflegen/luecken/beiseite/", gaps.set_aside, name="set_aside"),
    path("pflegen/fehler/", mistakes.mistakes, name="mistakes"),
    path("pflegen/fehler/<uuid:key>/", mistakes.settle, name="settle_mistake"),
    path("pflegen/orte/<uuid:key>/", sections.place, name="place"),
    path("pflegen/<uuid:key>/", tending.own, name="own"),
    path("pflegen/<uuid:key>/bestaetigen/", tending.confirm, name="confirm"),
    path("pflegen/<uuid:key>/plaetze/", tending.capacity, name="capacity"),
    path("pflegen/<uuid:key>/kopieren/", tending.copy, name="copy"),
    path("pflegen/<uuid:key>/schritt/<slug:event>/", tending.step, name="step"),
    path("pflegen/<uuid:key>/texte/", texts.texts, name="texts"),
    path("pflegen/<uuid:key>/texte/<slug:language>/maschine/", exchange.translate, name="translate"),
    path("pflegen/<uuid:key>/texte/<slug:language>/", texts.text, name="text"),
    path("pflegen/<uuid:key>/verlauf/", history.history, name="history"),
    path("pflegen/<uuid:key>/verlauf/<int:one>/<int:other>/", history.compare, name="compare"),
    path("pflegen/<uuid:key>/verlauf/<int:number>/zurueckholen/", history.restore, name="restore"),
    path("pflegen/<uuid:key>/<slug:name>/", sections.section, name="section"),
    path("stimmt-noch/<str:token>/", asking.still_right, name="still_right"),
    path("<slug:slug>/fehler/", mistakes.report, name="report"),
]
urlpatterns = [*tended]
