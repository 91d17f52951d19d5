"""Words of the directory that people without an account read; here so that they exist in every public language."""

from django.utils.translation import gettext_lazy as _

MISTAKES = {
    "times": _("Die Zeiten stimmen nicht"),
    "contact": _("Der Kontakt stimmt nicht"),
    "place": _("Der Ort stimmt nicht"),
    "gone": _("Das gibt es nicht mehr"),
    "text": _("Der Text ist falsch oder unverständlich"),
    "other": _("Etwas anderes"),
}
WHAT_IS_WRONG = _("Was stimmt nicht?")
WHAT_IS_RIGHT = _("Was ist richtig?")
NO_NAMES = _("Schreiben Sie in Ihrer Sprache. Bitte keine Namen.")
