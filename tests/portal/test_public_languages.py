"""Whoever has no account meets their language on every page: what the pages say is listened to, and what they show is read."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from marlerweg.foundation import catalogues
from marlerweg.way import actions
from tests.access.matrix import MATRIX, PAGE, builder_for
from tests.access.rooms.way import a_measure
from tests.cast import Cast
from tests.way.stage import NOW, Stage

LEGAL = ("impressum", "datenschutz", "barrierefreiheit", "hilfe")
Told = set[tuple[str, str | None]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Every message anybody asks a translation for, with its context."""
    heard: Told = set()

    def listen(name: str, note: Callable[..., tuple[str, str | None]]) -> None:
        original = getattr(translation._trans, name)  # type: ignore[attr-defined]

        def translate(*asked: Any) -> str:
            heard.add(note(*asked))
            return str(original(*asked))

        monkeypatch.setattr(translation._trans, name, translate)  # type: ignore[attr-defined]

    translation.gettext("")  # Django chooses its machinery at the first question
    listen("gettext", lambda message: (message, None))
    listen("ngettext", lambda one, many, number: (one, None))
    listen("pgettext", lambda context, message: (message, context))
    listen("npgettext", lambda context, one, many, number: (one, context))
    return heard


@cache
def ours(*, public_only: bool) -> Told:
    found = catalogues.template_catalogue(public_only=public_only)
    return {(each.id if isinstance(each.id, str) else each.id[0], each.context) for each in found if each.id}


def kept_back(told: Told) -> list[tuple[str, str | None]]:
    """Messages of ours that were said though the public's catalogues do not hold them."""
    return sorted((told & ours(public_only=False)) - ours(public_only=True), key=str)


def open_doors() -> list[str]:
    """The rows of the access matrix that show a page without an account; one wrong link stands for all."""
    return [key for key, row in MATRIX.items() if row.public and PAGE in row.get.values()] + [
        "accounts:invited#wrong"
    ]


def paths(key: str, cast: Cast) -> list[str]:
    name, build = key.partition("#")[0], builder_for(key)
    if name == "portal:legal":
        return [reverse(name, args=[page]) for page in LEGAL]
    return [reverse(name, kwargs=build(cast, None) if build else None)]


@pytest.mark.parametrize("key", open_doors())
def test_whatever_a_page_says_to_the_public_is_translated_for_the_public(
    key: str, cast: Cast, client: Client, told: Told
) -> None:
    """Catalogues of the public languages are complete for `public.txt`; so nothing may be said that stands outside it."""
    for path in paths(key, cast):
        told.clear()
        client.get(path)
        client.post(path, dict(MATRIX[key].data))
        assert kept_back(told) == [], f"{path}: public.txt must name where this stands"


def a_whole_way(cast: Cast) -> str:
    """A need with decision and measure, each with its approved public words; the number of the need."""
    measure = a_measure(Stage(), cast)
    need = measure.needs.get()
    for thing in (need, need.decisions.get(), measure):
        actions.word(thing, "Є слова.", title="Слова", by=cast.coordinator, at=NOW)
        actions.approve_wording(thing, by=cast.coordinator, at=NOW)
    return str(need.number)


def test_the_way_of_a_need_speaks_to_the_public_too(cast: Cast, client: Client, told: Told) -> None:
    number = a_whole_way(cast)
    told.clear()
    shown = client.get(reverse("way:outcome", args=[number])).content.decode()
    client.get(reverse("way:outcomes"))
    client.get(reverse("reports:outcome", args=[number]))
    assert "beschlossen" in shown  # there is something to say
    assert kept_back(told) == []


class Visible(HTMLParser):
    """What people read or hear on a page, without parts that say they are in another language."""

    SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-label")
    SILENT = ("script", "style", "code", "head")
    EMPTY = ("input", "meta", "link", "br", "img", "hr", "source", "use")

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.open: list[bool] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        other = tag in self.SILENT or given.get("lang") not in (None, self.language)
        if not other and not any(self.open):
            self.said += [given[name] or "" for name in self.SPOKEN if name in given]
        if tag not in self.EMPTY:
            self.open.append(other)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY and self.open:
            self.open.pop()

    def handle_data(self, text: str) -> None:
        if not any(self.open):
            self.said.append(text)


# Names of people, places, norms and things that keep their letters everywhere.
NAMES = re.compile(
    r"BITV|WCAG|EN 301 549|\bAA\b|\(EU\)|PDF/UA|"
    r"Marler Weg|JavaScript|[Pp]asskey|Excel|CSV|PDF|QR|Case Management|Kreis|https?://\S+|\S+@\S+|[HBAEM]-\d{4}-\d+"
)


def latin(page: str, language: str) -> Iterator[str]:
    reader = Visible(language)
    reader.feed(page)
    for text in reader.said:
        if re.search(r"[A-Za-zÄÖÜäöüß]{2,}", NAMES.sub("", text)):
            yield " ".join(text.split())


def test_the_reader_would_notice() -> None:
    page = """<p>Слово <b lang="de">Wort</b></p><a aria-label="Weiter">Далі</a><script>let word</script>"""
    assert list(latin(page, "uk")) == ["Weiter"]
    assert list(latin("<p>Ihr <i>Hinweis</i> H-2026-0001</p>", "uk")) == ["Ihr", "Hinweis"]


@pytest.mark.parametrize("language", ["ar", "fa", "uk", "ru", "bg"])
def test_no_german_stands_between_other_letters(language: str, client: Client, cast: Cast) -> None:
    """Also what was never marked for translation is found: these languages are not written in Latin letters."""
    names = ["way:speak", "way:outcomes", "account_login", "account_reset_password", "network:organisations"]
    names += ["network:themes", "network:districts", "formats:bodies", "kodex:current"]
    with translation.override(language):
        pages = [reverse("portal:start"), *(reverse(name) for name in names)]
        pages += [reverse("portal:legal", args=[page]) for page in LEGAL]
    for path in pages:
        shown = client.get(path).content.decode()
        assert f'lang="{language}"' in shown
        assert not list(latin(shown, language)), path
