"""How one reaches an offer: as many ways of each kind as there are, one a line, and behind it who answers."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.words import Text
from marlerweg.offers.forms.sections import ContentForm, checks, long_text
from marlerweg.offers.models import Offer
from marlerweg.offers.rules.content import Contact, Content
from marlerweg.ui.forms.widgets import DateInput

# "02365 99-0 (Anmeldung)"; a bracket of digits is part of the number.
WITH_LABEL = re.compile(r"(?P<value>.*\S)\s+\((?P<label>[^()]*[^\W\d][^()]*)\)")
MOST, LONGEST, LONGEST_LABEL = 6, 300, 80
FEWEST_DIGITS = 5
Line = tuple[str, str]


class LinesField(forms.CharField):
    """One way of contact a line; gives pairs of value and label, each value once."""

    def __init__(self, *, label: Text, kind: str, hint: Text = "") -> None:
        widget = forms.Textarea(attrs={"rows": 2, "dir": "auto", "class": "house-textarea--short"})
        super().__init__(label=label, required=False, widget=widget, help_text=hint)
        self.kind = kind

    def clean(self, value: Any) -> list[Line]:
        words: str = super().clean(value)
        found = dict(self._line(line.strip()) for line in words.splitlines() if line.strip())
        if len(found) > MOST:
            raise ValidationError(_t("Höchstens %(most)s, bitte.") % {"most": MOST})
        return list(found.items())

    def _line(self, line: str) -> Line:
        said = WITH_LABEL.fullmatch(line)
        value, label = (said["value"], said["label"]) if said else (line, "")
        if self.kind == "website" and "//" not in value:
            value = f"https://{value}"
        if not _fits(self.kind, value) or len(label) > LONGEST_LABEL:
            raise ValidationError(FLAWS[self.kind] % {"value": value})
        return value, label


FLAWS = {
    "phone": _("„%(value)s“ ist keine Telefonnummer."),
    "mobile": _("„%(value)s“ ist keine Telefonnummer."),
    "mail": _("„%(value)s“ ist keine E-Mail-Adresse."),
    "website": _("„%(value)s“ ist keine Internetadresse."),
}
PROOFS: Mapping[str, Callable[[str], None]] = {
    "mail": validate_email,
    "website": URLValidator(schemes=["http", "https"]),
}


def _fits(kind: str, value: str) -> bool:
    if len(value) > LONGEST:
        return False
    if kind not in PROOFS:
        return len(re.findall(r"\d", value)) >= FEWEST_DIGITS
    try:
        PROOFS[kind](value)
    except ValidationError:
        return False
    return True


class ContactForm(ContentForm):
    TEXTS = ("registration_note",)
    PLAIN = ("ways_in", "registration_address", "registration_until")

    phone = LinesField(
        label=_("Telefon"),
        kind="phone",
        hint=_(
            "Eine Nummer je Zeile, in Klammern dahinter, wer antwortet: „02365 99 (Anmeldung)“. Der Stelle, nicht einer Person privat."
        ),
    )
    mobile = LinesField(label=_("Mobil oder Messenger"), kind="mobile")
    mail = LinesField(
        label=_("E-Mail"), kind="mail", hint=_("Eine Adresse je Zeile, in Klammern dahinter, wer antwortet.")
    )
    website = LinesField(label=_("Internetseite"), kind="website")
    ways_in = checks(_("Wie kommt man hin?"), choices=Offer.WayIn.choices)
    registration_address = forms.URLField(
        label=_("Anmeldung im Internet"), required=False, assume_scheme="https"
    )
    registration_until = forms.DateField(label=_("Anmeldung bis"), required=False, widget=DateInput)
    registration_note = long_text(_("Hinweis zur Anmeldung"))
    KINDS: ClassVar[tuple[str, ...]] = ("phone", "mobile", "mail", "website")

    def stored(self, content: Content) -> dict[str, Any]:
        lines = {kind: "\n".join(_shown(content.contacts, kind)) for kind in self.KINDS}
        return {**super().stored(content), **lines}

    def plain(self) -> dict[str, Any]:
        return {**super().plain(), "contacts": list(self._contacts())}

    def _contacts(self) -> Iterator[dict[str, Any]]:
        """What the form does not show stays: the languages of a way, and kinds that only a list brings."""
        spoken = {(each.kind, each.value): list(each.spoken) for each in self.content.contacts}
        for kind in self.KINDS:
            for value, label in self.cleaned_data[kind]:
                yield {"kind": kind, "value": value, "label": label, "spoken": spoken.get((kind, value), [])}
        for each in self.content.contacts:
            if each.kind not in self.KINDS:
                yield {
                    "kind": each.kind,
                    "value": each.value,
                    "label": each.label,
                    "spoken": list(each.spoken),
                }


def _shown(contacts: Sequence[Contact], kind: str) -> Iterator[str]:
    for each in contacts:
        if each.kind == kind:
            yield f"{each.value} ({each.label})" if each.label else each.value
