"""One letter form for the many ways people type the same word, script by script.

`canonical` keeps what a stemmer needs (umlauts, Polish and Turkish letters); `plain` gives up every mark, so that
"Müller", "Mueller" and "Muller" become one. Both are idempotent.
"""

import re
import unicodedata
from functools import lru_cache

# Never carrying meaning for a search: soft hyphen, direction marks, joiners inside Arabic words, Arabic stretching.
INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        0x0640,
        0x061C,
        0xFEFF,
        *range(0x200D, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x2070),
    ]
)
# Vowel signs that Arabic and Hebrew leave out in everyday writing.
VOWEL_SIGNS = dict.fromkeys(
    [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06ED), *range(0x0591, 0x05C8)]
)
ZERO_WIDTH_NON_JOINER = {0x200C: " "}
APOSTROPHES = str.maketrans(dict.fromkeys("’ʼʹ′`´‘ʻ＇", "'"))
CEDILLAS = str.maketrans("şţŞŢ", "șțȘȚ")
ARABIC = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "ڪ": "ك",
        "ھ": "ه",
        "ہ": "ه",
        "ە": "ه",
    }
)
PERSIAN = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "ٱ": "ا",
        "ي": "ی",
        "ى": "ی",
        "ې": "ی",
        "ك": "ک",
        "ڪ": "ک",
        "ھ": "ه",
        "ہ": "ه",
        "ە": "ه",
        "ة": "ه",
        "ۀ": "ه",
    }
)
ARABIC_PLAIN = str.maketrans({"آ": "ا", "ة": "ه", "ؤ": "و", "ئ": "ي", "ی": "ي", "ک": "ك", "ء": None})
CYRILLIC_PLAIN = str.maketrans({"ё": "е", "ґ": "г", "ї": "і", "ѝ": "и", "ў": "у", "'": None})
LATIN_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
CYRILLIC_LETTER = re.compile("[\u0400-\u052f]")
# "ue" is an umlaut only where no vowel or q stands before it: Steuer, neue, Quelle keep their letters.
SPELLED_UMLAUT = re.compile(r"ae|oe|(?<![aeq])ue")


@lru_cache(maxsize=65536)
def canonical(word: str, language: str = "") -> str:
    """The word in small letters and one code point per letter, still with the marks a stemmer looks at."""
    text = unicodedata.normalize("NFKC", word).translate(INVISIBLE).translate(APOSTROPHES)
    if language == "tr":
        text = text.replace("I", "ı").replace("İ", "i")
    text = unicodedata.normalize("NFKC", text.casefold().replace("i\u0307", "i"))
    if language == "ro":
        text = text.translate(CEDILLAS)
    elif language in {"tr", "az"}:
        text = text.replace("ș", "ş").replace("ț", "ţ")
    if ARABIC_LETTER.search(text):
        text = text.translate(ZERO_WIDTH_NON_JOINER).translate(VOWEL_SIGNS)
        text = text.translate(PERSIAN if language in {"fa", "prs", "ps", "ur"} else ARABIC)
    return _ascii_digits(text)


@lru_cache(maxsize=65536)
def plain(word: str, language: str = "") -> str:
    """The word without any mark: what is left when people type in a hurry or on a foreign keyboard."""
    text = canonical(word, language)
    if CYRILLIC_LETTER.search(text):
        text = text.translate(CYRILLIC_PLAIN)
    elif ARABIC_LETTER.search(text):
        return text.translate(ARABIC).translate(ARABIC_PLAIN)
    else:
        text = _without_marks(text.translate(LATIN_PLAIN))
    return _without_spelled_umlauts(text) if language == "de" else text


def fold(text: str, language: str = "") -> str:
    """A whole text, word by word, plain and with single spaces: equal for all its spellings."""
    return " ".join(part for word in text.split() for part in plain(word, language).split())


def _without_spelled_umlauts(text: str) -> str:
    while (shorter := SPELLED_UMLAUT.sub(lambda found: found[0][0], text)) != text:
        text = shorter
    return text


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize(
        "NFC", "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    )


def _ascii_digits(text: str) -> str:
    if text.isascii() or not any(sign.isdigit() for sign in text):
        return text
    return "".join(str(unicodedata.digit(sign, sign)) for sign in text)
