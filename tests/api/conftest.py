"""What a process remembers of the town is forgotten before each test."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    caches["process"].clear()
    yield
    caches["process"].clear()
