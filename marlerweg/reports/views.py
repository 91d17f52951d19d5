"""Each paper under its own address; who may not see the page may not have the paper."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.network.models import District
from marlerweg.reports import papers
from marlerweg.reports.letterhead import as_file
from marlerweg.way import policies, queries
from marlerweg.way.forms import reader_language


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
    texts = {
        **queries.wordings_of([need], language),
        **queries.wordings_of(decisions, language),
        **queries.wordings_of(measures, language),
    }
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
