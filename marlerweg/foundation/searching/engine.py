"""The tantivy side: which fields there are, how a document becomes terms, how terms are looked up and counted."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from marlerweg.foundation.searching.analysis import Analyzer
from marlerweg.foundation.searching.results import Document, Filters
from marlerweg.foundation.searching.scripts import base_language
from marlerweg.foundation.searching.terms import document_terms

MEMORY_SMALL, MEMORY_BULK = 15_000_000, 100_000_000
SEPARATOR, LINE = "\x1f", "\n"
MOST_FACET_VALUES = 65_000


def schema() -> Any:
    """`item` numbers ids, `first` marks one text of each, `found` keeps which word stands behind each term."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("item", indexed=True, fast=True)
    builder.add_unsigned_field("first", indexed=True)
    builder.add_text_field("language", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("spoken", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("facet", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("words", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("found", stored=True)
    return builder.build()


SCHEMA = schema()


class Found(NamedTuple):
    """A text that answers a query; `behind` is what `explaining` reads."""

    id: str
    language: str
    score: float
    behind: bytes


class Engine:
    """One folder with one tantivy index; a new object sees later commits after `refresh`."""

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index(SCHEMA, path=str(folder), reuse=True)
        self._index.config_reader("manual")
        self._searcher = self._index.searcher()

    def refresh(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()

    @property
    def texts(self) -> int:
        return int(self._searcher.num_docs)

    def frequency(self, term: str) -> int:
        return int(self._searcher.doc_freq("text", term))

    def texts_in(self, language: str) -> int:
        return int(self._searcher.doc_freq("spoken", language)) if language else self.texts

    def has_several_texts_per_id(self) -> bool:
        return _number(self._searcher.search(_equals("first", 1), limit=1, count=True)) < self.texts

    def counted_words(self) -> Iterator[tuple[str, str, int]]:
        """Language, word as written, number of texts."""
        for term, count in self._searcher.terms_with_prefix("words", ""):
            language, _, surface = term.partition(SEPARATOR)
            yield language, surface, count

    def languages(self) -> list[str]:
        """Languages of the texts, the commonest first."""
        return [
            language
            for language, _ in sorted(
                self._searcher.terms_with_prefix("spoken", ""), key=lambda pair: -pair[1]
            )
        ]

    # writing

    def write(
        self,
        documents: Iterable[Document],
        analyzer: Analyzer,
        *,
        removed: Iterable[str] = (),
        bulk: bool = False,
    ) -> None:
        """Texts of the ids removed go, the documents come, both in one commit."""
        writer = self._index.writer(MEMORY_BULK if bulk else MEMORY_SMALL, 1)
        for gone in removed:
            writer.delete_documents_by_term("id", gone)
        seen: set[str] = set()
        for document in documents:
            writer.add_document(_prepared(document, analyzer, first=document.id not in seen))
            seen.add(document.id)
        writer.commit()
        writer.wait_merging_threads()
        self.refresh()

    # looking up

    def term(self, text: str, gain: float) -> Any:
        """Scores gain x BM25's share of term frequency and length, whatever tantivy thinks of the term's rarity."""
        count = self.frequency(text)
        rarity = log(1 + (self.texts - count + 0.5) / (count + 0.5))
        return tantivy.Query.boost_query(
            tantivy.Query.term_query(SCHEMA, "text", text, "freq"), gain / max(rarity, 1e-6)
        )

    def best(self, query: Any, limit: int) -> list[Found]:
        """The best texts, one per id."""
        # Addresses are good for one searcher only, and another thread may refresh meanwhile.
        searcher = self._searcher
        chosen: dict[str, Found] = {}
        wanted, seen = limit, 0
        while len(chosen) < limit:
            hits = searcher.search(query, limit=wanted, count=False).hits
            for score, address in hits[seen:]:
                found = _found(searcher.doc(address), score)
                chosen.setdefault(found.id, found)
            if len(hits) < wanted:
                break
            wanted, seen = wanted * 3, len(hits)
        return list(chosen.values())[:limit]

    def total(self, query: Any) -> int:
        """Ids, not texts."""
        if self.has_several_texts_per_id():
            return len(self._items(query))
        return _number(self._searcher.search(query, limit=1, count=True))

    def ids(self, query: Any) -> list[str]:
        searcher = self._searcher
        hits = searcher.search(query, limit=max(1, self.texts), count=False).hits
        return list(dict.fromkeys(searcher.doc(address)["id"][0] for _, address in hits))

    def counts(self, query: Any, names: Collection[str]) -> dict[str, dict[str, int]]:
        """Ids by facet and value, exact."""
        if self.has_several_texts_per_id():
            query = both(
                only(tantivy.Query.term_set_query(SCHEMA, "item", self._items(query))),
                only(_equals("first", 1)),
            )
        asked = {"values": {"terms": {"field": "facet", "size": MOST_FACET_VALUES}}}
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for bucket in self._searcher.aggregate(query, asked)["values"]["buckets"]:
            name, _, value = bucket["key"].partition(SEPARATOR)
            if name in names:
                found[name][value] = int(bucket["doc_count"])
        return {name: found.get(name, {}) for name in names}

    def _items(self, query: Any) -> list[int]:
        searcher = self._searcher
        hits = searcher.search(query, limit=max(1, self.texts), count=False).hits
        numbers = searcher.fast_field_values("item", [address for _, address in hits])
        return list({int(number or 0) for number in numbers})


def _found(stored: Any, score: float) -> Found:
    return Found(stored["id"][0], stored["language"][0], float(score), bytes(stored["found"][0]))


def _number(result: Any) -> int:
    """The stub of tantivy does not know this attribute."""
    return int(result.count)


def any_of(queries: Sequence[Any], least: int = 1) -> Any:
    if len(queries) == 1 and least <= 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries], least)


def best_of(queries: Sequence[Any], tie: float) -> Any:
    return queries[0] if len(queries) == 1 else tantivy.Query.disjunction_max_query(list(queries), tie)


def both(*queries: Any) -> Any:
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])


def only(query: Any) -> Any:
    """Restricts without adding to the score."""
    return tantivy.Query.const_score_query(query, 0.0)


def restrictions(filters: Filters, *, but: str = "") -> list[Any]:
    """One clause per filter; the facet named `but` is left out, so that its other values can be counted."""
    clauses = []
    if filters.ids is not None:
        clauses.append(only(tantivy.Query.term_set_query(SCHEMA, "id", list(filters.ids))))
    if filters.languages is not None:
        clauses.append(only(tantivy.Query.term_set_query(SCHEMA, "language", list(filters.languages))))
    for name, values in filters.facets.items():
        if name != but:
            clauses.append(
                only(
                    tantivy.Query.term_set_query(
                        SCHEMA, "facet", [f"{name}{SEPARATOR}{value}" for value in values]
                    )
                )
            )
    return clauses


def has(term: str) -> Any:
    return tantivy.Query.term_query(SCHEMA, "text", term, "basic")


def nothing() -> Any:
    return tantivy.Query.empty_query()


def everything() -> Any:
    return only(tantivy.Query.all_query())


def _equals(field: str, value: object) -> Any:
    return tantivy.Query.term_query(SCHEMA, field, value, "basic")


def _prepared(document: Document, analyzer: Analyzer, *, first: bool) -> Any:
    language = base_language(document.language)
    terms, found = document_terms(document, analyzer, language)
    made = tantivy.Document()
    made.add_text("id", document.id)
    made.add_unsigned("item", item_number(document.id))
    made.add_unsigned("first", int(first))
    made.add_text("language", document.language)
    made.add_text("spoken", language)
    for name, values in document.facets.items():
        for value in dict.fromkeys(values):
            made.add_text("facet", f"{name}{SEPARATOR}{value}")
    made.add_text("text", " ".join(terms))
    for surface in {surface for term, surfaces in found.items() if ":" in term for surface in surfaces}:
        made.add_text("words", f"{language}{SEPARATOR}{surface}")
    lines = (f"{term}{SEPARATOR}{SEPARATOR.join(surfaces)}" for term, surfaces in found.items())
    made.add_bytes("found", f"{LINE}{LINE.join(lines)}{LINE}".encode())
    return made


def item_number(identity: str) -> int:
    """63 bits of a hash: two of a million ids share a number once in ten million indexes."""
    return int.from_bytes(blake2b(identity.encode(), digest_size=8).digest(), "big") >> 1
