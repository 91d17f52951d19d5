"""Pages and endpoints that belong to no word of the domain."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from marlerweg.foundation import clock, languages
from marlerweg.foundation import undo as taking_back
from marlerweg.ui import drafts, identity, style_page, town_colours
from marlerweg.ui.owners import owner_of

THEMES = {"hell": "light", "dunkel": "dark"}


@login_not_required
@require_safe
@cache_control(max_age=300, public=True)
def colours(request: HttpRequest) -> HttpResponse:
    """The town's colour as a style sheet, because the pages carry no inline style."""
    return HttpResponse(town_colours.style_sheet(identity.current().colour), content_type="text/css")


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every component on one page; `?sprache=ar&farben=dunkel` shows it in another direction and theme."""
    language = languages.BY_CODE.get(request.GET.get("sprache", ""), languages.GERMAN)
    theme = THEMES.get(request.GET.get("farben", ""), "auto")
    with translation.override(language.code):
        context = {**style_page.examples(), "language": language, "theme": theme, "themes": THEMES}
        return render(request, "ui/style.html", context)


@require_safe
def style_list(request: HttpRequest) -> HttpResponse:
    return style_page.EXAMPLE_LIST.respond(request, ContentType.objects.all(), viewer=request.user)


@login_not_required
@require_POST
def keep_draft(request: HttpRequest) -> HttpResponse:
    """The button sends the whole form here instead of to its page; a script does the same every few seconds."""
    owner = owner_of(request, begin_session=True)
    try:
        draft, page = drafts.keep(owner, request.POST.get("entwurf", ""), request.POST, at=clock.now())
    except signing.BadSignature:
        return HttpResponseBadRequest(_("Diese Seite ist zu lange offen. Bitte laden Sie sie neu."))
    except drafts.TooMuch:
        return HttpResponse(_("Das ist zu viel für einen Entwurf."), status=413)
    if request.headers.get("Accept") == "application/json":
        at = date_format(timezone.localtime(draft.saved_at), "TIME_FORMAT")
        return JsonResponse({"at": at})
    messages.success(request, _("Der Entwurf ist gespeichert."))
    return redirect(f"{page}?entwurf=uebernehmen")


@login_not_required
@require_POST
def discard_draft(request: HttpRequest) -> HttpResponse:
    try:
        page = drafts.discard_by_token(owner_of(request), request.POST.get("entwurf", ""))
    except signing.BadSignature:
        return HttpResponseBadRequest()
    messages.info(request, _("Der Entwurf ist verworfen."))
    return redirect(page)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take one deed back and return to where the button stood."""
    try:
        messages.success(request, taking_back.undo(request.POST.get("was", ""), by=request.user))
    except taking_back.CannotUndo as refused:
        messages.warning(request, refused.sentence)
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if is_ours else "/")
