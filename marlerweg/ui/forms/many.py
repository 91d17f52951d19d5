"""Choosing among many: what is chosen stands on top, the rest waits behind a search that also works without JavaScript."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.http import QueryDict

from marlerweg.foundation.searching.folding import fold

Made = TypeVar("Made", bound=forms.BaseForm)
NARROW, WORDS, SHOWN = "eingrenzen", "-suche", "-gezeigt"


class AmongMany(forms.CheckboxSelectMultiple):
    """Boxes to tick like any others; `words` is what the reader looks for among them."""

    words = ""


@dataclass(frozen=True)
class Offered:
    """The choices of a field in the order of the page."""

    chosen: list[BoundWidget]
    others: list[BoundWidget]
    words: str
    count: int


def offered(field: BoundField) -> Offered:
    """Everything chosen, and of the rest what holds the words; a choice that is not shown was not ticked either."""
    words = getattr(field.field.widget, "words", "")
    options = list(field.subwidgets)
    chosen = [option for option in options if option.data["selected"]]
    rest = [option for option in options if not option.data["selected"]]
    return Offered(chosen, [option for option in rest if holds(option.choice_label, words)], words, len(rest))


def holds(label: str, words: str) -> bool:
    """Every word somewhere in the label, umlauts and case aside."""
    said = fold(str(label), "de")
    return all(word in said for word in fold(words, "de").split())


def form_of(
    make: Callable[[QueryDict | None], Made], fields: Mapping[str, forms.Field], sent: QueryDict
) -> Made:
    """Bound to what was sent; unbound, with all that was typed so far, where somebody only looks among many."""
    if not asks_to_narrow(fields, sent):
        return make(sent or None)
    form = make(None)
    lay_sent_into(form, sent)
    return form


def asks_to_narrow(fields: Mapping[str, forms.Field], sent: Mapping[str, str]) -> bool:
    """Somebody looks among many and does not save yet; the same words again are a return key pressed elsewhere."""
    name = sent.get(NARROW, "")
    field = fields.get(name)
    if field is None or not isinstance(field.widget, AmongMany):
        return False
    return sent.get(name + WORDS, "").strip() != sent.get(name + SHOWN, "")


def lay_sent_into(form: forms.BaseForm, sent: QueryDict) -> None:
    """The unbound form with everything typed so far and the choices narrowed; nothing is checked, nothing is saved."""
    for name, field in form.fields.items():
        value: Any = field.widget.value_from_datadict(sent, {}, form.add_prefix(name))
        form.initial[name] = value
        if isinstance(field.widget, AmongMany):
            field.widget.words = sent.get(name + WORDS, "").strip()[:80]
