"""Groups of fields declared on a form: a legend, a hint, and what belongs together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.forms import BaseForm
from django.forms.boundfield import BoundField

from marlerweg.foundation.words import Text


@dataclass(frozen=True, kw_only=True)
class Section:
    """A form names its sections in `sections = [Section(legend=…, fields=[…])]`; fields in none stand where they were."""

    legend: Text
    fields: Sequence[str]
    hint: Text = ""
    folded: bool = False


@dataclass(frozen=True)
class Part:
    """What the page draws next: fields of one section, or of none."""

    section: Section | None
    fields: list[BoundField] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """A folded section opens by itself when something in it is wrong or filled in."""
        return any(each.errors or each.value() for each in self.fields)


def parts(form: BaseForm) -> list[Part]:
    """The visible fields in their order; a section stands where its first field would."""
    sections: Sequence[Section] = getattr(form, "sections", ())
    section_of = {name: section for section in sections for name in section.fields}
    drawn: list[Part] = []
    seen: set[int] = set()
    for bound in form.visible_fields():
        section = section_of.get(bound.name)
        if section is None:
            if not drawn or drawn[-1].section is not None:
                drawn.append(Part(None))
            drawn[-1].fields.append(bound)
        elif id(section) not in seen:
            seen.add(id(section))
            drawn.append(Part(section, [form[name] for name in section.fields if name in form.fields]))
    return drawn


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the summary on top: what is wrong and where the cursor should go."""

    text: str
    label: str
    target: str


def faults(form: BaseForm) -> list[Fault]:
    """Every field error in the order of the page; general errors stand apart."""
    shown = [(part.section, bound) for part in parts(form) for bound in part.fields]
    often = Counter(str(bound.label) for _section, bound in shown)
    return [
        Fault(str(error), named(bound, section, often), focus_target(bound))
        for section, bound in shown
        for error in bound.errors
    ]


def named(bound: BoundField, section: Section | None, often: Mapping[str, int]) -> str:
    """A label that stands more than once on the page needs the name of its section before it."""
    label = str(bound.label)
    return f"{section.legend}: {label}" if section and often[label] > 1 else label


def focus_target(bound: BoundField) -> str:
    """The id of the field, or of its first choice."""
    return bound.id_for_label or f"{bound.auto_id}_0"
