"""A translation service that the town runs itself: off unless its address is set, and nothing leaves the house without it.

It speaks what LibreTranslate speaks: {"q": [...], "source": "de", "target": "tr"} gives {"translatedText": [...]}.
"""

import json
from collections.abc import Sequence
from urllib.request import Request, urlopen

from django.conf import settings

from marlerweg.foundation import clock
from marlerweg.foundation.jobs.tasks import Hopeless, job
from marlerweg.offers.actions.recording import fresh
from marlerweg.offers.actions.texts import write_text
from marlerweg.offers.models import Offer
from marlerweg.offers.queries.contents import content_of
from marlerweg.offers.rules import staleness
from marlerweg.offers.rules.content import Words

SECONDS = 60


def is_set_up() -> bool:
    return bool(settings.TRANSLATION_SERVICE)


def translate_later(offer: Offer, language: str) -> None:
    """Asked for twice, it is done once."""
    machine.once(f"offer.translate:{offer.pk}:{language}:{offer.version}").enqueue(str(offer.pk), language)


@job(attempts=4, atomic=False)
def machine(offer: str, language: str) -> int:
    """Missing and outdated fields only; what a person checked stays. Gives the number of fields."""
    if not is_set_up():
        raise Hopeless("Es ist kein Übersetzungsdienst eingerichtet.")
    row = fresh(Offer.objects.get(pk=offer))
    content = content_of(row)
    names = staleness.open_fields(content.german, content.texts.get(language, Words()))
    if not names:
        return 0
    texts = translated([getattr(content.german, name) for name in names], language)
    write_text(
        row,
        language,
        dict(zip(names, texts, strict=True)),
        state=staleness.MACHINE,
        by=None,
        at=clock.now(),
        expected_version=row.version,
    )
    return len(names)


def translated(texts: Sequence[str], language: str) -> list[str]:
    """One request; an answer of another length counts as none."""
    target = language.partition("-")[0]
    body = json.dumps({"q": list(texts), "source": "de", "target": target, "format": "text"}).encode()
    request = Request(settings.TRANSLATION_SERVICE, body, {"Content-Type": "application/json"})  # noqa: S310 - the town's own address
    with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
        found = json.load(answer).get("translatedText")
    if not isinstance(found, list) or len(found) != len(texts):
        raise ValueError("the translation service gave another number of texts")
    return [str(text) for text in found]
