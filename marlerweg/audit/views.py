"""The record for those who watch over it: ids and names of fields, no contents."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from marlerweg.audit import actions, policies, queries
from marlerweg.audit.models import Event
from marlerweg.ui.lists import Choice, Column, Empty, ListPage, Period


def details_of(event: Any) -> str:
    return ", ".join(f"{key}: {value}" for key, value in event.details.items())


LOG = ListPage(
    name="protokoll",
    title=gettext_lazy("Protokoll"),
    intro=gettext_lazy(
        "Wer wann was getan hat oder tun wollte. Hier stehen nur Kennungen und Feldnamen, keine Inhalte."
        " Ändern oder löschen kann das niemand."
    ),
    template="audit/log.html",
    columns=[
        Column(key="sequence", label=gettext_lazy("Nr."), kind="number", order="sequence"),
        Column(key="at", label=gettext_lazy("Zeitpunkt"), kind="moment", order="at"),
        Column(key="actor_label", label=gettext_lazy("In der Rolle"), order="actor_label"),
        Column(key="actor_id", label=gettext_lazy("Wer")),
        Column(key="action", label=gettext_lazy("Vorgang"), order="action"),
        Column(key="object_kind", label=gettext_lazy("Art"), order="object_kind"),
        Column(key="object_label", label=gettext_lazy("Bezeichnung")),
        Column(key="object_id", label=gettext_lazy("Kennung")),
        Column(
            key="result",
            label=gettext_lazy("Ergebnis"),
            value="get_result_display",
            kind="badge",
            badge=lambda event: "warning" if event.result == Event.Result.DENIED else "info",
            order="result",
        ),
        Column(key="details", label=gettext_lazy("Einzelheiten"), value=details_of),
        Column(key="request_id", label=gettext_lazy("Anfrage"), only_in_sheets=True),
        Column(key="hash", label=gettext_lazy("Hash"), only_in_sheets=True),
    ],
    filters=[
        Period("zeit", gettext_lazy("Zeitraum"), "at"),
        Choice("ergebnis", gettext_lazy("Ergebnis"), Event.Result.choices, "result"),
    ],
    search=queries.beginning_with,
    search_hint=gettext_lazy("Anfang eines Vorgangs (zum Beispiel „role.“) oder eine ganze Kennung"),
    order="-sequence",
    empty=Empty(gettext_lazy("Noch ist nichts geschehen.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """The list; a POST is the export, because it is itself written into the record."""
    reader = policies.reader(request.user)
    noted = queries.noted_roots()
    return LOG.respond(
        request,
        queries.events(reader),
        viewer=reader,
        on_export=actions.record_export,
        context={"root": queries.root(), "noted": noted[-1] if noted else None},
    )


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    found = actions.verify(by=policies.reader(request.user))
    if found is None:
        messages.success(request, _("Die Kette ist unversehrt, und alle notierten Wurzeln stehen darin."))
    else:
        messages.error(
            request,
            _("Die Kette ist gebrochen bei Nummer %(number)s: %(problem)s")
            % {"number": found.sequence, "problem": found.problem},
        )
    return redirect("audit:log")
