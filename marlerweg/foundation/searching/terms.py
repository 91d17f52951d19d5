"""The terms of a document, as often as they count, and the words that stand behind each of them."""

from collections.abc import Mapping, Sequence

from marlerweg.foundation.searching.analysis import Analyzer, Form
from marlerweg.foundation.searching.results import Document

TITLE_TIMES = 2
SURFACES_KEPT = 3


def document_terms(
    document: Document, analyzer: Analyzer, language: str
) -> tuple[list[str], Mapping[str, list[str]]]:
    """The title counts twice, and so does a concept that the document is filed under."""
    terms: list[str] = []
    found: dict[str, list[str]] = {}
    texts = [
        (document.title, TITLE_TIMES),
        *((text, 1) for text in document.fields.values()),
        (document.body, 1),
    ]
    for text, times in texts:
        forms = analyzer.forms(text, language)
        pairs = [(term, form.surface) for form in forms for term in form.terms]
        pairs += _concept_pairs(forms, analyzer, language)
        terms += [term for term, _ in pairs] * times
        for term, surface in pairs:
            _keep(found, term, surface)
    for concept in document.concepts:
        for term in _implied(concept, analyzer, language):
            terms += [term] * TITLE_TIMES
            _keep(found, term, analyzer.lexicon.label(concept, document.language))
    return terms, found


def _keep(found: dict[str, list[str]], term: str, surface: str) -> None:
    surfaces = found.setdefault(term, [])
    if surface not in surfaces and len(surfaces) < SURFACES_KEPT:
        surfaces.append(surface)


def _concept_pairs(forms: Sequence[Form], analyzer: Analyzer, language: str) -> list[tuple[str, str]]:
    """Once per text and wording: naming a thing ten times does not make it ten times the topic."""
    content = analyzer.content(forms, language)
    pairs = []
    for mention in analyzer.mentions(content, language, vague=False):
        spoken = " ".join(content[at].surface for at in mention.at)
        pairs += [(term, spoken) for term in _implied(mention.concept, analyzer, language, less=mention.less)]
    return list(dict.fromkeys(pairs))


def _implied(concept: str, analyzer: Analyzer, language: str, *, less: bool = False) -> list[str]:
    named, *broader = analyzer.lexicon.with_broader(concept)
    return [f"{language}{'^' if less else '#'}{named}", *(f"{language}^{above}" for above in broader)]
