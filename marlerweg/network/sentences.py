"""What is said about a row of a list, in words that help to mend it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


class Said(list[str]):
    """The sentences about one row, in the order in which they came up."""

    def add(self, sentence: str) -> None:
        if sentence not in self:
            self.append(sentence)

    @property
    def nameless(self) -> str:
        return _("Ohne Namen; die Zeile wurde übergangen.")

    def several(self, name: str) -> str:
        return _("„%(name)s“ gibt es mehrfach; die Zeile wurde übergangen.") % {"name": name}

    def unknown_organisation(self, name: str) -> str:
        return _("„%(name)s“ ist keine eingetragene Organisation.") % {"name": name}

    def not_understood(self, words: str) -> str:
        return _("Nicht verstanden: „%(words)s“.") % {"words": words}

    def unknown_language(self, words: str) -> str:
        return _("Unbekannte Sprache: „%(words)s“.") % {"words": words}

    def unknown_kind(self, words: str) -> str:
        return _("Unbekannte Art: „%(words)s“.") % {"words": words}

    def district(self, words: str, found: Sequence[str]) -> str:
        if found:
            return _("„%(words)s“ kann mehrere Stadtteile meinen: %(found)s.") % {
                "words": words,
                "found": ", ".join(found),
            }
        return _("Unbekannter Stadtteil: „%(words)s“.") % {"words": words}

    def too_long(self, label: str, most: int) -> str:
        return _("%(label)s ist zu lang (höchstens %(most)s Zeichen).") % {"label": label, "most": most}
