"""The index is a cache: it can be built anew, changed, killed and shared."""

import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from marlerweg.foundation.searching import Concept, Document, Index, Lexicon
from marlerweg.foundation.searching.generations import Generations
from tests.foundation.searching.conftest import DOCUMENTS, LEXICON


def titles(index: Index) -> set[str]:
    return {hit.id for hit in index.search("", limit=100).hits}


def test_an_unfilled_index_finds_nothing_and_asks_to_be_built(folder: Path) -> None:
    index = Index.open(folder, LEXICON)
    assert index.needs_rebuild
    assert index.search("Garten", counts=["theme"]).counts == {"theme": {}}
    assert (index.matching("Garten"), index.suggest("Gar"), len(index)) == ([], [], 0)


def test_adding_takes_the_place_of_what_had_the_same_id(index: Index) -> None:
    index.add([Document("garden", "de", "Spielplatz")])
    assert [hit.id for hit in index.search("Spielplatz").hits] == ["garden"]
    assert index.search("Beete", correct=False).hits == ()
    assert len(index) == len(DOCUMENTS)


def test_what_is_removed_is_gone_and_the_rest_stays(index: Index) -> None:
    index.remove(["garden", "never there"])
    assert titles(index) == {document.id for document in DOCUMENTS} - {"garden"}


def test_building_anew_forgets_everything_else(index: Index) -> None:
    index.replace([Document("one", "de", "Neues Angebot")])
    assert titles(index) == {"one"}
    assert not index.needs_rebuild


def test_texts_that_can_be_told_only_once_are_enough_to_build_from(index: Index, folder: Path) -> None:
    index.replace(iter(DOCUMENTS))
    assert titles(index) == {document.id for document in DOCUMENTS}
    assert not [path for path in folder.rglob("*") if path.is_file() and path.name.startswith("tmp")]
    index.replace(iter([]))
    assert titles(index) == set()


def test_an_index_may_grow_from_nothing(folder: Path) -> None:
    index = Index.open(folder, LEXICON)
    index.add(DOCUMENTS[:1])
    assert titles(index) == {"evening"}


def test_readers_see_a_change_at_once(index: Index, folder: Path) -> None:
    reader = Index.open(folder, LEXICON)
    assert reader.search("Spielplatz").hits == ()
    index.add([Document("play", "de", "Spielplatz")])
    assert [hit.id for hit in reader.search("Spielplatz").hits] == ["play"]
    index.replace([Document("other", "de", "Anderes")])
    assert titles(reader) == {"other"}


def test_another_lexicon_asks_for_building_anew(index: Index, folder: Path) -> None:
    other = Lexicon([Concept("play", {"de": ("Spielplatz",)})])
    assert not index.needs_rebuild
    assert Index.open(folder, other).needs_rebuild
    assert Index.open(folder, other).search("Garten").hits


def test_a_spoilt_note_of_the_version_asks_for_building_anew(index: Index, folder: Path) -> None:
    current = Generations(folder).current()
    assert current
    (current / "about.json").write_text("{", encoding="utf-8")
    assert index.needs_rebuild
    (current / "about.json").write_text(json.dumps({"version": 0}), encoding="utf-8")
    assert index.needs_rebuild


def test_a_failing_source_leaves_the_old_index_and_no_rubbish(index: Index, folder: Path) -> None:
    def broken() -> Iterator[Document]:
        yield Document("one", "de", "Eins")
        raise OSError("the database went away")

    with pytest.raises(OSError, match="went away"):
        index.replace(broken())
    assert titles(index) == {document.id for document in DOCUMENTS}
    with Generations(folder).writing():
        pass


def test_an_error_inside_a_generation_removes_it(folder: Path) -> None:
    generations = Generations(folder)
    with pytest.raises(RuntimeError), generations.next():
        raise RuntimeError
    assert generations.current() is None
    assert not list(folder.glob("generation-*"))


def test_a_vanished_folder_is_an_empty_index(index: Index, folder: Path) -> None:
    (folder / "current").write_text("generation-none", encoding="utf-8")
    assert index.search("Garten").hits == ()
    assert index.needs_rebuild


def rebuild_and_die(folder: Path, ready: "multiprocessing.synchronize.Event") -> None:
    def documents() -> Iterator[Document]:
        yield Document("half", "de", "Halb fertig")
        ready.set()
        signal.pause()

    with Generations(folder).writing(), Generations(folder).next() as built:
        (built / "half").write_text("half", encoding="utf-8")
        list(documents())


def test_a_kill_in_the_middle_of_building_leaves_the_old_index_and_frees_the_lock(
    index: Index, folder: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=rebuild_and_die, args=(folder, ready))
    process.start()
    assert ready.wait(30)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join(10)
    assert (folder / "generation-000000002" / "half").exists()
    assert titles(index) == {document.id for document in DOCUMENTS}
    index.replace(DOCUMENTS[:2])
    assert titles(index) == {"evening", "mothers"}


def add_many(folder: Path, name: str, times: int) -> None:
    index = Index.open(folder, LEXICON)
    for number in range(times):
        index.add([Document(f"{name}{number}", "de", f"Angebot {name} {number}")])


def test_writers_wait_for_one_another(index: Index, folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=add_many, args=(folder, name, 3)) for name in "ab"]
    for writer in writers:
        writer.start()
    add_many(folder, "c", 3)
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert titles(index) >= {f"{name}{number}" for name in "abc" for number in range(3)}


def test_warming_up_changes_no_answer(index: Index, folder: Path) -> None:
    cold = Index.open(folder, LEXICON).search("курс німецкої", ["uk", "de"])
    index.warm_up(["uk", "de-simple", "xx"])
    assert cold.hits == index.search("курс німецкої", ["uk", "de"]).hits != ()
    Index.open(folder.parent / "none", LEXICON).warm_up(["de"])


def test_threads_may_search_while_one_builds(index: Index) -> None:
    failures: list[BaseException] = []

    def search() -> None:
        try:
            for _ in range(30):
                assert index.search("Garten").hits[0].id == "garden"
        except BaseException as failure:  # noqa: BLE001 – carried to the test's own thread
            failures.append(failure)

    searchers = [threading.Thread(target=search) for _ in range(3)]
    for searcher in searchers:
        searcher.start()
    for _ in range(3):
        index.replace(DOCUMENTS)
    for searcher in searchers:
        searcher.join()
    assert failures == []
