import pytest

from tests.way.stage import Stage


@pytest.fixture
def stage(db: None) -> Stage:
    return Stage()
