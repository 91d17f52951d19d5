"""Reading without a connection: the worker of the browser, its shell, and the page it falls back to."""

import json
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from marlerweg.foundation import languages
from marlerweg.offers.views.wishes import reader_language
from marlerweg.ui import identity

WORKER = Path(__file__).parents[1] / "static" / "offers" / "worker.js"
SHELL = (
    "kern/kern.css", "kern/kern.rtl.css", "fonts/fonts.css", "ui/house.css", "ui/parts.css", "ui/forms.css", "ui/print.css",
    "ui/house.js", "ui/mark.svg", "offers/offers.css", "offers/offers.js",
)  # fmt: skip


@cache
def worker_script() -> tuple[str, str]:
    """The script and its version, which changes with it and with every file of the shell: an update clears the cache."""
    script = WORKER.read_text(encoding="utf-8")
    shell = [static(name) for name in SHELL]
    version = sha256("\n".join([script, *shell]).encode()).hexdigest()[:12]
    return script, version


@login_not_required
@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Served from the root, because a worker may only look after what lies below its own address."""
    script, version = worker_script()
    codes = [code for code in languages.CODES if code != languages.GERMAN.code]
    head = (
        f'const VERSION = "{version}";\n'
        f"const SHELL = {as_list(static(name) for name in SHELL)};\n"
        f"const LANGUAGES = {as_list(codes)};\n"
    )
    return HttpResponse(head + script, content_type="text/javascript; charset=utf-8")


def as_list(texts: Iterable[str]) -> str:
    return json.dumps(list(texts))


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to put the directory on its home screen, in the reader's language."""
    code, town = reader_language(), identity.current()
    start = reverse("offers:search")
    return JsonResponse(
        {
            "id": start,
            "name": f"{_('Angebote')} – {town.name}",
            "short_name": _("Angebote"),
            "lang": code,
            "dir": languages.BY_CODE[code].direction,
            "start_url": start,
            "scope": "/",
            "display": "minimal-ui",
            "background_color": "#ffffff",
            "theme_color": town.colour,
            "icons": [
                {
                    "src": static("offers/icon.svg"),
                    "sizes": "any",
                    "type": "image/svg+xml",
                    "purpose": "any maskable",
                }
            ],
        },
        content_type="application/manifest+json",
    )


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "offers/public/offline.html")
