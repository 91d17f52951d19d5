"""Say in one sentence what this machine lacks, before anything is installed.

Runs on whatever Python is there, so it keeps to words that even an old one understands.
"""
# ruff: noqa: UP032, PTH110 - an f-string would be a syntax error exactly where the sentence is needed

import os
import socket
import sys

OLDEST = (3, 11)
FIRST_START_MB = 1200
LATER_START_MB = 60


def python_problem(version: "tuple[int, ...]") -> "str | None":
    if tuple(version[:2]) >= OLDEST:
        return None
    return "Python {}.{} ist zu alt: Bitte Python 3.11 oder neuer installieren und `make run PYTHON=python3.11` aufrufen.".format(
        *version[:2]
    )


def venv_problem() -> "str | None":
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return "Diesem Python fehlt das Modul venv: Bitte das Paket `python3-venv` installieren (Debian, Ubuntu: `apt install python3-venv`)."
    return None


def folder_problem(folder: str) -> "str | None":
    if os.access(folder, os.W_OK):
        return None
    return "In den Ordner {} darf nicht geschrieben werden: Bitte in einem eigenen Ordner starten.".format(
        folder
    )


def space_problem(folder: str, first_start: bool) -> "str | None":
    disk = os.statvfs(folder)
    free = disk.f_bavail * disk.f_frsize // 1000000
    needed = FIRST_START_MB if first_start else LATER_START_MB
    if free >= needed:
        return None
    return "Der Datenträger ist zu voll: {} MB sind frei, {} MB werden gebraucht.".format(free, needed)


def port_problem(port: int) -> "str | None":
    """Without SO_REUSEPORT, so that a running server is noticed instead of quietly sharing its address."""
    probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", port))
    except (OSError, OverflowError):
        return "Der Anschluss {} ist belegt oder verboten: Läuft Marler Weg schon? Sonst `make run PORT={}` versuchen.".format(
            port, port + 1 if port < 65535 else 8001
        )
    finally:
        probe.close()
    return None


def first_problem(port: int) -> "str | None":
    """The first obstacle only: whoever mends it starts again anyway."""
    found = python_problem(sys.version_info)
    if found:
        return found
    fresh = not os.path.exists(".venv/.stamps")
    checks = [folder_problem("."), space_problem(".", fresh)]
    if fresh:
        checks.append(venv_problem())
    if port:
        checks.append(port_problem(port))
    return next((problem for problem in checks if problem), None)


def main() -> None:
    problem = first_problem(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    if problem:
        sys.exit("✗ " + problem)


if __name__ == "__main__":
    main()
