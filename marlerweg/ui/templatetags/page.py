"""Small words for templates: KERN widgets, parts of forms, languages."""

import re
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from marlerweg.foundation import languages
from marlerweg.ui import undoing
from marlerweg.ui.drafts import Drafting
from marlerweg.ui.forms import many, sections
from marlerweg.ui.forms.widgets import without_dashes

register = template.Library()

ISOLATED = re.compile("\u2066[^\u2069]*\u2069")
CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxSelectMultiple, "kern-form-check__checkbox"),
    (forms.RadioSelect, "kern-form-check__radio"),
    (forms.CheckboxInput, "kern-form-check__checkbox"),
    (forms.SelectMultiple, "kern-form-input__input house-multiple"),
    (forms.Select, "kern-form-input__select"),
    (forms.FileInput, "kern-form-input__input house-file"),
    (forms.Textarea, "kern-form-input__input house-textarea"),
    (forms.Widget, "kern-form-input__input"),
]


@register.simple_tag
def kern_widget(field: BoundField) -> SafeString:
    """The widget with KERN's class and its error state; ids of hint and error are tied by Django itself."""
    style = next(name for kind, name in CLASSES if isinstance(field.field.widget, kind))
    if field.errors:
        style = f"{style} {style.split()[0]}--error"
    without_dashes(field.field)
    extra = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{style} {extra}".strip()})


@register.filter
def widget_kind(field: BoundField) -> str:
    """Which field template fits: `group` for several choices, `check` for one box, `select`, `hidden` or `input`."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.Select) and not isinstance(widget, forms.SelectMultiple):
        return "select"
    return "hidden" if widget.is_hidden else "input"


@register.filter
def is_among_many(field: BoundField) -> bool:
    return isinstance(field.field.widget, many.AmongMany)


@register.filter
def offered(field: BoundField) -> many.Offered:
    return many.offered(field)


@register.filter
def text_limit(field: BoundField) -> int | None:
    """How many characters a long text may have; short fields need no counter."""
    if isinstance(field.field.widget, forms.Textarea):
        return getattr(field.field, "max_length", None)
    return None


@register.filter
def parts(form: forms.BaseForm) -> list[sections.Part]:
    return sections.parts(form)


@register.filter
def faults(form: forms.BaseForm) -> list[sections.Fault]:
    return sections.faults(form)


@register.simple_tag
def draft_token(drafting: Drafting, form: forms.BaseForm) -> str:
    return drafting.token(form)


@register.filter
def undo_token(extra_tags: str | None) -> str:
    return undoing.token_in(extra_tags)


@register.filter
def direction(code: str) -> str:
    """`rtl` or `ltr` of a language code, for parts in another language than the page."""
    language = languages.BY_CODE.get(code)
    return language.direction if language else "ltr"


@register.filter
def language_name(code: str) -> str:
    """The name a language gives itself: for choosing it; mark it with `lang`."""
    language = languages.BY_CODE.get(code)
    return language.own_name if language else code


@register.filter
def language_said(code: str) -> str:
    """The reader's word for a language: for speaking of it in a sentence."""
    return languages.name_for(code, get_language() or languages.GERMAN.code)


@register.filter
def unbroken(text: str) -> SafeString:
    """A span of times, isolated from its neighbours, also stays in one line."""
    return SafeString(ISOLATED.sub(r'<span class="house-unbroken">\g<0></span>', escape(text)))


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """A mapping's value by a key that stands in a variable."""
    return mapping.get(key) if mapping else None
