"""Pages that belong to no word of the domain."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from marlerweg.foundation import languages
from marlerweg.ui import identity, style_page, town_colours

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


def style_list(request: HttpRequest) -> HttpResponse:
    return style_page.EXAMPLE_LIST.respond(request, ContentType.objects.all(), viewer=request.user)
