"""Offering and seeking: the list, one entry with what fits, posting, renewing, closing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.network import actions, policies, queries
from marlerweg.network.forms import EngagementForm, RenewForm
from marlerweg.network.models import District, Engagement, Organisation
from marlerweg.network.queries.engagement import own_engagements, with_places
from marlerweg.network.rules.matching import Why, is_open
from marlerweg.network.speech import spoken
from marlerweg.network.views import organisations
from marlerweg.network.views.tabs import tabs
from marlerweg.ui.lists import Action, Choice, Column, Empty, ListPage

REASONS = {
    Why.KIND: gettext_lazy("gleiche Art"),
    Why.THEME: gettext_lazy("gleiches Thema"),
    Why.LANGUAGE: gettext_lazy("gemeinsame Sprache"),
    Why.DISTRICT: gettext_lazy("gleicher Stadtteil"),
    Why.TOWN_WIDE: gettext_lazy("gilt für die ganze Stadt"),
    Why.WORD: gettext_lazy("gleiches Stichwort"),
}

ENGAGEMENTS = ListPage(
    name="biete-und-suche",
    title=gettext_lazy("Biete und suche"),
    intro=gettext_lazy(
        "Räume, Zeit, Sprachmittlung, Wissen: was Organisationen anbieten und was sie suchen."
    ),
    template="network/list.html",
    columns=[
        Column(
            key="title",
            label=gettext_lazy("Worum geht es?"),
            order="title",
            link=lambda row: reverse("network:engagement", args=[row.pk]),
        ),
        Column(
            key="direction",
            label=gettext_lazy("Richtung"),
            value="get_direction_display",
            kind="badge",
            badge=lambda row: "success" if row.direction == Engagement.Direction.OFFERED else "info",
        ),
        Column(key="kind", label=gettext_lazy("Art"), value="get_kind_display", order="kind"),
        Column(key="organisation", label=gettext_lazy("Organisation"), order="organisation__name"),
        Column(
            key="districts",
            label=gettext_lazy("Stadtteile"),
            value=lambda row: ", ".join(str(each) for each in row.districts.all()) or _("ganze Stadt"),
        ),
        Column(key="expires_on", label=gettext_lazy("gilt bis"), kind="date", order="expires_on"),
        Column(
            key="published",
            value="published_at",
            label=gettext_lazy("eingestellt"),
            kind="date",
            order="published_at",
            only_in_sheets=True,
        ),
    ],
    filters=[
        Choice(
            key="richtung",
            label=gettext_lazy("Richtung"),
            choices=Engagement.Direction.choices,
            lookup="direction",
            multiple=False,
        ),
        Choice(key="art", label=gettext_lazy("Art"), choices=Engagement.Kind.choices, lookup="kind"),
        Choice(
            key="stadtteil",
            label=gettext_lazy("Stadtteil"),
            choices=lambda viewer: District.objects.values_list("pk", "name"),
            lookup="districts",
        ),
        Choice(
            key="thema",
            label=gettext_lazy("Thema"),
            choices=lambda viewer: [(theme.pk, str(theme)) for theme in queries.current_themes()],
            lookup="themes",
        ),
    ],
    search=["title", "text", "organisation__name"],
    order="expires_on",
    empty=Empty(gettext_lazy("Zurzeit wird nichts angeboten und nichts gesucht.")),
)


@require_safe
def engagements(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_enter_partner_area(viewer))
    own = Organisation.objects.filter(pk__in=policies.own_organisations(viewer), archived_at=None)
    buttons = [
        Action(
            _("Eintragen für %(name)s") % {"name": row},
            reverse("network:post_engagement", args=[row.pk]),
        )
        for row in own
    ]
    return ENGAGEMENTS.respond(
        request,
        with_places(queries.engagements(viewer, clock.today())),
        viewer=viewer,
        actions=buttons,
        context={"tabs": tabs(request)},
    )


def found(request: HttpRequest, key: UUID) -> Engagement:
    """Open ones for partners; also run-out ones for those who may renew them."""
    viewer = person(request)
    row = queries.engagements(viewer, clock.today()).filter(pk=key).first()
    if row is None:
        mine = Engagement.objects if policies.is_steward(viewer) else own_engagements(viewer)
        row = mine.filter(pk=key).select_related("organisation").first()
    if row is None:
        raise Refused(conceal())
    return row


@require_safe
def engagement(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer, row, today = person(request), found(request, key), clock.today()
    suggestions = [
        (each.engagement, ", ".join(str(REASONS[reason]) for reason in each.reasons))
        for each in queries.matches_for(row, viewer, today)
    ]
    context = {
        "engagement": row,
        "tabs": tabs(request),
        "suggestions": suggestions,
        "spoken": spoken(row.languages),
        "is_open": is_open(row.expires_on, closed=row.closed_at is not None, today=today),
        "may_edit": policies.may_edit_engagement(viewer, row),
        "renewal": RenewForm(today=today),
    }
    return render(request, "network/engagement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def post_engagement(request: HttpRequest, key: UUID) -> HttpResponse:
    by, owner = person(request), organisations.found(request, key)
    require(policies.may_post_engagement(by, owner))
    form = EngagementForm(request.POST or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        row = actions.post_engagement(owner, form.fields_given, by=by, at=clock.now())
        messages.success(request, _("Eingestellt. Unten steht, was dazu passt."))
        return redirect("network:engagement", row.pk)
    title = _("Biete oder suche: %(name)s") % {"name": owner}
    return organisations.page(request, form, title, reverse("network:engagements"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_engagement(request: HttpRequest, key: UUID) -> HttpResponse:
    by, row = person(request), found(request, key)
    require(policies.may_edit_engagement(by, row))
    form = EngagementForm(request.POST or None, instance=row, today=clock.today())
    if request.method == "POST" and form.is_valid():
        actions.edit_engagement(row, form.fields_given, by=by)
        return redirect("network:engagement", row.pk)
    return organisations.page(
        request, form, _("Eintrag bearbeiten"), reverse("network:engagement", args=[key])
    )


@require_POST
def renew_engagement(request: HttpRequest, key: UUID) -> HttpResponse:
    by, row = person(request), found(request, key)
    require(policies.may_edit_engagement(by, row))
    form = RenewForm(request.POST, today=clock.today())
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["until"]))
    else:
        actions.renew_engagement(row, until=form.cleaned_data["until"], by=by)
        messages.success(request, _("Verlängert."))
    return redirect("network:engagement", row.pk)


@require_POST
def close_engagement(request: HttpRequest, key: UUID) -> HttpResponse:
    row = found(request, key)
    actions.close_engagement(row, by=person(request), at=clock.now())
    messages.success(request, _("Erledigt. Sie können den Eintrag später verlängern."))
    return redirect("network:engagement", row.pk)
