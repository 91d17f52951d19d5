"""Every address answers every role as the matrix says, and none is missing from it."""

import pytest

from tests.access.conftest import Ask
from tests.access.matrix import MATRIX, Outcome, builder_for
from tests.access.resolver import addresses

ADDRESSES = addresses()


@pytest.mark.parametrize("key", MATRIX)
def test_each_role_gets_what_is_written(key: str, ask: Ask) -> None:
    assert ask(key) == {"get": MATRIX[key].get, "post": MATRIX[key].post}


def test_no_address_without_a_row(ask: Ask) -> None:
    missing = sorted(ADDRESSES.keys() - {key.partition("#")[0] for key in MATRIX})
    found = [suggestion(name, ask) for name in missing]
    assert not missing, "addresses without a row, and what they answer today:\n" + "\n".join(found)


def test_no_row_without_an_address() -> None:
    gone = {key for key in MATRIX if key.partition("#")[0] not in ADDRESSES}
    assert not gone


def test_only_what_is_declared_public_is_open() -> None:
    """Both ways: nothing else is open, and nothing declared open is shut by mistake."""
    declared = {key.partition("#")[0] for key, row in MATRIX.items() if row.public}
    assert {name for name, address in ADDRESSES.items() if address.is_public} == declared


def test_nobody_without_an_account_gets_past_a_door_that_is_not_public() -> None:
    for key, row in MATRIX.items():
        if not row.public:
            assert row.get["anonymous"] == row.post["anonymous"] == Outcome.LOGIN, key


def suggestion(name: str, ask: Ask) -> str:
    """Grouped by outcome, to be checked against the policies and written down as a row."""
    if ADDRESSES[name].needs_object and builder_for(name) is None:
        return f"{name}: needs an object; register a builder, see tests/access/matrix.py"
    lines = [f"{name}:"]
    for method, answers in ask(name).items():
        grouped: dict[str, list[str]] = {}
        for role, outcome in answers.items():
            grouped.setdefault(str(outcome), []).append(role)
        lines += [f"  {method} {outcome}: {', '.join(roles)}" for outcome, roles in grouped.items()]
    return "\n".join(lines)
