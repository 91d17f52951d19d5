"""The short help behind the question mark: the room on top says which page is helped by which words."""

from collections.abc import Mapping

from django.http import HttpRequest

from marlerweg.foundation.words import Text

_words: dict[str, Text] = {}


def register(words: Mapping[str, Text]) -> None:
    """`words` by the name of the page's address ("way:board"); called from an `AppConfig.ready`."""
    _words.update(words)


def words_for(request: HttpRequest) -> Text:
    """Empty where a page explains itself."""
    match = request.resolver_match
    return _words.get(match.view_name, "") if match else ""
