"""What stays of a record beside the offer it became: its documents, cleaned, and the fingerprints of what came."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from marlerweg.api.integreat.gathering import Thing
from marlerweg.api.integreat.wording import cleaned
from marlerweg.offers.models import Foreign

Record = dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """By language; `digest` is equal for things of which every language says the same."""

    documents: dict[str, Record]
    digests: dict[str, str]

    @property
    def digest(self) -> str:
        return fingerprint(self.digests)


def kept_of(thing: Thing, known: Foreign | None, loaded: Collection[str]) -> Kept:
    """Languages that were not asked for this time stay as they were; a closed house keeps its hours for later."""
    before: dict[str, Record] = known.unknown["documents"] if known else {}
    digests: dict[str, str] = known.unknown["digests"] if known else {}
    documents = {code: each for code, each in before.items() if code not in loaded}
    told = {code: digests[code] for code in documents}
    for code, each in thing.documents.items():
        told[code] = fingerprint(each)
        documents[code] = {**each, "content": cleaned(str(each.get("content") or ""))}
        if each.get("temporarily_closed") and each.get("opening_hours") is None and code in before:
            documents[code]["opening_hours"] = before[code].get("opening_hours")
    return Kept(documents, told)


def fingerprint(document: Mapping[str, Any]) -> str:
    """Equal for documents that say the same, whatever the order of their members."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
