"""Inviting, and what the invited see."""

from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts import actions, policies, queries, rules
from marlerweg.accounts.forms import AcceptForm, InvitationForm
from marlerweg.accounts.models import Invitation, User
from marlerweg.accounts.signed_in import person
from marlerweg.accounts.views.people_list import INVITATIONS, state_of
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.ui.lists import Action


@require_safe
def invitations(request: HttpRequest) -> HttpResponse:
    require(policies.may_look_after(person(request)))
    return INVITATIONS.respond(
        request,
        queries.invitations(person(request)),
        viewer=person(request),
        actions=[
            Action(_("Einladen"), reverse("accounts:invite")),
            Action(_("Alle Personen"), reverse("accounts:people"), "secondary"),
        ],
    )


@require_safe
def invitation(request: HttpRequest, identifier: UUID) -> HttpResponse:
    require(policies.may_look_after(person(request)))
    found = get_object_or_404(queries.invitations(person(request)), pk=identifier)
    context = {"invitation": found, "state": found.state(clock.now()), "state_name": state_of(found)}
    return render(request, "accounts/invitation.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """The link is shown once, in the answer itself: it is stored nowhere."""
    giver = person(request)
    require(policies.may_look_after(giver))
    form = InvitationForm(request.POST or None, givable=rules.givable(giver.roles))
    if request.method == "POST" and form.is_valid():
        issued = actions.invite(by=giver, at=clock.now(), **form.cleaned_data)
        return render(request, "accounts/invitation_sent.html", {"issued": issued})
    return render(request, "accounts/invite.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, identifier: UUID) -> HttpResponse:
    require(policies.may_look_after(person(request)))
    invitation = get_object_or_404(queries.invitations(person(request)), pk=identifier)
    try:
        actions.withdraw_invitation(invitation, by=person(request), at=clock.now())
        messages.success(request, _("Die Einladung gilt nicht mehr."))
    except actions.NotOpen:
        messages.warning(request, _("Diese Einladung war schon nicht mehr offen."))
    return redirect("accounts:invitations")


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link; whatever is wrong with a link, the answer is the same."""
    invitation = queries.open_invitation(token, clock.now())
    if invitation is None:
        return render(request, "accounts/invitation_gone.html", status=404)
    holder = User.objects.filter(email=invitation.email).first()
    try:
        return _join(request, token, invitation, holder) if holder else _accept(request, token, invitation)
    except actions.NotOpen:
        return render(request, "accounts/invitation_gone.html", status=404)


def _accept(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    form = AcceptForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "invitation": invitation}
        return render(request, "accounts/invited.html", context, status=422 if form.errors else 200)
    name, password = form.cleaned_data["name"], form.cleaned_data["password"]
    user = actions.accept_invitation(token, name=name, password=password, at=clock.now())
    request.session.flush()
    record_authentication(request, user, method="invitation")
    messages.success(request, _("Willkommen! Ihr Konto ist eingerichtet."))
    onward = reverse("portal:desk" if password else "mfa_add_webauthn")
    response: HttpResponse = perform_login(request, user, email_verification="none", redirect_url=onward)
    return response


def _join(request: HttpRequest, token: str, invitation: Invitation, holder: User) -> HttpResponse:
    """Who has an account takes the role on after signing in with it."""
    if not holder.is_active:
        raise actions.NotOpen
    is_holder = request.user.is_authenticated and request.user.pk == holder.pk
    if request.method == "POST" and is_holder:
        actions.join_by_invitation(token, by=person(request), at=clock.now())
        messages.success(request, _("Die Rolle gehört jetzt zu Ihrem Konto."))
        return redirect("portal:desk")
    context = {"invitation": invitation, "is_holder": is_holder, "here": request.path}
    return render(request, "accounts/invited_holder.html", context)
