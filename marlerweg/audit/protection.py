"""The database itself refuses to change what was recorded, and to delete it before its time; applied by migrations on both databases.

Only what is older than two years by the database's own clock, and lies before a checkpoint, may go.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = (
    "CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    "CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
)
SQLITE_BACK = ("DROP TRIGGER IF EXISTS audit_event_no_update", "DROP TRIGGER IF EXISTS audit_event_no_delete")
POSTGRESQL = (
    "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$",
    "CREATE TRIGGER audit_event_no_change BEFORE UPDATE OR DELETE ON audit_event"
    " FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()",
    "CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()",
)
POSTGRESQL_BACK = (
    "DROP TRIGGER IF EXISTS audit_event_no_change ON audit_event",
    "DROP TRIGGER IF EXISTS audit_event_no_truncate ON audit_event",
    "DROP FUNCTION IF EXISTS audit_is_append_only()",
)
SQLITE_SHORTENING = (
    *SQLITE_BACK,
    SQLITE[0],
    "CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event"
    " WHEN OLD.at >= datetime('now', '-2 years')"
    " OR OLD.sequence > (SELECT COALESCE(MAX(sequence), 0) FROM audit_checkpoint)"
    " BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    "CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint"
    " BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    "CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint"
    " BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
)
SQLITE_SHORTENING_BACK = (
    *SQLITE_BACK,
    "DROP TRIGGER IF EXISTS audit_checkpoint_no_update",
    "DROP TRIGGER IF EXISTS audit_checkpoint_no_delete",
)
POSTGRESQL_SHORTENING = (
    "CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_event' THEN"
    "  IF OLD.at < now() - interval '2 years'"
    "   AND OLD.sequence <= (SELECT COALESCE(MAX(sequence), 0) FROM audit_checkpoint) THEN RETURN OLD; END IF;"
    " END IF;"
    " RAISE EXCEPTION 'audit is append-only'; END $$",
    "CREATE OR REPLACE TRIGGER audit_event_no_change BEFORE UPDATE OR DELETE ON audit_event"
    " FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()",
    "CREATE OR REPLACE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()",
    "CREATE TRIGGER audit_checkpoint_no_change BEFORE UPDATE OR DELETE ON audit_checkpoint"
    " FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()",
    "CREATE TRIGGER audit_checkpoint_no_truncate BEFORE TRUNCATE ON audit_checkpoint"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()",
)
POSTGRESQL_SHORTENING_BACK = (
    "DROP TRIGGER IF EXISTS audit_checkpoint_no_change ON audit_checkpoint",
    "DROP TRIGGER IF EXISTS audit_checkpoint_no_truncate ON audit_checkpoint",
    *POSTGRESQL_BACK,
)


@dataclass(frozen=True)
class Guard:
    """The statements that set a guard and those that lift it, by vendor."""

    setting: Mapping[str, Sequence[str]]
    lifting: Mapping[str, Sequence[str]]

    def set(self, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in self.setting[editor.connection.vendor]:
            editor.execute(statement)

    def lift(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Only for going back a migration, and for tests that empty their database."""
        for statement in self.lifting[editor.connection.vendor]:
            editor.execute(statement)


# As it was before there were checkpoints, and as it is.
FIRST = Guard(
    {"sqlite": SQLITE, "postgresql": POSTGRESQL}, {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}
)
NOW = Guard(
    {"sqlite": SQLITE_SHORTENING, "postgresql": POSTGRESQL_SHORTENING},
    {"sqlite": SQLITE_SHORTENING_BACK, "postgresql": POSTGRESQL_SHORTENING_BACK},
)
