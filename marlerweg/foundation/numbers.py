"""Numbers as people of a language write them."""

from __future__ import annotations

from babel.numbers import format_decimal, format_percent

from marlerweg.foundation.scripts import primary

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
# In Arabic and Persian a space would let the sign jump to the other side of its number.
CLOSE_PERCENT = frozenset({"en", "tr", "pl", "ar", "fa"})


def number(value: float, language: str, *, digits: int | None = None, unit: str = "") -> str:
    """Write 1234.5 as „1.234,5“ or “1,234.5”; `digits` fixes the decimals, otherwise at most two are shown.

    The unit „%“ follows the language's own pattern (42 %, 42%) and takes the value as a share of 100.
    """
    locale = primary(language)
    decimals = ".##" if digits is None else "." + "0" * digits if digits else ""
    if unit == "%":
        pattern = "#,##0" + decimals + ("%" if locale in CLOSE_PERCENT else NO_BREAK_SPACE + "%")
        return _turkish(format_percent(value / 100, format=pattern, locale=locale), locale)
    written = format_decimal(value, format="#,##0" + decimals, locale=locale)
    return f"{written}{NO_BREAK_SPACE}{unit}" if unit else written


def _turkish(percent: str, locale: str) -> str:
    return "%" + percent.removesuffix("%") if locale == "tr" else percent
