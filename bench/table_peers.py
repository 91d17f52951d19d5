"""What people would use instead of the planner, written anew: chance, rotation, Good-Enough Golfers' scheme, CP-SAT.

For groups as diverse as can be: chance, restarts, a tabu search, CP-SAT.

All speak plain data: the input of `plan_tables` in, a list of rounds out. They know seats and presence; CP-SAT knows
every rule of these benchmarks.
"""

import importlib.util
import threading
import time
from collections.abc import Callable
from itertools import combinations
from random import Random
from typing import Any

Raw = dict[str, Any]
now: Callable[[], float] = time.monotonic
"""The clock of all time budgets; on a busy machine the processor's own is fairer."""
Rounds = list[dict[str, list[Any]]]
Score = Callable[[Rounds], tuple[float, ...]]
Peer = Callable[[Raw, float, int, Score], Rounds | None]


def present(day: Raw, number: int) -> list[Any]:
    return [p["id"] for p in day["people"] if number in p.get("present", [number])]


def slots(day: Raw, people: int) -> list[str]:
    """One table name per seat, the least filled table first, as many as there are people."""
    room = {str(table["id"]): table["seats"] for table in day["tables"]}
    taken = dict.fromkeys(room, 0)
    found = []
    for _ in range(people):
        table = min((t for t in room if taken[t] < room[t]), key=lambda t: taken[t] / room[t])
        taken[table] += 1
        found.append(table)
    return sorted(found, key=list(room).index)


def seated(day: Raw, order: list[Any], places: list[str]) -> dict[str, list[Any]]:
    tables: dict[str, list[Any]] = {str(table["id"]): [] for table in day["tables"]}
    for person, table in zip(order, places, strict=True):
        tables[table].append(person)
    return tables


def chance(day: Raw, seconds: float, seed: int, score: Score) -> Rounds:
    """The best of all draws that fit into the time."""
    rng, end = Random(seed), now() + seconds
    best: Rounds = []
    while not best or now() < end:
        rounds = []
        for number in range(1, day["rounds"] + 1):
            order = present(day, number)
            rng.shuffle(order)
            rounds.append(seated(day, order, slots(day, len(order))))
        if not best or score(rounds) < score(best):
            best = rounds
    return best


def rotation(day: Raw, seconds: float, seed: int, score: Score) -> Rounds:
    """Whoever sits on chair s moves on by s tables: what a host does without a computer. One plan, no search."""
    rounds = []
    tables = [str(table["id"]) for table in day["tables"]]
    everyone = [p["id"] for p in day["people"]]
    home = slots(day, len(everyone))
    chair = {
        person: home[: position + 1].count(home[position]) - 1 for position, person in enumerate(everyone)
    }
    for number in range(1, day["rounds"] + 1):
        order = present(day, number)
        places = slots(day, len(order))
        wanted = {
            p: (tables.index(home[everyone.index(p)]) + (number - 1) * (chair[p] + 1)) % len(tables)
            for p in order
        }
        free = {table: places.count(table) for table in tables}
        row: dict[str, list[Any]] = {table: [] for table in tables}
        for person in order:
            table = next(
                t for step in range(len(tables)) if free[t := tables[(wanted[person] + step) % len(tables)]]
            )
            free[table] -= 1
            row[table].append(person)
        rounds.append(row)
    return rounds


DESCENDANTS, GENERATIONS, NEWCOMERS = 100, 30, 5


def good_enough(day: Raw, seconds: float, seed: int, score: Score) -> Rounds:
    """Round by round a small population; the worst group swaps people out; a repeated pair costs its square.

    Written from the published description of Good-Enough Golfers; generations go on as long as the time allows.
    """
    rng = Random(seed)
    weight: dict[frozenset[Any], int] = {frozenset(pair): 1 for pair in day.get("met", [])}
    rounds: Rounds = []
    end = now() + seconds
    for number in range(1, day["rounds"] + 1):
        order = present(day, number)
        places = slots(day, len(order))
        share = (end - now()) / (day["rounds"] - number + 1)
        best = _evolve(order, places, weight, rng, now() + share)
        rounds.append(seated(day, best, places))
        for members in rounds[-1].values():
            for pair in combinations(members, 2):
                weight[frozenset(pair)] = weight.get(frozenset(pair), 0) + 1
    return rounds


def _evolve(
    order: list[Any], places: list[str], weight: dict[frozenset[Any], int], rng: Random, end: float
) -> list[Any]:
    spans = [(places.index(t), places.index(t) + places.count(t)) for t in dict.fromkeys(places)]

    def costs(row: list[Any]) -> list[int]:
        return [
            sum(weight.get(frozenset(pair), 0) ** 2 for pair in combinations(row[start:stop], 2))
            for start, stop in spans
        ]

    def newcomer() -> list[Any]:
        row = order.copy()
        rng.shuffle(row)
        return row

    population = [newcomer() for _ in range(DESCENDANTS // 10)]
    while True:
        ranked = sorted(((costs(row), row) for row in population), key=lambda one: sum(one[0]))
        if sum(ranked[0][0]) == 0 or now() > end:
            return ranked[0][1]
        population = [row for _, row in ranked[:NEWCOMERS]] + [newcomer() for _ in range(NEWCOMERS)]
        for cost, row in ranked[:NEWCOMERS]:
            worst = spans[cost.index(max(cost))]
            for i in range(*worst):
                for _ in range(3):
                    j = rng.randrange(len(row))
                    child = row.copy()
                    child[i], child[j] = child[j], child[i]
                    population.append(child)


def has_cpsat() -> bool:
    return importlib.util.find_spec("ortools") is not None


def _solved(model: Any, solver: Any, seconds: float) -> Any:
    """On the clock of everybody else: CP-SAT itself only knows the wall, so a watcher ends its search."""
    end, over = now() + seconds, threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            if now() > end:
                solver.stop_search()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        return solver.solve(model)
    finally:
        over.set()
        watcher.join()


def cpsat(  # noqa: C901, PLR0912 – a model reads best in one piece
    day: Raw, seconds: float, seed: int, score: Score
) -> Rounds | None:
    """The model one would write down: wishes first in at most half of the time, then repeats with wishes fixed.

    The time goes into solving; writing the model down comes on top.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    people, tables, rules = day["people"], day["tables"], day.get("rules", {})
    x = {}
    for r in range(1, day["rounds"] + 1):
        for i, person in enumerate(people):
            here = r in person.get("present", [r])
            for t in range(len(tables)):
                x[r, i, t] = model.new_bool_var("")
            model.add(sum(x[r, i, t] for t in range(len(tables))) == int(here))
        for t, table in enumerate(tables):
            model.add(sum(x[r, i, t] for i in range(len(people))) <= table["seats"])
            if limit := rules.get("max_same_organisation"):
                for body in {p.get("organisation") for p in people} - {None}:
                    members = [i for i, p in enumerate(people) if p.get("organisation") == body]
                    model.add(sum(x[r, i, t] for i in members) <= limit)
    if rules.get("no_theme_twice"):
        for theme in {table.get("theme", table["id"]) for table in tables}:
            at = [t for t, table in enumerate(tables) if table.get("theme", table["id"]) == theme]
            for i in range(len(people)):
                model.add(sum(x[r, i, t] for r in range(1, day["rounds"] + 1) for t in at) <= 1)
    costs = day.get("wish_costs") or [0, 1, 2, 5, 9]
    wish = []
    for (_, i, t), variable in x.items():
        wishes = people[i].get("wishes") or []
        theme = tables[t].get("theme", tables[t]["id"])
        rank = wishes.index(theme) if theme in wishes else len(costs)
        wish.append(costs[min(rank, len(costs) - 1)] * variable)
    solver, found = cp_model.CpSolver(), None

    def read() -> Rounds:
        return [
            {
                str(table["id"]): [p["id"] for i, p in enumerate(people) if solver.value(x[r, i, t])]
                for t, table in enumerate(tables)
            }
            for r in range(1, day["rounds"] + 1)
        ]

    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    end = now() + seconds
    if any(person.get("wishes") for person in people):
        model.minimize(sum(wish))
        if _solved(model, solver, seconds / 2) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return None
        found = read()
        model.add(sum(wish) <= round(solver.objective_value))
    extra = []
    for i, j in combinations(range(len(people)), 2):
        meetings = []
        for r in range(1, day["rounds"] + 1):
            for t in range(len(tables)):
                both = model.new_bool_var("")
                model.add_bool_or(x[r, i, t].negated(), x[r, j, t].negated(), both)
                meetings.append(both)
        excess = model.new_int_var(0, day["rounds"] * day["rounds"], "")
        for times in range(1, day["rounds"]):
            model.add(excess >= times * sum(meetings) - times * (times + 1) // 2)
        extra.append(excess)
    model.minimize(sum(extra))
    if _solved(model, solver, max(seconds / 2, end - now())) in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        found = read()
    return found


PEERS: dict[str, Peer] = {"random": chance, "rotation": rotation, "good-enough": good_enough}


Matrix = list[list[float]]
Sizes = list[tuple[int, int]]


def _dealt(sizes: Sizes, elements: int, rng: Random) -> list[int]:
    place = [g for g, (low, high) in enumerate(sizes) for _ in range((low + high) // 2)][:elements]
    rng.shuffle(place)
    return place


def _nearness(distance: Matrix, place: list[int], groups: int) -> Matrix:
    return [[sum(row[j] for j, h in enumerate(place) if h == g) for row in distance] for g in range(groups)]


def tabu(distance: Matrix, sizes: Sizes, seconds: float) -> float:
    """Best swap or shift whose elements have not moved lately, down as well as up; a better record lifts the ban.

    Written from the published description of tabu search for this problem, without its strategic oscillation.
    """
    rng, end = Random(0), now() + seconds
    n, groups, best, step = len(distance), range(len(sizes)), 0.0, 0
    place = _dealt(sizes, n, rng)
    near, heads = _nearness(distance, place, len(sizes)), [place.count(g) for g in groups]
    total = sum(near[place[i]][i] for i in range(n)) / 2
    banned = [0] * n
    while now() < end:
        step += 1
        top: tuple[float, int, int, int] | None = None
        for i in rng.sample(range(n), min(n, 20)):
            g = place[i]
            moves = [
                (near[h][i] - near[g][i] + near[g][j] - near[h][j] - 2 * distance[i][j], i, j, h)
                for j in range(n)
                if (h := place[j]) != g
            ]
            if heads[g] > sizes[g][0]:
                moves += [
                    (near[h][i] - near[g][i], i, -1, h) for h in groups if h != g and heads[h] < sizes[h][1]
                ]
            for move in moves:
                free = banned[i] <= step and (move[2] < 0 or banned[move[2]] <= step)
                if (free or total + move[0] > best + 1e-9) and (top is None or move > top):
                    top = move
        if top is None:
            continue
        gain, i, j, h = top
        g = place[i]
        for x in range(n):
            change = distance[i][x] - (distance[j][x] if j >= 0 else 0.0)
            near[g][x] -= change
            near[h][x] += change
        place[i] = h
        banned[i] = step + rng.randrange(5, 5 + n // 5)
        if j >= 0:
            place[j] = g
            banned[j] = step + rng.randrange(5, 5 + n // 5)
        else:
            heads[g], heads[h] = heads[g] - 1, heads[h] + 1
        total += gain
        best = max(best, total)
    return best


def cpsat_groups(distance: Matrix, sizes: Sizes, seconds: float) -> float:
    """The model one would write down: who is in which group, a variable per pair and group; distances in 1/1000."""
    from ortools.sat.python import cp_model

    model, n = cp_model.CpModel(), len(distance)
    x = [[model.new_bool_var("") for _ in sizes] for _ in range(n)]
    for row in x:
        model.add_exactly_one(row)
    for g, (low, high) in enumerate(sizes):
        model.add_linear_constraint(sum(row[g] for row in x), low, high)
    terms = []
    for i, j in combinations(range(n), 2):
        for g in range(len(sizes)):
            both = model.new_bool_var("")
            model.add_implication(both, x[i][g])
            model.add_implication(both, x[j][g])
            terms.append(round(1000 * distance[i][j]) * both)
    model.maximize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if _solved(model, solver, seconds) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return 0.0
    return float(solver.objective_value) / 1000
