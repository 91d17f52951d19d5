"""Run one step of the set-up: a line with check mark and duration, or one clear sentence about what went wrong.

`step.py NAME COMMAND …` keeps the command's output in var/log/ and shows it only where no known sentence fits.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
SENTENCES = (
    (
        r"No space left on device|ENOSPC|Errno 28|database or disk is full|os error 28",
        "Der Datenträger ist voll: Bitte Platz schaffen und noch einmal starten; bisher Geladenes bleibt.",
    ),
    (
        r"Temporary failure in name resolution|Name or service not known|dns error|EAI_AGAIN|ENOTFOUND|ECONNREFUSED"
        r"|ECONNRESET|ETIMEDOUT|[Cc]onnection refused|[Cc]onnection reset|Network is unreachable|Failed to fetch"
        r"|error sending request|NewConnectionError|Max retries exceeded|Could not find a version|ProxyError"
        r"|operation timed out|network timeout",
        "Die Paketquelle ist nicht erreichbar: Bitte Netz und Proxy prüfen und noch einmal starten; bisher Geladenes bleibt.",
    ),
    (
        r"hash(es)? mismatch|DO NOT MATCH THE HASHES|EINTEGRITY",
        "Ein geladenes Paket stimmt nicht mit seiner Prüfsumme überein und wurde nicht eingebaut: Bitte nicht umgehen, sondern melden.",
    ),
    (
        r"database is locked",
        "Die Datenbank ist in Gebrauch: Läuft Marler Weg schon in einem anderen Fenster?",
    ),
    (
        r"Permission denied|EACCES|Errno 13",
        "Ein Ordner darf nicht beschrieben werden: Gehört er einem anderen Benutzer?",
    ),
)


def sentence_for(output: str) -> str | None:
    """What the last known trouble in the output means for the person in front of the screen."""
    for pattern, sentence in SENTENCES:
        if re.search(pattern, output):
            return sentence
    return None


def seconds(duration: float) -> str:
    return f"{duration:.1f} s".replace(".", ",")


def wait(process: subprocess.Popen[bytes], name: str, started: float) -> None:
    """Turn a wheel on a terminal; elsewhere just wait."""
    if not sys.stdout.isatty():
        process.wait()
        return
    turn = 0
    while process.poll() is None:
        print(
            f"\r{SPINNER[turn % len(SPINNER)]} {name} … {time.monotonic() - started:.0f} s ",
            end="",
            flush=True,
        )
        turn += 1
        time.sleep(0.1)
    print("\r\033[K", end="")


def log_file(name: str) -> Path:
    folder = Path(os.environ.get("MARLERWEG_VAR", "var")) / "log"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / (re.sub(r"\W+", "-", name.lower()).strip("-") + ".log")


def report(name: str, log: Path) -> None:
    output = log.read_text(encoding="utf-8", errors="replace")
    print(f"✗ {name}", flush=True)
    if sentence := sentence_for(output):
        print(f"  {sentence}\n  Einzelheiten: {log}", file=sys.stderr)
    else:
        print(output.rstrip(), file=sys.stderr)


def run(name: str, command: list[str]) -> int:
    started = time.monotonic()
    log = log_file(name)
    with log.open("wb") as sink:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.STDOUT)
        try:
            wait(process, name, started)
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            print("\n✗ Abgebrochen; ein neuer Start macht hier weiter.", file=sys.stderr)
            return 130
    if process.returncode == 0:
        print(f"✓ {name} ({seconds(time.monotonic() - started)})", flush=True)
    else:
        report(name, log)
    return process.returncode


def main() -> int:
    name, *command = sys.argv[1:]
    try:
        return run(name, command)
    except FileNotFoundError as missing:
        print(f"✗ {name}\n  Das Programm {missing.filename} fehlt auf diesem Rechner.", file=sys.stderr)
    except OSError as trouble:
        print(f"✗ {name}\n  {sentence_for(str(trouble)) or trouble}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
