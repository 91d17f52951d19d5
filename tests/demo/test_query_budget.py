"""In a whole town too no page costs more than fifteen queries: everybody follows the links, a few of every address."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from marlerweg.accounts.models import User
from tests.access.matrix import MATRIX, Outcome
from tests.counting import too_dear, visited

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

# Who is not signed in, who sees most, and who sees what nobody else does.
VISITORS = ("", "koordination", "technik")
EACH = 2  # items of one kind that are looked at: one may have what another lacks
LINK = re.compile(r'<a\b[^>]*\shref="([^"#]+)')
READABLE = {key.partition("#")[0] for key, row in MATRIX.items() if Outcome.PAGE in row.get.values()}


class Walk:
    """Breadth first from the start page and the main pages, each address without its search, never out of the house."""

    def __init__(self, account: str) -> None:
        self.visitor = Client()
        if account:
            user = User.objects.get(email=f"{account}@marl.example")
            self.visitor.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        self.visits: Counter[str] = Counter()
        self.ahead = deque(entrances())
        self.seen = set(self.ahead)
        self.faults: list[str] = []

    def go(self) -> None:
        while self.ahead:
            self.visit(self.ahead.popleft())

    def visit(self, address: str) -> None:
        name = route_of(address)
        if name not in READABLE or self.visits[name] >= EACH:
            return
        page, asked = visited(self.visitor, address)
        if page.status_code != 200:
            return
        self.visits[name] += 1
        if too_dear(address, asked):  # once more: now the process remembers what it may
            page, asked = visited(self.visitor, address)
        if fault := too_dear(address, asked):
            self.faults.append(fault)
        if not page.streaming and page["Content-Type"].startswith("text/html"):
            self.note(page.content.decode())

    def note(self, text: str) -> None:
        for target in LINK.findall(text):
            address = urlsplit(unescape(target)).path
            if address.startswith("/") and address not in self.seen:
                self.seen.add(address)
                self.ahead.append(address)


def entrances() -> list[str]:
    """Every page that needs no object."""
    return [path for name in sorted(READABLE) if (path := path_without_object(name))]


def path_without_object(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def route_of(address: str) -> str:
    try:
        return resolve(address).view_name
    except Resolver404:
        return ""


@pytest.mark.parametrize("account", VISITORS, ids=[each or "everybody" for each in VISITORS])
def test_nobody_meets_a_page_that_asks_more_than_fifteen_times(account: str) -> None:
    walk = Walk(account)
    walk.go()
    assert not walk.faults, "\n\n".join(walk.faults)
