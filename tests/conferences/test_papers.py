"""Every paper of the day is PDF/UA: it speaks its language, has a title and a structure, and each drawing says what it is."""

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from marlerweg.conferences import actions
from marlerweg.conferences.models import Edition, ProgrammeItem
from tests.cast import Cast
from tests.conferences.evening import NOON, ballot, host, later, running
from tests.conferences.hall import NOW, moment, register

pytestmark = pytest.mark.django_db
PAPERS = [
    "programme_paper",
    "badges",
    "table_cards",
    "door_list",
    "host_links",
    "blank_cards",
    "dot_codes",
    "documentation_paper",
]
CODES = {"badges": 2, "host_links": 2, "dot_codes": 3}
TABLES = {"programme_paper": 2, "door_list": 1, "documentation_paper": 4}


@pytest.fixture
def day(cast: Cast) -> Edition:
    """Everything a paper may have to show."""
    office = cast.coordinator
    made = running(introduction="Wir kommen zusammen.", documentation="Ein guter Tag.")
    for kind in ("talk", "break"):
        ProgrammeItem.objects.create(
            edition=made, kind=kind, title="Impuls", starts_at=moment(13), ends_at=moment(14), changed_at=NOW
        )
    for name in ("Amira Beispiel", "أمير المثال"):
        register(made, name, by=office)
    host(made, office)
    own = ballot(made, office)
    (code,) = actions.issue_codes(own, 1, by=office, at=NOON)
    actions.give_dots(made, code, {made.cards.all()[0].pk: 5}, at=NOON, by=office)
    return made


def printed(client: Client, name: str, of: Edition, language: str) -> pikepdf.Pdf:
    with translation.override(language):
        address = reverse(f"conferences:{name}", args=[of.code])
    answer = client.post(address, {"anzahl": "3"}) if name == "dot_codes" else client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    if pictures := os.environ.get("MARLERWEG_PICTURES"):
        Path(pictures, f"{name}-{language}.pdf").write_bytes(answer.content)
    return pikepdf.open(io.BytesIO(answer.content))


def tagged(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tagged(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from tagged(node.get("/K"))


def words_of(paper: pikepdf.Pdf) -> str:
    held = io.BytesIO()
    paper.save(held)
    if not shutil.which("pdftotext"):
        return ""
    read = subprocess.run(["pdftotext", "-", "-"], input=held.getvalue(), capture_output=True, check=True)
    return read.stdout.decode()


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_paper_is_accessible(
    name: str, language: str, client: Client, cast: Cast, day: Edition
) -> None:
    client.force_login(cast.coordinator)
    if name == "documentation_paper":
        own = day.ballot
        actions.close_ballot(own, by=cast.coordinator, at=NOON)
        actions.publish_result(own, by=cast.coordinator, at=NOON)
        actions.move(day, "documented", by=cast.coordinator, at=later(60))
    paper = printed(client, name, day, language)
    assert paper.Root.MarkInfo.Marked
    assert str(paper.Root.Lang) == language
    assert paper.Root.ViewerPreferences.DisplayDocTitle
    assert all(page.get("/Tabs") == "/S" for page in paper.pages if "/Annots" in page)
    with paper.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"].strip()
    assert "\N{REPLACEMENT CHARACTER}" not in words_of(paper)  # every sign has a glyph
    parts = list(tagged(paper.Root.StructTreeRoot.K))
    kinds = [str(part.S) for part in parts]
    headings = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert headings[:1] in ([], [1])
    assert all(after - before <= 1 for before, after in pairwise(headings))
    drawings = [str(part.get("/Alt", "")) for part in parts if str(part.S) == "/Figure"]
    assert all(drawings)
    assert len([each for each in drawings if each]) == CODES.get(name, 0)
    assert kinds.count("/Table") == TABLES.get(name, 0)
    assert ("/TH" in kinds) == (name in TABLES)
