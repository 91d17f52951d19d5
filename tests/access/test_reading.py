"""What watches that a GET changes nothing; the comparison for every address and role runs with the matrix."""

from typing import Any

import pytest

from marlerweg.foundation.reading import ReadingMustNotWrite, refuse_writing
from tests.access.conftest import changing_nothing
from tests.access.resolver import addresses
from tests.cast import Cast

DECLARED = {name for name, each in addresses().items() if getattr(each.view, "writes_on_get", "")}


def test_only_these_addresses_may_write_when_read() -> None:
    assert {
        "openid_connect_callback",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
    } == DECLARED


def test_the_watch_would_see_a_write(cast: Cast) -> None:
    cast.stranger.name = "Frieda Anders"
    with pytest.raises(AssertionError, match="UPDATE"), changing_nothing("saving a name"):
        cast.stranger.save()


def test_but_no_reading(cast: Cast) -> None:
    somebody = cast.stranger
    with changing_nothing("reading a name"):
        somebody.refresh_from_db()


@pytest.mark.parametrize(
    ("statement", "is_refused"),
    [
        ('UPDATE "accounts_user" SET name = 1', True),
        ("  insert into way_need (id) values (1)", True),
        ('WITH x AS (SELECT 1) DELETE FROM "way_need"', True),
        ('DELETE FROM "django_session" WHERE 1', False),
        ('UPDATE "audit_event_forged" SET hash = 1', True),
        ('INSERT INTO "audit_event" (hash) VALUES (1)', False),
        ("SELECT 'UPDATE'", False),
    ],
)
def test_the_guard_knows_a_write(statement: str, is_refused: bool) -> None:
    def execute(*asked: Any) -> str:
        return "done"

    if is_refused:
        with pytest.raises(ReadingMustNotWrite):
            refuse_writing(execute, statement, None, False, {})
    else:
        assert refuse_writing(execute, statement, None, False, {}) == "done"
