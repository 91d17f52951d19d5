"""Taking in services of another directory and giving them out again: time, memory, and what is left after a kill.

python bench/open_referral.py                    1,000 and 10,000 services
python bench/open_referral.py --size 100000      as many as a region has
DATABASE_URL=postgres://… python bench/open_referral.py
"""

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import ijson

ROOT = Path(__file__).resolve().parent.parent
LOAD_ALONE = "import json, sys; json.load(open(sys.argv[1], encoding='utf-8'))"
WORDS = (
    "Beratung Kurs Treff Hilfe Sprache Arbeit Wohnen Familie Schule Sport Garten Musik Frauen Jugend".split()
)


def documents(count: int) -> Iterator[dict[str, Any]]:
    chance = Random(20230329)

    def key() -> str:
        return str(UUID(int=chance.getrandbits(128), version=4))

    organizations = [
        {"id": key(), "name": f"Organisation {number} e. V.", "description": "Ein Verein."}
        for number in range(max(1, count // 20))
    ]
    locations = [
        {
            "id": key(),
            "location_type": "physical",
            "name": f"Haus {number}",
            "latitude": 51.6 + chance.random() / 10,
            "longitude": 7.0 + chance.random() / 5,
            "addresses": [
                {
                    "id": key(), "address_1": f"Straße {number}", "city": "Anderswo", "state_province": "NRW",
                    "postal_code": f"45{number % 1000:03}", "country": "DE", "address_type": "physical",
                }
            ],
        }
        for number in range(max(1, count // 5))
    ]  # fmt: skip
    for number in range(count):
        words = chance.choices(WORDS, k=60)
        yield {
            "id": key(),
            "name": f"{words[0]} und {words[1]} {number}",
            "description": " ".join(words),
            "status": "active",
            "email": f"angebot{number}@anderswo.example",
            "minimum_age": chance.choice([0, 6, 18]),
            "last_modified": "2026-05-01T10:00:00.000Z",
            "x_source": number,
            "phones": [{"id": key(), "number": f"+49 30 23125 {number % 1000:03}", "type": "voice"}],
            "schedules": [
                {"id": key(), "freq": "WEEKLY", "byday": "MO,TH", "opens_at": "09:00", "closes_at": "12:00"}
            ],
            "languages": [{"id": key(), "code": code, "name": code} for code in ("de", "tr")],
            "service_at_locations": [{"id": key(), "location": chance.choice(locations)}],
            "organization": chance.choice(organizations),
        }


def started(*words: str, environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def finished(process: subprocess.Popen[bytes]) -> tuple[float, float, str]:
    assert process.stdout
    said = process.stdout.read().decode()
    process.stdout.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(said)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said


class House:
    """An installation of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.environment = {
            **os.environ,
            "MARLERWEG_VAR": str(folder),
            "MARLERWEG_GATHERED": str(ROOT / "var"),
            "MARLERWEG_DEMO": "1",
        }
        self.run("migrate", "--verbosity=0")

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        return started("-m", "marlerweg", *words, environment=self.environment)

    def run(self, *words: str) -> tuple[float, float, str]:
        """Processor seconds, the most memory it had in MB, and what was said."""
        return finished(self.start(*words))

    def counted(self) -> str:
        return self.run(
            "shell",
            "-c",
            "from marlerweg.offers.models import Offer, Foreign, Place; "
            "print(Offer.objects.count(), Place.objects.count(), Foreign.objects.count())",
        )[2].splitlines()[-1]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--skip-kill", action="store_true", help="leave the kill in the middle out")
    chosen = parser.parse_args()
    for size in chosen.size:
        with tempfile.TemporaryDirectory() as scratch:
            measure(size, Path(scratch), kill=not chosen.skip_kill)


def measure(size: int, scratch: Path, *, kill: bool) -> None:
    source = scratch / "services.json"
    with source.open("w", encoding="utf-8") as file:
        file.write("[")
        for number, each in enumerate(documents(size)):
            file.write(",\n" if number else "\n")
            json.dump(each, file, ensure_ascii=False)
        file.write("]")
    house = House(scratch / "var")
    megabytes = source.stat().st_size / 1e6
    print(f"{size:,} services, {megabytes:.0f} MB of JSON")
    seconds, memory = finished(started("-c", LOAD_ALONE, str(source)))[:2]
    print(f"  bound: json.load alone           {seconds:8.1f} s CPU {'':16} {memory:6.0f} MB", flush=True)
    for name, words in (
        ("trial", ("import_hsds", str(source), "--dry-run")),
        ("import", ("import_hsds", str(source))),
        ("import again, nothing changed", ("import_hsds", str(source))),
        ("export as JSON", ("export_hsds", str(scratch / "out.json"))),
        ("export as tables", ("export_hsds", str(scratch / "out.zip"), "--format", "csv")),
    ):
        seconds, memory, said = house.run(*words)
        if kill and name == "trial":
            killed(house, source, [seconds / 3, 2 * seconds / 3])
        print(
            f"  {name:<32} {seconds:8.1f} s CPU  {1000 * seconds / size:6.2f} ms each  {memory:6.0f} MB   {counts_in(said)}",
            flush=True,
        )
    came = dict(told(source))
    same = sum(came[key] == said for key, said in told(scratch / "out.json"))
    print(f"  came back exactly as they came   {same:8,} of {size:,}")


def counts_in(said: str) -> str:
    """Lines on single rows come before."""
    return next((line for line in said.splitlines() if line[:1].isdigit()), "")


def told(path: Path) -> Iterator[tuple[str, bytes]]:
    """Ids and what is said, as fingerprints: a parent that is large in memory passes for the memory of its children."""
    with path.open("rb") as file:
        for each in ijson.items(file, "item", use_float=True):
            yield each["id"], hashlib.sha256(json.dumps(each, sort_keys=True).encode()).digest()


def killed(house: House, source: Path, moments: list[float]) -> None:
    """In the middle, after so many seconds of processor time, without warning; then the tables are counted."""
    for seconds in moments:
        process = house.start("import_hsds", str(source))
        while process.poll() is None and spent(process.pid) < seconds:
            time.sleep(0.2)
        still = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
        state = "in the middle" if still else "after its end"
        print(
            f"  killed after {seconds:.0f} s of CPU ({state}): offers, places, origins = {house.counted()}",
            flush=True,
        )


def spent(pid: int) -> float:
    """Processor seconds of a running process (Linux)."""
    columns = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(columns[11]) + int(columns[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
