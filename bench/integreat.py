"""A thousand places for Integreat's app: queries and milliseconds, the first time and when nothing has changed.

    .venv/bin/python bench/integreat.py [--places 1000] [--rounds 5]

For comparison: integreat-cms 2026.7.1 answers `locations/?on_map=1` with 1,001 places by 2,007 queries in 3.1 to 3.5 s,
without a tag by which a repetition could cost nothing (measured elsewhere on two cores, without its cache).
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--places", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inside:
        measure(chosen.places, chosen.rounds)
        return
    with tempfile.TemporaryDirectory() as folder:
        own = {**os.environ, "MARLERWEG_VAR": folder, "MARLERWEG_DEMO": "1"}
        commands: list[list[str]] = [
            ["-m", "marlerweg", "migrate", "--verbosity=0"],
            [__file__, "--inside", "--places", str(chosen.places), "--rounds", str(chosen.rounds)],
        ]
        for command in commands:
            subprocess.run([sys.executable, *command], cwd=ROOT, env=own, check=True)


def measure(places: int, rounds: int) -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "marlerweg.config.settings"
    import django

    django.setup()
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from open_referral import documents

    from marlerweg.api.hsds.reading import town
    from marlerweg.api.hsds.taking import take_in
    from marlerweg.foundation import clock

    take_in(documents(places), town=town("de", ""), at=clock.now())
    client, address = Client(headers={"host": "localhost"}), "/api/v3/stadt/de/locations/?on_map=1"
    client.get(address)
    cold, warm, repeated, spent = [], [], [], []
    for _ in range(rounds):
        caches["process"].clear()
        began, used = time.perf_counter(), time.process_time()
        response = client.get(address)
        cold.append(1000 * (time.perf_counter() - began))
        spent.append(1000 * (time.process_time() - used))
        began = time.perf_counter()
        client.get(address)
        warm.append(1000 * (time.perf_counter() - began))
        began = time.perf_counter()
        again = client.get(address, headers={"if-none-match": response["ETag"]})
        repeated.append(1000 * (time.perf_counter() - began))
        assert again.status_code == 304
    caches["process"].clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    print(f"{len(response.json()):,} places, {len(response.content) / 1e6:.2f} MB, {len(captured)} queries")
    print(
        f"  after a change      {statistics.median(cold):8.0f} ms   ({statistics.median(spent):.0f} ms of processor time)"
    )
    print(f"  nothing changed     {statistics.median(warm):8.0f} ms")
    print(f"  asked with its tag  {statistics.median(repeated):8.0f} ms   304, empty")


if __name__ == "__main__":
    main()
