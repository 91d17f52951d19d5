"""Time between two moments, reckoned by the database itself: a figure over all rows brings no row here."""

from typing import Any

from django.db.models import FloatField, Func


class Days(Func):
    """A moment as days on a running scale, part of a day included; only the difference of two means anything."""

    output_field = FloatField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="julianday(%(expressions)s)", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(EXTRACT(EPOCH FROM %(expressions)s) / 86400)::double precision"
        return self.as_sql(compiler, connection, template=template, **context)
