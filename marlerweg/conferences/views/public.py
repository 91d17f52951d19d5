"""Without an account: what is planned, registering, one's own registration behind the secret link, calendars."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.conferences import actions, exchange, feeds, links, policies, public_words, queries
from marlerweg.conferences.forms.registering import NeedsForm, RegistrationForm, opened_now
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Edition, Invitation, Registration
from marlerweg.conferences.rules.phases import Right, is_window_open, rights
from marlerweg.conferences.views.tabs import BEGIN, EDIT, tabs
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.ui.forms.sent import replaced
from marlerweg.way.flood import address_of, is_too_much
from marlerweg.way.public_words import STATES as NEED_STATES

MOST_PER_HOUR = 60


def found(request: HttpRequest, code: str) -> Edition:
    """The edition if this reader may see it."""
    row = queries.edition(request.user, code)
    if row is None:
        raise Refused(conceal())
    return row


def language() -> str:
    return get_language() or "de"


def is_open(edition: Edition) -> bool:
    """Whether the public form takes registrations now."""
    return Right.REGISTER in rights(edition.state, edition.phase) and is_window_open(
        edition.registration_opens_at, edition.registration_closes_at, clock.now()
    )


@login_not_required
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    rows = list(queries.editions(request.user))
    today = clock.today()
    context = {
        "coming": sorted((each for each in rows if each.ends_on >= today), key=lambda each: each.starts_on),
        "past": [each for each in rows if each.ends_on < today],
        "states": public_words.STATES,
        "may_organise": policies.may_organise(request.user),
        "begin_label": BEGIN,
    }
    return render(request, "conferences/editions.html", context)


@login_not_required
@require_safe
def edition(request: HttpRequest, code: str) -> HttpResponse:
    row = found(request, code)
    organises = policies.may_organise(request.user)
    context = {
        "edition": row,
        "programme": queries.programme(row),
        "tables": queries.tables_of(row),
        "places": queries.places(row),
        "states": public_words.STATES,
        "kinds": public_words.KINDS,
        "is_open": is_open(row),
        "may_organise": organises,
        "tabs": tabs(request, row),
        "edit_label": EDIT,
        "is_documented": policies.may_see_documentation(request.user, row),
        "before": queries.outcome(request.user, row.previous, language()),
        "need_states": NEED_STATES,
    }
    return render(request, "conferences/edition.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, code: str) -> HttpResponse:
    row = found(request, code)
    if not is_open(row):
        return render(request, "conferences/shut.html", {"edition": row}, status=200)
    return take_registration(request, row, RegistrationForm(request.POST or None, **_fresh(row)))


def take_registration(
    request: HttpRequest, row: Edition, form: RegistrationForm, invitation: Invitation | None = None
) -> HttpResponse:
    """Nothing typed is lost: whatever stands in the way, the page comes back with it."""
    if form.is_valid():
        _look_closer(request, form)
    if not form.is_valid():
        context = {
            "edition": row,
            "form": form,
            "places": queries.places(row),
            "invitation": invitation,
        }
        return render(request, "conferences/register.html", context, status=422 if form.is_bound else 200)
    try:
        registration = actions.register(
            row,
            form.participant(language=language(), person=invitation.person if invitation else None),
            at=clock.now(),
            wishes=form.wishes,
            rounds=form.chosen_rounds,
            once=form.cleaned_data["once"],
            invitation=invitation,
        )
    except actions.WindowShut:
        return render(request, "conferences/shut.html", {"edition": row})
    except actions.AlreadyRegistered as double:
        actions.send_link_again(double.registration, at=clock.now())
        return render(request, "conferences/already.html", {"edition": row})
    return redirect("conferences:own", secret=links.secret(Purpose.REGISTRATION, registration.pk))


def _look_closer(request: HttpRequest, form: RegistrationForm) -> None:
    if not form.looks_human:
        form.data = replaced(form.data, {"opened": opened_now()})
        form.add_error(
            None, _("Das ging sehr schnell. Bitte prüfen Sie Ihre Angaben und senden Sie noch einmal ab.")
        )
    elif is_too_much(f"register {address_of(request.META)}", at=clock.now(), most=MOST_PER_HOUR):
        form.add_error(
            None,
            _(
                "Von diesem Anschluss kamen gerade sehr viele Anmeldungen. Bitte senden Sie in einer Stunde noch einmal ab."
            ),
        )


def _fresh(row: Edition, **more: Any) -> dict[str, Any]:
    return {"edition": row, "initial": {"opened": opened_now(), **more}}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, secret: str) -> HttpResponse:
    """The personal link of an invitation: accept with the form, or decline."""
    invitation = queries.by_invitation_secret(secret)
    if invitation is None:
        raise Refused(conceal())
    row = invitation.edition
    if request.POST.get("deed") == "decline":
        actions.decline(invitation, at=clock.now())
        messages.success(
            request, _("Danke für die Nachricht. Wir schreiben Ihnen zu dieser Tagung nicht noch einmal.")
        )
        return redirect("conferences:edition", code=row.code)
    if not is_open(row):
        return secret_page(render(request, "conferences/shut.html", {"edition": row}))
    known = {
        "name": str(invitation.person or ""),
        "organisation_name": str(invitation.organisation or ""),
        "mail": invitation.mail,
    }
    form = RegistrationForm(request.POST or None, **_fresh(row, **known))
    return secret_page(take_registration(request, row, form, invitation))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, secret: str) -> HttpResponse:
    """One's own registration; what may still change stands in a form."""
    registration = mine(secret)
    row = registration.edition
    may_change = registration.state in {Registration.State.REGISTERED, Registration.State.WAITING} and bool(
        policies.is_time_for(row, Right.WISH)
    )
    form = NeedsForm(request.POST or None, edition=row, initial=NeedsForm.of(registration))
    if request.method == "POST":
        require(policies.is_time_for(row, Right.WISH))
        if form.is_valid() and may_change:
            actions.change(registration, wishes=form.wishes, rounds=form.chosen_rounds, **form.needs)
            messages.success(request, _("Gespeichert."))
            return redirect("conferences:own", secret=secret)
    context = {
        "registration": registration,
        "edition": row,
        "title": public_words.REGISTRATIONS[Registration.State(registration.state)],
        "ahead": queries.ahead_of(registration),
        "seats": queries.own_seats(registration),
        "form": form,
        "may_change": may_change,
        "may_cancel": may_change
        or bool(policies.is_time_for(row, Right.CANCEL) and registration.takes_a_place),
        "link": request.build_absolute_uri(request.path),
        "secret": secret,
        "calendar": links.secret(Purpose.CALENDAR, registration.pk),
        "code": feeds.door_code(registration),
        "is_dots": bool(policies.is_time_for(row, Right.DOT)) and queries.is_ballot_open(row),
    }
    status = 422 if form.is_bound and form.errors else 200
    return secret_page(render(request, "conferences/own.html", context, status=status))


@login_not_required
@require_POST
def cancel_own(request: HttpRequest, secret: str) -> HttpResponse:
    actions.cancel(mine(secret), at=clock.now())
    messages.success(request, _("Sie sind abgemeldet. Danke, dass Sie Bescheid gesagt haben."))
    return redirect("conferences:own", secret=secret)


@login_not_required
@require_safe
def own_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    registration = queries.by_calendar_secret(secret)
    if registration is None:
        raise Refused(conceal())
    return secret_page(calendar_file(feeds.of_registration(registration), registration.edition.code))


@login_not_required
@require_safe
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    row = found(request, code)
    return calendar_file(feeds.of_programme(row), row.code)


@login_not_required
@require_safe
def schedule_json(request: HttpRequest, code: str) -> HttpResponse:
    return JsonResponse(exchange.schedule(found(request, code)), json_dumps_params={"ensure_ascii": False})


@login_not_required
@require_safe
def schedule_xml(request: HttpRequest, code: str) -> HttpResponse:
    content = exchange.as_xml(found(request, code))
    return HttpResponse(content, content_type="application/xml; charset=utf-8")


def mine(secret: str) -> Registration:
    registration = queries.by_secret(secret)
    if registration is None:
        raise Refused(conceal())
    return registration


def calendar_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


def secret_page(response: HttpResponse) -> HttpResponse:
    """Known by its link alone, so neither search engines nor shared caches keep it."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
