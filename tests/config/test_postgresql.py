"""One address says everything about the database."""

import pytest

from marlerweg.config import postgresql


def test_every_part_of_the_address_is_used() -> None:
    read = postgresql.settings("postgres://stadt:p%40ss@db.stadt.example:5433/weg?sslmode=require", pool=True)
    assert (read["NAME"], read["USER"], read["PASSWORD"]) == ("weg", "stadt", "p@ss")
    assert (read["HOST"], read["PORT"]) == ("db.stadt.example", "5433")
    assert read["OPTIONS"] == {"sslmode": "require", "pool": True}


def test_a_socket_on_the_same_machine() -> None:
    read = postgresql.settings("postgresql:///weg?host=/run/postgresql", pool=False)
    assert (read["HOST"], read["NAME"], read["OPTIONS"]) == ("/run/postgresql", "weg", {})


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="postgres://"):
        postgresql.settings("mysql://db/weg", pool=False)
