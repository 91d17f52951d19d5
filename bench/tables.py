"""Table plans side by side: `python bench/tables.py [--family …] [--seconds S] [--seeds N] [--json FILE]`.

Same input, same time, same verifier for everybody; the bound is always shown, and where a peer is better it says LOSS.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

import table_peers as peers

from marlerweg.conferences.rules.grouping import group, read_diversity
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planner import plan
from marlerweg.conferences.rules.planning import Impossible
from marlerweg.conferences.rules.reading import read_gathering, seats_of
from marlerweg.conferences.rules.replan import replan
from marlerweg.conferences.verification import verify, verify_groups

Raw = dict[str, Any]
FAMILIES = ["conference", "mix", "sgp", "mdgp", "congress"]
MOST_FOR_CPSAT = 80
GOALS = ["wishes", "repeats", "most_meetings", "least_new_contacts"]


@dataclass
class Row:
    case: str
    solver: str
    seed: int
    seconds: float
    processor: float
    violations: int | None
    values: dict[str, float] = field(default_factory=dict)
    bounds: dict[str, float] = field(default_factory=dict)

    def rank(self) -> tuple[float, ...]:
        """Smaller is better, in the order of the goals."""
        if self.violations is None:
            return (float("inf"),)
        signs = {"least_new_contacts": -1, "objective": -1}
        order = [*GOALS, "objective"]
        return (
            self.violations,
            *(round(signs.get(key, 1) * self.values[key], 6) for key in order if key in self.values),
        )

    def line(self) -> str:
        if self.violations is None:
            return f"  {self.solver:<12} seed {self.seed}  {self.seconds:6.2f} s  cpu {self.processor:6.2f} s  no plan"
        cells = []
        for key, value in self.values.items():
            bound = f" [{self.bounds[key]:g}]" if key in self.bounds else ""
            cells.append(f"{key.replace('_', ' ')} {value:g}{bound}")
        return (
            f"  {self.solver:<12} seed {self.seed}  {self.seconds:6.2f} s  cpu {self.processor:6.2f} s  "
            f"broken {self.violations:>3}  " + "  ".join(cells)
        )


def day(
    sizes: list[int],
    people: int,
    rounds: int = 3,
    *,
    themes: int = 0,
    wishes: bool = False,
    seed: int = 1,
    **rules: Any,
) -> Raw:
    """A conference with skewed wishes; `part` tenths come for some rounds only, `bodies` organisations."""
    rng = Random(seed)
    number = themes or len(sizes)
    part, bodies = rules.pop("part", 0), rules.pop("bodies", 0)
    tables = [{"id": f"t{t}", "theme": f"k{t % number}", "seats": seats} for t, seats in enumerate(sizes)]
    rows: list[Raw] = []
    for i in range(people):
        row: Raw = {"id": f"p{i}"}
        if wishes:
            pool, row["wishes"] = list(range(number)), []
            while pool and len(row["wishes"]) < 5:
                k = rng.choices(pool, [1 / (1 + k) for k in pool])[0]
                pool.remove(k)
                row["wishes"].append(f"k{k}")
        if bodies:
            row["organisation"] = f"o{rng.randrange(bodies)}"
        if rng.random() < part / 10:
            row["present"] = sorted(rng.sample(range(1, rounds + 1), rng.randint(1, rounds - 1)))
        rows.append(row)
    return {"people": rows, "tables": tables, "rounds": rounds, "rules": rules}


LAYOUTS = {"5x12": [12] * 5, "6x10": [10] * 6, "10x6": [6] * 10, "12x5": [5] * 12, "15x4": [4] * 15}
UNEVEN = {43: [10, 9, 8, 8, 8], 57: [14, 12, 12, 10, 9], 61: [13, 12, 12, 12, 12], 71: [15, 15, 14, 14, 14]}


def mix_cases() -> Iterator[tuple[str, Raw]]:
    for name, sizes in LAYOUTS.items():
        yield f"{name} x3", day(sizes, 60)
        yield f"{name} x3 no theme twice", day(sizes, 60, no_theme_twice=True)
    yield "10x6 x5", day([6] * 10, 60, 5)
    yield "15x4 x4", day([4] * 15, 60, 4)
    for people, sizes in UNEVEN.items():
        yield f"{people} people", day(sizes, people)
        yield f"{people} people no theme twice", day(sizes, people, no_theme_twice=True)


def conference_cases() -> Iterator[tuple[str, Raw]]:
    for name, sizes in LAYOUTS.items():
        themes = 5 if len(sizes) in {10, 15} else len(sizes)
        common: Raw = {"themes": themes, "wishes": True, "no_theme_twice": True}
        yield f"{name} wishes", day(sizes, 60, **common)
        yield f"{name} wishes organisations", day(sizes, 60, **common, bodies=20, max_same_organisation=2)
        yield f"{name} wishes part-time", day(sizes, 60, **common, part=1)
    for people, sizes in UNEVEN.items():
        yield f"{people} people wishes", day(sizes, people, wishes=True, no_theme_twice=True)


class Watch:
    """Seconds on the wall and of the processor since it was made; on a busy machine they differ."""

    def __init__(self) -> None:
        self.start = time.monotonic(), time.process_time()

    def read(self) -> tuple[float, float]:
        return round(time.monotonic() - self.start[0], 3), round(time.process_time() - self.start[1], 3)


def measure(  # noqa: PLR0917 – one line of the table, in its order
    case: str, solver: str, seed: int, spent: tuple[float, float], raw: Raw, answer: Raw | None
) -> Row:
    if answer is None:
        return Row(case, solver, seed, *spent, None)
    findings = verify(raw, answer)
    keys = [key for key in GOALS if key in findings.values]
    broken = len(findings.violations) + len(findings.false_claims)
    bounds = {goal["key"]: goal["bound"] for goal in answer.get("certificate", {}).get("goals", [])}
    return Row(case, solver, seed, *spent, broken, {key: findings.values[key] for key in keys}, bounds)


def run_case(case: str, raw: Raw, options: argparse.Namespace) -> list[Row]:
    rows = []
    for seed in range(options.seeds):
        watch = Watch()
        try:
            answer: Raw | None = plan(
                read_gathering(raw), Patience(options.seconds, peers.now), seed
            ).as_data()
        except Impossible:
            answer = None
        spent = watch.read()
        rows.append(measure(case, "marlerweg", seed, spent, raw, answer))

    def score(rounds: peers.Rounds) -> tuple[float, ...]:
        findings = verify(raw, {"rounds": rounds})
        return (len(findings.violations), findings.values.get("wishes", 0), findings.values["repeats"])

    field_of_peers = dict(peers.PEERS)
    if peers.has_cpsat() and len(raw["people"]) <= MOST_FOR_CPSAT:
        field_of_peers["cp-sat"] = peers.cpsat
    for name, peer in field_of_peers.items():
        if options.alone or (options.peer and name not in options.peer):
            continue
        watch = Watch()
        rounds = peer(raw, options.seconds, 0, score)
        found = None if rounds is None else {"rounds": rounds}
        rows.append(measure(case, name, 0, watch.read(), raw, found))
    return rows


def late_changes(options: argparse.Namespace) -> list[Row]:
    """Three, then six do not come and two guests do: seats changed per late change."""
    rows = []
    for name in ("5x12", "10x6"):
        raw = day(LAYOUTS[name], 60, themes=5, wishes=True, no_theme_twice=True)
        published = plan(read_gathering(raw), Patience(options.seconds, peers.now), 0).as_data()
        for missing in (1, 3, 6):
            after = json.loads(json.dumps(raw))
            for person in after["people"][10 : 10 + missing]:
                person["present"] = []
            guests: list[Raw] = [{"id": "g1", "wishes": ["k0", "k2"]}, {"id": "g2"}][:missing]
            after["people"] += guests
            gathering = read_gathering(after)
            watch = Watch()
            answer = replan(
                gathering, seats_of(gathering, published["rounds"]), Patience(0.9, peers.now)
            ).as_data()
            row = measure(
                f"{name}: {missing} missing, {len(guests)} guests",
                "marlerweg",
                0,
                watch.read(),
                after,
                answer,
            )
            row.values["changed_seats"] = verify(after, answer, published).values["changed_seats"]
            rows.append(row)
    return rows


def mdgp_text(elements: int, groups: int, kind: str, seed: int) -> str:
    rng = Random(seed)
    size = elements // groups
    limits = f"{size} {size} " * groups if kind == "ss" else f"{size - 2} {size + 2} " * groups
    lines = [f"{i} {j} {rng.uniform(0, 100):.4f}" for i, j in combinations(range(elements), 2)]
    return "\n".join([f"{elements} {groups} {kind} {limits.strip()}", *lines])


def mdgp_rows(elements: int, groups: int, kind: str, options: argparse.Namespace) -> list[Row]:
    case, text = f"{elements} in {groups} {kind}", mdgp_text(elements, groups, kind, 1)
    task, rows = read_diversity(text), []
    for seed in range(options.seeds):
        watch = Watch()
        answer = group(task, Patience(options.seconds, peers.now), seed).as_data()
        spent = watch.read()
        findings = verify_groups(text, answer)
        broken = len(findings.violations) + len(findings.false_claims)
        bounds = {"objective": answer["bound"]}
        rows.append(Row(case, "marlerweg", seed, *spent, broken, {"objective": answer["objective"]}, bounds))
    searches: dict[str, Callable[[], float]] = {
        "random": lambda: _restarts(task.distance, task.sizes, options.seconds, climbs=False),
        "restarts": lambda: _restarts(task.distance, task.sizes, options.seconds, climbs=True),
        "tabu": lambda: peers.tabu(task.distance, task.sizes, options.seconds),
    }
    if peers.has_cpsat() and elements <= MOST_FOR_CPSAT:
        searches["cp-sat"] = lambda: peers.cpsat_groups(task.distance, task.sizes, options.seconds)
    for name, search in searches.items():
        if options.alone or (options.peer and name not in options.peer):
            continue
        watch = Watch()
        value = search()
        rows.append(Row(case, name, 0, *watch.read(), 0 if value else None, {"objective": value}))
    return rows


def _restarts(
    distance: list[list[float]], sizes: list[tuple[int, int]], seconds: float, *, climbs: bool
) -> float:
    """Random groupings of middling sizes; with `climbs` each goes up by first improving swaps until none is left."""
    rng, end, best = Random(0), peers.now() + seconds, 0.0
    n = len(distance)
    middle = [g for g, (low, high) in enumerate(sizes) for _ in range((low + high) // 2)]
    while best == 0.0 or peers.now() < end:
        place = middle[:n]
        rng.shuffle(place)
        near = [
            [sum(row[j] for j in range(n) if place[j] == g) for row in distance] for g in range(len(sizes))
        ]
        improved = climbs
        while improved and peers.now() < end:
            improved = False
            for i, j in combinations(range(n), 2):
                g, h = place[i], place[j]
                if g != h and near[h][i] - near[g][i] + near[g][j] - near[h][j] - 2 * distance[i][j] > 1e-9:
                    for x in range(n):
                        change = distance[j][x] - distance[i][x]
                        near[g][x] += change
                        near[h][x] -= change
                    place[i], place[j] = h, g
                    improved = True
        best = max(best, sum(near[place[i]][i] for i in range(n)) / 2)
    return best


def show(case: str, rows: list[Row]) -> list[str]:
    """Print the case; the peers that did better than the planner's worst seed come back."""
    print(case)
    losses = []
    for row in rows:
        print(row.line())
    own = [row for row in rows if row.solver == "marlerweg"]
    for row in rows:
        if row.solver != "marlerweg" and own and row.rank() < max(one.rank() for one in own):
            losses.append(f"{case}: {row.solver}")
            print(f"  LOSS against {row.solver}")
    for row in own:
        for key, bound in row.bounds.items():
            better = (
                row.values.get(key, bound) > bound
                if key == "least_new_contacts"
                else row.values.get(key, bound) < bound
            )
            if better and key != "objective":
                print(f"  BROKEN BOUND: {key}")
    sys.stdout.flush()
    return losses


def family(name: str, options: argparse.Namespace) -> Iterator[tuple[str, list[Row]]]:
    if name == "mdgp":
        for elements, groups, kind in [(60, 5, "ss"), (60, 10, "ds"), (120, 10, "ss"), (240, 12, "ss")]:
            yield f"mdgp {elements} in {groups} {kind}", mdgp_rows(elements, groups, kind, options)
        return
    cases: Iterator[tuple[str, Raw]]
    if name == "sgp":
        tasks = [(5, 3, 7), (8, 4, 7), (8, 4, 8), (8, 4, 9), (8, 4, 10), (10, 6, 7)]
        cases = ((f"{g}-{p}-{w}", day([p] * g, g * p, w)) for g, p, w in tasks)
    elif name == "congress":
        cases = iter(
            [("1000 people", day([10] * 100, 1000, themes=20, wishes=True, no_theme_twice=True, part=1))]
        )
    else:
        cases = mix_cases() if name == "mix" else conference_cases()
    for case, raw in cases:
        if options.only in case:
            yield f"{name} {case}", run_case(case, raw, options)
    if name == "conference" and not options.only:
        for row in late_changes(options):
            yield f"conference late change {row.case}", [row]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--family", choices=FAMILIES, action="append", help="default: all but congress")
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--peer", action="append", help="only this one, e.g. cp-sat; default: all")
    parser.add_argument("--alone", action="store_true", help="without peers")
    parser.add_argument(
        "--clock", choices=["wall", "cpu"], default="wall", help="cpu: fair where others are at work"
    )
    parser.add_argument("--json", type=Path, help="also write all rows to this file")
    options = parser.parse_args()
    if options.clock == "cpu":
        peers.now = time.process_time
    if not peers.has_cpsat():
        print("CP-SAT was left out: ortools is not installed (requirements/bench.in).")
    rows, losses = [], []
    for name in options.family or FAMILIES[:-1]:
        for case, found in family(name, options):
            losses += show(case, found)
            rows += found
    own = [row for row in rows if row.solver == "marlerweg"]
    print(f"Losses: {len(losses) or 'none'}" + "".join(f"\n  {line}" for line in losses))
    late = [row for row in own if "changed_seats" in row.values]
    proven = [row for row in own if row.violations == 0 and "repeats" in row.bounds and row not in late]
    reached = sum(
        all(row.values[k] == row.bounds[k] for k in ("wishes", "repeats") if k in row.bounds)
        for row in proven
    )
    broken = sum(bool(row.violations) for row in own)
    print(
        f"{len(own)} own runs, {broken} with broken rules; "
        f"{reached} of {len(proven)} at the proven bounds for wishes and repeats."
    )
    if late:
        changed = sum(row.values["changed_seats"] for row in late)
        print(
            f"{len(late)} late changes moved {changed:g} seats of people who were there before; that goal goes first."
        )
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
