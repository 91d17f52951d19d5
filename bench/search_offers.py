"""Offers and queries by the thousand: the town's words, heavy-tailed as real texts are, in ten languages."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from marlerweg.foundation.searching.folding import plain
from marlerweg.foundation.searching.results import Document
from marlerweg.offers.lexicon import town_lexicon

SEED = 20230329
LANGUAGES = {"de": 40, "en": 10, "tr": 9, "ar": 9, "uk": 8, "ru": 8, "ro": 5, "bg": 4, "pl": 4, "fa": 3}
DISTRICTS = (
    "Alt-Marl",
    "Brassert",
    "Drewer-Nord",
    "Drewer-Süd",
    "Hamm",
    "Hüls-Nord",
    "Hüls-Süd",
    "Lenkerbeck",
    "Polsum",
    "Sinsen",
)
SYLLABLES = {
    "latin": "ba be bi bo da de do fe fi ga ge go ha he ka ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si ta te to wa we wi za",
    "cyrillic": "ба бе бо ва ве ви га го да де до за зе ка ки ко ла ле ли ма ме ми на не но па пе по ра ре ро са се си та те то",
    "arabic": "با بي تا تو جا حا دا را رو سا شا صا عا فا قا كا لا ما مو نا ها وا يا",
}  # fmt: skip
SCRIPTS = {"ar": "arabic", "fa": "arabic", "uk": "cyrillic", "ru": "cyrillic", "bg": "cyrillic"}
RARE_WORDS = 8_000
WORDS_PER_OFFER = 45


@dataclass(frozen=True)
class Asked:
    text: str
    language: str
    district: str | None = None


@dataclass(frozen=True)
class Offers(Collection[Document]):
    """The same offers each time they are gone through, made while going: a million needs no memory."""

    number: int

    def __len__(self) -> int:
        return self.number

    def __contains__(self, one: object) -> bool:
        return isinstance(one, Document)

    def __iter__(self) -> Iterator[Document]:
        chance = Random(SEED)
        languages, shares = list(LANGUAGES), list(accumulate(LANGUAGES.values()))
        for number in range(self.number):
            language = chance.choices(languages, cum_weights=shares)[0]
            yield self._offer(number, language, chance)

    @staticmethod
    def _offer(number: int, language: str, chance: Random) -> Document:
        words, weights = vocabulary(language)
        concepts = chance.sample(list(town_lexicon()), 2)
        topics = [chance.choice(concept.words[language]) for concept in concepts]
        rest = chance.choices(words, cum_weights=weights, k=WORDS_PER_OFFER)
        title = f"{topics[0]} {rest[0]}"
        body = f"{' '.join(rest[1:20])} {topics[1]} {' '.join(rest[20:])}."
        return Document(
            str(number),
            language,
            title,
            body,
            facets={"district": [chance.choice(DISTRICTS)], "theme": [concepts[0].name]},
        )


def offers(number: int) -> Offers:
    return Offers(number)


@cache
def vocabulary(language: str) -> tuple[list[str], list[float]]:
    """The lexicon's single words, then invented ones, each rank half as common as the rank twice before it."""
    chance = Random(f"{SEED}{language}")
    known = sorted(
        {word for concept in town_lexicon() for phrase in concept.words[language] for word in phrase.split()}
    )
    chance.shuffle(known)
    syllables = SYLLABLES[SCRIPTS.get(language, "latin")].split()
    invented = sorted({"".join(chance.choices(syllables, k=chance.randint(2, 5))) for _ in range(RARE_WORDS)})
    chance.shuffle(invented)
    words = [*known, *invented]
    return words, list(accumulate(1 / (rank + 10) for rank in range(len(words))))


def asked(number: int) -> dict[str, list[Asked]]:
    """Queries by kind: German words, with a district chosen, mistyped, and in another script."""
    chance = Random(SEED + 1)
    concepts = list(town_lexicon())

    def words_of(language: str) -> str:
        return chance.choice(chance.choice(concepts).words[language])

    plain_queries = [Asked(f"{words_of('de')} {words_of('de')}", "de") for _ in range(number)]
    return {
        "words": plain_queries,
        "with a filter": [Asked(query.text, "de", chance.choice(DISTRICTS)) for query in plain_queries],
        "mistyped": [Asked(mistyped(query.text, chance), "de") for query in plain_queries],
        "other script": [
            Asked(words_of(language), language)
            for language in chance.choices(["ar", "uk", "ru", "bg", "fa"], k=number)
        ],
    }


def mistyped(text: str, chance: Random) -> str:
    """One slip in the longest word: a letter gone, doubled or swapped with the next."""
    longest = max(text.split(), key=len)
    if len(plain(longest)) < 5:
        return text
    at = chance.randrange(1, len(longest) - 1)
    slips = (
        longest[:at] + longest[at + 1 :],
        longest[:at] + longest[at] + longest[at:],
        longest[:at] + longest[at + 1] + longest[at] + longest[at + 2 :],
    )
    return text.replace(longest, chance.choice(slips), 1)
