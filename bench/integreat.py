"""A thousand places for Integreat's app: queries and milliseconds after one offer changed, when nothing has, and cold.

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
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--places", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--first", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inside:
        measure(chosen.places, chosen.rounds, only_first=chosen.first)
        return
    with tempfile.TemporaryDirectory() as folder:
        own = {**os.environ, "MARLERWEG_VAR": folder, "MARLERWEG_DEMO": "1"}
        commands: list[list[str]] = [
            ["-m", "marlerweg", "migrate", "--verbosity=0"],
            [__file__, "--inside", "--places", str(chosen.places), "--rounds", str(chosen.rounds)],
            [__file__, "--inside", "--first"],
        ]
        for command in commands:
            subprocess.run([sys.executable, *command], cwd=ROOT, env=own, check=True)


def measure(places: int, rounds: int, *, only_first: bool) -> None:
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
    from marlerweg.api.integreat import remembered
    from marlerweg.foundation import clock
    from marlerweg.offers import actions
    from marlerweg.offers.models import Offer

    client, address = Client(headers={"host": "localhost"}), "/api/v3/stadt/de/locations/?on_map=1"
    if only_first:
        client.get("/api/v3/stadt/languages/")  # addresses and settings are read by whatever is asked first
        wall, spent, _ = timed(lambda: client.get(address))
        print(f"  new process         {wall:8.0f} ms   {spent:6.0f} ms of processor time   all built")
        return
    take_in(documents(places), town=town("de", ""), at=clock.now())
    response = client.get(address)
    keys = list(Offer.objects.order_by("slug").values_list("pk", flat=True)[:: max(1, places // rounds)])
    told: dict[str, list[tuple[float, float]]] = {}
    for number, key in enumerate(keys[:rounds]):
        offer = Offer.objects.get(pk=key)
        words = {"texts.de.summary": f"Neu {number}."}
        actions.edit(offer, words, by=None, at=clock.now(), expected_version=offer.version)
        for name, headers in (("after a change", {}), ("nothing changed", {}), ("asked with its tag", {})):
            sent = {"if-none-match": response["ETag"]} if name == "asked with its tag" else headers
            wall, spent, found = timed(lambda sent=sent: client.get(address, headers=sent))
            told.setdefault(name, []).append((wall, spent))
            assert found.status_code == (304 if sent else 200)
            response = found if found.status_code == 200 else response
        caches["process"].clear()
        remembered.forget()
        wall, spent, response = timed(lambda: client.get(address))
        told.setdefault("all built anew", []).append((wall, spent))
    offer = Offer.objects.get(pk=keys[0])
    actions.edit(
        offer, {"texts.de.summary": "Zuletzt."}, by=None, at=clock.now(), expected_version=offer.version
    )
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    asked = [each for each in captured if each["sql"].split()[0] not in {"BEGIN", "COMMIT"}]
    print(
        f"{len(response.json()):,} places, {len(response.content) / 1e6:.2f} MB, {len(asked)} queries after a change"
    )
    for name, both in told.items():
        wall, spent = (statistics.median(column) for column in zip(*both, strict=True))
        print(f"  {name:<19} {wall:8.0f} ms   {spent:6.0f} ms of processor time")


def timed(ask: Callable[[], Any]) -> tuple[float, float, Any]:
    """Milliseconds by the clock, of the processor, and what came."""
    began, used = time.perf_counter(), time.process_time()
    found = ask()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used), found


if __name__ == "__main__":
    main()
