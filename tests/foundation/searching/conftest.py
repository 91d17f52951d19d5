"""A small town of offers and a small lexicon, enough for every way of finding."""

from pathlib import Path

import pytest

from marlerweg.foundation.searching import Concept, Document, Index, Lexicon

LEXICON = Lexicon(
    [
        Concept("learning", {"de": ("Sprache lernen",), "en": ("language learning",)}),
        Concept(
            "german",
            {
                "de": ("Deutschkurs", "Sprachkurs", "Deutsch lernen"),
                "en": ("German course", "learn German"),
                "tr": ("Almanca kursu",),
                "uk": ("курси німецької мови", "курс німецької"),
                "ru": ("курсы немецкого языка",),
                "ar": ("دورة اللغة الألمانية",),
            },
            broader=("learning",),
        ),
        Concept(
            "housing",
            {
                "de": ("Wohnung", "Wohnungssuche"),
                "uk": ("житло", "квартира"),
                "ro": ("locuință",),
                "ar": ("شقة", "سكن"),
            },
        ),
        Concept("debts", {"de": ("Schulden", "Schuldnerberatung"), "tr": ("borç",), "uk": ("борги",)}),
        Concept(
            "permit",
            {"de": ("Aufenthaltserlaubnis",), "uk": ("посвідка на проживання",)},
            vague={"de": ("Papiere",)},
        ),
    ]
)
DOCUMENTS = [
    Document("evening", "de", "Deutsch am Abend", "Ein Sprachkurs für alle, die tagsüber arbeiten.", facets={"theme": ["language"], "district": ["Hüls"]}),
    Document("mothers", "de", "Deutschkurse für Mütter", "Mit Kinderbetreuung, jeden Vormittag.", facets={"theme": ["language", "family"], "district": ["Drewer"]}),
    Document("flat", "de", "Hilfe bei der Wohnungssuche", "Wir begleiten zu Besichtigungen und prüfen Verträge.", facets={"theme": ["housing"], "district": ["Hüls"]}),
    Document("debt", "de", "Schuldnerberatung", "Wenn Rechnungen nicht mehr bezahlt werden können. Bitte alle Papiere mitbringen.", facets={"theme": ["money"], "district": ["Drewer"]}),
    Document("office", "de", "Ausländerbehörde", "Aufenthaltserlaubnis verlängern, Termine nach Vereinbarung.", facets={"theme": ["residence"], "district": ["Mitte"]}),
    Document("garden", "de", "Garten für alle", "Beete, Blumen und Grillen im Sommer mit Müller und Straßenfest.", facets={"theme": ["meeting"], "district": ["Hüls"]}),
    Document("tea", "uk", "Чай і розмови", "Зустрічі українською щосуботи.", facets={"theme": ["meeting"], "district": ["Mitte"]}),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path) -> Index:
    filled = Index.open(folder, LEXICON)
    filled.replace(DOCUMENTS)
    return filled
