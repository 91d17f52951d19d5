"""Each paper under its own address; who may not see the page may not have the paper."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.network.models import District
from marlerweg.reports import inside, papers
from marlerweg.reports.letterhead import as_file
from marlerweg.way import policies, queries, tiles
from marlerweg.way.forms import reader_language
from marlerweg.way.models import Measure, Need
from marlerweg.way.queries.steering import Item

MOST = 300


@require_safe
def steering(request: HttpRequest) -> HttpResponse:
    viewer, today = person(request), clock.today()
    require(policies.may_see_inside(viewer))
    document = papers.steering_packet(
        queries.follow_ups(viewer, today), queries.agenda(viewer), queries.waiting_above(viewer), today=today
    )
    return as_file(document, f"steuerungsgruppe-{today.isoformat()}")


@require_safe
def council(request: HttpRequest) -> HttpResponse:
    require(policies.may_see_council_view(person(request)))
    key, today = request.GET.get("stadtteil"), clock.today()
    district = get_object_or_404(District, key=key) if key else None
    summary = queries.two_minutes(today, district=district, language=reader_language())
    return as_file(
        papers.council_paper(summary, today=today, district=district), f"zwei-minuten-{today.isoformat()}"
    )


@login_not_required
@require_safe
def outcome(request: HttpRequest, number: str) -> HttpResponse:
    need = queries.public_needs().filter(number=number).first()
    if need is None:
        raise Http404
    decisions, measures = list(need.decisions.all()), list(need.measures.all())
    language = reader_language()
    texts = queries.wordings_of([need, *decisions, *measures], language)
    document = papers.need_paper(
        need,
        today=clock.today(),
        wordings=texts,
        evidence=queries.evidence_of(need),
        decisions=decisions,
        measures=measures,
    )
    return as_file(document, number)


@login_not_required
@require_safe
def follow(request: HttpRequest, secret: str) -> HttpResponse:
    """One's own contribution with all answers, under the secret link."""
    contribution = queries.by_follow_up_token(secret)
    if contribution is None:
        raise Http404
    answers = [
        (timezone.localdate(each.sent_at), each.text, each.wording)
        for each in queries.answers_to(contribution)
        if each.sent_at
    ]
    response = as_file(
        papers.follow_up_letter(contribution, answers, today=clock.today()), contribution.number
    )
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    viewer, today = person(request), clock.today()
    require(policies.may_see_inside(viewer))
    columns = [
        (
            _("Hinweise einordnen"),
            _("Koordination"),
            [
                f"{each.number} {each.text[:120]}"
                for each in queries.waiting_for_coordination(viewer).prefetch_related(None)[:MOST]
            ],
        ),
        (_("Bedarfe entscheiden"), _("Gremien"), named(queries.waiting_for_decision(viewer))),
        (
            _("Antworten freigeben"),
            _("Koordination"),
            [f"{each.number} {each.need.title}" for each in queries.waiting_for_wording(viewer)[:MOST]],
        ),
        (_("Maßnahmen anlegen"), _("Koordination"), named(queries.waiting_for_measure(viewer))),
        (
            _("Nachfragen: 60 Tage still"),
            _("Verantwortliche"),
            named(queries.silent_measures(viewer, today)),
        ),
        (
            _("Anderswo oder vertagt"),
            _("Projektgruppen, Kreis, Land"),
            named(queries.waiting_elsewhere(viewer)),
        ),
        (_("Überprüfen"), _("Koordination"), named(queries.waiting_for_review(viewer))),
    ]
    return as_file(inside.board_paper(columns, today=today), f"tafel-{today.isoformat()}")


def named(items: QuerySet[Need] | QuerySet[Measure]) -> list[str]:
    return [f"{each.number} {each.title}" for each in items.prefetch_related(None)[:MOST]]


@require_safe
def need(request: HttpRequest, number: str) -> HttpResponse:
    """The inside page of one need."""
    viewer = person(request)
    found = queries.need_with_everything(viewer, number)
    if found is None:
        raise Http404
    item = Item(found, list(found.approaches.all()), dict(queries.evidence_of(found)))
    document = inside.item_paper(item, found.decisions.all(), found.measures.all(), today=clock.today())
    return as_file(document, f"{number}-intern")


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_contribute(viewer))
    return as_file(
        inside.own_paper(queries.own_contributions(viewer)[:MOST], today=clock.today()), "meine-hinweise"
    )


@login_not_required
@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    """Everything published, in one table."""
    language, needs = reader_language(), list(queries.public_needs()[:MOST])
    texts = queries.wordings_of(needs, language)
    figures = [(str(tile.label), str(tile.value)) for tile in tiles.of_public(queries.public_figures())]
    rows = [(each, texts[each.pk]) for each in needs if each.pk in texts]
    return as_file(papers.outcomes_paper(rows, figures, today=clock.today()), "was-wurde-daraus")
