"""Pages that belong to no word of the domain."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from marlerweg.ui import identity


@login_not_required
@require_safe
@cache_control(max_age=300, public=True)
def colours(request: HttpRequest) -> HttpResponse:
    """The town's colour as a style sheet, because the pages carry no inline style."""
    return HttpResponse(f":root{{--house-colour:{identity.current().colour}}}", content_type="text/css")
