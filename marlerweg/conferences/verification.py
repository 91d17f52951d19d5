"""The second pair of eyes: check a table plan against its input from scratch.

Nothing here comes from the planner; only the two files count. Written to be read against the rules, not to be fast.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from math import prod
from typing import Any

from marlerweg.foundation.sentences import Sentence

Raw = dict[str, Any]
Seats = list[dict[str, str]]
"""For each round: person → table."""

MOST_ROUNDS_FOR_PROOF = 10
MOST_DAYS_FOR_PROOF = 100_000
MEETINGS_BY_COUNTING = 2
"""Up to so many meetings of a pair follow from the repeats; more needs a proof of its own."""


@dataclass
class Findings:
    """`violations` are broken rules, `false_claims` what the certificate says wrongly; both empty means sound."""

    violations: list[Sentence] = field(default_factory=list)
    false_claims: list[Sentence] = field(default_factory=list)
    values: dict[str, int] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        return not self.violations and not self.false_claims

    def as_data(self) -> Raw:
        return {
            "sound": self.sound,
            "violations": self.violations,
            "false_claims": self.false_claims,
            "values": self.values,
        }


def verify(gathering: Raw, plan: Raw, published: Raw | None = None) -> Findings:
    """Check every rule, measure every goal, compare with what the plan claims about itself."""
    day = _Day(gathering)
    findings = Findings()
    rounds = plan.get("rounds")
    if not isinstance(rounds, list) or not all(isinstance(tables, dict) for tables in rounds):
        findings.violations.append(Sentence("Der Plan hat keine Liste „rounds“ von Tischbelegungen."))
        return findings
    if len(rounds) != day.rounds:
        findings.violations.append(
            Sentence(
                "Der Plan hat %(rounds)s Runden, verlangt sind %(wanted)s.",
                rounds=len(rounds),
                wanted=day.rounds,
            )
        )
        return findings
    seats = day.seats(rounds, findings.violations)
    findings.violations += day.broken_rules(seats)
    findings.values = day.values(seats)
    if published is not None:
        findings.values["changed_seats"] = _changed(seats, day.seats(published.get("rounds", []), []))
    if isinstance(plan.get("certificate"), dict):
        findings.false_claims += list(_false_claims(day, plan["certificate"], findings.values))
    return findings


def _changed(seats: Seats, before: Seats) -> int:
    """Seats of people in both plans that are not where they were."""
    return sum(
        person in now and now[person] != table
        for now, then in zip(seats, before, strict=False)
        for person, table in then.items()
    )


class _Day:
    def __init__(self, raw: Raw) -> None:
        self.rounds: int = raw["rounds"]
        self.people: dict[str, Raw] = {str(person["id"]): person for person in raw["people"]}
        self.tables: dict[str, Raw] = {str(table["id"]): table for table in raw["tables"]}
        self.rules: Raw = raw.get("rules") or {}
        self.wish_costs: list[int] = raw.get("wish_costs") or [0, 1, 2, 5, 9]
        self.share_price: dict[tuple[int, str, str], int] = {}
        self.met = self._pairs(raw.get("met"))
        self.apart = self._pairs(self.rules.get("keep_apart"))
        self.together = self._pairs(self.rules.get("keep_together"))
        for name, person in self.people.items():
            value = person.get("interpreter_for")
            others = value if isinstance(value, list) else [] if value is None else [value]
            self.together |= {frozenset({name, str(other)}) for other in others}

    @staticmethod
    def _pairs(value: Any) -> set[frozenset[str]]:
        return {frozenset(map(str, pair)) for pair in value or []}

    def is_present(self, name: str, number: int) -> bool:
        rounds = self.people[name].get("present")
        return rounds is None or number in {int(one) for one in rounds}

    def amount(self, table: str, key: str, number: int) -> int:
        row = self.tables[table]
        if row.get("rounds") is not None and number not in {int(one) for one in row["rounds"]}:
            return 0
        value = row.get(key) or 0
        if isinstance(value, dict):
            return int(value.get(str(number), 0))
        return int(value)

    def theme(self, table: str) -> str:
        return str(self.tables[table].get("theme", table))

    def pin(self, name: str, number: int) -> str | None:
        table = (self.people[name].get("pin") or {}).get(str(number))
        return None if table is None else str(table)

    def seats(self, rounds: list[Raw], violations: list[Sentence]) -> Seats:
        """Who sits where; strangers, twins and unknown tables are violations at once."""
        seats: Seats = []
        for number, tables in enumerate(rounds, 1):
            row: dict[str, str] = {}
            for table, members in tables.items():
                if str(table) not in self.tables:
                    violations.append(
                        Sentence(
                            "Runde %(round)s: Den Tisch „%(table)s“ gibt es nicht.", round=number, table=table
                        )
                    )
                    continue
                for member in members:
                    if str(member) not in self.people:
                        violations.append(
                            Sentence(
                                "Runde %(round)s: Die Person „%(person)s“ gibt es nicht.",
                                round=number,
                                person=member,
                            )
                        )
                    elif str(member) in row:
                        violations.append(
                            Sentence(
                                "Runde %(round)s: „%(person)s“ sitzt zweimal.", round=number, person=member
                            )
                        )
                    else:
                        row[str(member)] = str(table)
            seats.append(row)
        return seats

    def broken_rules(self, seats: Seats) -> list[Sentence]:
        broken: list[Sentence] = []
        for number, row in enumerate(seats, 1):
            broken += self._attendance(number, row)
            broken += self._fill(number, row)
            broken += self._places(number, row)
            broken += self._company(number, row)
        broken += self._repeated_themes(seats)
        return broken

    def _attendance(self, number: int, row: dict[str, str]) -> Iterator[Sentence]:
        for name in self.people:
            if self.is_present(name, number) and name not in row:
                yield Sentence(
                    "Runde %(round)s: „%(person)s“ ist da, hat aber keinen Platz.", round=number, person=name
                )
            if not self.is_present(name, number) and name in row:
                yield Sentence(
                    "Runde %(round)s: „%(person)s“ ist nicht da, hat aber einen Platz.",
                    round=number,
                    person=name,
                )

    def _fill(self, number: int, row: dict[str, str]) -> Iterator[Sentence]:
        heads = Counter(row.values())
        for table in self.tables:
            seats, least = self.amount(table, "seats", number), self.amount(table, "min", number)
            where = {"round": number, "table": table, "people": heads[table]}
            if heads[table] > seats:
                yield Sentence(
                    "Runde %(round)s: Tisch „%(table)s“ hat %(seats)s Plätze, besetzt wären %(people)s.",
                    seats=seats,
                    **where,
                )
            if heads[table] < least:
                yield Sentence(
                    "Runde %(round)s: Tisch „%(table)s“ braucht mindestens %(least)s Personen, "
                    "da wären %(people)s.",
                    least=least,
                    **where,
                )

    def _places(self, number: int, row: dict[str, str]) -> Iterator[Sentence]:
        for name, table in row.items():
            pin = self.pin(name, number)
            if pin is not None and pin != table:
                yield Sentence(
                    "Runde %(round)s: „%(person)s“ gehört an Tisch „%(pinned)s“.",
                    round=number,
                    person=name,
                    pinned=pin,
                )
            if self.people[name].get("needs_accessible") and not self.tables[table].get("accessible"):
                yield Sentence(
                    "Runde %(round)s: „%(person)s“ braucht einen barrierefreien Tisch, „%(table)s“ ist keiner.",
                    round=number,
                    person=name,
                    table=table,
                )

    def _company(self, number: int, row: dict[str, str]) -> Iterator[Sentence]:
        for pair in self.apart:
            first, second = sorted(pair)
            if first in row and row[first] == row.get(second):
                yield Sentence(
                    "Runde %(round)s: „%(person)s“ und „%(other)s“ sollen getrennt sitzen.",
                    round=number,
                    person=first,
                    other=second,
                )
        for pair in self.together:
            first, second = sorted(pair)
            if first in row and second in row and row[first] != row[second]:
                yield Sentence(
                    "Runde %(round)s: „%(person)s“ und „%(other)s“ sollen zusammensitzen.",
                    round=number,
                    person=first,
                    other=second,
                )
        limit = self.rules.get("max_same_organisation")
        if limit is not None:
            bodies = Counter(
                (table, str(self.people[name]["organisation"]))
                for name, table in row.items()
                if self.people[name].get("organisation") not in {None, ""}
            )
            for (table, body), heads in bodies.items():
                if heads > limit:
                    yield Sentence(
                        "Runde %(round)s: An Tisch „%(table)s“ säßen %(people)s von „%(organisation)s“, "
                        "erlaubt sind %(limit)s.",
                        round=number,
                        table=table,
                        people=heads,
                        organisation=body,
                        limit=limit,
                    )

    def _repeated_themes(self, seats: Seats) -> Iterator[Sentence]:
        if not self.rules.get("no_theme_twice"):
            return
        for name in self.people:
            visits = Counter(self.theme(row[name]) for row in seats if name in row)
            pinned = Counter(
                self.theme(pin)
                for number in range(1, self.rounds + 1)
                if self.is_present(name, number) and (pin := self.pin(name, number)) is not None
            )
            for theme, times in visits.items():
                if times > max(1, pinned[theme]):
                    yield Sentence(
                        "„%(person)s“ käme %(times)s-mal an das Thema „%(theme)s“.",
                        person=name,
                        times=times,
                        theme=theme,
                    )

    def cost(self, name: str, theme: str) -> int:
        wishes = [str(wish) for wish in self.people[name].get("wishes") or []]
        rank = wishes.index(theme) if theme in wishes else len(self.wish_costs)
        return self.wish_costs[min(rank, len(self.wish_costs) - 1)]

    def values(self, seats: Seats) -> dict[str, int]:
        meetings: Counter[frozenset[str]] = Counter()
        for row in seats:
            at: dict[str, list[str]] = {}
            for name, table in row.items():
                at.setdefault(table, []).append(name)
            for members in at.values():
                meetings.update(frozenset(pair) for pair in combinations(members, 2))
        served = {
            name: sum(self.cost(name, self.theme(row[name])) for row in seats if name in row)
            for name in self.people
        }
        wishing = [served[name] for name, person in self.people.items() if person.get("wishes")]
        new = {
            name: 0 for name in self.people if any(self.is_present(name, n + 1) for n in range(self.rounds))
        }
        for pair in meetings:
            if pair not in self.met:
                for name in pair:
                    new[name] = new.get(name, 0) + 1
        values = {
            "rules": 0,
            "repeats": sum(
                times * (times - 1) // 2 + (times if pair in self.met else 0)
                for pair, times in meetings.items()
            ),
            "most_meetings": max(
                (times for pair, times in meetings.items() if pair not in self.together), default=0
            ),
            "least_new_contacts": min(new.values(), default=0),
            "contacts": sum(new.values()) // 2,
        }
        if wishing:
            values |= {"wishes": sum(served.values()), "worst_served": max(wishing)}
        return values

    def wish_bound(self, proof: Raw) -> int | None:
        """What no plan can fall below: the total of these prices, rounded up."""
        total = self._wish_total(proof)
        return None if total is None else -(-total // int(proof["scale"]))

    def _wish_total(self, proof: Raw) -> int | None:
        """Everybody's cheapest day at these prices, less what the seats take in, in fractions 1/scale.

        Holds for whatever prices are claimed (weak duality), so wrong prices only make it weaker. None if there
        are too many rounds to try all orders.
        """
        scale: int = proof["scale"]
        if self.rounds > MOST_ROUNDS_FOR_PROOF or scale < 1:
            return None
        price = {(one["round"], str(one["table"])): one["price"] for one in proof["prices"]}
        self.share_price = {
            (one["round"], one["theme"], one["organisation"]): one["price"] for one in proof.get("shares", [])
        }
        if any(one < 0 for one in self.share_price.values()):
            return None
        total = sum(self._cheapest_day(group, price, scale) for group in self._inseparable())
        for (number, theme, _), each in self.share_price.items():
            limit = self.rules.get("max_same_organisation") or 0
            total -= each * sum(
                min(limit, self.amount(table, "seats", number))
                for table in self.tables
                if self.theme(table) == theme
            )
        for number in range(1, self.rounds + 1):
            for table in self.tables:
                each = price.get((number, table), 0)
                total -= each * self.amount(table, "seats" if each > 0 else "min", number)
        return total

    def repeat_bound(self, proof: Raw, wishes: Raw | None, most_wish_cost: int) -> int | None:
        """What repeats cannot fall below in any plan whose wishes cost at most so much, acquaintances aside.

        Two people who share a table in two rounds share a cell (both tables); m people in a cell make m(m−1)/2
        repeats. At any prices for cells, seats and shares whatever: cheapest amount of each cell, plus everybody's
        cheapest day, less what seats and shares take in at most. The proof of the wish goal may be added so many
        times (`wishes` of the repeat proof): what wishes cost is known, so their prices are, too. None if there are too many days to try.
        """
        scale, weight = proof["scale"], proof.get("wishes", 0)
        if scale < 1 or weight < 0 or (weight and (wishes is None or wishes["scale"] < 1)):
            return 0
        if weight and not any(person.get("wishes") for person in self.people.values()):
            return 0
        cells = {
            (one["rounds"][0], str(one["tables"][0]), one["rounds"][1], str(one["tables"][1])): one["price"]
            for one in proof["cells"]
        }
        seats = {(one["round"], str(one["table"])): one["price"] for one in proof["seats"]}
        shares = {
            (one["round"], str(one["table"]), one["organisation"]): one["price"] for one in proof["shares"]
        }
        if any(price < 0 for price in shares.values()):
            return 0
        groups = self._inseparable()
        if sum(self._number_of_days(group) for group in groups) > MOST_DAYS_FOR_PROOF:
            return None
        charge = _Charge(self, cells, seats, shares, weight, wishes if weight else None)
        total = sum(min(map(charge.of_day(group), self._days(group)), default=0) for group in groups)
        people = len(self.people)
        for price in cells.values():
            total += min(scale * (m * (m - 1) // 2) - price * m for m in range(people + 1))
        for (number, table), price in charge.seat_prices().items():
            total -= price * self._heads(number, table)[price > 0]
        total -= sum(price * (self.rules.get("max_same_organisation") or people) for price in shares.values())
        if wishes is not None and weight:
            total -= weight * (self._share_takings(wishes) + int(wishes["scale"]) * most_wish_cost)
        return max(0, -(-int(total) // int(scale)))

    def is_crowd(self, proof: Raw, wishes: Raw | None, wish_cost: int) -> bool:
        """These people attend so many rounds each and have fewer days among them than they are.

        Where the wish proof comes to exactly what the plan costs, a day that is nobody's cheapest is nobody's day.
        """
        names, times = [str(name) for name in proof["people"]], proof["times"]
        groups = [[name] for name in dict.fromkeys(names) if name in self.people]
        alone = all(group in self._inseparable() for group in groups)
        if not alone or any(len(self._attended(group[0])) < times for group in groups):
            return False
        if sum(map(self._number_of_days, groups)) > MOST_DAYS_FOR_PROOF:
            return True
        exact = wishes is not None and self._wish_total(wishes) == wish_cost * wishes["scale"]
        charge = _Charge(self, {}, {}, {}, 1, wishes).of_day if exact else None
        days: set[tuple[tuple[int, str], ...]] = set()
        for group in groups:
            found = list(self._days(group))
            if charge is not None:
                costs = [charge(group)(day) for day in found]
                found = [day for day, cost in zip(found, costs, strict=True) if cost == min(costs)]
            days.update(map(tuple, found))
        return len(days) < len(groups)

    def _heads(self, number: int, table: str) -> tuple[int, int]:
        """Fewest and most people who can sit there."""
        here = sum(self.is_present(name, number) for name in self.people)
        elsewhere = sum(self.amount(other, "seats", number) for other in self.tables if other != table)
        return max(self.amount(table, "min", number), here - elsewhere), min(
            self.amount(table, "seats", number), here
        )

    def _share_takings(self, wishes: Raw) -> int:
        """What shares of organisations take in at the prices of a wish proof, at most."""
        limit = self.rules.get("max_same_organisation") or 0
        return sum(
            int(one["price"])
            * sum(
                min(limit, self.amount(table, "seats", one["round"]))
                for table in self.tables
                if self.theme(table) == one["theme"]
            )
            for one in wishes.get("shares", [])
        )

    def _offers(self, group: list[str], number: int) -> list[str]:
        """Tables where the whole group may sit in a round."""
        pin = self.pin(group[0], number)
        accessible = any(self.people[name].get("needs_accessible") for name in group)
        return [
            table
            for table in self.tables
            if self.amount(table, "seats", number)
            and (pin is None or pin == table)
            and (not accessible or self.tables[table].get("accessible"))
        ]

    def _attended(self, name: str) -> list[int]:
        return [number for number in range(1, self.rounds + 1) if self.is_present(name, number)]

    def _number_of_days(self, group: list[str]) -> int:
        return prod(len(self._offers(group, number)) for number in self._attended(group[0]))

    def _days(self, group: list[str]) -> Iterator[list[tuple[int, str]]]:
        """Every way to give the group a table in each of its rounds, no theme twice if so ruled."""
        rounds = self._attended(group[0])
        pinned = {number for number in rounds if self.pin(group[0], number) is not None}
        spent = {self.theme(self.pin(group[0], number) or "") for number in pinned}
        for tables in product(*(self._offers(group, number) for number in rounds)):
            day = list(zip(rounds, tables, strict=True))
            free = [self.theme(table) for number, table in day if number not in pinned]
            once = len(set(free)) == len(free) and spent.isdisjoint(free)
            if once or not self.rules.get("no_theme_twice"):
                yield day

    def _inseparable(self) -> list[list[str]]:
        """People who spend the whole day together: bound to each other, with the same rounds and pins."""
        groups = {name: [name] for name in self.people}
        for pair in self.together:
            first, second = sorted(pair)
            if groups[first] is not groups[second]:
                groups[first].extend(groups[second])
                for name in groups[second]:
                    groups[name] = groups[first]
        found = []
        for group in {id(group): group for group in groups.values()}.values():
            days = {
                tuple((self.is_present(name, n), self.pin(name, n)) for n in range(1, self.rounds + 1))
                for name in group
            }
            found += [group] if len(days) == 1 else [[name] for name in group]
        return found

    def _cheapest_day(self, group: list[str], price: dict[tuple[int, str], int], scale: int) -> int:
        """Fewest cost plus price over all ways to give the group a table in each of its rounds."""
        accessible = any(self.people[name].get("needs_accessible") for name in group)
        fixed, menu = 0, []
        spent = set()
        for number in range(1, self.rounds + 1):
            if not self.is_present(group[0], number):
                continue
            pin = self.pin(group[0], number)
            offers: dict[str, int] = {}
            for table in self.tables:
                if self.amount(table, "seats", number) and (pin is None or pin == table):
                    theme = self.theme(table)
                    cost = scale * sum(self.cost(name, theme) for name in group)
                    cost += len(group) * price.get((number, table), 0)
                    cost += sum(
                        self.share_price.get((number, theme, str(self.people[name].get("organisation"))), 0)
                        for name in group
                    )
                    if not accessible or self.tables[table].get("accessible"):
                        offers[theme] = min(cost, offers.get(theme, cost))
            if pin is None:
                menu.append(offers)
            else:
                fixed += offers.get(self.theme(pin), 0)
                spent.add(self.theme(pin))
        if not self.rules.get("no_theme_twice"):
            return fixed + sum(min(offers.values(), default=0) for offers in menu)
        return fixed + _different_themes(menu, spent)


class _Charge:
    """What a day costs at claimed prices."""

    def __init__(  # noqa: PLR0917 – the parts of a proof, in its order
        self,
        day: _Day,
        cells: dict[tuple[int, str, int, str], int],
        seats: dict[tuple[int, str], int],
        shares: dict[tuple[int, str, str], int],
        weight: int,
        wishes: Raw | None,
    ) -> None:
        self.day, self.cells, self.seats, self.shares, self.weight = day, cells, seats, shares, weight
        self.scale: int = wishes["scale"] if wishes else 0
        found = wishes or {"prices": []}
        self.tolls = {(one["round"], str(one["table"])): one["price"] for one in found["prices"]}
        self.share_tolls: dict[tuple[int, str, str], int] = {
            (one["round"], one["theme"], one["organisation"]): one["price"] for one in found.get("shares", [])
        }

    def seat_prices(self) -> dict[tuple[int, str], int]:
        """Both prices of a seat in one: how full a table is counts once."""
        return {
            seat: self.seats.get(seat, 0) + self.weight * self.tolls.get(seat, 0)
            for seat in self.seats.keys() | self.tolls.keys()
        }

    def of_day(self, group: list[str]) -> Callable[[list[tuple[int, str]]], int]:
        bodies = [str(self.day.people[name].get("organisation")) for name in group]

        def price(day: list[tuple[int, str]]) -> int:
            total = sum(
                self.cells.get((*first, *second), 0) * len(group) for first, second in combinations(day, 2)
            )
            for number, table in day:
                total += self.seats.get((number, table), 0) * len(group)
                total += sum(self.shares.get((number, table, body), 0) for body in bodies)
                if self.weight:
                    total += self.weight * self._wishes(group, bodies, number, table)
            return total

        return price

    def _wishes(self, group: list[str], bodies: list[str], number: int, table: str) -> int:
        theme = self.day.theme(table)
        cost = self.scale * sum(self.day.cost(name, theme) for name in group)
        cost += len(group) * int(self.tolls.get((number, table), 0))
        return cost + sum(self.share_tolls.get((number, theme, body), 0) for body in bodies)


def _different_themes(menu: list[dict[str, int]], spent: set[str]) -> int:
    """Cheapest choice of another theme for each round, over all subsets of rounds served so far."""
    everyone = (1 << len(menu)) - 1
    best: dict[int, int] = {0: 0}
    for theme in sorted({theme for offers in menu for theme in offers} - spent):
        extended = dict(best)
        for served, cost in best.items():
            for number, offers in enumerate(menu):
                if not served >> number & 1 and theme in offers:
                    after = served | 1 << number
                    extended[after] = min(cost + offers[theme], extended.get(after, cost + offers[theme]))
        best = extended
    return best.get(everyone, 0)


def _false_claims(day: _Day, certificate: Raw, values: dict[str, int]) -> Iterator[Sentence]:
    for goal in certificate.get("goals", []):
        key, claimed, bound = goal.get("key"), goal.get("value"), goal.get("bound")
        if key not in values:
            continue
        more = key == "least_new_contacts"
        if claimed != values[key]:
            yield Sentence(
                "„%(goal)s“: angegeben ist %(claimed)s, nachgerechnet %(value)s.",
                goal=key,
                claimed=claimed,
                value=values[key],
            )
        if (values[key] > bound) if more else (values[key] < bound):
            yield Sentence(
                "„%(goal)s“: Die Grenze %(bound)s wird vom Plan selbst widerlegt (%(value)s).",
                goal=key,
                bound=bound,
                value=values[key],
            )
        if goal.get("reached") != ((values[key] >= bound) if more else (values[key] <= bound)):
            yield Sentence("„%(goal)s“: Ob die Grenze erreicht ist, ist falsch angegeben.", goal=key)
        if key == "wishes" and "proof" in goal:
            yield from _false_proof(day, goal)
        if key == "most_meetings" and bound > MEETINGS_BY_COUNTING:
            yield from _false_crowd(day, goal, certificate["goals"], values)
        if key == "repeats" and "proof" in goal:
            yield from _false_repeat_proof(day, goal, certificate["goals"], values)
    reached = all(goal.get("reached") for goal in certificate.get("goals", []))
    if certificate.get("proven", reached) != reached:
        yield Sentence("„proven“ passt nicht zu den einzelnen Zielen.")


def _too_proud(key: str, claimed: int, proven: int) -> Sentence:
    return Sentence(
        "„%(goal)s“: Die Preise beweisen nur %(proven)s, behauptet ist %(claimed)s.",
        goal=key,
        claimed=claimed,
        proven=proven,
    )


def _not_proven(key: str, bound: int, proven: int) -> Sentence:
    return Sentence(
        "„%(goal)s“: Die Grenze %(bound)s ist durch die Preise nicht bewiesen (%(proven)s).",
        goal=key,
        bound=bound,
        proven=proven,
    )


def _false_proof(day: _Day, goal: Raw) -> Iterator[Sentence]:
    proof = goal["proof"]
    bound = day.wish_bound(proof)
    if bound is None:
        return
    if proof["bound"] > bound:
        yield _too_proud("wishes", proof["bound"], bound)
    if not day.rules.get("worst_served_first") and goal["bound"] > bound:
        yield _not_proven("wishes", goal["bound"], bound)


def _false_repeat_proof(day: _Day, goal: Raw, goals: list[Raw], values: dict[str, int]) -> Iterator[Sentence]:
    proof = goal["proof"]
    wishes = next((one.get("proof") for one in goals if one.get("key") == "wishes"), None)
    bound = day.repeat_bound(proof, wishes, values.get("wishes", 0))
    if bound is None:
        return
    if proof["bound"] > bound:
        yield _too_proud("repeats", proof["bound"], bound)
    if not day.met and goal["bound"] > bound:
        yield _not_proven("repeats", goal["bound"], bound)


def _false_crowd(day: _Day, goal: Raw, goals: list[Raw], values: dict[str, int]) -> Iterator[Sentence]:
    proof = goal.get("proof") or {"people": [], "times": 0}
    wishes = next((one.get("proof") for one in goals if one.get("key") == "wishes"), None)
    if goal["bound"] > proof["times"] or not day.is_crowd(proof, wishes, values.get("wishes", 0)):
        yield Sentence(
            "„%(goal)s“: Die Grenze %(bound)s ist durch die genannten Personen nicht bewiesen.",
            goal="most_meetings",
            bound=goal["bound"],
        )


def verify_rounds(shape: str, plan: Raw) -> Findings:
    """A social golfer plan for `G-P-W`: groups full, everybody once per round, repeats counted."""
    groups, size, rounds = (int(number) for number in shape.split("-"))
    return verify(
        {
            "people": [{"id": i + 1} for i in range(groups * size)],
            "tables": [{"id": t + 1, "seats": size, "min": size} for t in range(groups)],
            "rounds": rounds,
        },
        plan,
    )


def verify_groups(task: str, plan: Raw) -> Findings:
    """A grouping of an MDGPLIB task: every element once, sizes inside their ranges, the objective summed anew."""
    head, *lines = [line.split() for line in task.splitlines() if line.strip()]
    elements, number, limits = int(head[0]), int(head[1]), [int(word) for word in head[3:]]
    sizes = list(zip(limits[::2], limits[1::2], strict=True))
    sizes = sizes * number if len(sizes) == 1 else sizes
    distances = {frozenset({int(i), int(j)}): float(value) for i, j, value, *_ in lines}
    findings = Findings()
    groups: list[list[int]] = plan.get("groups") or []
    seen = Counter(element for group in groups for element in group)
    if set(seen) != set(range(elements)) or any(times != 1 for times in seen.values()):
        findings.violations.append(Sentence("Nicht jedes Element steht genau einmal in einer Gruppe."))
    if len(groups) != len(sizes):
        findings.violations.append(
            Sentence(
                "Verlangt sind %(wanted)s Gruppen, der Plan hat %(groups)s.",
                wanted=len(sizes),
                groups=len(groups),
            )
        )
    for position, (group, (lower, upper)) in enumerate(zip(groups, sizes, strict=False), 1):
        if not lower <= len(group) <= upper:
            findings.violations.append(
                Sentence(
                    "Gruppe %(group)s hat %(elements)s Elemente, erlaubt sind %(least)s bis %(most)s.",
                    group=position,
                    elements=len(group),
                    least=lower,
                    most=upper,
                )
            )
    total = sum(distances.get(frozenset(pair), 0.0) for group in groups for pair in combinations(group, 2))
    claimed = plan.get("objective")
    if not isinstance(claimed, int | float) or abs(claimed - total) > 1e-6 * max(1.0, abs(total)):
        findings.false_claims.append(
            Sentence(
                "„%(goal)s“: angegeben ist %(claimed)s, nachgerechnet %(value)s.",
                goal="objective",
                claimed=claimed,
                value=total,
            )
        )
    return findings
