"""Light stemmers of our own, where Snowball knows no stemmer or splits forms that belong together.

Each takes off endings, the longest first, as long as a stem of a few letters remains. They join the forms of nouns
and adjectives, which is what people search for, and leave verbs mostly alone.
"""

from collections.abc import Iterable


def _by_length(endings: str) -> tuple[str, ...]:
    return tuple(sorted(set(endings.split()), key=len, reverse=True))


def _without_ending(word: str, endings: Iterable[str], shortest: int = 3) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word


UKRAINIAN_ENDINGS = _by_length("""
    ування юванням уванням ювання енням анням інням ення ання іння істю остями остях остям ості ість
    ими іми ого ому ьому ього ою ею єю ій ої ії ів їв ев ов ей ам ям ами ями ах ях ем єм ом ий их іх им ім
    а я о е є у ю і ї и ь й
""")


def ukrainian(word: str) -> str:
    """Курси, курсів, на курсах: one stem."""
    return _without_ending(word, UKRAINIAN_ENDINGS).rstrip("ь'")


BULGARIAN_ARTICLES = _by_length("ищата ите ията иите ият ият ята ата ото ето ът ят остта")
BULGARIAN_ENDINGS = _by_length("""
    ване ваня ания ане ения ение овци ове еве ия ие ий ен на но ни
    а я о е и ъ у ю й
""")


def bulgarian(word: str) -> str:
    """First the article that hangs on the end, then number and gender."""
    return _without_ending(_without_ending(word, BULGARIAN_ARTICLES), BULGARIAN_ENDINGS)


ARABIC_BEGINNINGS = _by_length("وال بال كال فال ولل ال لل")
ARABIC_ENDINGS = _by_length("هما كما ها ان ات ون ين يه ية ته تي هم كم نا ه ة ي")


def arabic(word: str) -> str:
    """The article with its prepositions off the front, number and possession off the end."""
    bare = next(
        (
            word[len(start) :]
            for start in ARABIC_BEGINNINGS
            if word.startswith(start) and len(word) - len(start) >= 3
        ),
        word,
    )
    if bare == word and word.startswith("و") and len(word) > 4:
        bare = word[1:]
    return _without_ending(bare, ARABIC_ENDINGS)


PERSIAN_ENDINGS = _by_length("هایشان هایی هایم های ها ترین تر ات ی")


def persian(word: str) -> str:
    """Plural, possession and the final i of names and adjectives."""
    return _without_ending(word, PERSIAN_ENDINGS)


TURKISH_FORMS = _by_length("""
    lar ler lari leri larin lerin larda lerde lardan lerden lara lere larla lerle da de ta te dan den tan ten
    sinin sunun sindan sinda sine suna nin nun nda nde ndan nden yla yle yi yu ya ye si su na ne ni nu
    imiz umuz iniz unuz im um in un i u a e
""")
# These make a new word of another: under one of them no ending of the first word is looked for.
TURKISH_MAKERS = _by_length(
    "lamasi lemesi lamak lemek lama leme mak mek ma me lik luk lig lug ci cu li lu siz suz ca ce"
)
TURKISH_ENDINGS = _by_length(" ".join((*TURKISH_FORMS, *TURKISH_MAKERS)))
# These may follow a word of two letters: ev, evler, evde, iş, işe. Others need three, some four: okulu is no oku.
TURKISH_AFTER_TWO = _by_length("lar ler da de ta te dan den tan ten a e i u")
TURKISH_AFTER_FOUR = _by_length("ci cu li lu")
# Everyday words whose own end looks like an ending.
TURKISH_WHOLE = _by_length("""
    aile anne araba baba belge cami daire deniz dergi doga doktor dogum gece gemi hafta halka harita hasta hastane hava
    kahve kapi kira kisi kitap koku konu oda okul para pazar salon sayfa sinema sira sokak soru sure suru tava uye yasa
    yasli yazi yeni
""")
TURKISH_SOFTENED = {"g": "k", "b": "p", "d": "t"}


def turkish(word: str) -> str:
    """Works on plain letters, so that text typed without dots meets text with them; soft endings harden again."""
    stem, endings = word, TURKISH_ENDINGS
    while (ending := _turkish_ending(stem, endings)) is not None:
        stem = stem[: -len(ending)]
        endings = TURKISH_MAKERS if ending in TURKISH_MAKERS else endings
    return stem[:-1] + TURKISH_SOFTENED.get(stem[-1], stem[-1]) if len(stem) > 3 else stem


def _turkish_ending(word: str, endings: Iterable[str]) -> str | None:
    if word in TURKISH_WHOLE:
        return None
    for ending in endings:
        rest = word[: -len(ending)]
        joined_by_vowel = ending[0] not in "sny" or rest[-1:] in tuple("aeiou")
        shortest = 2 if ending in TURKISH_AFTER_TWO else 4 if ending in TURKISH_AFTER_FOUR else 3
        if word.endswith(ending) and joined_by_vowel and len(rest) >= shortest:
            return ending
    return None


# Verbs that Snowball takes for a noun of another meaning, by a form that it leaves alone: "Töpfern" is not "Topf".
GERMAN_KEPT_APART = {
    "topfern": "topferei", "topfere": "topferei", "topfert": "topferei", "buchen": "buchung", "gebucht": "buchung",
    "bucht": "buchung", "malen": "malerei", "malt": "malerei",
}  # fmt: skip


def german_noun(word: str) -> str:
    """Snowball takes the s of "Kurs" for a genitive, but not the one of "Kurse"; with its e both agree."""
    return f"{word}e" if word.endswith("kurs") else GERMAN_KEPT_APART.get(word, word)


def german_verb(stem: str) -> str:
    """Snowball keeps the t of "lernt", which then misses "lernen"; nouns lose theirs in texts and queries alike."""
    return stem[:-1] if len(stem) > 4 and stem.endswith("t") and stem[-2] in "bfghklmnprs" else stem


def romanian_plural(stem: str) -> str:
    """Snowball keeps the -ur- of cursuri, locuri."""
    return stem[:-2] if len(stem) > 5 and stem.endswith("ur") else stem
