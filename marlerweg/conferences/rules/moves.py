"""Steps from one plan to a neighbouring one. None leaves a domain, overfills a table or empties one too far."""

from collections.abc import Sequence
from random import Random

from marlerweg.conferences.rules.planning import Gathering
from marlerweg.conferences.rules.seating import Move, Seating


class Steps:
    """Draws compound steps at random; an empty list means that this draw led nowhere."""

    def __init__(self, seating: Seating, rng: Random) -> None:
        self.seating = seating
        self.gathering: Gathering = seating.gathering
        self.rng = rng
        self.block = [dict[int, tuple[int, ...]]() for _ in range(self.gathering.rounds)]
        for r, blocks in enumerate(self.gathering.blocks):
            for block in blocks:
                self.block[r] |= dict.fromkeys(block, block)
        self.loose = [
            [i for i in people if len(self.gathering.domain[r][i]) > 1]
            for r, people in enumerate(self.gathering.here)
        ]
        """People with a choice, by round."""
        self.rounds = [r for r, people in enumerate(self.loose) if people]
        self.choices = [
            [r for r in self.rounds if len(self.gathering.domain[r][i]) > 1]
            for i in range(len(self.gathering.people))
        ]
        """Rounds in which a person has a choice."""
        self.several = [i for i, rounds in enumerate(self.choices) if len(rounds) > 1]
        self.roomy = any(
            sum(table.seats[r] for table in self.gathering.tables) > len(self.gathering.here[r])
            for r in range(self.gathering.rounds)
        )

    def draw(self) -> list[Move]:
        chance = self.rng.random()
        if self.roomy and chance < 0.2:
            return self.shift(*self._anyone())
        if self.several and chance < 0.7:
            return self.exchange(a := self.rng.choice(self.several), self.choices[a])
        r, a = self._anyone()
        if chance < 0.8:
            return self.turn(r, a)
        return self.swap(r, a, self.rng.choice(self.loose[r]))

    def _anyone(self) -> tuple[int, int]:
        r = self.rng.choice(self.rounds)
        return r, self.rng.choice(self.loose[r])

    def fits(self, moves: Sequence[Move]) -> bool:
        domain = self.gathering.domain
        return all(t in domain[r][i] for r, i, t in moves)

    def swap(self, r: int, a: int, b: int) -> list[Move]:
        """Two people change tables, with those bonded to them and enough others to keep the numbers."""
        row = self.seating.seat[r]
        if row[a] == row[b] or b in self.block[r][a]:
            return []
        group, others = self.block[r][a], self.block[r][b]
        if len(group) < len(others):
            group, others, a, b = others, group, b, a
        vacated = [row[i] for i in group if row[i] != row[b]]
        moves = [(r, i, row[b]) for i in group]
        for i in others:
            moves.append((r, i, row[a]))
            if row[a] in vacated:
                vacated.remove(row[a])
        others_there = [
            x
            for x in self.seating.members[r][row[b]]
            if x not in (*group, *others) and len(self.block[r][x]) == 1
        ]
        self.rng.shuffle(others_there)
        free = self.gathering.tables[row[b]].seats[r] - len(self.seating.members[r][row[b]])
        while vacated and others_there and (free <= 0 or self.rng.random() < 0.5):
            moves.append((r, others_there.pop(), vacated.pop()))
        return moves if self.fits(moves) and self._holds(r, moves) else []

    def _holds(self, r: int, moves: Sequence[Move]) -> bool:
        """No table above its seats or below its least number afterwards."""
        change: dict[int, int] = {}
        for _, i, t in moves:
            at = self.seating.seat[r][i]
            change[t] = change.get(t, 0) + 1
            change[at] = change.get(at, 0) - 1
        for t, more in change.items():
            table, now = self.gathering.tables[t], len(self.seating.members[r][t])
            if (more > 0 and now + more > table.seats[r]) or (more < 0 and now + more < table.least[r]):
                return False
        return True

    def shift(self, r: int, a: int) -> list[Move]:
        """Somebody takes a free seat, bonded people along."""
        t = self.rng.choice(sorted(self.gathering.domain[r][a]))
        moves = [(r, i, t) for i in self.block[r][a]]
        return moves if t != self.seating.seat[r][a] and self.fits(moves) and self._holds(r, moves) else []

    def turn(self, r: int, a: int) -> list[Move]:
        """Three people change tables in a ring."""
        row = self.seating.seat[r]
        b, c = self.rng.choice(self.loose[r]), self.rng.choice(self.loose[r])
        if len({row[a], row[b], row[c]}) < 3 or any(len(self.block[r][i]) > 1 for i in (a, b, c)):
            return []
        moves = [(r, a, row[b]), (r, b, row[c]), (r, c, row[a])]
        return moves if self.fits(moves) else []

    def exchange(self, a: int, rounds: list[int]) -> list[Move]:
        """Somebody visits two themes in the other order; one or two others do the opposite, so themes stay filled."""
        q, r = self.rng.sample(rounds, 2)
        group = self.block[q][a]
        if self.roomy and self.rng.random() < 0.3:
            return self._slide(q, r, group)
        if len(group) > 1:
            return self._exchange_group(q, r, group)
        ring = self._ring(q, r, a) if len(self.block[r][a]) == 1 else []
        seat, moves = self.seating.seat, []
        for now, following in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            moves += [(q, now, seat[q][following]), (r, following, seat[r][now])]
        return moves if len(set(ring)) == len(ring) and self.fits(moves) else []

    def _ring(self, q: int, r: int, a: int) -> list[int]:
        """Two or three people, each coming to the theme in round q that the one before has in round r."""
        seat, themes = self.seating.seat, self.gathering.theme_of
        here, there = themes[seat[q][a]], themes[seat[r][a]]
        partners = self._seated(q, r, there) if here != there else []
        if not partners:
            return []
        b = self.rng.choice(partners)
        onward = themes[seat[r][b]]
        if onward == here:
            return [a, b]
        closing = [i for i in self._seated(q, r, onward) if themes[seat[r][i]] == here]
        return [a, b, self.rng.choice(closing)] if closing else []

    def _slide(self, q: int, r: int, group: tuple[int, ...]) -> list[Move]:
        """Change the order of two themes where free seats allow it, without anybody doing the opposite."""
        if self.block[r].get(group[0]) != group:
            return []
        seat, theme_of = self.seating.seat, self.gathering.theme_of
        here, there = theme_of[seat[q][group[0]]], theme_of[seat[r][group[0]]]
        first = [t for t in sorted(self.gathering.domain[q][group[0]]) if theme_of[t] == there]
        second = [t for t in sorted(self.gathering.domain[r][group[0]]) if theme_of[t] == here]
        if here == there or not first or not second:
            return []
        t, u = self.rng.choice(first), self.rng.choice(second)
        before, after = [(q, i, t) for i in group], [(r, i, u) for i in group]
        fits = self.fits(before) and self.fits(after) and self._holds(q, before) and self._holds(r, after)
        return before + after if fits else []

    def _seated(self, q: int, r: int, theme: int) -> list[int]:
        """Single people with a choice in both rounds who meet this theme in round q."""
        domain, block = self.gathering.domain, self.block
        return [
            i
            for t, k in enumerate(self.gathering.theme_of)
            if k == theme
            for i in self.seating.members[q][t]
            if len(domain[r][i]) > 1 and len(block[q][i]) == len(block[r][i]) == 1
        ]

    def _exchange_group(self, q: int, r: int, group: tuple[int, ...]) -> list[Move]:
        if self.block[r].get(group[0]) != group:
            return []
        seat = self.seating.seat
        x, y = seat[q][group[0]], seat[r][group[0]]
        if any((seat[q][i], seat[r][i]) != (x, y) for i in group):
            return []
        mirror = [
            i for i in self._seated(q, r, self.gathering.theme_of[y]) if (seat[q][i], seat[r][i]) == (y, x)
        ]
        if x == y or len(mirror) < len(group):
            return []
        others = self.rng.sample(mirror, len(group))
        moves = [(s, i, t) for i in group for s, t in ((q, y), (r, x))]
        moves += [(s, i, t) for i in others for s, t in ((q, x), (r, y))]
        return moves if self.fits(moves) else []
