"""Search in many languages: folding, stems, compounds, spelling, concepts, and an index that explains its answers."""

from marlerweg.foundation.searching.index import Index
from marlerweg.foundation.searching.lexicon import Concept, Lexicon
from marlerweg.foundation.searching.results import Correction, Document, Filters, Hit, Match, Results, Way
from marlerweg.foundation.searching.similarity import Similar, SimilarTexts

__all__ = [
    "Concept",
    "Correction",
    "Document",
    "Filters",
    "Hit",
    "Index",
    "Lexicon",
    "Match",
    "Results",
    "Similar",
    "SimilarTexts",
    "Way",
]
