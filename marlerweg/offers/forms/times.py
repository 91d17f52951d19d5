"""When: a few rows of times and of exceptions, on one page and without script."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.offers import wording
from marlerweg.offers.forms.sections import ContentForm, add_fields
from marlerweg.offers.models import Change, Slot
from marlerweg.offers.rules.content import Content, plain, with_fields
from marlerweg.offers.rules.times.schedule import Unusable
from marlerweg.ui.forms.sections import Section
from marlerweg.ui.forms.widgets import DateInput, TimeInput

SPARE_SLOTS, SPARE_CHANGES = 2, 1
SLOT = ("days", "opens", "closes", "rhythm", "every", "anchor", "nth", "on", "on_school_holidays", "valid_from", "valid_until", "venue", "by_appointment", "note")  # fmt: skip
USUAL = ("days", "opens", "closes", "rhythm", "venue", "note")
RARE = tuple(name for name in SLOT if name not in USUAL)
SAYING = ("days", "opens", "on", "note")
# What a row means that leaves these open; so an empty row stays folded.
MEANT = {"rhythm": "weekly", "on_school_holidays": "open"}
CHANGE = ("kind", "first", "last", "opens", "closes", "note")
FLAWS = {
    "weekdays_missing": _("Bitte wählen Sie die Wochentage."),
    "anchor_missing": _("Bitte sagen Sie, an welchem Tag es zum ersten Mal ist."),
    "nth_missing": _("Bitte sagen Sie, die wievielte Woche im Monat."),
    "date_missing": _("Bitte sagen Sie, an welchem Tag."),
    "only_one_time": _("Bitte beide Zeiten angeben oder keine."),
    "ends_before_it_begins": _("Das Ende liegt vor dem Anfang."),
    "closed_with_times": _("Was ausfällt, hat keine Uhrzeit."),
}
# Where the reader mends it; the rest is said at the first field of the row.
MENDED_AT = {
    "anchor_missing": "anchor",
    "nth_missing": "nth",
    "date_missing": "on",
    "ends_before_it_begins": "closes",
    "closed_with_times": "opens",
}


class TimesForm(ContentForm):
    """Field names are `slot_0_days`, `change_0_first` …; a row that says nothing is no row."""

    PLAIN = ("by_appointment",)
    by_appointment = forms.BooleanField(label=_("nach Vereinbarung"), required=False)

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        self.slots, self.changes = len(content.slots) + SPARE_SLOTS, len(content.changes) + SPARE_CHANGES
        venues = [
            ("", _("überall")),
            *((str(number), str(each.place)) for number, each in enumerate(content.venues)),
        ]
        more: dict[str, forms.Field] = {}
        for number in range(self.slots):
            more |= {f"slot_{number}_{name}": field for name, field in slot_fields(venues).items()}
        for number in range(self.changes):
            more |= {f"change_{number}_{name}": field for name, field in change_fields().items()}
        add_fields(self, more)
        super().__init__(*args, content=content, **kwargs)

    def fill(self) -> None:
        rows = [
            Section(
                legend=str(title) % {"n": number + 1},
                fields=[f"slot_{number}_{name}" for name in names],
                folded=bool(number >= max(1, len(self.content.slots)) or names is RARE),
            )
            for number in range(self.slots)
            for title, names in ((_("Zeit %(n)s"), USUAL), (_("Zeit %(n)s, seltener gebraucht"), RARE))
        ]
        rows += [
            Section(
                legend=_t("Ausnahme %(n)s") % {"n": number + 1},
                fields=[f"change_{number}_{name}" for name in CHANGE],
                folded=True,
            )
            for number in range(self.changes)
        ]
        self.sections = rows

    def stored(self, content: Content) -> dict[str, Any]:
        found: dict[str, Any] = {"by_appointment": content.by_appointment}
        for number, each in enumerate(content.slots):
            values = {**plain(each.when), "venue": "" if each.venue is None else str(each.venue)}
            values["days"] = [str(day) for day in values["days"]]
            values["nth"] = [str(turn) for turn in values["nth"]]
            found |= {f"slot_{number}_{name}": _shown(name, values) for name in SLOT}
        for number, each in enumerate(content.changes):
            values = plain(each.when)
            values["kind"] = "" if values["kind"] == "closed" else values["kind"]
            found |= {f"change_{number}_{name}": values.get(name) for name in CHANGE}
        return found

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for name, rows in (("slots", self._slot_rows(said)), ("changes", self._change_rows(said))):
            for number, row in rows:
                try:
                    with_fields(self.content, {name: [row]})
                except Unusable as unusable:
                    for flaw in unusable.flaws:
                        said_at = f"{_row(name, number)}_{_mended_at(flaw, name, row)}"
                        self.add_error(
                            said_at, str(FLAWS.get(flaw, _t("Diese Zeit ergibt noch keinen Sinn.")))
                        )
        return said

    def plain(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            **super().plain(),
            "slots": [row for _number, row in self._slot_rows(said)],
            "changes": [row for _number, row in self._change_rows(said)],
        }

    def _slot_rows(self, said: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
        rows = []
        for number in range(self.slots):
            row = {name: said.get(f"slot_{number}_{name}") for name in SLOT}
            if not self._is_said(number, row):
                continue
            rows.append((number, {"when": self._slot(number, row), "venue": _number(row.pop("venue"))}))
        return rows

    def _is_said(self, number: int, row: dict[str, Any]) -> bool:
        """Whoever empties a row takes it out; one that never showed more than its rhythm stays."""
        if any(row[name] for name in SAYING):
            return True
        if number >= len(self.content.slots):
            return False
        known = plain(self.content.slots[number].when)
        return not any(known[name] for name in SAYING)

    def _slot(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        """What the page does not show of a known row stays; what another rhythm does not need goes."""
        known = plain(self.content.slots[number].when) if number < len(self.content.slots) else {}
        rhythm = row["rhythm"] or MEANT["rhythm"]
        kept = {name: known[name] for name in ("on_public_holidays", "days_of_month") if name in known}
        wanted = {
            "every_n_weeks": {"every": row["every"] or 2, "anchor": row["anchor"]},
            "monthly_by_weekday": {"nth": [int(turn) for turn in row["nth"] or []]},
            "once": {"on": row["on"], "days": [], "valid_from": None, "valid_until": None},
        }.get(rhythm, {})
        base = {
            name: row[name]
            for name in ("opens", "closes", "valid_from", "valid_until", "by_appointment", "note")
        }
        base |= {
            "rhythm": rhythm,
            "on_school_holidays": row["on_school_holidays"] or MEANT["on_school_holidays"],
        }
        base["days"] = [int(day) for day in row["days"] or []]
        if rhythm != "monthly_by_day":
            kept.pop("days_of_month", None)
        return dict(plain({**kept, **base, **wanted}))

    def _change_rows(self, said: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
        rows = []
        for number in range(self.changes):
            row = {name: said.get(f"change_{number}_{name}") for name in CHANGE}
            if row["first"] is None:
                continue
            known = self.content.changes[number] if number < len(self.content.changes) else None
            row["last"] = row["last"] or row["first"]
            row["kind"] = row["kind"] or "closed"
            rows.append((number, {"when": plain(row), "venue": known.venue if known else None}))
        return rows


def _shown(name: str, values: dict[str, Any]) -> Any:
    """What the field shows; the usual answer is the empty one."""
    value = values.get(name)
    if name == "every" and value == 1:
        return None
    return "" if MEANT.get(name) == value else value


def _row(name: str, number: int) -> str:
    return f"slot_{number}" if name == "slots" else f"change_{number}"


def _mended_at(flaw: str, name: str, row: dict[str, Any]) -> str:
    if flaw == "only_one_time":
        return "closes" if row["when"]["opens"] else "opens"
    return MENDED_AT.get(flaw, "days" if name == "slots" else "first")


def _open(choices: Any, meant: str) -> list[tuple[str, Any]]:
    """The usual choice first, and sent as nothing."""
    labels = dict(choices)
    return [("", labels.pop(meant)), *labels.items()]


def _number(value: Any) -> int | None:
    return int(value) if value not in (None, "") else None


def checks_in_a_row() -> forms.CheckboxSelectMultiple:
    """Short words side by side."""
    return forms.CheckboxSelectMultiple(attrs={"class": "house-row"})


def slot_fields(venues: list[tuple[str, Any]]) -> dict[str, forms.Field]:
    days = [(str(number), label) for number, label in enumerate(wording.DAYS, start=1)]
    return {
        "days": forms.MultipleChoiceField(
            label=_("Wochentage"), choices=days, required=False, widget=checks_in_a_row()
        ),
        "opens": forms.TimeField(label=_("von"), required=False, widget=TimeInput),
        "closes": forms.TimeField(label=_("bis"), required=False, widget=TimeInput),
        "rhythm": forms.ChoiceField(
            label=_("Wie oft?"), choices=_open(Slot.Rhythm.choices, "weekly"), required=False
        ),
        "every": forms.IntegerField(label=_("alle … Wochen"), required=False, min_value=1, max_value=53),
        "anchor": forms.DateField(label=_("zum ersten Mal am"), required=False, widget=DateInput),
        "nth": forms.MultipleChoiceField(
            label=_("der wievielte im Monat"),
            choices=[(str(key), label) for key, label in wording.NTH.items()],
            required=False,
            widget=checks_in_a_row(),
        ),
        "on": forms.DateField(label=_("nur an diesem Tag"), required=False, widget=DateInput),
        "on_school_holidays": forms.ChoiceField(
            label=_("in den Schulferien"),
            choices=_open(Slot.OnHoliday.choices, "open"),
            required=False,
        ),
        "valid_from": forms.DateField(label=_("gilt ab"), required=False, widget=DateInput),
        "valid_until": forms.DateField(label=_("gilt bis"), required=False, widget=DateInput),
        "venue": forms.ChoiceField(label=_("Ort"), choices=venues, required=False),
        "by_appointment": forms.BooleanField(label=_("nach Vereinbarung"), required=False),
        "note": forms.CharField(label=_("Hinweis"), required=False, max_length=200),
    }


def change_fields() -> dict[str, forms.Field]:
    return {
        "kind": forms.ChoiceField(
            label=_("Was ist anders?"), choices=_open(Change.Kind.choices, "closed"), required=False
        ),
        "first": forms.DateField(label=_("vom"), required=False, widget=DateInput),
        "last": forms.DateField(label=_("bis zum"), required=False, widget=DateInput),
        "opens": forms.TimeField(label=_("von"), required=False, widget=TimeInput),
        "closes": forms.TimeField(label=_("bis"), required=False, widget=TimeInput),
        "note": forms.CharField(label=_("Hinweis"), required=False, max_length=200),
    }
