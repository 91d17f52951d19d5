"""How commands that take something in tell what became of each row."""

from django.core.management.base import BaseCommand, CommandError

from marlerweg.foundation.imports import ImportReport, Outcome

WORDS = {
    Outcome.NEW: "neu",
    Outcome.CHANGED: "geändert",
    Outcome.UNCHANGED: "unverändert",
    Outcome.SKIPPED: "übersprungen",
    Outcome.REFUSED: "abgelehnt",
}
MOST_LINES = 200


def tell(command: BaseCommand, report: ImportReport, *, nothing: str) -> None:
    """Rows worth reading, then the counts; raises CommandError where rows were refused."""
    for row in report.worth_reading[:MOST_LINES]:
        about = f"{row.about}: " if row.about else ""
        command.stdout.write(
            f"Zeile {row.number}: {WORDS[row.outcome]}. {about}{' '.join(row.messages)}".rstrip()
        )
    if len(report.worth_reading) > MOST_LINES:
        command.stdout.write(f"… und {len(report.worth_reading) - MOST_LINES} weitere Zeilen.")
    counts = ", ".join(f"{count} {WORDS[outcome]}" for outcome, count in report.counts.items() if count)
    command.stdout.write(counts or nothing)
    if not report.is_acceptable:
        raise CommandError("Nichts wurde übernommen, weil Zeilen abgelehnt wurden.")
    command.stdout.write("Übernommen." if report.is_applied else "Probelauf: Nichts wurde geändert.")
