"""Words in one language: written, looked over, brought by a machine."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.offers.actions.editing import Edited, edit
from marlerweg.offers.actions.recording import fresh
from marlerweg.offers.models import Offer, OfferText
from marlerweg.offers.queries.contents import content_of
from marlerweg.offers.rules import staleness
from marlerweg.offers.rules.content import WORDS, Words


@transaction.atomic
def write_text(
    offer: Offer,
    language: str,
    words: Mapping[str, str],
    *,
    by: User | None,
    at: datetime,
    expected_version: int,
    state: str = OfferText.State.CHECKED,
    still_right: tuple[str, ...] = (),
) -> Edited:
    """`words` by field; those written and those in `still_right` follow the present German from now on.

    A machine's text never replaces one that a person has checked and that is not outdated.
    """
    content = content_of(fresh(offer, lock=True))
    before = content.texts.get(language, Words(state=state))
    wanted = {name: text for name, text in words.items() if name in WORDS and getattr(before, name) != text}
    if state == OfferText.State.MACHINE:
        open_now = staleness.open_fields(content.german, before)
        wanted = {name: text for name, text in wanted.items() if name in open_now}
    after = words_with(before, wanted, state)
    settled = staleness.settled_hashes(content.german, after, (*wanted, *still_right))
    after = replace(after, source_hashes=settled)
    texts = {**content.texts, language: after}
    return edit(
        offer,
        replace(content, texts=texts),
        by=by,
        at=at,
        expected_version=expected_version,
        deed=f"text_{language.replace('-', '_')}"[:40],
    )


@transaction.atomic
def check_text(offer: Offer, language: str, *, by: User, at: datetime, expected_version: int) -> Edited:
    """A person who speaks the language says that it is right as it stands."""
    return write_text(offer, language, {}, by=by, at=at, expected_version=expected_version, still_right=WORDS)


def words_with(words: Words, changes: Mapping[str, str], state: str) -> Words:
    """The words with some fields written anew."""
    kept = {name: changes.get(name, getattr(words, name)) for name in WORDS}
    return Words(**kept, state=state, source_hashes=words.source_hashes)
