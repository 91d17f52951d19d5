"""Writing on without a net: the worker of one host's page, and the mark by which it knows what it may keep.

Every link has a worker and a cache of its own; neither their names nor anything else shared in the browser tells the secret.
"""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import reverse

from marlerweg.conferences.models import HostLink

WORKER = Path(__file__).parent / "static" / "conferences" / "worker.js"
SHELL = (
    "kern/kern.css", "kern/kern.rtl.css", "fonts/fonts.css", "ui/house.css", "ui/parts.css", "ui/forms.css", "ui/print.css",
    "ui/house.js", "ui/mark.svg", "django_htmx/htmx-2.min.js", "conferences/table.css", "conferences/table.js",
)  # fmt: skip
MARK = "Offline-Copy"


@cache
def script() -> tuple[str, str]:
    """The worker's words and their version, which changes with them and with every file the page is made of."""
    words = WORKER.read_text(encoding="utf-8")
    return words, sha256("\n".join([words, *map(static, SHELL)]).encode()).hexdigest()[:12]


def store_of(link: HostLink) -> str:
    """How the names of this link's caches begin; its id tells nothing of its secret."""
    return f"tisch-{link.pk}-"


def worker_of(link: HostLink) -> HttpResponse:
    words, version = script()
    until = int(link.expires_at.timestamp() * 1000)
    head = (
        f"const LINK = {json.dumps(store_of(link))};\n"
        f"const VERSION = {json.dumps(version)};\n"
        f"const UNTIL = {until};\n"
        f"const SHELL = {json.dumps([*map(static, SHELL), reverse('ui:colours')])};\n"
    )
    return HttpResponse(head + words, content_type="text/javascript; charset=utf-8")


def marked(response: HttpResponse, *, may_keep: bool) -> HttpResponse:
    """The worker keeps the page while the table writes; told to keep nothing, it clears what it kept and goes."""
    response[MARK] = "keep" if may_keep else "clear"
    return response
