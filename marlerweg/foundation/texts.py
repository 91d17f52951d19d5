"""The same words in several languages, each with its state, and which of them a reader gets.

Five words: text, source, state, fingerprint, best.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation import languages


class State(models.TextChoices):
    """A draft is nobody's to read; a machine's text and an outdated one are shown with a word of warning."""

    DRAFT = "draft", _("Entwurf")
    MACHINE = "machine", _("maschinell übersetzt")
    CHECKED = "checked", _("geprüft")
    OUTDATED = "outdated", _("veraltet")


SHOWN = (State.CHECKED, State.OUTDATED, State.MACHINE)
SOURCE_LANGUAGE = languages.GERMAN.code


class Text(models.Model):
    """One language of something; the German text is the source, the others remember which source they translate."""

    State = State

    language = models.CharField(_("Sprache"), max_length=10, default=SOURCE_LANGUAGE)
    title = models.CharField(_("Titel"), max_length=200, blank=True)
    body = models.TextField(_("Text"), blank=True)
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.DRAFT)
    source_hash = models.CharField(max_length=64, blank=True, editable=False)
    changed_at = models.DateTimeField(_("geändert am"))
    checked_at = models.DateTimeField(_("geprüft am"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title or self.body[:60]


class Readable(Protocol):
    """What the rules need of a text, so that they can be tried without a database."""

    language: str
    state: str


class Translated(Readable, Protocol):
    source_hash: str
    checked_at: object


R = TypeVar("R", bound=Readable)
T = TypeVar("T", bound=Translated)


def fingerprint(*words: str) -> str:
    """Equal for texts that read the same: line ends, spaces and Unicode spelling do not count; fields stay apart."""
    plain = (re.sub(r"\s+", " ", unicodedata.normalize("NFC", each)).strip() for each in words)
    return hashlib.sha256("\x1f".join(plain).encode()).hexdigest()


def best_text(texts: Iterable[R], code: str, *, shown: Sequence[str] = SHOWN) -> R | None:
    """The text for a reader of a language: own language first, then German, English, any; within one the best state.

    An outdated text in the reader's language goes before a fresh German one: they can read it, and the page says so.
    """
    found: dict[str, R] = {}
    for text in texts:
        if text.state not in shown:
            continue
        rival = found.get(text.language)
        if rival is None or shown.index(text.state) < shown.index(rival.state):
            found[text.language] = text
    language = languages.best(code, found)
    return found[language] if language is not None else None


def mark_outdated(translations: Iterable[T], source_hash: str) -> list[T]:
    """Follow the source: other translations become outdated, and fresh again if the old wording returns.

    Returns those whose state changed; drafts stay drafts. Saving them is the caller's.
    """
    changed = []
    for text in translations:
        before = text.state
        if text.state == State.DRAFT:
            continue
        if text.source_hash != source_hash:
            text.state = State.OUTDATED
        elif text.state == State.OUTDATED:
            text.state = State.CHECKED if text.checked_at else State.MACHINE
        if text.state != before:
            changed.append(text)
    return changed
