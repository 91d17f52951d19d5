"""Tasks at the tables and interpreting: what the table plan has to keep fixed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from marlerweg.accounts.signed_in import person
from marlerweg.conferences import actions, policies, queries
from marlerweg.conferences.forms.tasks import InterpreterForm, TaskForm
from marlerweg.conferences.models import TableTask
from marlerweg.conferences.views.public import found
from marlerweg.conferences.views.tabs import tabs
from marlerweg.foundation.decisions import Refused, conceal, require


@require_http_methods(["GET", "HEAD", "POST"])
def tasks(request: HttpRequest, code: str) -> HttpResponse:
    """Two forms on one page; `deed` says which one was sent."""
    by, edition = person(request), found(request, code)
    require(policies.may_organise(by))
    deed = request.POST.get("deed")
    task = TaskForm(request.POST if deed == "task" else None, edition=edition)
    pair = InterpreterForm(request.POST if deed == "interpret" else None, edition=edition)
    if task.is_valid():
        given = task.cleaned_data
        actions.give_task(given["table"], given["registration"], given["kind"], by=by, round_=given["round_"])
    elif pair.is_valid():
        actions.interpret(pair.cleaned_data["interpreter"], pair.cleaned_data["other"], by=by)
    if task.is_valid() or pair.is_valid():
        messages.success(request, _("Gespeichert. Es gilt ab der nächsten Fassung des Tischplans."))
        return redirect("conferences:tasks", code=code)
    context: dict[str, Any] = {
        "edition": edition,
        "tabs": tabs(request, edition),
        "task": task,
        "pair": pair,
        "tasks": queries.tasks_of(by, edition),
        "interpreting": queries.who_interprets(by, edition),
    }
    wrong = task.errors or pair.errors
    return render(request, "conferences/tasks.html", context, status=422 if wrong else 200)


@require_POST
def take_task(request: HttpRequest, key: UUID) -> HttpResponse:
    by = person(request)
    require(policies.may_organise(by))
    task = TableTask.objects.select_related("table__edition").filter(pk=key).first()
    if task is None:
        raise Refused(conceal())
    code = task.table.edition.code
    actions.take_task(task, by=by)
    messages.success(request, _("Entfernt."))
    return redirect("conferences:tasks", code=code)


@require_POST
def stop_interpreting(request: HttpRequest, code: str, number: int, other: int) -> HttpResponse:
    by, edition = person(request), found(request, code)
    require(policies.may_organise(by))
    pair = [queries.registration(by, edition, each) for each in (number, other)]
    if pair[0] is None or pair[1] is None:
        raise Refused(conceal())
    actions.stop_interpreting(pair[0], pair[1], by=by)
    messages.success(request, _("Entfernt."))
    return redirect("conferences:tasks", code=code)
