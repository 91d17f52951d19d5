"""Small words for templates: KERN widgets, languages."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from marlerweg.foundation import languages

register = template.Library()

CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxSelectMultiple, "kern-form-check__checkbox"),
    (forms.RadioSelect, "kern-form-check__radio"),
    (forms.CheckboxInput, "kern-form-check__checkbox"),
    (forms.Select, "kern-form-input__select"),
    (forms.Widget, "kern-form-input__input"),
]


@register.simple_tag
def kern_widget(field: BoundField) -> SafeString:
    """The widget with KERN's class and its error state; ids of hint and error are tied by Django itself."""
    style = next(name for kind, name in CLASSES if isinstance(field.field.widget, kind))
    if field.errors:
        style = f"{style} {style}--error"
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
    if isinstance(widget, forms.Select):
        return "select"
    return "hidden" if widget.is_hidden else "input"


@register.filter
def direction(code: str) -> str:
    """`rtl` or `ltr` of a language code, for parts in another language than the page."""
    language = languages.BY_CODE.get(code)
    return language.direction if language else "ltr"


@register.filter
def language_name(code: str) -> str:
    language = languages.BY_CODE.get(code)
    return language.own_name if language else code


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """A mapping's value by a key that stands in a variable."""
    return mapping.get(key) if mapping else None
