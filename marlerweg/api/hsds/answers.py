"""How the interface answers: pages in the envelope, lines without end, tags by which a repeated question costs nothing."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

Record = dict[str, Any]
FRESH_SECONDS = 60


def envelope(contents: Sequence[Record], *, total: int, page: int, per_page: int) -> Record:
    """Pages are counted from 1; a page beyond the last is empty, not an error."""
    pages = max(1, -(-total // per_page))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(contents),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not contents,
        "contents": list(contents),
    }


def answer(request: HttpRequest, content: Any) -> HttpResponseBase:
    """JSON with a tag of its content; 304 for who has it already; readable from other sites' pages."""
    return answer_written(request, written(content))


@dataclass(frozen=True)
class Written:
    """An answer as it goes out, with its tag; worth keeping where making it is dear."""

    body: bytes
    tag: str


def written(content: Any) -> Written:
    return tagged(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def joined(texts: Iterable[str]) -> Written:
    """A list of records that are written already."""
    return tagged(f"[{','.join(texts)}]".encode())


def tagged(body: bytes) -> Written:
    return Written(body, quote_etag(hashlib.sha256(body).hexdigest()[:32]))


def answer_written(request: HttpRequest, kept: Written) -> HttpResponseBase:
    response = HttpResponse(kept.body, content_type="application/json; charset=utf-8")
    response["ETag"] = kept.tag
    found = get_conditional_response(request, etag=response["ETag"], response=response)
    return shared(found or response)


def lines(records: Iterable[Record]) -> HttpResponseBase:
    """All records without pages, one a line."""
    texts = (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n" for record in records)
    return shared(StreamingHttpResponse(texts, content_type="application/x-ndjson; charset=utf-8"))


def shared(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ["Accept-Language"])
    return response


def problem(sentence: str, status: int) -> HttpResponseBase:
    return _plain({"detail": sentence}, status)


def problem_of_the_app(sentence: str, status: int) -> HttpResponseBase:
    """Integreat's app looks for the word `error`."""
    return _plain({"error": sentence}, status)


def made(content: Record) -> HttpResponseBase:
    return _plain(content, 201)


def _plain(content: Record, status: int) -> HttpResponseBase:
    body = json.dumps(content, ensure_ascii=False)
    response = HttpResponse(body, content_type="application/json; charset=utf-8", status=status)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def slices(page: int, per_page: int) -> slice:
    return slice((page - 1) * per_page, page * per_page)
