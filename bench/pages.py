"""Pages under several readers at once, alone and while somebody writes, asked of a running `manage.py serve`.

    .venv/bin/python bench/pages.py [--readers 1 4] [--seconds 6] [--house FOLDER] [--only directory]
    DATABASE_URL=postgres://… .venv/bin/python bench/pages.py     the same on PostgreSQL, in a database that holds a demo town

The town is a demo town in a temporary folder, or the one in FOLDER. The writer takes the write lock again and again and
keeps it for a second each time, as taking in a list does. Printed per page: answers a second, median, 95th
percentile and slowest in milliseconds. Reads that take the write lock show at once: they wait for the writer.
"""

import argparse
import http.client
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "start": "/",
    "public list": "/weg/ergebnisse/",
    "board, signed in": "/weg/tafel/",
    "directory, list": "/angebote/",
    "directory, search": "/angebote/?suche=Deutschkurs",
    "directory, question": "/uk/angebote/?suche=%D0%B4%D0%B5+%D0%B2%D0%B8%D0%B2%D1%87%D0%B8%D1%82%D0%B8+%D0%BD%D1%96%D0%BC%D0%B5%D1%86%D1%8C%D0%BA%D1%83",
    "directory, offer": "/angebote/integrationskurs/",
    "directory, HSDS page": "/api/hsds/services",
    "directory, Integreat": "/api/v3/marl/de/locations/?on_map=1",
}
HELD, PAUSE = 1.0, 0.1
SIGN_IN = """
from django.conf import settings
from django.test import Client
from marlerweg.accounts.models import User
visitor = Client()
visitor.force_login(User.objects.get(email="koordination@marl.example"), backend=settings.AUTHENTICATION_BACKENDS[0])
print("cookie", visitor.cookies[settings.SESSION_COOKIE_NAME].OutputString().split(";")[0])
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--readers", type=int, nargs="+", default=[1, 4])
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--house", type=Path)
    parser.add_argument("--only", help="beginning of the names of the pages")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        house = asked.house or built(Path(folder))
        with served(house) as port:
            cookie = signed_in(house)
            first = asked_at_once(port, "/angebote/?suche=Deutsch", "", 1, 0.001)
            print(f"first search of a visitor after the start: {first[0]:.0f} ms")
            print(
                f"{'page':20}{'readers':>8}{'writer':>8}{'a second':>10}{'median':>8}{'95 %':>8}{'slowest':>9}"
            )
            chosen = {name: at for name, at in PAGES.items() if name.startswith(asked.only or "")}
            for name, address in chosen.items():
                for readers in asked.readers:
                    for writes in (False, True):
                        with writing(house, at_work=writes):
                            spent = asked_at_once(port, address, cookie, readers, asked.seconds)
                        tell(name, readers, writes, spent, asked.seconds)


def environment(house: Path) -> dict[str, str]:
    return {
        **os.environ,
        "MARLERWEG_DEMO": "1",
        "MARLERWEG_VAR": str(house),
        "MARLERWEG_GATHERED": str(ROOT / "var"),
    }


def manage(house: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment(house),
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def built(house: Path) -> Path:
    """In PostgreSQL only if nobody has built it there yet."""
    for command in (["migrate", "-v0"], ["load_place", "places/marl"], ["demo_town"]):
        manage(house, *command)
    return house


def signed_in(house: Path) -> str:
    lines = manage(house, "shell", "-v0", "-c", SIGN_IN).splitlines()
    return next(line.removeprefix("cookie ") for line in lines if line.startswith("cookie "))


@contextmanager
def served(house: Path) -> Iterator[int]:
    """As an operator serves it: two processes with four threads each."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    manage(house, "collectstatic", "--noinput", "-v0")
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--without-worker"]
    with subprocess.Popen(command, cwd=ROOT, env=environment(house), stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(port)
            yield port
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the server did not come up")


@contextmanager
def writing(house: Path, *, at_work: bool) -> Iterator[None]:
    """Somebody who saves one long thing after another, in a process' own connection."""
    enough = threading.Event()

    def write() -> None:
        database, begin = writer_of(house)
        while not enough.is_set():
            database.execute(begin)
            database.execute("UPDATE way_counter SET last = last")
            time.sleep(HELD)
            database.execute("COMMIT")
            time.sleep(PAUSE)
        database.close()

    writer = threading.Thread(target=write)
    if at_work:
        writer.start()
    try:
        yield
    finally:
        enough.set()
        if at_work:
            writer.join()


def writer_of(house: Path) -> tuple[Any, str]:
    """A connection beside the server's, and how it begins to write."""
    if "DATABASE_URL" in os.environ:
        import psycopg

        return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True), "BEGIN"
    return sqlite3.connect(house / "marlerweg.sqlite3", timeout=20, isolation_level=None), "BEGIN IMMEDIATE"


def asked_at_once(port: int, address: str, cookie: str, readers: int, seconds: float) -> list[float]:
    spent: list[float] = []
    until = time.monotonic() + seconds

    def read() -> None:
        while time.monotonic() < until:
            began = time.perf_counter()
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            line.request("GET", address, headers={"Host": f"localhost:{port}", "Cookie": cookie})
            answer = line.getresponse()
            answer.read()
            line.close()
            assert answer.status == 200, f"{address}: {answer.status}"
            spent.append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=read) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return spent


def tell(name: str, readers: int, writes: bool, spent: list[float], seconds: float) -> None:
    ordered = sorted(spent)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(
        f"{name:20}{readers:>8}{'yes' if writes else 'no':>8}{len(spent) / seconds:>10.1f}"
        f"{statistics.median(spent):>8.0f}{late:>8.0f}{ordered[-1]:>9.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
