"""Open data know no visitor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

OPEN = "/api/"


def without_cookies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Nobody is signed in at an open address: the same answer for all, and no session is looked up."""

    def forget(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(OPEN):
            request.COOKIES.clear()
        return get_response(request)

    return forget
