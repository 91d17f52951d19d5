"""The index is a cache of the database: it follows, it mends itself, and it never shows what is not public."""

import json
import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from marlerweg.foundation.searching import Document
from marlerweg.offers.finding import step
from marlerweg.offers.finding.store import Store
from marlerweg.offers.models import Offer
from marlerweg.offers.queries.finding import Wish, find
from marlerweg.offers.signals import offer_changed
from tests.offers.stage import NOW, offer, term, text

pytestmark = pytest.mark.django_db


def ids(words: str, language: str = "de") -> list[str]:
    return list(find(Wish(words=words, language=language), at=NOW).ids)


def test_a_new_offer_is_found_without_anybody_building_anything() -> None:
    row = offer(title="Sprachcafé am Markt")
    assert ids("Sprachcafé") == [str(row.pk)]


def test_a_change_is_found_as_soon_as_it_is_told() -> None:
    row = offer(title="Sprachcafé")
    assert ids("Nähkurs") == []
    row.texts.update(title="Nähkurs")
    offer_changed.send(None, ids=[row.pk])
    assert ids("Nähkurs") == [str(row.pk)]
    assert ids("Sprachcafé") == []


def test_a_change_that_nobody_told_is_noticed_by_its_version() -> None:
    row = offer(title="Sprachcafé")
    ids("Sprachcafé")
    row.texts.update(title="Nähkurs")
    Offer.objects.filter(pk=row.pk).update(version=2)
    assert ids("Nähkurs") == [str(row.pk)]


@pytest.mark.parametrize("state", ["draft", "submitted", "withdrawn", "ended"])
def test_what_is_not_public_is_never_found(state: str) -> None:
    shown, hidden = offer(title="Sprachcafé"), offer(title="Sprachcafé geheim")
    assert set(ids("Sprachcafé")) == {str(shown.pk), str(hidden.pk)}
    Offer.objects.filter(pk=hidden.pk).update(state=state)
    assert ids("Sprachcafé") == [str(shown.pk)]


def test_an_index_that_could_not_follow_still_shows_nothing_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    row = offer(title="Sprachcafé")
    ids("Sprachcafé")
    monkeypatch.setattr(step, "keep_in_step", lambda **_: None)
    Offer.objects.filter(pk=row.pk).update(state="withdrawn")
    assert ids("Sprachcafé") == []
    assert find(Wish(), at=NOW).ids == []


def test_drafts_of_texts_stay_out() -> None:
    row = offer(title="Sprachcafé")
    text(row, "en", title="Secret working title", state="draft")
    assert ids("secret", "en") == []


def test_a_ukrainian_finds_a_german_offer_through_the_towns_own_words_and_is_told_so() -> None:
    row = offer(title="Offener Treff")
    word = term("imkern", "kind")
    word.names, word.words = {"de": "Imkern", "uk": "Бджільництво"}, {"uk": ["пасіка"]}
    word.save()
    row.terms.add(word)
    offer(title="Fußball")
    found = find(Wish(words="пасіка", language="uk"), at=NOW)
    assert list(found.ids) == [str(row.pk)]
    match = found.hits[str(row.pk)].matches[0]
    assert (match.way, match.concept, found.hits[str(row.pk)].language) == (
        "other-language",
        "term-imkern",
        "de",
    )


def test_a_broken_or_lost_folder_is_built_anew() -> None:
    row = offer(title="Sprachcafé")
    ids("Sprachcafé")
    folder = step.store().folder
    (folder / "known.json").write_text("{half", encoding="utf-8")
    assert ids("Sprachcafé") == [str(row.pk)]
    (folder / "index" / "current").unlink()
    assert ids("Sprachcafé") == [str(row.pk)]


def test_a_failing_index_does_not_take_the_deed_with_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    row = offer()
    monkeypatch.setattr(step, "refresh", lambda _ids: 1 / 0)
    offer_changed.send(None, ids=[row.pk])
    assert "could not follow" in caplog.text


def test_changed_word_lists_are_noticed_when_looked_at_closely() -> None:
    row = offer(title="Offener Treff")
    row.terms.add(word := term("naehen", "kind"))
    assert ids("Schneidern") == []
    word.words = {"de": ["Schneidern"]}
    word.save()
    assert step.look_closely()
    assert ids("Schneidern") == [str(row.pk)]
    assert not step.look_closely()


KILLED = """
import os, sys, time
from pathlib import Path
os.environ["DJANGO_SETTINGS_MODULE"] = "marlerweg.config.settings"
import django; django.setup()
from marlerweg.foundation.searching import Document, index
from marlerweg.offers.finding.store import Store
store = Store(Path(sys.argv[1]))
write = index.Engine.write
def slowly(self, *args, **more):
    write(self, *args, **more)
    print("written", flush=True)
    time.sleep(60)
index.Engine.write = slowly
with store.writing():
    {deed}
"""
DEEDS = {
    "rebuild": 'store.rebuild([Document("b", "de", "Neues")], {"b": "2"}, "new", {})',
    "change": 'store.change([Document("a", "de", "Anderes")], {"a": "2"}, [], "new")',
}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_killed_process_leaves_an_index_that_answers_and_knows_it_is_in_doubt(
    deed: str, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    store = Store(folder)
    with store.writing():
        store.rebuild([Document("a", "de", "Altes Haus")], {"a": "1"}, "old", {})
    environment = {**os.environ, "MARLERWEG_DEMO": "1", "MARLERWEG_VAR": str(tmp_path)}
    script = KILLED.replace("{deed}", DEEDS[deed])
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "written"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert store.index.search("Haus" if deed == "rebuild" else "Anderes").total == 1
    assert (store.known().state, store.known().stamps) == ("", {})
    started = time.monotonic()
    with store.writing(wait=False) as mine:
        assert mine, "the lock fell with the process"
        store.rebuild([Document("c", "de", "Ganz neu")], {"c": "3"}, "newest", {})
    assert time.monotonic() - started < 20
    assert store.index.search("neu").hits[0].id == "c"


@pytest.mark.django_db(transaction=True)
def test_a_load_of_many_offers_is_followed_once_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    followed: list[object] = []
    monkeypatch.setattr(step, "refresh", followed.append)
    with step.once_at_the_end():
        row = offer(title="Sprachcafé am Markt")
        offer_changed.send(sender=Offer, ids=[row.pk])
        assert not followed
        assert not step.store().known().stamps
    assert set(step.store().known().stamps) == {str(row.pk)}
    offer_changed.send(sender=Offer, ids=[row.pk])
    assert followed == [[row.pk]]


def test_another_process_sees_a_change_at_once(tmp_path: Path) -> None:
    writer, reader = Store(tmp_path), Store(tmp_path)
    with writer.writing():
        writer.rebuild([Document("a", "de", "Altes Haus")], {"a": "1"}, "old", {})
    assert reader.index.search("Haus").total == 1
    with writer.writing():
        writer.change([Document("b", "de", "Neues Haus")], {"b": "1"}, ["a"], "new")
    assert [hit.id for hit in reader.index.search("Haus").hits] == ["b"]
    with writer.writing(), reader.writing(wait=False) as mine:
        assert not mine


def test_the_terminal_says_why() -> None:
    row = offer(title="Sprachcafé am Markt")
    out = StringIO()
    call_command("rebuild_search", stdout=StringIO())
    call_command("search_offers", "Sprachcafee", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["meant"] == "Sprachcafé"
    assert told["hits"][0]["id"] == str(row.pk)
    assert told["hits"][0]["reasons"][0]["found"] == "Sprachcafé"
    out = StringIO()
    call_command("search_offers", "Kaffee", "--language", "uk", "--limit", "1", stdout=out)
    assert "Sprachcafé am Markt" in out.getvalue()
