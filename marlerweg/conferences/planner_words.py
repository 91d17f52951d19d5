"""What the planner's messages say to people, in the language of whoever reads."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from marlerweg.conferences.rules.messages import Message
from marlerweg.conferences.seating_words import title
from marlerweg.foundation.sentences import Listing, Sentence

SENTENCES = {
    "goal.rules": gettext_lazy("Alle festen Regeln sind eingehalten."),
    "goal.changed_seats.none": gettext_lazy("Alle Tischkarten gelten weiter."),
    "goal.wishes": gettext_lazy("Alle Plätze zusammen kosten %(value)s Wunschpunkte."),
    "goal.worst_served": gettext_lazy("Wer am schlechtesten wegkommt, zahlt %(value)s Wunschpunkte."),
    "goal.repeats.none": gettext_lazy(
        "Niemand trifft jemanden, den er oder sie schon kennt, am Tisch wieder."
    ),
    "goal.most_meetings": gettext_lazy("Zwei Personen sitzen höchstens %(value)s-mal am selben Tisch."),
    "goal.least_new_contacts": gettext_lazy("Jede Person lernt mindestens %(value)s neue Menschen kennen."),
    "verdict.best": gettext_lazy("Bewiesen: Kein anderer Plan kann das besser."),
    "verdict.at_most": gettext_lazy("Offen: Bewiesen ist nur, dass mehr als %(bound)s nicht geht."),
    "verdict.at_least": gettext_lazy("Offen: Bewiesen ist nur, dass weniger als %(bound)s nicht geht."),
    "remark.chance": gettext_lazy(
        "Neue Bekanntschaften: %(contacts)s. Ausgeloste Plätze brächten im Mittel %(chance)s."
    ),
    "remark.chance_nearly": gettext_lazy(
        "Neue Bekanntschaften: %(contacts)s. Ausgeloste Plätze brächten im Mittel %(chance)s – "
        "beim Kennenlernen ist der Zufall hier fast so gut."
    ),
    "remark.top_wishes": gettext_lazy(
        "%(top)s von %(seats)s Plätzen erfüllen einen der ersten drei Wünsche."
    ),
    "layout.chance_nearly": gettext_lazy(
        "Beim Kennenlernen ist der Zufall hier fast so gut wie der beste Plan."
    ),
    "layout.no_repeats": gettext_lazy("Niemand muss dieselbe Person zweimal treffen."),
    "layout.crowded": gettext_lazy(
        "Bei %(seats)s Personen zerfällt das Gespräch am Tisch leicht in mehrere."
    ),
    "layout.short_of_words": gettext_lazy("Weniger als zwei Minuten Redezeit je Kopf und Runde."),
    "not_there": gettext_lazy("Runde %(round)s: „%(person)s“ ist nicht da, hat aber einen Platz."),
    "no_seat": gettext_lazy("Runde %(round)s: „%(person)s“ ist da, hat aber keinen Platz."),
    "table_closed": gettext_lazy("Runde %(round)s: Tisch „%(table)s“ gibt es dann nicht."),
    "pinned_elsewhere": gettext_lazy("Runde %(round)s: „%(person)s“ gehört an Tisch „%(pinned)s“."),
    "not_accessible": gettext_lazy(
        "Runde %(round)s: „%(person)s“ braucht einen barrierefreien Tisch, „%(table)s“ ist keiner."
    ),
    "too_many": gettext_lazy(
        "Runde %(round)s: Tisch „%(table)s“ hat %(seats)s Plätze, besetzt wären %(people)s."
    ),
    "too_few": gettext_lazy(
        "Runde %(round)s: Tisch „%(table)s“ braucht mindestens %(least)s Personen, da wären %(people)s."
    ),
    "not_apart": gettext_lazy("Runde %(round)s: „%(person)s“ und „%(other)s“ sollen getrennt sitzen."),
    "not_together": gettext_lazy("Runde %(round)s: „%(person)s“ und „%(other)s“ sollen zusammensitzen."),
    "colleagues": gettext_lazy(
        "Runde %(round)s: An Tisch „%(table)s“ säßen %(people)s von „%(organisation)s“, erlaubt sind %(limit)s."
    ),
    "theme_twice": gettext_lazy("„%(person)s“ käme mehrmals an das Thema „%(theme)s“: Runden %(rounds)s."),
}


def in_words(message: Message, names: Mapping[str, str] | None = None) -> str:
    """One sentence; `names` puts what people are called in the place of ids."""
    shown = {key: _shown(value, names or {}) for key, value in message.values.items()}
    if message.key == "goal.changed_seats":
        text = ngettext(
            "Gegenüber dem vorigen Plan wechselt %(value)s Platz.",
            "Gegenüber dem vorigen Plan wechseln %(value)s Plätze.",
            message.values["value"],
        )
    elif message.key == "goal.repeats":
        text = ngettext(
            "%(value)s-mal sitzen zwei zusammen, die sich schon kennen.",
            "%(value)s-mal sitzen zwei zusammen, die sich schon kennen.",
            message.values["value"],
        )
    else:
        text = str(SENTENCES[message.key])
    return text % shown


def worded(sentence: str, names: Mapping[str, str]) -> str:
    """A sentence of the planner or its verifier in the reader's language, with names in the place of ids."""
    if not isinstance(sentence, Sentence):
        return sentence
    values = {key: _named(key, value, names) for key, value in sentence.values.items()}
    return gettext(sentence.template) % values


def _named(key: str, value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, Listing):
        return value.spelt(gettext("%(names)s und %(more)s weitere"), names)
    if isinstance(value, Sentence):
        return worded(value, names)
    return title(value) if key == "goal" else names.get(str(value), str(value))


def _shown(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, float):
        return number_format(value, 1, use_l10n=True)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return names.get(str(value), str(value))
