"""The Way under load: board, an item's page and the public search at 1× and 100×, queries counted and time compared.

    .venv/bin/python bench/way.py [--sizes 1 10 100] [--rounds 7]

Each size is a demo town in a database of its own, in a temporary folder. Printed per page: number of queries (must not
grow), median and slowest milliseconds inside the process, milliseconds of processor time (what remains of the median on
a machine with nothing else to do), and the ratio of these to 1×. Each round looks at another item. Beside it stands what an office would
otherwise do: look for a word in all contributions with SQL LIKE, and scan the same rows exported as CSV.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "board": "/weg/tafel/",
    "item": "/weg/bedarfe/{need}/",
    "contribution": "/weg/hinweise/{contribution}/",
    "list of needs": "/weg/bedarfe/",
    "steering": "/weg/steuerung/",
    "council": "/weg/rat/",
    "figures": "/weg/zahlen/",
    "public list": "/weg/ergebnisse/",
    "public search": "/weg/ergebnisse/?suche=wohnung",
    "public item": "/weg/ergebnisse/{public}/",
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 100])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        print(json.dumps(measure(asked.rounds)))
        return
    with tempfile.TemporaryDirectory() as folder:
        found = {size: town_of(size, Path(folder) / str(size), asked.rounds) for size in asked.sizes}
    show(found)


def town_of(size: int, folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Build a town of that size, then measure in a fresh process."""
    folder.mkdir()
    own = {**os.environ, "MARLERWEG_DEMO": "1", "MARLERWEG_VAR": str(folder)}
    own.pop("DATABASE_URL", None)
    began = time.perf_counter()
    for command in (["migrate", "-v0"], ["load_place", "places/marl"], ["demo_town", "--size", str(size)]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=own, check=True, capture_output=True
        )
    megabytes = (folder / "marlerweg.sqlite3").stat().st_size / 1e6
    print(f"town {size}×: built in {time.perf_counter() - began:.0f} s, {megabytes:.0f} MB", flush=True)
    command = [sys.executable, __file__, "--inside", "--rounds", str(rounds)]
    answer = subprocess.run(command, cwd=ROOT, env=own, check=True, capture_output=True, text=True)
    found: dict[str, dict[str, float]] = json.loads(answer.stdout.splitlines()[-1])
    return found


def measure(rounds: int) -> dict[str, dict[str, float]]:
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "marlerweg.config.settings"
    import django
    from django.conf import settings

    django.setup()
    # Static names are hashed by collectstatic, which a benchmark does not need.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from marlerweg.accounts.models import User
    from marlerweg.way.models import Contribution, Need
    from marlerweg.way.queries import public_needs

    client = Client(headers={"host": "localhost"})
    client.force_login(
        User.objects.get(email="koordination@marl.example"), backend=settings.AUTHENTICATION_BACKENDS[0]
    )
    numbers = {
        "need": some(Need.objects.filter(state="in_progress"), rounds + 1),
        "contribution": some(Contribution.objects.filter(state="joined"), rounds + 1),
        "public": some(public_needs(), rounds + 1),
    }
    found: dict[str, dict[str, float]] = {}
    for name, pattern in PAGES.items():
        first, *others = [
            pattern.format(**{kind: row[each % len(row)] for kind, row in numbers.items()})
            for each in range(rounds + 1)
        ]
        assert client.get(first).status_code == 200, first
        with CaptureQueriesContext(connection) as captured:
            client.get(first)
        addresses = iter(others)
        found[name] = {
            "queries": asked(captured),
            **times(lambda rest=addresses: client.get(next(rest)), rounds),
        }
    found["peer: LIKE over all contributions"] = {
        "queries": 1,
        **times(
            lambda: list(Contribution.objects.filter(text__icontains="wohnung").values_list("number")), rounds
        ),
    }
    export = "\n".join(
        f"{number};{text}" for number, text in Contribution.objects.values_list("number", "text")
    )
    found["peer: scan of the exported CSV"] = {
        "queries": 0,
        **times(lambda: [row for row in export.splitlines() if "wohnung" in row.lower()], rounds),
    }
    found["rows"] = {"queries": Contribution.objects.count(), "median": Need.objects.count(), "slowest": 0}
    return found


def some(rows, count: int) -> list[str]:
    """Numbers from all over the town, not the neighbours of the first."""
    known = list(rows.order_by("number").values_list("number", flat=True))
    return known[:: max(1, len(known) // count)][:count]


def asked(captured) -> int:
    """Without beginning and ending the transaction."""
    brackets = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
    return sum(not query["sql"].startswith(brackets) for query in captured.captured_queries)


def times(deed, rounds: int) -> dict[str, float]:
    spent, busy = [], []
    for _ in range(rounds):
        began, worked = time.perf_counter(), time.process_time()
        deed()
        spent.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    return {"median": statistics.median(spent), "slowest": max(spent), "processor": statistics.median(busy)}


def show(found: dict[int, dict[str, dict[str, float]]]) -> None:
    sizes = list(found)
    base = found[sizes[0]]
    for size in sizes:
        rows = found[size].pop("rows")
        print(f"{size}×: {rows['queries']:.0f} contributions, {rows['median']:.0f} needs")
    print(
        f"\n{'page':36}"
        + "".join(
            f"{f'{size}× queries':>14}{'median ms':>11}{'slowest':>9}{'processor':>11}{'ratio':>7}"
            for size in sizes
        )
    )
    for name in base:
        line = f"{name:36}"
        for size in sizes:
            got = found[size][name]
            line += f"{got['queries']:>14.0f}{got['median']:>11.1f}{got['slowest']:>9.1f}{got['processor']:>11.1f}{got['processor'] / max(0.01, base[name]['processor']):>7.1f}"
        print(line)
    grown = [
        name for name in base if any(found[size][name]["queries"] != base[name]["queries"] for size in sizes)
    ]
    print("\nqueries constant on every page" if not grown else f"\nqueries grow on: {', '.join(grown)}")


if __name__ == "__main__":
    main()
