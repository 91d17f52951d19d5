"""What `doctor` looks at. Each examination says one sentence and how bad it is; rooms above bring an `examination.py` of their own."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from marlerweg.foundation.backups.places import backups_in
from marlerweg.foundation.checks import secret_key
from marlerweg.foundation.jobs import queries as jobs


class Health(Enum):
    SOUND = "✓"
    WATCH = "!"
    ILL = "✗"


@dataclass(frozen=True, slots=True)
class Finding:
    health: Health
    sentence: str


Examination = Callable[[dt.datetime], Iterable[Finding]]
examinations: list[Examination] = []
BACKUP_IS_OLD = dt.timedelta(days=2)
JOB_WAITS_TOO_LONG = dt.timedelta(minutes=15)
LITTLE_SPACE, NO_SPACE = 2_000, 200


def examines(examination: Examination) -> Examination:
    examinations.append(examination)
    return examination


def judge(sound: bool, good: str, bad: str, *, otherwise: Health = Health.ILL) -> Finding:
    return Finding(Health.SOUND, good) if sound else Finding(otherwise, bad)


def setting(cursor: Any, query: str) -> str:
    cursor.execute(query)
    return str(cursor.fetchone()[0])


SQLITE_DEMANDS = {"foreign_keys": {"1"}, "secure_delete": {"1"}, "cell_size_check": {"1"}}
POSTGRESQL_DEMANDS = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "remote_apply"},
}


@examines
def durability(now: dt.datetime) -> Iterable[Finding]:
    """Asks the open connection, because what counts is what is in force."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            yield from sqlite_durability(cursor)
            return
        for name, good in POSTGRESQL_DEMANDS.items():
            value = setting(cursor, f"SHOW {name}")
            yield judge(
                value in good,
                f"PostgreSQL: {name} ist {value}.",
                f"PostgreSQL: {name} ist {value}; bestätigte Änderungen könnten verloren gehen.",
            )
        sums = setting(cursor, "SHOW data_checksums")
        yield judge(
            sums == "on",
            "PostgreSQL: Prüfsummen sind an.",
            "PostgreSQL: Prüfsummen der Datenseiten sind aus (`pg_checksums --enable`).",
            otherwise=Health.WATCH,
        )


def sqlite_durability(cursor: Any) -> Iterable[Finding]:
    version = setting(cursor, "SELECT sqlite_version()")
    mode, level = setting(cursor, "PRAGMA journal_mode"), int(setting(cursor, "PRAGMA synchronous"))
    sound = level >= 2 if mode == "wal" else level >= 3  # FULL and EXTRA
    yield judge(
        sound,
        f"SQLite {version}, {mode}: Was bestätigt ist, liegt auf dem Datenträger.",
        f"SQLite {version}, {mode}, synchronous={level}: Bei Stromausfall ginge Bestätigtes verloren.",
    )
    for name, good in SQLITE_DEMANDS.items():
        value = setting(cursor, f"PRAGMA {name}")
        if value not in good:
            yield Finding(Health.ILL, f"SQLite: {name} ist {value} statt {min(good)}.")
    whole = setting(cursor, "PRAGMA quick_check(1)")
    yield judge(
        whole == "ok", "Die Datenbankdatei ist unversehrt.", f"Die Datenbankdatei ist beschädigt: {whole}"
    )


@examines
def space(now: dt.datetime) -> Iterable[Finding]:
    free = shutil.disk_usage(settings.VAR).free // 1_000_000
    health = Health.SOUND if free >= LITTLE_SPACE else Health.WATCH if free >= NO_SPACE else Health.ILL
    yield Finding(health, f"{free} MB sind auf dem Datenträger frei.")


@examines
def tables(now: dt.datetime) -> Iterable[Finding]:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    yield judge(
        not waiting,
        "Die Tabellen sind auf dem Stand dieser Version.",
        f"{waiting} Tabellenänderungen fehlen: `manage.py upgrade`.",
    )


@examines
def background(now: dt.datetime) -> Iterable[Finding]:
    seen = jobs.overview(now)
    yield judge(
        bool(seen.workers),
        f"{len(seen.workers)} Arbeiter für Hintergrundaufgaben lebt.",
        "Kein Arbeiter für Hintergrundaufgaben: Post geht nicht hinaus (`manage.py serve` oder `work`).",
    )
    late = seen.oldest_due is not None and now - seen.oldest_due > JOB_WAITS_TOO_LONG
    yield judge(
        not late,
        "Keine Aufgabe wartet zu lange.",
        f"Eine Aufgabe wartet seit {seen.oldest_due:%d.%m.%Y %H:%M}." if seen.oldest_due else "",
        otherwise=Health.WATCH,
    )
    missed = [str(each.title) for each in seen.recurring if each.missed or each.given_up]
    yield judge(
        not missed,
        "Die regelmäßigen Aufgaben laufen.",
        f"Regelmäßige Aufgaben sind ausgeblieben: {', '.join(missed)}.",
        otherwise=Health.WATCH,
    )
    yield judge(
        not seen.counts["dead"],
        "Keine Aufgabe wurde aufgegeben.",
        f"{seen.counts['dead']} Aufgaben wurden aufgegeben und warten auf Sie.",
        otherwise=Health.WATCH,
    )


@examines
def mail(now: dt.datetime) -> Iterable[Finding]:
    if "smtp" not in settings.EMAIL_BACKEND:
        yield judge(
            settings.DEMO,
            "Post wird in der Demo nur abgelegt.",
            "Post wird nicht verschickt, nur abgelegt: MARLERWEG_MAIL_BACKEND.",
            otherwise=Health.WATCH,
        )
        return
    if settings.DEFAULT_FROM_EMAIL.endswith(".example"):
        yield Finding(Health.ILL, "Der Absender der Post ist noch das Beispiel: MARLERWEG_MAIL_FROM.")
    try:
        server = get_connection(timeout=5)
        server.open()
        server.close()
    except OSError as problem:
        yield Finding(
            Health.ILL,
            f"Der Mailserver {settings.EMAIL_HOST}:{settings.EMAIL_PORT} antwortet nicht: {problem}",
        )
    else:
        yield Finding(Health.SOUND, f"Der Mailserver {settings.EMAIL_HOST} nimmt Post an.")


@examines
def safety(now: dt.datetime) -> Iterable[Finding]:
    if settings.DEMO:
        yield Finding(
            Health.WATCH, "Das ist die Demo: bekannter Schlüssel, bekannte Zugänge. Nicht für echte Daten."
        )
        return
    yield judge(
        not secret_key(),
        "Der geheime Schlüssel ist gesetzt.",
        "Der geheime Schlüssel fehlt oder ist zu kurz: MARLERWEG_SECRET_KEY.",
    )
    yield judge(
        settings.HTTPS,
        "Die Adresse ist verschlüsselt (https).",
        "Die Adresse beginnt nicht mit https: MARLERWEG_ADDRESS.",
    )


@examines
def last_backup(now: dt.datetime) -> Iterable[Finding]:
    files = backups_in(settings.VAR / "backups")
    if not settings.DEMO:
        yield judge(
            bool(settings.BACKUP_KEY_FILE or settings.BACKUP_PASSPHRASE),
            "Sicherungen werden verschlüsselt.",
            "Sicherungen sind nicht verschlüsselt: `manage.py backup_key`, dann MARLERWEG_BACKUP_KEY_FILE.",
            otherwise=Health.WATCH,
        )
    if not files:
        yield Finding(
            Health.WATCH, "In var/backups liegt keine Sicherung; liegen sie anderswo, ist das in Ordnung."
        )
        return
    age = now - dt.datetime.fromtimestamp(files[-1].stat().st_mtime, dt.UTC)
    yield judge(
        age < BACKUP_IS_OLD,
        f"Letzte Sicherung: {files[-1].name}",
        f"Die letzte Sicherung ist {age.days} Tage alt.",
        otherwise=Health.WATCH,
    )
