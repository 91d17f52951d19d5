"""Two hundred people register within a minute on a running server; nothing is lost, nobody doubled, no place given twice.

    .venv/bin/python bench/registrations.py [--people 200] [--seconds 60] [--places 60] [--port 8791]

A server of its own is started on SQLite in a temporary folder, or on an empty PostgreSQL database named in
DATABASE_URL. Each person opens the form, takes a few seconds, sends it, and follows the redirect. Printed: how long the
form and the answer took (median, 95 %, slowest), failures, and what stands in the database afterwards.
"""

import argparse
import http.cookiejar
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
THINKING = 3.5
HALL = """
import datetime as dt
from marlerweg.conferences.models import Edition, Series
from marlerweg.foundation import clock
series = Series.objects.create(code="probe", name="Probe")
day = clock.today() + dt.timedelta(days=30)
Edition.objects.create(series=series, code="probe", title="Probe", state="open", starts_on=day, ends_on=day,
                       changed_at=clock.now(), capacity={places})
"""
COUNT = """
from collections import Counter
from marlerweg.audit.queries import first_break
from marlerweg.conferences.models import Registration
from marlerweg.foundation.jobs.models import Job
rows = list(Registration.objects.values_list("number", "mail", "state"))
states = Counter(state for *_rest, state in rows)
letters = Job.objects.filter(key__startswith="mail:conference:confirmed:").count()
print(len(rows), len({number for number, *_ in rows}), len({mail for _, mail, _ in rows}), states["registered"],
      states["waiting"], letters, first_break() is None)
"""


@dataclass
class Seen:
    form: list[float] = field(default_factory=list)
    answer: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--places", type=int, default=60)
    parser.add_argument("--port", type=int, default=8791)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        own = {
            **os.environ,
            "MARLERWEG_DEMO": "1",
            "MARLERWEG_VAR": folder,
            "MARLERWEG_GATHERED": os.environ.get("MARLERWEG_GATHERED", str(ROOT / "var")),
            "MARLERWEG_BEHIND_PROXY": "1",
            "MARLERWEG_ADDRESS": f"http://127.0.0.1:{asked.port}",
            "DJANGO_SETTINGS_MODULE": "marlerweg.config.settings",
        }
        manage(own, "migrate", "-v0")
        program(own, HALL.format(places=asked.places))
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(asked.port)],
            cwd=ROOT,
            env=own,
            stdout=subprocess.DEVNULL,
        )
        try:
            seen = rush(f"http://127.0.0.1:{asked.port}", asked.people, asked.seconds)
        finally:
            server.terminate()
            server.wait(timeout=60)
        show(asked, seen, program(own, COUNT).split())


def rush(address: str, people: int, seconds: float) -> Seen:
    wait_for(f"{address}/tagung/probe/anmelden/")
    seen = Seen()
    hands = [threading.Thread(target=come, args=(address, number, seen)) for number in range(people)]
    began = time.monotonic()
    for number, hand in enumerate(hands):
        time.sleep(max(0.0, began + number * seconds / people - time.monotonic()))
        hand.start()
    for hand in hands:
        hand.join()
    return seen


def come(address: str, number: int, seen: Seen) -> None:
    """One person with a browser and a connection of their own."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    browser.addheaders = [("X-Forwarded-For", f"192.0.2.{number % 250}.{number}")]
    page = f"{address}/tagung/probe/anmelden/"
    try:
        began = time.perf_counter()
        form = browser.open(page, timeout=60).read().decode()
        seen.form.append(time.perf_counter() - began)
        hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|opened|once)" value="([^"]+)"', form))
        time.sleep(THINKING)
        said = {**hidden, "name": f"Person {number}", "mail": f"person{number}@bench.example"}
        began = time.perf_counter()
        answer = browser.open(page, urllib.parse.urlencode(said).encode(), timeout=60)
        seen.answer.append(time.perf_counter() - began)
        if "/angemeldet/" not in answer.url:
            seen.failures.append(f"{number}: stayed at {answer.url}")
    except OSError as fault:
        seen.failures.append(f"{number}: {fault}")


def wait_for(page: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(page, timeout=10).read()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("the server did not answer")


def show(asked: argparse.Namespace, seen: Seen, counted: list[str]) -> None:
    rows, numbers, mails, taken, waiting, letters = map(int, counted[:6])
    print(f"{asked.people} people in {asked.seconds:.0f} s, {asked.places} places")
    for name, times in (("form", seen.form), ("answer", seen.answer)):
        ordered = sorted(times) or [0.0]
        middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95) - 1]
        print(
            f"{name:8}median {middle * 1000:6.0f} ms   95 % {late * 1000:6.0f} ms   slowest {ordered[-1] * 1000:6.0f} ms"
        )
    print(f"failures {len(seen.failures)} {seen.failures[:3] or ''}")
    print(
        f"stored   {rows} rows, {numbers} numbers, {mails} addresses; {taken} with a place, {waiting} waiting, "
        f"{letters} letters, chain intact: {counted[6]}"
    )
    expected = (asked.people, asked.people, asked.people, min(asked.places, asked.people))
    if (rows, numbers, mails, taken) != expected or letters != asked.people or counted[6] != "True":
        raise SystemExit("something was lost or doubled")


def manage(own: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=own, check=True)


def program(own: dict[str, str], code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()\n" + code],
        cwd=ROOT, env=own, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


if __name__ == "__main__":
    main()
