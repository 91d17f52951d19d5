"""Few repeated meetings: annealing over swaps that break no rule and cost no wish.

Every other descent is guided by twice the repeats plus the triples, which finds plans without triple meetings far
sooner; what counts as best is decided in order: repeats first, then triples.
"""

from math import exp
from random import Random

from marlerweg.conferences.rules.moves import Steps
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.seating import Seating

HOT, COLD, COOLINGS = 1.5, 0.35, 60
FAR = 128
"""A step worse by so much is never accepted."""


def _tolls(third: int) -> tuple[bytes, bytes]:
    """What one more meeting costs a pair that met so often, and what one less saves it."""
    join = bytes(min(255, 2 * times + third * (times * (times - 1) // 2)) for times in range(256))
    return join, bytes([0]) + join[:-1]


TOLLS = (_tolls(0), _tolls(1))
"""Without and with a surcharge for triples."""


def mix(seating: Seating, bound: int, patience: Patience, rng: Random) -> None:
    """Leave the seating at the fewest repeats found; rules and wishes never get worse. Stops at the bound."""
    mixer = _Mixer(seating, bound, rng)
    length = 40 * sum(map(len, mixer.steps.loose))
    while not mixer.done and patience and mixer.steps.rounds:
        mixer.cool_down(length, patience)
        length = length * 5 // 4
        mixer.third = 1 - mixer.third
    seating.reset(mixer.best)


class _Mixer:
    def __init__(self, seating: Seating, bound: int, rng: Random) -> None:
        self.seating = seating
        self.bound = bound
        self.rng = rng
        self.steps = Steps(seating, rng)
        self.third = 1
        self.best = seating.plan()
        self.rank = (seating.wish, seating.repeats, seating.thrice)
        self.compound = self._share_of_compound_steps()
        self.single = [
            [i for i in people if len(self.steps.block[r][i]) == 1]
            for r, people in enumerate(self.steps.loose)
        ]
        self.pairs = [r for r in self.steps.rounds if len(self.single[r]) > 1]

    def _share_of_compound_steps(self) -> float:
        gathering = self.seating.gathering
        if gathering.has_wishes or any(len(block) > 1 for blocks in gathering.blocks for block in blocks):
            return 0.15
        return 0.1 if gathering.no_theme_twice or self.steps.roomy else 0.0

    @property
    def done(self) -> bool:
        return self.rank[1] <= self.bound and self.rank[2] == 0

    def cool_down(self, length: int, patience: Patience) -> None:
        heat = HOT
        for _ in range(COOLINGS):
            odds = [exp(-worse / heat) for worse in range(FAR)]
            stretch = 1 + length // COOLINGS
            swaps = int(stretch * (1 - self.compound))
            if self.pairs:
                self.swap(swaps, odds)
            self.wander(stretch - swaps, odds)
            if self.done or not patience:
                return
            heat *= (COLD / HOT) ** (1 / COOLINGS)

    def note(self) -> bool:
        """Keep a new best plan; true when nothing better can exist."""
        seating = self.seating
        if (rank := (seating.wish, seating.repeats, seating.thrice)) < self.rank:
            self.rank, self.best = rank, seating.plan()
        return self.done

    def wander(self, draws: int, odds: list[float]) -> None:
        """Compound steps, made and taken back if they do not serve."""
        seating, rng = self.seating, self.rng
        for _ in range(draws):
            moves = self.steps.draw()
            if not moves:
                continue
            violations, wish = seating.violations, seating.wish
            strain = 2 * seating.repeats + self.third * seating.thrice
            undo = seating.make(moves)
            worse = 2 * seating.repeats + self.third * seating.thrice - strain
            if (
                seating.violations > violations
                or seating.wish > wish
                or (seating.wish == wish and worse > 0 and (worse >= FAR or rng.random() >= odds[worse]))
            ):
                seating.make(undo)
            elif self.note():
                return

    def _restless(self) -> list[list[int]]:
        """By round the people who meet somebody again; everybody when they are most of all."""
        restless = []
        for r, people in enumerate(self.single):
            row, meet, glance = self.seating.seat[r], self.seating.meet, self.seating.glance
            found = [i for i in people if max(glance(r, row[i])(meet[i])) > 1]
            restless.append(found if 0 < len(found) < len(people) / 2 else people)
        return restless

    def swap(self, draws: int, odds: list[float]) -> None:  # noqa: C901 – the hot loop, flat on purpose
        """Swaps of two single people, judged before they are made."""
        seating = self.seating
        gathering, meet, glance, visits = seating.gathering, seating.meet, seating.glance, seating.visits
        domain, theme_of, costs, limit = gathering.domain, gathering.theme_of, gathering.costs, seating.limit
        chance, body, once = self.rng.random, seating.body, gathering.no_theme_twice
        restless = self._restless()
        join, part = TOLLS[self.third]
        for _ in range(draws):
            r = self.pairs[int(chance() * len(self.pairs))]
            people, row = self.single[r], seating.seat[r]
            troubled = restless[r] if chance() < 0.8 else people
            a, b = troubled[int(chance() * len(troubled))], people[int(chance() * len(people))]
            at, to = row[a], row[b]
            if at == to or to not in domain[r][a] or at not in domain[r][b]:
                continue
            here, there = theme_of[at], theme_of[to]
            if here != there:
                if once and (visits[a][there] or visits[b][here]):
                    continue
                if costs[a][there] + costs[b][here] > costs[a][here] + costs[b][there]:
                    continue
            if limit is not None and body[a] != body[b]:
                heads = seating.heads[r]
                if (body[a] >= 0 and heads[to][body[a]] >= limit) or (
                    body[b] >= 0 and heads[at][body[b]] >= limit
                ):
                    continue
            if seating.apart[a] and not seating.apart[a].isdisjoint(
                x for x in seating.members[r][to] if x != b
            ):
                continue
            if seating.apart[b] and not seating.apart[b].isdisjoint(
                x for x in seating.members[r][at] if x != a
            ):
                continue
            mine, theirs = meet[a], meet[b]
            my_table, their_table = glance(r, at), glance(r, to)
            worse = (
                sum(my_table(theirs.translate(join)))
                - sum(my_table(mine.translate(part)))
                + sum(their_table(mine.translate(join)))
                - sum(their_table(theirs.translate(part)))
                - 2 * join[mine[b]]
            )
            if worse <= 0 or (worse < FAR and chance() < odds[worse]):
                violations = seating.violations
                seating.move(r, a, to)
                seating.move(r, b, at)
                if seating.violations > violations:  # a ceiling on wishes is not judged above
                    seating.move(r, a, at)
                    seating.move(r, b, to)
                elif self.note():
                    return
