"""What a plan is worth: for each goal its value, the proven bound and whether it is reached, in plain German."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marlerweg.conferences.rules.bounds import together_pairs
from marlerweg.conferences.rules.contacts import expected_by_chance
from marlerweg.conferences.rules.fairness import new_contacts
from marlerweg.conferences.rules.planning import Gathering
from marlerweg.conferences.rules.seating import Seating

NEARLY = 0.95
"""From this share on chance counts as nearly as good."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal in the order of their weight; `bound` is what no plan can beat given the goals before it."""

    key: str
    title: str
    value: int
    bound: int
    sentence: str
    more_is_better: bool = False
    proof: Mapping[str, Any] = field(default_factory=dict)

    @property
    def reached(self) -> bool:
        return self.value >= self.bound if self.more_is_better else self.value <= self.bound

    @property
    def gap(self) -> int:
        return max(0, self.bound - self.value if self.more_is_better else self.value - self.bound)

    def as_data(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "key": self.key,
            "title": self.title,
            "value": self.value,
            "bound": self.bound,
            "reached": self.reached,
            "gap": self.gap,
            "sentence": f"{self.sentence} {self.verdict}",
        }
        return data | ({"proof": dict(self.proof)} if self.proof else {})

    @property
    def verdict(self) -> str:
        if self.reached:
            return "Besser geht es nachweislich nicht."
        side = "höchstens" if self.more_is_better else "mindestens"
        return (
            f"Bewiesen ist nur die Grenze {side} {self.bound}; ob es dazwischen noch besser geht, ist offen."
        )


@dataclass(frozen=True)
class Certificate:
    goals: tuple[Goal, ...]
    facts: Mapping[str, Any]
    sentences: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def proven(self) -> bool:
        """Every goal stands at its bound."""
        return all(goal.reached for goal in self.goals)

    def goal(self, key: str) -> Goal:
        return next(goal for goal in self.goals if goal.key == key)

    def as_data(self) -> dict[str, Any]:
        return {
            "proven": self.proven,
            "goals": [goal.as_data() for goal in self.goals],
            "facts": dict(self.facts),
            "sentences": list(self.sentences),
            "notes": list(self.notes),
        }


def rules_goal() -> Goal:
    return Goal("rules", "Feste Regeln", 0, 0, "Alle festen Regeln sind eingehalten.")


def worst_served_goal(value: int, bound: int) -> Goal:
    sentence = f"Wer am schlechtesten wegkommt, hat Wunschkosten von {value}."
    return Goal("worst_served", "Am schlechtesten bediente Person", value, bound, sentence)


def wishes_goal(value: int, bound: int, proof: Mapping[str, Any]) -> Goal:
    sentence = f"Wünsche: Kosten {value} von mindestens {bound}."
    return Goal("wishes", "Tischwünsche", value, bound, sentence, proof=proof)


def repeats_goal(value: int, bound: int, proof: Mapping[str, Any], *, acquainted: bool) -> Goal:
    known = ", frühere Begegnungen mitgezählt" if acquainted else ""
    if value:
        sentence = f"Wiederholte Begegnungen: {value} von mindestens {bound}{known}."
    else:
        sentence = f"Niemand trifft dieselbe Person zweimal{known}."
    return Goal("repeats", "Wiederholte Begegnungen", value, bound, sentence, proof=proof)


def most_meetings_goal(value: int, bound: int) -> Goal:
    sentence = f"Zwei Personen sitzen höchstens {value}-mal am selben Tisch."
    return Goal("most_meetings", "Häufigste Begegnung", value, bound, sentence)


def least_contacts_goal(value: int, bound: int) -> Goal:
    sentence = f"Jede Person lernt mindestens {value} neue Menschen kennen (höchstens möglich: {bound})."
    return Goal(
        "least_new_contacts",
        "Wenigste neue Kontakte einer Person",
        value,
        bound,
        sentence,
        more_is_better=True,
    )


def changed_seats_goal(value: int, bound: int) -> Goal:
    sentence = (
        f"Gegenüber dem veröffentlichten Plan wechseln {value} Plätze."
        if value
        else "Alle Karten gelten weiter."
    )
    return Goal("changed_seats", "Geänderte Plätze", value, bound, sentence)


def facts(seating: Seating) -> dict[str, Any]:
    """Figures around the goals: contacts, how chance would do, which wishes came true."""
    gathering = seating.gathering
    contacts = sum(new_contacts(seating)) // 2
    loads = [[len(members) for members in tables] for tables in seating.members]
    chance = expected_by_chance(gathering, loads)
    return {
        "people": len(gathering.people),
        "rounds": gathering.rounds,
        "contacts": contacts,
        "contacts_by_chance": round(chance, 1),
        "pairs": together_pairs(len(gathering.people)),
        "wishes_by_rank": wishes_by_rank(gathering, seating.seat),
    }


def wishes_by_rank(gathering: Gathering, seats: Sequence[Sequence[int]]) -> dict[str, int]:
    """Seats of people with wishes, by the rank of the wish they fulfil; "none" is a theme not wished."""
    ranks: dict[str, int] = {}
    for row in seats:
        for i, t in enumerate(row):
            wishes = gathering.people[i].wishes
            if t >= 0 and wishes:
                theme = gathering.tables[t].theme
                rank = str(wishes.index(theme) + 1) if theme in wishes else "none"
                ranks[rank] = ranks.get(rank, 0) + 1
    return dict(sorted(ranks.items(), key=lambda item: (item[0] == "none", item[0])))


def sentences(goals: Sequence[Goal], figures: Mapping[str, Any]) -> tuple[str, ...]:
    """The certificate read aloud."""
    lines = [f"{goal.sentence} {goal.verdict}" for goal in goals]
    contacts, chance = figures["contacts"], figures["contacts_by_chance"]
    if contacts and chance >= NEARLY * contacts:
        lines.append(
            f"Ausgeloste Plätze brächten im Mittel {_decimal(chance)} neue Kontakte, dieser Plan {contacts}: "
            "Beim Kennenlernen ist der Zufall hier fast so gut."
        )
    else:
        lines.append(f"Neue Kontakte: {contacts}; ausgeloste Plätze brächten im Mittel {_decimal(chance)}.")
    ranks = figures["wishes_by_rank"]
    if ranks:
        served = sum(ranks.values())
        top = sum(number for rank, number in ranks.items() if rank in {"1", "2", "3"})
        lines.append(f"{top} von {served} Plätzen erfüllen einen der ersten drei Wünsche.")
    return tuple(lines)


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
