"""Addresses and contact details of an organisation or person."""

from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.network import actions, policies, queries
from marlerweg.network.actions.organisations import may_edit_owner, owner_of
from marlerweg.network.forms import AddressForm, ContactForm
from marlerweg.network.models import Address, ContactDetail, Organisation, Person
from marlerweg.network.views import organisations, people

Row = TypeVar("Row")


@require_http_methods(["GET", "HEAD", "POST"])
def add_address(request: HttpRequest, key: UUID) -> HttpResponse:
    by, row = person(request), organisations.found(request, key)
    require(policies.may_edit_organisation(by, row))
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_address(row, form.fields_given, by=by)
        except actions.AlreadyThere:
            form.add_error("street", _("Diese Anschrift gibt es hier schon."))
        else:
            return redirect("network:organisation", row.pk)
    return organisations.page(request, form, _("Anschrift hinzufügen"), home_of(row))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_address(request: HttpRequest, key: UUID) -> HttpResponse:
    by, address = person(request), _address(request, key)
    require(policies.may_edit_organisation(by, address.organisation))
    form = AddressForm(request.POST or None, instance=address)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_address(address, form.fields_given, by=by)
        except actions.AlreadyThere:
            form.add_error("street", _("Diese Anschrift gibt es hier schon."))
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("network:organisation", address.organisation_id)
    return organisations.page(request, form, _("Anschrift bearbeiten"), home_of(address.organisation))


@require_POST
def remove_address(request: HttpRequest, key: UUID) -> HttpResponse:
    address = _address(request, key)
    actions.remove_address(address, by=person(request), at=clock.now())
    return redirect("network:organisation", address.organisation_id)


@require_http_methods(["GET", "HEAD", "POST"])
def add_contact(request: HttpRequest, key: UUID) -> HttpResponse:
    return _add(request, organisations.found(request, key))


@require_http_methods(["GET", "HEAD", "POST"])
def add_contact_of_person(request: HttpRequest, key: UUID) -> HttpResponse:
    return _add(request, people.found(request, key))


def _add(request: HttpRequest, owner: Organisation | Person) -> HttpResponse:
    by = person(request)
    require(may_edit_owner(by, owner))
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_contact(owner, form.fields_given, by=by)
        return redirect(home_of(owner))
    return organisations.page(request, form, _("Kontaktangabe hinzufügen"), home_of(owner))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_contact(request: HttpRequest, key: UUID) -> HttpResponse:
    by, detail = person(request), _detail(request, key)
    owner = owner_of(detail)
    require(may_edit_owner(by, owner))
    form = ContactForm(request.POST or None, instance=detail)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_contact(detail, form.fields_given, by=by)
        except actions.AlreadyThere:
            form.add_error("value", _("Diese Angabe gibt es hier schon."))
        else:
            messages.success(request, _("Gespeichert."))
            return redirect(home_of(owner))
    return organisations.page(request, form, _("Kontaktangabe bearbeiten"), home_of(owner))


@require_POST
def remove_contact(request: HttpRequest, key: UUID) -> HttpResponse:
    detail = _detail(request, key)
    owner = owner_of(detail)
    actions.remove_contact(detail, by=person(request), at=clock.now())
    return redirect(home_of(owner))


def home_of(owner: Organisation | Person) -> str:
    route = "network:organisation" if isinstance(owner, Organisation) else "network:person"
    return reverse(route, args=[owner.pk])


def _address(request: HttpRequest, key: UUID) -> Address:
    return _or_nothing(
        queries.visible_addresses(request.user).select_related("organisation").filter(pk=key).first()
    )


def _detail(request: HttpRequest, key: UUID) -> ContactDetail:
    rows = queries.visible_contacts(request.user).select_related("organisation", "person")
    return _or_nothing(rows.filter(pk=key).first())


def _or_nothing(row: Row | None) -> Row:
    if row is None:
        raise Refused(conceal())
    return row
