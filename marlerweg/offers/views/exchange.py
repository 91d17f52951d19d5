"""Texts for translators, out and in again; and a translation service, where the town runs one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock, languages, sheets
from marlerweg.foundation.decisions import require
from marlerweg.offers import actions, policies, translating
from marlerweg.offers.forms.exchange import TextsInForm, TextsOutForm
from marlerweg.offers.models import Intake
from marlerweg.offers.queries import contents, exchange
from marlerweg.offers.rules import xliff
from marlerweg.offers.views.intake import reported
from marlerweg.offers.views.tabs import tabs

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def texts_out(request: HttpRequest) -> HttpResponse:
    """The page, and with POST the file; what leaves the house is in the record."""
    by = person(request)
    require(policies.may_take_in(by))
    form = TextsOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return _file(request, said["language"], said["form"], only_open=said["amount"] == "open")
    context = {"form": form, "incoming": TextsInForm(), "tabs": tabs(request)}
    return render(request, "offers/tending/exchange.html", context, status=422 if form.errors else 200)


def _file(request: HttpRequest, language: str, form: str, *, only_open: bool) -> HttpResponse:
    units = exchange.units(language, only_open=only_open)
    actions.note_texts_taken(person(request), language, form, len(units))
    if form == "xliff":
        content, kind, ending = xliff.written(units, language), "application/xliff+xml", "xlf"
    else:
        columns = [*actions.exchange.COLUMNS[:-1], f"{actions.exchange.COLUMNS[-1]} {language}"]
        sheet = sheets.Sheet(_("Texte"), columns, actions.exchange.rows_of(units))
        content, kind, ending = sheets.write_xlsx([sheet]), XLSX, "xlsx"
    response = HttpResponse(content, content_type=kind)
    name = f"texte-{language}-{clock.today().isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def texts_upload(request: HttpRequest) -> HttpResponse:
    by = person(request)
    require(policies.may_take_in(by))
    form = TextsInForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            actions.read_exchange(content, str(file.name))
        except actions.WrongFile as wrong:
            form.add_error("file", str(wrong))
        else:
            row = actions.upload(content, str(file.name), by=by, at=clock.now(), kind=Intake.Kind.TEXTS)
            return redirect("offers:texts_in", row.pk)
    context = {"form": TextsOutForm(), "incoming": form, "tabs": tabs(request)}
    return render(request, "offers/tending/exchange.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def texts_in(request: HttpRequest, key: UUID) -> HttpResponse:
    """POST tries it out, and with `deed=take_in` does it."""
    by = person(request)
    require(policies.may_take_in(by))
    row = Intake.objects.filter(pk=key, kind=Intake.Kind.TEXTS).first()
    if row is None:
        raise Http404
    language, units = actions.read_exchange(bytes(row.content), row.name)
    context = {
        "intake": row,
        "into": languages.BY_CODE[language],
        "units": len(units),
        "tabs": tabs(request),
    }
    if request.method == "POST":
        in_earnest = request.POST.get("deed") == "take_in"
        report = actions.take_texts(language, units, by=by, at=clock.now(), dry_run=not in_earnest)
        if report.is_applied:
            actions.drop(row, by=by)
            messages.success(request, _("Die Übersetzungen sind übernommen."))
            return redirect("offers:exchange")
        context |= reported(report)
    return render(request, "offers/tending/texts_in.html", context)


@require_POST
def translate(request: HttpRequest, key: UUID, language: str) -> HttpResponse:
    """Ask the town's own service; there is none unless somebody set it up."""
    by = person(request)
    offer = contents.own_offers(by).filter(pk=key).first()
    if offer is None or not translating.is_set_up() or language not in languages.CODES:
        raise Http404
    require(policies.may_edit_offer(by, offer))
    translating.translate_later(offer, language)
    messages.success(request, _("Angefragt. Der Entwurf der Maschine steht in wenigen Minuten hier."))
    return redirect("offers:texts", key)
